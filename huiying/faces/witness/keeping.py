"""What witness and signer have in common: options, the making of key and record, and running the server."""

from pathlib import Path

import click

from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.note import SigningKey
from huiying.core.translog.step import SIZE_TYPE
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, language, say
from huiying.faces.witness.errors import WouldReplace
from huiying.faces.witness.heads import Heads
from huiying.faces.witness.keys import make_key, read_key
from huiying.faces.witness.serving import Answer, App, Server


def begin(key: Path, state: Path, name: str, *more: Path) -> SigningKey:
    """A new key and its empty record; neither they nor `more` may be there. Raises WouldReplace, click.UsageError."""
    for file in (key, state, *more):
        if file.exists():
            raise WouldReplace(file=file)
    try:
        made = make_key(key, name)
    except Malformed as err:
        raise click.UsageError(
            say(f"名称“{name}”里不能有空格或加号。", f"The name {name!r} must not hold blanks or plus signs.")
        ) from err
    Heads(state, made.verifier.public).create()
    return made


def kept(key: Path, state: Path, name: str | None) -> tuple[SigningKey, Heads]:
    """The key and its record. Raises NoKey, NotAKey, KeyIsOpen, NoState."""
    signing = read_key(key, name)
    heads = Heads(state, signing.verifier.public)
    heads.check()
    return signing, heads


def serve(app: App, host: str, port: int, heads: Heads) -> Outcome:
    """Serves until it is stopped."""
    server = Server(host, port, app)
    click.echo(say(f"正在监听 {server.url}，按 Ctrl-C 停止", f"Listening on {server.url}, Ctrl-C stops it"), err=True)
    server.run()
    logs = [{"origin": head.origin, "size": head.size} for head, _at in heads.all()]
    size = sum(head.size for head, _at in heads.all())
    words = Text(
        zh=f"已停止。共 {len(logs)} 个账本，{size} 条。", en=f"Stopped. {len(logs)} logs with {size} entries in all."
    )
    return Outcome(words, {"ok": True, "size": size, "says": words.say(language()), "logs": logs})


def refusal(fault: LogFault) -> Answer:
    """How HTTP says that a step was not signed."""
    if isinstance(fault, Malformed):
        return Answer(400, f"{fault}\n")
    if isinstance(fault, NotProved) and fault.reason == "stale":
        return Answer(409, f"{fault.about}\n", SIZE_TYPE)
    return Answer(422, f"{fault}\n")
