"""Aids as somebody may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from huiying.core.aid import PROGRAMMES
from huiying.core.disclosure import FEWEST
from huiying.foundation.people.models import Grant
from huiying.serve.aid.errors import AidNotFound
from huiying.serve.aid.models import Aid, Help, Visit
from huiying.serve.aid.selectors.rights import visible_aids

_WITH = ("unit", "place", "case__voice", "household", "opened_by")


def aids_for(grants: Sequence[Grant], *, running: bool = True) -> QuerySet[Aid]:
    """Those that the viewer may read: running ones by the day of the next visit, ended ones newest first."""
    rows = Aid.objects.filter(visible_aids(grants), ended_at__isnull=running).select_related(*_WITH)
    rows = rows.annotate(still_open=Count("helps", filter=Q(helps__given_on=None, helps__dropped_at=None)))
    return rows.order_by("next_visit_on", "pk") if running else rows.order_by("-ended_at", "-pk")


def aid_for_viewer(aid_id: int, grants: Sequence[Grant]) -> Aid:
    """One aid. Raises AidNotFound."""
    found = Aid.objects.filter(visible_aids(grants), pk=aid_id).select_related(*_WITH).first()
    if found is None:
        raise AidNotFound
    return found


def aids_of_case(case_id: int, grants: Sequence[Grant]) -> list[Aid]:
    """Those that came of a case and that the viewer may read."""
    return list(Aid.objects.filter(visible_aids(grants), case=case_id).select_related(*_WITH).order_by("pk"))


def helps_of(aid: Aid) -> list[Help]:
    """What is given, in the order of its days."""
    return list(aid.helps.select_related("giver_unit", "proof").order_by("due_on", "pk"))


def visits_of(aid: Aid) -> list[Visit]:
    """The last first."""
    return list(aid.visits.select_related("by").order_by("-on", "-pk"))


def _unsealed() -> QuerySet[Help]:
    """What came of no sealed case: of that nothing is told or counted."""
    return Help.objects.filter(Q(aid__case=None) | Q(aid__case__sealed=False))


def told_to_speaker(case_id: int) -> list[Help]:
    """For the receipt of the voice that it came from: all that was planned, also what is not given after all; nothing
    once it is sealed."""
    rows = _unsealed().filter(aid__case=case_id).select_related("giver_unit", "aid__unit")
    return list(rows.order_by("due_on", "pk"))


def visits_ahead(case_id: int, *, today: date) -> list[date]:
    """The days on which somebody comes to see, for the same receipt."""
    rows = Aid.objects.filter(case=case_id, case__sealed=False, ended_at=None, next_visit_on__gte=today)
    rows = rows.order_by("next_visit_on", "pk")
    return [day for day in rows.values_list("next_visit_on", flat=True) if day is not None]


def is_over(case_id: int) -> bool:
    """Whether there was aid, and all of it has ended."""
    ends = list(Aid.objects.filter(case=case_id, case__sealed=False).values_list("ended_at", flat=True))
    return bool(ends) and None not in ends


def posted_now(*, today: date) -> list[Help]:
    """What is posted today, for everybody: programme, village and days are all that it says."""
    rows = _unsealed().filter(posted_on__lte=today, posted_until__gte=today, dropped_at=None)
    return list(rows.select_related("aid__place", "aid__unit").order_by("posted_until", "pk"))


@dataclass(frozen=True, slots=True)
class Given:
    """How many households of the whole office were helped in a year by a programme; None: fewer than five."""

    programme: str
    households: int | None


def given_in(year: int) -> list[Given]:
    """Over the whole office and without a total, so that no difference tells of one household; without programmes that
    gave nothing."""
    rows = _unsealed().filter(given_on__year=year).values("programme").annotate(count=Count("aid", distinct=True))
    counts = {row["programme"]: row["count"] for row in rows.order_by()}
    return [Given(name, counts[name] if counts[name] >= FEWEST else None) for name in PROGRAMMES if counts.get(name, 0)]
