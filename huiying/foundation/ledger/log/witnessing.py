"""Witnesses: others who see every checkpoint and sign that it continues what they saw before.

Who they are stands in the office's `log-policy.txt` (C2SP tlog-policy), each with the address of its service.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import COSIGNATURE, Note, Signature
from huiying.core.translog.policy import Party, Policy, parse_policy
from huiying.foundation.ledger.log.asking import Answer, NoAnswer, post, request_body
from huiying.foundation.ledger.log.reading import consistency
from huiying.foundation.ledger.models import Log, LogCheckpoint, LogCosignature

log_of_worker = logging.getLogger("huiying.worker")
FILE = "log-policy.txt"
SIZE_TYPE = "text/x.tlog.size"
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)


@dataclass(slots=True)
class Patience:
    """How long a witness that does not answer is left alone: twice as long each time, at most an hour."""

    failures: dict[str, int] = field(default_factory=dict)
    again_at: dict[str, datetime] = field(default_factory=dict)

    def asks(self, name: str, now: datetime) -> bool:
        return now >= self.again_at.get(name, now)

    def failed(self, name: str, now: datetime) -> None:
        count = self.failures[name] = self.failures.get(name, 0) + 1
        self.again_at[name] = now + min(FIRST_WAIT * 2 ** min(count - 1, 20), LONGEST_WAIT)

    def answered(self, name: str) -> None:
        self.failures.pop(name, None)
        self.again_at.pop(name, None)


PATIENCE = Patience()


def witness_policy() -> Policy:
    """The witnesses of this office; nobody without a file. Raises Malformed with the line that is wrong."""
    path = Path(settings.DATA) / FILE
    return parse_policy(path.read_text("utf-8")) if path.exists() else Policy()


def published_policy() -> str:
    """What a verifier of this office's logs needs, as C2SP tlog-policy: every key of every log, the witnesses."""
    lines = [
        f"log {vkey} {settings.ADDRESS}/log/{name}".rstrip()
        for name, vkey in Log.objects.order_by("pk", "keys__pk").values_list("name", "keys__vkey")
        if vkey
    ]
    policy = witness_policy()
    lines += [f"witness {name} {one.key.vkey} {one.url}".rstrip() for name, one in policy.witnesses.items()]
    lines += [f"group {name} {one.least} {' '.join(one.members)}" for name, one in policy.groups.items()]
    return "\n".join([*lines, f"quorum {policy.quorum}", ""])


def collect(checkpoint: LogCheckpoint, *, now: datetime, patience: Patience = PATIENCE) -> int:
    """Ask every witness to sign `checkpoint`; how many did. Who does not answer is asked again at a later one."""
    witnesses = witness_policy().witnesses
    asked = {name: one for name, one in witnesses.items() if one.url and patience.asks(name, now)}
    seen = {name: _last_seen(checkpoint.log, name) for name in asked}
    answers = _ask_all(checkpoint, asked, seen)
    behind = {name: size for name, answer in answers.items() if (size := _other_size(answer)) is not None}
    for name, size in behind.items():
        if size > checkpoint.size:
            log_of_worker.error("witness %s has seen %d entries, more than the %d here", name, size, checkpoint.size)
    answers |= _ask_all(checkpoint, {n: asked[n] for n, size in behind.items() if size <= checkpoint.size}, behind)
    count = 0
    for name, party in asked.items():
        if _keep(checkpoint, name, party, answers.get(name)):
            patience.answered(name)
            count += 1
        else:
            patience.failed(name, now)
            log_of_worker.warning("witness %s did not sign", name)
    return count


def _last_seen(log: Log, name: str) -> int:
    """The size that the witness signed last."""
    rows = LogCosignature.objects.filter(witness=name, checkpoint__log=log).order_by("-checkpoint__size")
    return rows.values_list("checkpoint__size", flat=True).first() or 0


def _ask_all(checkpoint: LogCheckpoint, asked: Mapping[str, Party], old: Mapping[str, int]) -> dict[str, Answer | None]:
    """The answers by name, asked at the same time; None for who gave none. The proofs are read before."""
    if not asked:
        return {}
    bodies = {name: _body(checkpoint, old[name]) for name in asked}

    def ask(name: str) -> Answer | None:
        try:
            return post(f"{asked[name].url.rstrip('/')}/add-checkpoint", bodies[name])
        except NoAnswer:
            return None

    with ThreadPoolExecutor(min(len(asked), 16)) as pool:
        return dict(zip(asked, pool.map(ask, asked), strict=True))


def _body(checkpoint: LogCheckpoint, old: int) -> bytes:
    proof = consistency(checkpoint.log, old, checkpoint.size)
    return request_body(old, proof, bytes(checkpoint.note))


def _other_size(answer: Answer | None) -> int | None:
    """The size that a witness has seen, when that was not the one we said."""
    if answer is None or answer.status != 409 or answer.kind != SIZE_TYPE:
        return None
    text = answer.body.decode("ascii", "replace").strip()
    return int(text) if text.isdecimal() and len(text) < 20 else None


def _keep(checkpoint: LogCheckpoint, name: str, party: Party, answer: Answer | None) -> bool:
    """Whether the answer holds the witness's signature over this checkpoint; then it is kept."""
    if answer is None or answer.status != 200:
        return False
    text = Note.of_data(bytes(checkpoint.note)).text
    for line in answer.body.decode("utf-8", "replace").splitlines():
        try:
            signature = Signature.of_line(line)
            if party.key.kind == COSIGNATURE and signature.key_id == party.key.key_id:
                at = party.key.signed(text, signature)
                values = {"line": line, "at": datetime.fromtimestamp(at, UTC)}
                LogCosignature.objects.get_or_create(checkpoint=checkpoint, witness=name, defaults=values)
                return True
        except (LogFault, ValueError, OverflowError):
            continue
    return False
