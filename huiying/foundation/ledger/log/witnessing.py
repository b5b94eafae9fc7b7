"""Witnesses: others who see every checkpoint and sign that it continues what they saw before.

Who they are stands in the office's `log-policy.txt` (C2SP tlog-policy), each with the address of its service.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import Note, Signature
from huiying.core.translog.policy import Party, Policy, parse_policy
from huiying.core.translog.step import Step
from huiying.foundation.ledger.log.asking import Answer, NoAnswer, post
from huiying.foundation.ledger.log.errors import PolicyBroken
from huiying.foundation.ledger.log.reading import consistency
from huiying.foundation.ledger.models import Log, LogCheckpoint, LogCosignature

log_of_worker = logging.getLogger("huiying.worker")
FILE = "log-policy.txt"
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)


@dataclass(slots=True)
class Patience:
    """How long a witness that does not sign a log is left alone with it: twice as long each time, at most an hour.

    `who`: number of the log and name of the witness.
    """

    failures: dict[tuple[int, str], int] = field(default_factory=dict)
    again_at: dict[tuple[int, str], datetime] = field(default_factory=dict)

    def asks(self, who: tuple[int, str], now: datetime) -> bool:
        return now >= self.again_at.get(who, now)

    def failed(self, who: tuple[int, str], now: datetime) -> None:
        count = self.failures[who] = self.failures.get(who, 0) + 1
        self.again_at[who] = now + min(FIRST_WAIT * 2 ** min(count - 1, 20), LONGEST_WAIT)

    def answered(self, who: tuple[int, str]) -> None:
        self.failures.pop(who, None)
        self.again_at.pop(who, None)


PATIENCE = Patience()
_told: dict[str, Mapping[str, Any]] = {}


def read_policy() -> Policy:
    """The witnesses of this office; nobody without a file. Raises PolicyBroken."""
    path = Path(settings.DATA) / FILE
    data = path.read_bytes() if path.exists() else b"quorum none\n"
    try:
        return parse_policy(data.decode("utf-8"))
    except UnicodeDecodeError as err:
        raise PolicyBroken(file=str(path), line=data[: err.start].count(b"\n") + 1) from err
    except LogFault as err:
        raise PolicyBroken(file=str(path), line=err.about) from err


def witness_policy() -> Policy:
    """The same for all that goes on without witnesses: nobody while the file is broken, which is told once."""
    try:
        policy = read_policy()
    except PolicyBroken as err:
        if err.data != _told.get(err.code):
            _told[err.code] = err.data
            log_of_worker.warning(err.say("en"))
        return Policy()
    _told.pop(PolicyBroken.code, None)
    return policy


def published_policy() -> str:
    """What a verifier of this office's logs needs, as C2SP tlog-policy: every key of every log, the witnesses.

    No quorum: receipts made before a witness came stay good, and each verifier says which witnesses have signed.
    """
    base = f" {settings.ADDRESS}/log" if settings.ADDRESS else ""
    lines = [
        f"log {vkey}{base and f'{base}/{name}'}"
        for name, vkey in Log.objects.order_by("pk", "keys__pk").values_list("name", "keys__vkey")
        if vkey
    ]
    lines += [f"witness {name} {one.key.vkey} {one.url}".rstrip() for name, one in witness_policy().witnesses.items()]
    return "\n".join([*lines, "quorum none", ""])


def collect(checkpoint: LogCheckpoint, *, now: datetime, patience: Patience = PATIENCE) -> int:
    """Ask every witness that has not signed `checkpoint` to do so; how many did.

    Who does not answer is asked again after a while, for this checkpoint or a later one.
    """
    done = set(checkpoint.cosignatures.values_list("witness", flat=True))
    witnesses = {name: one for name, one in witness_policy().witnesses.items() if one.url and name not in done}
    asked = {name: one for name, one in witnesses.items() if patience.asks((checkpoint.log_id, name), now)}
    seen = {name: _last_seen(checkpoint.log, name) for name in asked}
    answers = _ask_all(checkpoint, asked, seen)
    behind = {name: size for name, one in answers.items() if one is not None and (size := one.other_size) is not None}
    for name, size in behind.items():
        if size > checkpoint.size:
            log_of_worker.error("witness %s has seen %d entries, more than the %d here", name, size, checkpoint.size)
    answers |= _ask_all(checkpoint, {n: asked[n] for n, size in behind.items() if size <= checkpoint.size}, behind)
    count = 0
    for name, party in asked.items():
        if _keep(checkpoint, name, party, answers.get(name)):
            patience.answered((checkpoint.log_id, name))
            count += 1
        else:
            patience.failed((checkpoint.log_id, name), now)
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
    return Step(old, tuple(consistency(checkpoint.log, old, checkpoint.size)), bytes(checkpoint.note)).data


def _keep(checkpoint: LogCheckpoint, name: str, party: Party, answer: Answer | None) -> bool:
    """Whether the answer holds the witness's signature over this checkpoint; then it is kept."""
    if answer is None or answer.status != 200:
        return False
    text = Note.of_data(bytes(checkpoint.note)).text
    for line in answer.body.decode("utf-8", "replace").splitlines():
        try:
            signature = Signature.of_line(line)
            if (signature.name, signature.key_id) == (party.key.name, party.key.key_id):
                at = party.key.signed(text, signature)
                values = {"line": line, "at": datetime.fromtimestamp(at, UTC)}
                LogCosignature.objects.get_or_create(checkpoint=checkpoint, witness=name, defaults=values)
                return True
        except LogFault:
            continue
    return False
