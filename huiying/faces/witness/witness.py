"""`huiying witness`: cosigns checkpoints of known logs, never two that contradict each other (C2SP tlog-witness)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from huiying.core.translog.checkpoint import Checkpoint, open_checkpoint
from huiying.core.translog.errors import LogFault, NotProved
from huiying.core.translog.note import ED25519, Note, SigningKey, VerifierKey
from huiying.core.translog.step import Step
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, language, say
from huiying.faces.witness.heads import Heads
from huiying.faces.witness.keeping import begin, kept, refusal, serve
from huiying.faces.witness.serving import Answer, Request
from huiying.faces.witness.trust import keys_of, read_policy
from huiying.foundation.keys import clock


def witness(
    *,
    state: Path,
    key: Path,
    name: str | None,
    logs: Sequence[str],
    policy: Path | None,
    host: str,
    port: int,
    make_key: bool,
) -> Outcome:
    if make_key:
        if not name:
            raise click.UsageError(say("生成密钥要写 --name。", "To make a key, give --name."))
        return _made(begin(key, state, name))
    known = _known(logs, policy)
    signing, heads = kept(key, state, name)
    return serve(Witness(signing, heads, known), host, port, heads)


def _known(logs: Sequence[str], policy: Path | None) -> list[VerifierKey]:
    keys = [*keys_of(logs), *([party.key for party in read_policy(policy).logs] if policy else [])]
    if not keys or any(key.kind != ED25519 for key in keys):
        raise click.UsageError(
            say("请用 --log 或 --policy 写明见证哪些账本。", "Name the keys of logs by --log or --policy.")
        )
    return keys


def _made(key: SigningKey) -> Outcome:
    vkey = key.cosigner.vkey
    words = Text(
        zh=f"密钥和空记录已生成。见证人的公钥：\n{vkey}",
        en=f"Key and empty record are made. The public key of the witness:\n{vkey}",
    )
    return Outcome(words, {"ok": True, "size": 0, "says": words.say(language()), "name": key.name, "vkey": vkey})


@dataclass(frozen=True, slots=True)
class Witness:
    """Answers /add-checkpoint, and / with a page for people."""

    key: SigningKey
    heads: Heads
    logs: Sequence[VerifierKey]

    def __call__(self, request: Request) -> Answer:
        if request.path == "/add-checkpoint":
            return self._add(request.body) if request.method == "POST" else Answer(405, headers={"Allow": "POST"})
        if request.path == "/" and request.method == "GET":
            return Answer(200, page(self.key.name, self.key.cosigner.vkey, self.heads.all()))
        return Answer(404, "not found\n")

    def _add(self, body: bytes) -> Answer:
        try:
            step = Step.of_data(body)
            origin = Checkpoint.of_text(Note.of_data(step.checkpoint).text).origin
            if all(key.name != origin for key in self.logs):
                return Answer(404, "unknown log\n")
            head, _note = open_checkpoint(step.checkpoint, self.logs)
        except NotProved as fault:
            return Answer(403, f"{fault}\n")
        except LogFault as fault:
            return refusal(fault)
        return self._cosigned(step, head)

    def _cosigned(self, step: Step, head: Checkpoint) -> Answer:
        at = int(clock.now().timestamp())
        try:
            self.heads.advance(step, head, at)
        except LogFault as fault:
            return refusal(fault)
        return Answer(200, self.key.cosign(head.text, at).line)


def page(name: str, vkey: str, heads: Iterable[tuple[Checkpoint, int]]) -> str:
    """What a person reads at /: who this is, with which key, and what was signed last."""
    lines = ["见证人 Witness", name, vkey, "", "账本 Logs"]
    for head, at in heads:
        lines.append(f"{head.origin}  {head.size}  {datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S} UTC")
    return "\n".join([*lines, ""])
