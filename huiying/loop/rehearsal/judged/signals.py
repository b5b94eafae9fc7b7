"""What the rules found in the invented county: reminders and flags of the last weeks, two objections, one dismissal."""

from datetime import time
from itertools import islice

from huiying.core.procedures.model import Role
from huiying.core.supervision.rules import PAST
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.models import Flag, Signal
from huiying.serve.supervision.services.contests import contest_signal, decide_contest
from huiying.serve.supervision.services.flags import dismiss_flag

SWEPT_DAYS_AGO = (28, 21, 14, 10, 7, 5, 4, 3, 2, 1)
"""Some days of the last weeks: what came true between two of them is dated by its own day."""
OFFICE = "centre"
NOT_OURS = "那两天系统停机检修，件没有到我们这里，到了当天就办了。"
UPHELD = "核对过停机通知，属实。这条不算。"
WAITS = "材料要等上级批下来，已经跟诉求人说清楚了。"
DISMISSED = "看过了，当天已经补上，单位也说明了原因，这次不督办。"


def fill_supervision(hands: Hands) -> None:
    """Let the rules look as they would have looked; then units object, and an inspector decides and dismisses.

    Where the heads of units have nothing to object to, nobody does.
    """
    for days in SWEPT_DAYS_AGO:
        sweep_supervision(now=hands.ago(days, time(1)))
    sweep_supervision(now=hands.now)
    heads = {hands.unit(key): key for key, role in hands.county.hands if key and role == Role.UNIT_HEAD}
    _object(hands, heads)
    _dismiss(hands)


def _object(hands: Hands, heads: dict[int, str]) -> None:
    """One objection that held, one that waits; each of another unit."""
    rows = Signal.objects.filter(rule=PAST, unit__in=heads, level=1, made_at__lt=hands.ago(2)).order_by("-at", "pk")
    first: dict[int, Signal] = {}
    for signal in rows[:200]:
        first.setdefault(signal.unit_id, signal)
    told = zip(islice(first.values(), 2), (NOT_OURS, WAITS), strict=False)
    for signal, reason in told:
        contest_signal(signal.pk, reason, **hands.of(heads[signal.unit_id], Role.UNIT_HEAD, at=hands.ago(1)))
        if reason == NOT_OURS:
            answer = hands.of(OFFICE, Role.INSPECTOR, at=hands.ago(1, time(16)))
            decide_contest(signal.pk, True, UPHELD, **answer)


def _dismiss(hands: Hands) -> None:
    """Two flags whose matter was settled meanwhile."""
    settled = Flag.objects.filter(state=FlagState.FLAGGED.value, signals__settled_at__isnull=False)
    open_ = Signal.objects.filter(settled_at=None).exclude(flag=None).values("flag")
    for flag in settled.exclude(pk__in=open_).distinct().order_by("pk")[:2]:
        dismiss_flag(flag.pk, DISMISSED, **hands.of(OFFICE, Role.INSPECTOR, at=hands.ago(1)))
