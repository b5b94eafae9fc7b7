"""另置 from outside: what a rule of the office sets aside as it comes in, and what a person decides of many at once."""

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from huiying.core.aside import WINDOW_SECONDS, rule_for
from huiying.core.errors import HuiyingError
from huiying.core.procedures.aside_acts import ASIDE
from huiying.core.procedures.guards.aside import BY_WEB
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.selectors import procedure_settings
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.perform import perform

MACHINE = Actor(ActorKind.SYSTEM)
MOST_TEXTS = 50_000
MOST_AT_ONCE = 200
"""Cases that one press decides."""


class SameTexts:
    """How often the very same words came within the hour, as this process saw it; forgotten when it ends.

    Kept are digests, never words.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[bytes, deque[float]] = {}

    def count(self, text: str, at: float) -> int:
        """How many came before this one; it counts from now on."""
        name = sha256(" ".join(text.split()).encode()).digest()
        with self._lock:
            if len(self._seen) >= MOST_TEXTS:
                self._drop(at)
            times = self._seen.setdefault(name, deque(maxlen=1_001))
            while times and times[0] <= at - WINDOW_SECONDS:
                times.popleft()
            times.append(at)
            return len(times) - 1

    def _drop(self, at: float) -> None:
        """What was last seen more than an hour ago; where that is not enough, everything."""
        self._seen = {name: times for name, times in self._seen.items() if times[-1] > at - WINDOW_SECONDS}
        if len(self._seen) >= MOST_TEXTS:
            self._seen.clear()


SAME_TEXTS = SameTexts()


def set_aside_by_rule(voices: Sequence[Voice], *, now: datetime) -> None:
    """Set aside those of the new `voices` that a rule of the office names; the caller holds the transaction.

    Each is an act of its own with its event and leaf, and its receipt says why.
    """
    settings = procedure_settings()
    if not _some_rule_is_on(settings):
        return
    waiting = Case.objects.filter(pk__in=[voice.pk for voice in voices if voice.channel in BY_WEB])
    states = dict(waiting.values_list("pk", "procedure"))
    for voice in voices:
        if voice.pk in states and (rule := _rule(voice, states[voice.pk], settings, now)):
            _set_aside(voice, rule, now)


def _some_rule_is_on(settings: Mapping[str, Any]) -> bool:
    return any(
        settings.get(f"{procedure}.aside_same_text", 0) or settings.get(f"{procedure}.aside_only_links", "off") == "on"
        for procedure in ("xinfang", "hotline")
    )


def _rule(voice: Voice, procedure: str, settings: Mapping[str, Any], now: datetime) -> str:
    same = SAME_TEXTS.count(voice.text, now.timestamp())
    return rule_for(voice.text, channel=voice.channel, same_before=same, procedure=procedure, settings=settings)


def _set_aside(voice: Voice, rule: str, now: datetime) -> None:
    """A report of wrongdoing lies sealed already, and stays where it is."""
    if Case.objects.filter(pk=voice.pk, sealed=False).exists():
        perform(voice.pk, "set_aside", actor=MACHINE, now=now, data={"rule": rule})


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of many: how many were done, for how many approval was `asked`, and which were left with why."""

    count: int
    asked: int
    left: tuple[tuple[int, HuiyingError], ...] = ()


def decide_many(
    case_ids: Sequence[int], act_id: str, *, actor: Actor, now: datetime, data: Mapping[str, Any]
) -> Decided:
    """Do one act on each of the cases that were set aside, each for itself; one that refuses it is left and said.

    The way is the one of every act: who may not do it for one case is refused there.
    """
    asked, left = 0, list[tuple[int, HuiyingError]]()
    chosen = list(dict.fromkeys(case_ids))[:MOST_AT_ONCE]
    there = set(Case.objects.filter(pk__in=chosen, state=ASIDE).values_list("pk", flat=True))
    for case_id in chosen:
        if case_id in there:
            try:
                done = act_on_case(case_id, act_id, actor=actor, now=now, data=data)
                asked += done.approval is not None
            except HuiyingError as err:
                left.append((case_id, err))
    return Decided(len(there) - len(left) - asked, asked, tuple(left))
