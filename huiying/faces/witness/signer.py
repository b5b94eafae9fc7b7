"""`huiying signer`: the key of an office's log on a machine of its own; no log that it signs contradicts the last."""

import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.errors import LogFault, Malformed
from huiying.core.translog.note import SigningKey, is_name
from huiying.core.translog.step import Step
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, language
from huiying.faces.witness.errors import NoToken
from huiying.faces.witness.heads import Heads
from huiying.faces.witness.keeping import begin, kept, refusal, serve
from huiying.faces.witness.keys import write_secret
from huiying.faces.witness.serving import Answer, Request
from huiying.faces.witness.witness import page
from huiying.foundation.keys import clock

LEAST_TOKEN = 16


def signer(
    *, state: Path, key: Path, origin_prefix: str, token_file: Path, host: str, port: int, make_key: bool
) -> Outcome:
    if make_key:
        made = begin(key, state, origin_prefix, token_file)
        write_secret(token_file, os.urandom(32).hex())
        return _made(made, token_file)
    token = _token(token_file)
    signing, heads = kept(key, state, origin_prefix)
    return serve(Signer(signing, heads, token), host, port, heads)


def _made(key: SigningKey, token_file: Path) -> Outcome:
    vkey = key.verifier.vkey
    words = Text(
        zh=f"密钥、空记录和口令已生成。在单位的服务器上设 HUIYING_SIGNER_KEY 为：\n{vkey}\n"
        f"再把 {token_file} 交过去，用 HUIYING_SIGNER_TOKEN_FILE 指明。",
        en=f"Key, empty record and token are made. On the office's server set HUIYING_SIGNER_KEY to\n{vkey}\n"
        f"and hand over {token_file}, to be named by HUIYING_SIGNER_TOKEN_FILE.",
    )
    return Outcome(words, {"ok": True, "size": 0, "says": words.say(language()), "name": key.name, "vkey": vkey})


def _token(file: Path) -> str:
    token = file.read_text("utf-8").strip()
    if len(token) < LEAST_TOKEN or not token.isascii() or len(token.split()) != 1:
        raise NoToken(file=file)
    return token


@dataclass(frozen=True, slots=True)
class Signer:
    """Answers /sign-checkpoint to who bears the token, and / with a page for people. `key` is named as the host."""

    key: SigningKey
    heads: Heads
    token: str

    def __call__(self, request: Request) -> Answer:
        if request.path == "/" and request.method == "GET":
            return Answer(200, self._page(self.heads.all()))
        if request.path != "/sign-checkpoint":
            return Answer(404, "not found\n")
        if request.method != "POST":
            return Answer(405, headers={"Allow": "POST"})
        if not hmac.compare_digest(request.word.encode(), self.token.encode()):
            return Answer(401, "token\n", headers={"WWW-Authenticate": "Bearer"})
        return self._sign(request.body)

    def _sign(self, body: bytes) -> Answer:
        try:
            step = Step.of_data(body)
            head = bare_checkpoint(step.checkpoint)
            if not head.origin.startswith(f"{self.key.name}/"):
                return Answer(404, "unknown log\n")
            self.heads.advance(step, head, int(clock.now().timestamp()))
        except LogFault as fault:
            return refusal(fault)
        return Answer(200, SigningKey(head.origin, self.key.seed).sign(head.text).line)

    def _page(self, heads: Iterable[tuple[Checkpoint, int]]) -> str:
        rows = list(heads)
        keys = [SigningKey(head.origin, self.key.seed).verifier.vkey for head, _at in rows]
        return page(self.key.name, "\n".join(keys), rows)


def bare_checkpoint(data: bytes) -> Checkpoint:
    """The checkpoint of a text that nobody has signed. Raises Malformed unless it is written in the one way."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as err:
        raise Malformed("checkpoint") from err
    if any(character < " " and character != "\n" for character in text):
        raise Malformed("control_character")
    head = Checkpoint.of_text(text)
    if not is_name(head.origin):
        raise Malformed("checkpoint")
    return head
