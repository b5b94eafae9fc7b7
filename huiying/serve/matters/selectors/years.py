"""The yearly lists as staff and the public read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.models import Issue
from huiying.serve.matters.enums import Source, Stage, Standing
from huiying.serve.matters.errors import YearNotFound
from huiying.serve.matters.models import Matter, MatterYear, Nomination, Screening
from huiying.serve.matters.selectors.needs import cases_of, conceal, nominations_of, voices_by_nomination, voices_of
from huiying.serve.matters.selectors.rights import may_keep


@dataclass(frozen=True, slots=True)
class NominationRow:
    """A nomination for everybody. `voices`: how many are behind it, 0 when fewer than 5."""

    nomination: Nomination
    voices: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list with its needs. `voices`: 0 when fewer than 5."""

    matter: Matter
    nominations: tuple[Nomination, ...]
    voices: int


def all_years() -> list[MatterYear]:
    """The newest first."""
    return list(MatterYear.objects.select_related("office").order_by("-year"))


def newest_year() -> MatterYear | None:
    """The list that people look for first."""
    return MatterYear.objects.select_related("office").order_by("-year").first()


def year_called(year: int) -> MatterYear:
    """Raises YearNotFound."""
    found = MatterYear.objects.select_related("office").filter(year=year).first()
    if found is None:
        raise YearNotFound
    return found


def year_before(year: MatterYear) -> MatterYear | None:
    """The list before this one, where it has been published."""
    rows = MatterYear.objects.filter(year__lt=year.year, stage__in=(Stage.LISTED.value, Stage.CLOSED.value))
    return rows.order_by("-year").first()


def takes_nominations(year: MatterYear, today: date) -> bool:
    """Whether somebody may nominate today."""
    return year.stage == Stage.NOMINATING and today <= year.nominate_until


def takes_votes(year: MatterYear, today: date) -> bool:
    """Whether somebody may vote today."""
    return year.stage == Stage.VOTING and year.vote_from <= today <= year.vote_until


def open_for_nominations(today: date) -> MatterYear | None:
    """The year that takes nominations now."""
    return next((year for year in all_years() if takes_nominations(year, today)), None)


def shown_nominations(year: MatterYear) -> list[NominationRow]:
    """What a clerk released, by number."""
    voices = voices_by_nomination(year)
    return [
        NominationRow(one, voices.get(one.pk, 0)) for one in conceal(_rows(year).filter(standing=Standing.SHOWN.value))
    ]


def refused_nominations(year: MatterYear) -> list[Nomination]:
    """What is not shown: number and reason alone."""
    return list(_rows(year).filter(standing=Standing.REFUSED.value))


def waiting_nominations(year: MatterYear, grants: Sequence[Grant]) -> list[tuple[Nomination, str]]:
    """What waits for a clerk, with what was written; for those who keep the list alone."""
    if not may_keep(year, grants):
        return []
    found = list(_rows(year).filter(standing=Standing.WAITING.value))
    said = _said(found)
    return [(one, said.get(one.pk, "")) for one in found]


def nomination_called(nomination_id: int, grants: Sequence[Grant]) -> Nomination:
    """Raises YearNotFound also for one that waits, to whoever does not keep the list."""
    rows = Nomination.objects.select_related("year__office", "place", "issue", "unit", "same_as", "case__voice")
    found = rows.filter(pk=nomination_id).first()
    if found is None or not (found.standing != Standing.WAITING or may_keep(found.year, grants)):
        raise YearNotFound
    return found


def said_with(nomination: Nomination, grants: Sequence[Grant]) -> str:
    """What was written when it was nominated, for those who keep the list."""
    return _said([nomination]).get(nomination.pk, "") if may_keep(nomination.year, grants) else ""


def cases_seen(nomination: Nomination, grants: Sequence[Grant]) -> list[Case]:
    """The voices behind it that the viewer may read, the newest first."""
    mine = cases_of([nomination.pk]).filter(visible_cases(grants))
    return list(mine.select_related("voice__place", "unit").order_by("-voice__received_at", "-pk"))


def screenings_of(nomination: Nomination) -> list[Screening]:
    """Criterion by criterion."""
    return list(nomination.screenings.select_related("criterion"))


def screened(year: MatterYear) -> list[Nomination]:
    """Every nomination with its results, by number; once the vote is open these are public."""
    rows = _rows(year).filter(standing=Standing.SHOWN.value, passed__isnull=False)
    return conceal(rows.prefetch_related("screenings__criterion"))


def lines(year: MatterYear) -> list[Line]:
    """The list, in its order."""
    rows = Matter.objects.filter(year=year).select_related("owner", "place", "commitment__owner", "year__office")
    return [_line(one) for one in rows.prefetch_related("commitment__parts", "needs").order_by("position")]


def line_called(year: int, position: int, *, drafts: bool = False) -> Line:
    """A line of a published list; with `drafts` also one of a draft. Raises YearNotFound."""
    rows = Matter.objects.filter(year__year=year, position=position)
    found = rows.select_related("owner", "place", "commitment__owner", "year__office").first()
    if found is None or not (drafts or found.commitment_id is not None):
        raise YearNotFound
    return _line(found)


def matter_of(commitment_id: int) -> Matter | None:
    """The line that this promise is."""
    return Matter.objects.filter(commitment_id=commitment_id).select_related("year").first()


def concerns_a_list(nominated_by: Q) -> bool:
    """Whether a year takes nominations or has one of these (a filter through `nominations`): one question, before the
    others are asked, for pages that most of the year have nothing to show."""
    return MatterYear.objects.filter(Q(stage=Stage.NOMINATING.value) | nominated_by).exists()


def nominated(case: Case) -> Nomination | None:
    """The newest nomination that this voice is behind, for whoever sees the case."""
    rows = Nomination.objects.filter(voices__case=case).exclude(standing=Standing.REFUSED.value)
    return rows.select_related("year__office").order_by("-made_at").first()


def nominated_issue(issue: Issue) -> Nomination | None:
    """The same for an issue."""
    rows = Nomination.objects.filter(issue=issue).exclude(standing=Standing.REFUSED.value)
    return rows.select_related("year__office").order_by("-made_at").first()


def waiting_for_office(grants: Sequence[Grant]) -> int:
    """How many nominations wait for the viewer's decision."""
    years = MatterYear.objects.annotate(
        waiting=Count("nominations", filter=Q(nominations__standing=Standing.WAITING.value))
    )
    return sum(year.waiting for year in years.filter(waiting__gt=0).select_related("office") if may_keep(year, grants))


def _line(matter: Matter) -> Line:
    needs = nominations_of(matter)
    return Line(matter, tuple(needs), voices_of([one.pk for one in needs]))


def _rows(year: MatterYear) -> QuerySet[Nomination]:
    return (
        Nomination.objects.filter(year=year).select_related("case", "place", "unit", "issue", "year").order_by("number")
    )


def _said(nominations: Sequence[Nomination]) -> dict[int, str]:
    """What was written with each, from the sealed part of its event."""
    ids = [one.pk for one in nominations if one.source == Source.PUBLIC]
    events = list(Event.objects.filter(type="nomination.made", subject_kind="nomination", subject_id__in=ids))
    private = private_fields(events)
    return {event.subject_id: str(private.get(event.pk, {}).get("words", "")) for event in events}
