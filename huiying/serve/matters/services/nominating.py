"""What is to be on the list: nominated by anybody, by staff from what people spoke of, or for a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from huiying.core.procedures.model import Role
from huiying.core.spoken import clean_words
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.casework.services.telling import NEWS, tell
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import issue_for_viewer
from huiying.serve.matters.enums import Source, Stage, Standing
from huiying.serve.matters.errors import CaseNominated, NominationsClosed, SealedNotNominated
from huiying.serve.matters.events import CASE_NOMINATED
from huiying.serve.matters.models import MatterYear, Nomination, NominationCase
from huiying.serve.matters.selectors.rights import NOMINATORS, keeping_unit, may_keep, may_nominate, need
from huiying.serve.matters.services.holding import (
    MOST_TITLE_EN,
    MOST_WORDS,
    held_year,
    local_day,
    refuse_names,
    short_enough,
    title_of,
)

ANYBODY = Actor(ActorKind.SPEAKER)
"""Who nominates on the public site: nobody asks who."""


@dataclass(frozen=True, slots=True)
class NominationData:
    """What staff nominate, in words that everybody may read. At most one of case, issue and unit."""

    title: str
    title_en: str = ""
    words: str = ""
    place_id: int | None = None
    case_id: int | None = None
    issue_id: int | None = None
    unit_id: int | None = None


@once
def nominate_in_public(
    year_id: int, words: str, *, now: datetime, place_id: int | None = None, key: str | None = None
) -> Nomination:
    """What somebody wants on the list. The words lie sealed until a clerk has read them; with the same `key` again
    the first one comes back.

    Raises YearNotFound, NominationsClosed, and what `clean_words` raises.
    """
    said = short_enough(clean_words(words), MOST_WORDS)
    with transaction.atomic():
        year = held_year(year_id)
        if before := done_before(key):
            return Nomination.objects.get(pk=before.subject_id)
        _refuse_late(year, now)
        made = Nomination.objects.create(
            year=year, number=_next_number(year), source=Source.PUBLIC.value, place_id=place_id, made_at=now
        )
        record_many([_made(made, ANYBODY, now, key, words=said)])
    return made


@once
def nominate(
    year_id: int,
    data: NominationData,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Nomination:
    """Nominate from a case, an issue or for a unit. By who keeps the list it is shown at once, by others it waits.

    The speaker of the case reads it on the receipt and is told. Raises YearNotFound, MayNotKeepList, NotNow,
    NominationsClosed, SealedNotNominated (also for a case that the actor may not see), CaseNominated, IssueNotFound,
    MatterNeedsTitle, MatterTooLong, MatterNamesSomebody.
    """
    with transaction.atomic():
        case = _held_case(data, grants)
        year = held_year(year_id)
        need(may_nominate(grants), NOMINATORS)
        if before := done_before(key):
            return Nomination.objects.get(pk=before.subject_id)
        _refuse_late(year, now)
        made = _written(year, data, case, actor, grants, now)
        said = {"title": made.title, "words": made.words}
        record_many([_made(made, actor, now, key, **said), *_in_life(made, case, actor, now)])
        if case is not None:
            tell(case.voice, f"nomination:{made.pk}:{case.pk}", NEWS, None, actor=actor, now=now)
    return made


def _refuse_late(year: MatterYear, now: datetime) -> None:
    """Raises NominationsClosed also on the day after the last one, when nobody has moved the year on yet."""
    if year.stage != Stage.NOMINATING or local_day(now) > year.nominate_until:
        raise NominationsClosed


def _held_case(data: NominationData, grants: Sequence[Grant]) -> Case | None:
    """The case, locked before all else. Raises SealedNotNominated."""
    if data.case_id is None:
        return None
    open_ = Case.objects.filter(visible_cases(grants), pk=data.case_id, sealed=False, voice__erased_at=None)
    found = open_.select_for_update(of=("self",)).select_related("voice__person").first()
    if found is None:
        raise SealedNotNominated
    return found


def _written(
    year: MatterYear, data: NominationData, case: Case | None, actor: Actor, grants: Sequence[Grant], now: datetime
) -> Nomination:
    issue = issue_for_viewer(data.issue_id, grants).issue if data.issue_id is not None else None
    _refuse_twice(year, case, issue)
    title, words = title_of(data.title), short_enough(data.words, MOST_WORDS)
    title_en = short_enough(data.title_en, MOST_TITLE_EN)
    refuse_names([title, title_en, words], _speakers(case, issue), now=now)
    spoken = case is not None or issue is not None
    made = Nomination.objects.create(
        year=year,
        number=_next_number(year),
        source=(Source.VOICE if spoken else Source.UNIT).value,
        standing=(Standing.SHOWN if may_keep(year, grants) else Standing.WAITING).value,
        title=title,
        title_en=title_en,
        words=words,
        place_id=data.place_id,
        case=case,
        issue=issue,
        unit_id=None if spoken else _unit(data, actor, grants),
        made_at=now,
        made_by_id=actor.id,
    )
    if case is not None:
        NominationCase.objects.create(nomination=made, case=case)
    return made


def _refuse_twice(year: MatterYear, case: Case | None, issue: Issue | None) -> None:
    """Raises CaseNominated."""
    rows = Nomination.objects.filter(year=year).exclude(standing=Standing.REFUSED)
    if case is not None:
        rows = rows.filter(voices__case=case)
    elif issue is not None:
        rows = rows.filter(issue=issue)
    else:
        return
    if (before := rows.first()) is not None:
        raise CaseNominated(number=before.number)


def _speakers(case: Case | None, issue: Issue | None) -> list[int]:
    """Whose names are looked for in the words."""
    if case is not None:
        return [case.pk]
    return list(issue.members.values_list("case_id", flat=True)) if issue is not None else []


def _unit(data: NominationData, actor: Actor, grants: Sequence[Grant]) -> int | None:
    """A unit that one of the grants reaches, else that of the person."""
    held = [grant.unit for grant in grants if Role(grant.role) is not Role.ADMINISTRATOR]
    reached = {unit.pk for unit in held} | {unit.pk for unit in [keeping_unit(grants)] if unit is not None}
    return data.unit_id if data.unit_id in reached else actor.unit


def _next_number(year: MatterYear) -> int:
    highest = Nomination.objects.filter(year=year).aggregate(highest=Max("number"))["highest"]
    return int(highest or 0) + 1


def _made(made: Nomination, actor: Actor, now: datetime, key: str | None, **words: str) -> Entry:
    public = {"year": made.year.year, "number": made.number, "source": made.source}
    return Entry("nomination.made", made, actor, now, public=public, private=words, key=key)


def _in_life(made: Nomination, case: Case | None, actor: Actor, now: datetime) -> list[Entry]:
    if case is None:
        return []
    return [Entry(CASE_NOMINATED.name, case, actor, now, public={"year": made.year.year, "nomination": made.pk})]
