"""The fixed period of the joint meeting: set up, changed, ended."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction

from huiying.core.meetings.rhythm import Rhythm
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Staff
from huiying.serve.coordination.errors import MayNotKeepMeeting, MeetingWrongDay
from huiying.serve.coordination.models import Series
from huiying.serve.coordination.selectors.meeting_rights import KEEPERS, keeping_office, need_keeper
from huiying.serve.coordination.services.meeting_holding import active_chair, held_series, words

NO_SUCH_DAY = Text(zh="没有这样的日子：请选每几个月、第几个星期几。", en="no month has such a day.")
NO_LENGTH = Text(zh="会议时长请填 10 分钟到 8 小时。", en="a meeting takes from 10 minutes to 8 hours.")
TITLE = Text(zh="会议名称", en="Title")
REASON = Text(zh="原因", en="Reason")
SHORTEST, LONGEST = 10, 480
"""Minutes of a meeting."""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A regular meeting as it is filled in. `every` months, `nth` 1 to 4 or 5 for the last, `weekday` 0: Monday;
    `starts`: local time; `minutes`: its usual length."""

    title: str
    starts: time
    title_en: str = ""
    every: int = 1
    nth: int = 1
    weekday: int = 0
    minutes: int = 90
    venue: str = ""
    chair_id: int | None = None


@once
def make_series(
    plan: SeriesPlan, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Series:
    """Set up a regular meeting of the actor's office. Raises MayNotKeepMeeting, MeetingNeedsWords, MeetingWrongDay,
    InvitationWrong (no such chair)."""
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            return Series.objects.get(pk=before.subject_id)
        office = keeping_office(grants, Staff.objects.select_related("unit").get(pk=actor.staff_id or 0).unit)
        if office is None:
            raise MayNotKeepMeeting(who=KEEPERS)
        series = Series.objects.create(office=office, **_checked(plan))
        record("meeting_series.made", series, actor=actor, now=now, public=_plain(series), key=key)
    return series


def change_series(
    series_id: int, plan: SeriesPlan, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Series:
    """Write it anew; meetings that are planned already stay. Raises as `make_series`, and MeetingNotFound."""
    with transaction.atomic():
        series = held_series(series_id)
        need_keeper(series.office, grants)
        if done_before(key) is None:
            for name, value in _checked(plan).items():
                setattr(series, name, value)
            series.save()
            record("meeting_series.changed", series, actor=actor, now=now, public=_plain(series), key=key)
    return series


def end_series(
    series_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Series:
    """No further meetings are planned. Raises MeetingNotFound, MayNotKeepMeeting, MeetingNeedsWords."""
    with transaction.atomic():
        series = held_series(series_id)
        need_keeper(series.office, grants)
        if done_before(key) is None and series.active:
            why = words(REASON, reason)
            series.active = False
            series.save(update_fields=["active"])
            record("meeting_series.ended", series, actor=actor, now=now, private={"reason": why}, key=key)
    return series


def check_minutes(minutes: int) -> int:
    """Raises MeetingWrongDay."""
    if not SHORTEST <= minutes <= LONGEST:
        raise MeetingWrongDay(why=NO_LENGTH)
    return minutes


def _checked(plan: SeriesPlan) -> dict[str, Any]:
    try:
        Rhythm(plan.every, plan.nth, plan.weekday)
    except ValueError as err:
        raise MeetingWrongDay(why=NO_SUCH_DAY) from err
    chair = active_chair(plan.chair_id).pk if plan.chair_id is not None else None
    check_minutes(plan.minutes)
    values = asdict(plan) | {"title": words(TITLE, plan.title, most=80), "chair_id": chair}
    return values | {"title_en": plan.title_en.strip()[:120], "venue": plan.venue.strip()[:120]}


def _plain(series: Series) -> dict[str, Any]:
    names = ("every", "nth", "weekday", "minutes", "chair_id", "office_id")
    return {name.removesuffix("_id"): getattr(series, name) for name in names} | {"starts": str(series.starts)}
