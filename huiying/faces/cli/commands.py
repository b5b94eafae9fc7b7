"""The commands of an office."""

from huiying.faces.cli.check import check
from huiying.faces.cli.demo import demo
from huiying.faces.cli.evaluate import evaluate
from huiying.faces.cli.import_voices import import_voices
from huiying.faces.cli.index import index
from huiying.faces.cli.init import init
from huiying.faces.cli.ledger import ledger
from huiying.faces.cli.propose import propose
from huiying.faces.cli.serve import serve
from huiying.faces.cli.tick import tick
from huiying.faces.cli.train import train

COMMANDS = (init, serve, import_voices, demo, index, tick, check, ledger, evaluate, train, propose)
