"""A year of the list is opened, changed, moved on and closed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.core.voting.criteria import CriterionData
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.matters.enums import Stage, Standing
from huiying.serve.matters.errors import (
    CriteriaNeeded,
    DaysOutOfOrder,
    LinesStillOpen,
    MayNotKeepList,
    NominationsWaiting,
    NothingToVoteOn,
    NumbersOutOfRange,
    TooEarly,
    YearOutOfRange,
    YearTaken,
)
from huiying.serve.matters.events import YEAR_CLOSED, YEAR_SCREENING, YEAR_VOTING
from huiying.serve.matters.models import Criterion, MatterYear, Nomination
from huiying.serve.matters.selectors.rights import KEEPERS, keeping_unit
from huiying.serve.matters.services.holding import held_year, kept_by, local_day, refuse_names
from huiying.serve.matters.services.money import checked_money

MOST = 50
_DAYS = ("nominate_until", "vote_from", "vote_until", "listed_by")


@dataclass(frozen=True, slots=True)
class YearData:
    """What is fixed and published before anything is nominated. Days are local and inclusive, money is in fen."""

    nominate_until: date
    vote_from: date
    vote_until: date
    listed_by: date
    choices: int
    lines: int
    criteria: Sequence[CriterionData]
    budget_fen: int | None = None


@once
def open_year(
    year: int, data: YearData, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> MatterYear:
    """Open a year for nominations. With the same `key` again the first one comes back.

    Raises MayNotKeepList, YearOutOfRange, YearTaken, DaysOutOfOrder, NumbersOutOfRange, CriteriaNeeded, MoneyWrong,
    MatterNamesSomebody.
    """
    with transaction.atomic():
        if before := done_before(key):
            return MatterYear.objects.get(pk=before.subject_id)
        office, today = keeping_unit(grants), local_day(now)
        if office is None:
            raise MayNotKeepList(who=KEEPERS)
        if not today.year <= year <= today.year + 1:
            raise YearOutOfRange
        if MatterYear.objects.filter(year=year).exists():
            raise YearTaken(year=year)
        _refuse_days(data, today)
        values = _checked(data, now)
        opened = MatterYear.objects.create(
            year=year, office=office, opened_at=now, opened_by_id=actor.id or 0, **values
        )
        _write_criteria(opened, data.criteria)
        public = {"year": year, **_plain(data)}
        record("matter_year.opened", opened, actor=actor, now=now, public=public, private=_said(data), key=key)
    return opened


def change_year(
    year_id: int, data: YearData, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> MatterYear:
    """Change what was published: days that are not over yet, only to later ones; numbers and criteria while nominations
    are taken, budget until the list is there.

    Raises YearNotFound, MayNotKeepList, NotNow and what `open_year` raises.
    """
    with transaction.atomic():
        year = held_year(year_id)
        kept_by(year, grants, Stage.NOMINATING, Stage.SCREENING, Stage.VOTING, Stage.LISTING)
        if done_before(key):
            return year
        early = year.stage == Stage.NOMINATING
        if not early:
            data = replace(data, choices=year.choices, lines=year.lines, criteria=_criteria(year))
        _refuse_moves(year, data, local_day(now))
        for name, value in _checked(data, now).items():
            setattr(year, name, value)
        year.save()
        if early:
            year.criteria.all().delete()
            _write_criteria(year, data.criteria)
        record("matter_year.changed", year, actor=actor, now=now, public=_plain(data), private=_said(data), key=key)
    return year


def end_nominations(
    year_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> MatterYear:
    """Nothing is nominated any more; what waits is decided on, and all is screened. Raises YearNotFound,
    MayNotKeepList, NotNow, TooEarly."""
    with transaction.atomic():
        year = held_year(year_id)
        if done_before(key):
            return year
        kept_by(year, grants, Stage.NOMINATING)
        if local_day(now) <= year.nominate_until:
            raise TooEarly(day=year.nominate_until.isoformat())
        nominated = Nomination.objects.filter(year=year).count()
        _move(year, Stage.SCREENING, {"nominated": nominated}, actor=actor, now=now, key=key)
    return year


def open_vote(
    year_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> MatterYear:
    """Publish every result of the screening; votes are taken from the first day of the vote on.

    Raises YearNotFound, MayNotKeepList, NotNow, NominationsWaiting, NothingToVoteOn, DaysOutOfOrder (no day of the vote
    is left: its days are changed first).
    """
    with transaction.atomic():
        year = held_year(year_id)
        if done_before(key):
            return year
        kept_by(year, grants, Stage.SCREENING)
        rows = Nomination.objects.filter(year=year)
        waiting = rows.filter(standing=Standing.WAITING).count()
        waiting += rows.filter(standing=Standing.SHOWN, passed=None).count()
        if waiting:
            raise NominationsWaiting(count=waiting)
        on_ballot = rows.filter(standing=Standing.SHOWN, passed=True).count()
        if not on_ballot:
            raise NothingToVoteOn
        if year.vote_until < local_day(now):
            raise DaysOutOfOrder
        _move(year, Stage.VOTING, {"on_ballot": on_ballot}, actor=actor, now=now, key=key)
    return year


def close_year(
    year_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> MatterYear:
    """End the year; what became of each line opens the list of the next. Raises YearNotFound, MayNotKeepList, NotNow,
    LinesStillOpen."""
    with transaction.atomic():
        year = held_year(year_id)
        if done_before(key):
            return year
        kept_by(year, grants, Stage.LISTED)
        still_open = year.matters.filter(commitment__state=CommitmentState.OPEN.value).count()
        if still_open:
            raise LinesStillOpen(count=still_open)
        year.closed_at = now
        _move(year, Stage.CLOSED, {"lines": year.matters.count()}, actor=actor, now=now, key=key)
    return year


_EVENTS = {
    Stage.SCREENING: YEAR_SCREENING.name,
    Stage.VOTING: YEAR_VOTING.name,
    Stage.CLOSED: YEAR_CLOSED.name,
}


def _move(
    year: MatterYear, stage: Stage, public: dict[str, Any], *, actor: Actor, now: datetime, key: str | None
) -> None:
    year.stage = stage.value
    year.save(update_fields=["stage", "closed_at"])
    record(_EVENTS[stage], year, actor=actor, now=now, public=public, key=key)


def _refuse_days(data: YearData, today: date) -> None:
    """Raises DaysOutOfOrder."""
    first, start, end, listed = (getattr(data, name) for name in _DAYS)
    if not today <= first < start <= end <= listed:
        raise DaysOutOfOrder


_MOVES = {
    "nominate_until": (Stage.NOMINATING,),
    "vote_from": (Stage.NOMINATING, Stage.SCREENING),
    "vote_until": (Stage.NOMINATING, Stage.SCREENING, Stage.VOTING),
    "listed_by": (Stage.NOMINATING, Stage.SCREENING, Stage.VOTING, Stage.LISTING),
}
"""At which stages a day that people were told can still move."""


def _refuse_moves(year: MatterYear, data: YearData, today: date) -> None:
    """A day moves to a later one only, today or after; a vote that is over stays over. Raises DaysOutOfOrder."""
    for name, stages in _MOVES.items():
        told, wanted = getattr(year, name), getattr(data, name)
        if wanted != told and (wanted < told or wanted < today or Stage(year.stage) not in stages):
            raise DaysOutOfOrder
    if year.stage == Stage.VOTING and year.vote_until < today and data.vote_until != year.vote_until:
        raise DaysOutOfOrder
    if not data.nominate_until < data.vote_from <= data.vote_until <= data.listed_by:
        raise DaysOutOfOrder


def _checked(data: YearData, now: datetime) -> dict[str, Any]:
    """The columns of a year. Raises NumbersOutOfRange, CriteriaNeeded, MoneyWrong, MatterNamesSomebody."""
    if not (1 <= data.choices <= MOST and 1 <= data.lines <= MOST):
        raise NumbersOutOfRange(most=MOST)
    if not data.criteria or not all(one.name.strip() and one.meaning.strip() for one in data.criteria):
        raise CriteriaNeeded
    refuse_names([text for one in data.criteria for text in (one.name, one.meaning)], now=now)
    budget = None if data.budget_fen is None else checked_money(data.budget_fen)
    return {name: getattr(data, name) for name in (*_DAYS, "choices", "lines")} | {"budget_fen": budget}


def _plain(data: YearData) -> dict[str, Any]:
    """As the event says it for ever."""
    days = {name: getattr(data, name).isoformat() for name in _DAYS}
    return days | {
        "choices": data.choices,
        "lines": data.lines,
        "budget_fen": data.budget_fen,
        "criteria": len(data.criteria),
    }


def _said(data: YearData) -> dict[str, Any]:
    return {"criteria": [[one.name, one.meaning] for one in data.criteria]}


def _criteria(year: MatterYear) -> tuple[CriterionData, ...]:
    return tuple(CriterionData(one.name, one.meaning, one.name_en, one.meaning_en) for one in year.criteria.all())


def _write_criteria(year: MatterYear, criteria: Sequence[CriterionData]) -> None:
    Criterion.objects.bulk_create(
        Criterion(
            year=year,
            position=at,
            name=one.name.strip(),
            name_en=one.name_en.strip(),
            meaning=one.meaning.strip(),
            meaning_en=one.meaning_en.strip(),
        )
        for at, one in enumerate(criteria, 1)
    )
