"""A year, a nomination or a line held for a change, and what every change asks for."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from huiying.core.words import Text
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.coordination.services.holding import LEAST_WORDS, somebody_named
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.errors import (
    MatterNamesSomebody,
    MatterNeedsTitle,
    MatterNeedsWords,
    MatterTooLong,
    NotNow,
    YearNotFound,
)
from huiying.serve.matters.models import Matter, MatterYear, Nomination
from huiying.serve.matters.presenters.year import STAGES
from huiying.serve.matters.selectors.rights import may_keep, need

MOST_TITLE, MOST_TITLE_EN, MOST_REASON, MOST_WORDS = 60, 120, 300, 2_000


def held_year(year_id: int) -> MatterYear:
    """The year, locked until the transaction ends. Raises YearNotFound."""
    found = MatterYear.objects.select_for_update(of=("self",)).select_related("office").filter(pk=year_id).first()
    if found is None:
        raise YearNotFound
    return found


def held_nomination(nomination_id: int) -> tuple[MatterYear, Nomination]:
    """The nomination and its year, both locked, the year first. Raises YearNotFound."""
    of_year = Nomination.objects.filter(pk=nomination_id).values_list("year_id", flat=True).first()
    year = held_year(of_year or 0)
    return year, Nomination.objects.select_for_update(of=("self",)).get(pk=nomination_id)


def held_matter(matter_id: int) -> tuple[MatterYear, Matter]:
    """The line and its year, both locked, the year first. Raises YearNotFound."""
    of_year = Matter.objects.filter(pk=matter_id).values_list("year_id", flat=True).first()
    year = held_year(of_year or 0)
    rows = Matter.objects.select_for_update(of=("self",)).select_related("owner", "commitment__owner")
    if (found := rows.filter(pk=matter_id).first()) is None:  # taken out while we waited for the year
        raise YearNotFound
    return year, found


def kept_by(year: MatterYear, grants: Sequence[Grant], *stages: Stage) -> None:
    """Raises MayNotKeepList, NotNow (the year stands at none of `stages`)."""
    need(may_keep(year, grants))
    at_stage(year, *stages)


def at_stage(year: MatterYear, *stages: Stage) -> None:
    """Raises NotNow."""
    if Stage(year.stage) not in stages:
        raise NotNow(stage=STAGES[Stage(year.stage)][1])


def local_day(now: datetime) -> date:
    """The office's day at `now`."""
    return calendar().local_date(now)


def title_of(text: str, *, most: int = MOST_TITLE) -> str:
    """Raises MatterNeedsTitle, MatterTooLong."""
    if len(text.strip()) < LEAST_WORDS:
        raise MatterNeedsTitle
    return short_enough(text, most)


def needed_words(text: str, *, most: int = MOST_REASON) -> str:
    """Raises MatterNeedsWords, MatterTooLong."""
    if len(text.strip()) < LEAST_WORDS:
        raise MatterNeedsWords(least=LEAST_WORDS)
    return short_enough(text, most)


def short_enough(text: str, most: int) -> str:
    """Raises MatterTooLong."""
    if len(text.strip()) > most:
        raise MatterTooLong(most=most)
    return text.strip()


def refuse_names(texts: Collection[str], case_ids: Collection[int] = (), *, now: datetime) -> None:
    """Raises MatterNamesSomebody where words name a person, or who spoke in one of these cases."""
    what: Text | None = somebody_named([text for text in texts if text], case_ids, now=now)
    if what is not None:
        raise MatterNamesSomebody(what=what)
