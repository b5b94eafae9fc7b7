"""The commands of an office."""

from huiying.faces.cli.backup import backup, backup_key
from huiying.faces.cli.check import check
from huiying.faces.cli.demo import demo
from huiying.faces.cli.evaluate import evaluate
from huiying.faces.cli.export import export
from huiying.faces.cli.import_voices import import_voices
from huiying.faces.cli.index import index
from huiying.faces.cli.init import init
from huiying.faces.cli.ledger import ledger
from huiying.faces.cli.open311 import open311
from huiying.faces.cli.opinion import opinion
from huiying.faces.cli.propose import propose
from huiying.faces.cli.restore import restore
from huiying.faces.cli.rotate import rotate
from huiying.faces.cli.scorecards import scorecards
from huiying.faces.cli.serve import serve
from huiying.faces.cli.simulate import simulate
from huiying.faces.cli.tick import tick
from huiying.faces.cli.train import train
from huiying.faces.cli.upgrade import upgrade

COMMANDS = (
    init,
    serve,
    import_voices,
    export,
    demo,
    simulate,
    index,
    scorecards,
    tick,
    rotate,
    check,
    backup,
    restore,
    upgrade,
    backup_key,
    ledger,
    evaluate,
    train,
    propose,
    open311,
    opinion,
)
