"""Unannounced checks: to the inspector each of them, to everybody else what was told, as counts per channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.foundation.people.models import Grant
from huiying.judge.checks.enums import CheckState, Found
from huiying.judge.checks.errors import CheckNotFound
from huiying.judge.checks.models import Check, Draw, TestVoice
from huiying.judge.checks.selectors.rights import INSPECTS, of_offices
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Deadline
from huiying.serve.casework.selectors.month import ANSWERS

QUESTIONS = ("reached", "receipt", "civil", "in_time")


@dataclass(frozen=True, slots=True)
class Share:
    """Of `all` that could be found out, `yes` were so."""

    yes: int
    all: int


@dataclass(frozen=True, slots=True)
class ChannelResult:
    """What told checks found at one channel. A share of fewer than 5 is None; `minutes`: middle waiting time."""

    channel: str
    checks: int
    reached: Share | None
    receipt: Share | None
    civil: Share | None
    in_time: Share | None
    minutes: int | None


def checks_for(grants: Sequence[Grant]) -> QuerySet[Check]:
    """The checks of their office for an inspector; for anybody else none, told or not."""
    offices = of_offices(grants, INSPECTS)
    mine = Check.objects.filter(draw__in=Draw.objects.filter(offices))
    return mine.select_related("draw", "place").order_by("draw", "position")


def check_for(check_id: int, grants: Sequence[Grant]) -> Check:
    """One of these. Raises CheckNotFound."""
    if (found := checks_for(grants).select_related("draw__office").filter(pk=check_id).first()) is None:
        raise CheckNotFound
    return found


def voice_behind(check: Check) -> Voice | None:
    """The test voice of a check, if one is tied."""
    row = TestVoice.objects.select_related("voice").filter(for_check=check).first()
    return row.voice if row is not None else None


def answered_in_time(case_id: int, now: datetime) -> str:
    """Whether the limits for an answer were kept, as the month counts them; "" while one of them runs in time."""
    limits = Deadline.objects.filter(case_id=case_id, clock__in=ANSWERS, stopped_at=None)
    counted = limits.aggregate(
        late=Count("pk", filter=Q(met_at__gte=F("due_at")) | Q(met_at=None, due_at__lte=now)),
        met=Count("pk", filter=Q(met_at__lt=F("due_at"))),
        running=Count("pk", filter=Q(met_at=None, due_at__gt=now)),
    )
    if counted["late"]:
        return Found.NO.value
    return Found.YES.value if counted["met"] and not counted["running"] else ""


def results(start: datetime, end: datetime) -> list[ChannelResult]:
    """What the checks found that were told from `start` up to but not including `end`, per channel.

    Channels with fewer than 5 told checks are left out, and so is a question that fewer than 5 of them could answer.
    """
    told = Check.objects.filter(state=CheckState.REVEALED, ended_at__gte=start, ended_at__lt=end)
    by_channel: dict[str, list[Check]] = {}
    for check in told.order_by("channel", "pk"):
        by_channel.setdefault(check.channel, []).append(check)
    return [_result(channel, rows) for channel, rows in by_channel.items() if len(rows) >= FEWEST]


def _result(channel: str, rows: Sequence[Check]) -> ChannelResult:
    waited = sorted(one.waited_minutes for one in rows if one.waited_minutes is not None)
    middle = waited[len(waited) // 2] if len(waited) >= FEWEST else None
    reached, receipt, civil, in_time = (_share(rows, name) for name in QUESTIONS)
    return ChannelResult(channel, len(rows), reached, receipt, civil, in_time, middle)


def _share(rows: Sequence[Check], name: str) -> Share | None:
    answers = [getattr(one, name) for one in rows if getattr(one, name)]
    return Share(answers.count(Found.YES.value), len(answers)) if len(answers) >= FEWEST else None
