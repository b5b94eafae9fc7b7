"""The lines of the list: written, taken out, told what they cost. Publishing makes promises of them (loop)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.services.members import hold
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.errors import (
    LineNeedsDay,
    LineNeedsReason,
    ListEmpty,
    ListIncomplete,
    MatterNeedsOwner,
    MilestonesWrong,
    NominationDecided,
)
from huiying.serve.matters.models import Matter, MatterNomination, MatterYear, Nomination
from huiying.serve.matters.selectors.needs import cases_of
from huiying.serve.matters.selectors.rights import SPENDERS, may_spend, need
from huiying.serve.matters.selectors.votes import chosen_by_vote
from huiying.serve.matters.services.holding import (
    MOST_REASON,
    MOST_TITLE_EN,
    at_stage,
    held_matter,
    held_year,
    kept_by,
    local_day,
    needed_words,
    refuse_names,
    short_enough,
    title_of,
)
from huiying.serve.matters.services.money import checked_money

MOST_LINE, MOST_OF_MILESTONE, HEAVIEST = 400, 200, 100


@dataclass(frozen=True, slots=True)
class Milestone:
    """A part of a line, its weight 1 to 100, and its own day where it has one."""

    words: str
    weight: int
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class LineData:
    """What a line says. Ids of place and unit; money in fen; `nominations`: ids of the needs that it answers."""

    title: str
    words: str
    owner_id: int
    due_on: date
    money_fen: int
    title_en: str = ""
    place_id: int | None = None
    evidence_wanted: str = ""
    reason: str = ""
    milestones: Sequence[Milestone] = ()
    nominations: Collection[int] = ()


def write_line(
    year_id: int,
    data: LineData,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    matter_id: int | None = None,
    key: str | None = None,
) -> Matter:
    """Write a line of the draft, a new one or (`matter_id`) one anew.

    Raises YearNotFound, MayNotKeepList, NotNow, MatterNeedsTitle, MatterNeedsWords, MatterTooLong, MatterNeedsOwner,
    MoneyWrong, MilestonesWrong, NominationDecided (not of this year's ballot, or answered by another line),
    LineNeedsReason (the vote chose none of its nominations), MatterNamesSomebody.
    """
    with transaction.atomic():
        year = held_year(year_id)
        if before := done_before(key):
            return Matter.objects.get(pk=before.subject_id)
        kept_by(year, grants, Stage.LISTING)
        line = Matter(year=year, position=_next_position(year)) if matter_id is None else held_matter(matter_id)[1]
        for name, value in _checked(year, line, data, now).items():
            setattr(line, name, value)
        line.save()
        line.needs.all().delete()
        MatterNomination.objects.bulk_create(
            MatterNomination(matter=line, nomination_id=one) for one in sorted(data.nominations)
        )
        public = {"owner": data.owner_id, "money_fen": data.money_fen, "nominations": sorted(data.nominations)}
        said = {"title": line.title, "words": line.words, "reason": line.reason}
        record("matter.written", line, actor=actor, now=now, public=public, private=said, key=key)
    return line


def take_line_out(
    matter_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> MatterYear:
    """Take a line out of the draft; those below it move up. Raises YearNotFound, MayNotKeepList, NotNow."""
    with transaction.atomic():
        if before := done_before(key):
            return held_year(before.public["year"])
        year, line = held_matter(matter_id)
        kept_by(year, grants, Stage.LISTING)
        public = {"year": year.pk, "position": line.position}
        record("matter.taken_out", line, actor=actor, now=now, public=public, key=key)
        line.needs.all().delete()
        line.delete()
        for position, below in enumerate(year.matters.order_by("position"), 1):
            if below.position != position:
                below.position = position
                below.save(update_fields=["position"])
    return year


def still_unlisted(year: MatterYear) -> list[Nomination]:
    """What the vote chose and is neither on the draft nor left out with a reason, by number."""
    rows = Nomination.objects.filter(pk__in=chosen_by_vote(year), line=None, left_out="")
    return list(rows.order_by("number"))


def hold_draft(year_id: int, *, grants: Sequence[Grant]) -> MatterYear:
    """The year with its draft, locked for publishing. Raises YearNotFound, MayNotKeepList, NotNow, ListEmpty,
    ListIncomplete."""
    needs = Nomination.objects.filter(year=year_id, line__isnull=False).values_list("pk", flat=True)
    hold(list(cases_of(list(needs)).values_list("pk", flat=True)))  # cases are locked before all else
    year = held_year(year_id)
    kept_by(year, grants, Stage.LISTING)
    if not year.matters.exists():
        raise ListEmpty
    if missing := still_unlisted(year):
        raise ListIncomplete(numbers="、".join(str(one.number) for one in missing))
    return year


def note_listed(
    year: MatterYear, made: Mapping[int, Commitment], *, actor: Actor, now: datetime, key: str | None
) -> None:
    """The lines are promises now (`made` by matter id): the list is published, in the caller's transaction."""
    lines = list(Matter.objects.filter(pk__in=made).order_by("position"))
    for line in lines:
        line.commitment = made[line.pk]
        line.save(update_fields=["commitment"])
    year.stage, year.listed_at = Stage.LISTED.value, now
    year.save(update_fields=["stage", "listed_at"])
    public = {"lines": len(lines), "money_fen": sum(line.money_fen for line in lines)}
    entries = [Entry("matter_year.listed", year, actor, now, public=public, key=key)]
    record_many([*entries, *(_listed(line, actor, now) for line in lines)])


def _listed(line: Matter, actor: Actor, now: datetime) -> Entry:
    needs = list(line.needs.order_by("nomination_id").values_list("nomination_id", flat=True))
    public = {"commitment": line.commitment_id, "position": line.position, "nominations": needs}
    return Entry("matter.listed", line, actor, now, public=public)


def tell_spending(
    matter_id: int,
    spent_fen: int,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Matter:
    """Say how much was spent on a line so far, in all. Raises YearNotFound, MayNotKeepList, NotNow, MoneyWrong."""
    with transaction.atomic():
        year, line = held_matter(matter_id)
        need(may_spend(line, grants), SPENDERS)
        at_stage(year, Stage.LISTED)
        if done_before(key):
            return line
        line.spent_fen = checked_money(spent_fen)
        line.save(update_fields=["spent_fen"])
        record("matter.spent", line, actor=actor, now=now, public={"spent_fen": spent_fen}, key=key)
    return line


def _next_position(year: MatterYear) -> int:
    last = year.matters.aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


def _checked(year: MatterYear, line: Matter, data: LineData, now: datetime) -> dict[str, Any]:
    if not Unit.objects.filter(pk=data.owner_id, active=True).exists():
        raise MatterNeedsOwner
    if data.due_on < local_day(now):
        raise LineNeedsDay
    _refuse_milestones(data)
    _refuse_taken(year, line, data)
    chosen = chosen_by_vote(year) & set(data.nominations)
    values = {one.name: getattr(data, one.name) for one in fields(data)} | {
        "title": title_of(data.title),
        "title_en": short_enough(data.title_en, MOST_TITLE_EN),
        "words": needed_words(data.words, most=MOST_LINE),
        "evidence_wanted": short_enough(data.evidence_wanted, MOST_REASON),
        "money_fen": checked_money(data.money_fen),
        "reason": "" if chosen else _reason(data.reason),
        "milestones": [_plain(one) for one in data.milestones],
    }
    del values["nominations"]
    texts = [values[name] for name in ("title", "title_en", "words", "evidence_wanted", "reason")]
    speakers = list(cases_of(data.nominations).values_list("pk", flat=True))
    refuse_names([*texts, *(one.words for one in data.milestones)], speakers, now=now)
    return values


def _reason(words: str) -> str:
    """Raises LineNeedsReason, MatterTooLong."""
    if not words.strip():
        raise LineNeedsReason
    return needed_words(words)


def _refuse_milestones(data: LineData) -> None:
    """Raises MilestonesWrong."""
    for one in data.milestones:
        late = one.due_on is not None and one.due_on > data.due_on
        if not 0 < len(one.words.strip()) <= MOST_OF_MILESTONE or not 1 <= one.weight <= HEAVIEST or late:
            raise MilestonesWrong


def _refuse_taken(year: MatterYear, line: Matter, data: LineData) -> None:
    """Raises NominationDecided."""
    free = Nomination.objects.filter(pk__in=data.nominations, year=year, passed=True)
    if free.exclude(line__matter__in=year.matters.exclude(pk=line.pk)).count() < len(set(data.nominations)):
        raise NominationDecided


def _plain(one: Milestone) -> dict[str, Any]:
    return {"words": one.words.strip(), "weight": one.weight, "due_on": one.due_on.isoformat() if one.due_on else ""}
