"""A whole year of the list, step by step, for the tests: opened, nominated, screened, voted, listed, accepted."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from huiying.core.voting.criteria import STANDARD
from huiying.foundation.people.selectors import grants_in_force
from huiying.loop.list_matters import count_votes_due, publish_list
from huiying.serve.casework.models import Case
from huiying.serve.matters.models import MatterYear, Nomination
from huiying.serve.matters.services import deciding, listing, nominating, voting, years
from tests.cast import NOW, Cast

TODAY = date(2026, 11, 23)
DAYS = {
    "nominate_until": TODAY + timedelta(days=10),
    "vote_from": TODAY + timedelta(days=20),
    "vote_until": TODAY + timedelta(days=27),
    "listed_by": TODAY + timedelta(days=40),
}
TOILETS, LAMPS, BUS = "给柳河村修两座公厕", "小学门口的路装路灯", "开一趟到县医院的早班车"
SAID = "村里没有公厕，赶集的日子大家没地方去。"


def at(day: date, hour: int = 9) -> datetime:
    """That day in Liuxi, in the morning."""
    return NOW + timedelta(days=(day - TODAY).days, hours=hour - 9)


def of(cast: Cast, name: str, now: datetime = NOW) -> dict[str, Any]:
    """The arguments of who acts."""
    return {"actor": cast.actor(name), "grants": grants_in_force(cast.staff[name].pk, today=TODAY), "now": now}


def data(**more: Any) -> years.YearData:
    given: dict[str, Any] = {**DAYS, "choices": 2, "lines": 2, "criteria": STANDARD[:2], "budget_fen": 500_000_00}
    return years.YearData(**given | more)


def opened(cast: Cast, **more: Any) -> MatterYear:
    return years.open_year(2027, data(**more), **of(cast, "zhou"))


def said_in_public(year: MatterYear, words: str = SAID, **more: Any) -> Nomination:
    return nominating.nominate_in_public(year.pk, words, **{"now": NOW, **more})


def nominated(cast: Cast, year: MatterYear, title: str, by: str = "zhou", **more: Any) -> Nomination:
    return nominating.nominate(year.pk, nominating.NominationData(title, **more), **of(cast, by))


def screening(cast: Cast, year: MatterYear) -> MatterYear:
    """Nominations are over."""
    return years.end_nominations(year.pk, **of(cast, "zhou", at(DAYS["nominate_until"] + timedelta(days=1))))


def screened(cast: Cast, one: Nomination, *, met: bool = True) -> Nomination:
    """Every criterion answered the same."""
    words = "" if met else "要上级批，今年办不成"
    answers = {criterion.pk: deciding.Met(met, words) for criterion in one.year.criteria.all()}
    return deciding.screen_nomination(one.pk, answers, **of(cast, "zhou", at(DAYS["vote_from"])))


def voting_open(cast: Cast, year: MatterYear) -> MatterYear:
    for one in Nomination.objects.filter(year=year, standing="shown", passed=None):
        screened(cast, one)
    return years.open_vote(year.pk, **of(cast, "zhou", at(DAYS["vote_from"])))


def vote(year: MatterYear, *ballots: tuple[int, ...]) -> list[str]:
    """A ballot of a new browser each; their numbers."""
    tokens = [uuid4().hex for _ in ballots]
    for token, choices in zip(tokens, ballots, strict=True):
        voting.cast_ballot(year.pk, token, choices, now=at(DAYS["vote_from"]))
    return tokens


def counted(year: MatterYear) -> MatterYear:
    count_votes_due(at(DAYS["vote_until"] + timedelta(days=1)))
    return MatterYear.objects.get(pk=year.pk)


def line(cast: Cast, year: MatterYear, *needs: Nomination, **more: Any) -> Any:
    given: dict[str, Any] = {
        "title_en": needs[0].title_en if needs else "",
        "title": needs[0].title if needs else "县政府门前广场换铺装",
        "words": "建好两座公厕，有人打扫，天天开门。",
        "owner_id": cast.units["liuhe"].pk,
        "due_on": date(2027, 10, 31),
        "money_fen": 200_000_00,
        "nominations": [one.pk for one in needs],
        "milestones": (
            listing.Milestone("选好地点", 20, date(2027, 4, 30)),
            listing.Milestone("盖好、通水通电", 80),
        ),
    }
    return listing.write_line(year.pk, listing.LineData(**given | more), **of(cast, "zhou", at(DAYS["listed_by"])))


def listed(cast: Cast, year: MatterYear) -> MatterYear:
    return publish_list(year.pk, **of(cast, "zhou", at(DAYS["listed_by"])))


def on_list(cast: Cast, *, by: str = "zhou", case_id: int | None = None) -> MatterYear:
    """A published list of one line, which the vote chose; from a case, seen by who nominates, where one is given."""
    year = opened(cast)
    one = nominated(cast, year, TOILETS, by, case_id=case_id)
    one = deciding.release_nomination(
        one.pk, TOILETS, title_en="Two public toilets for Liuhe village", **of(cast, "zhou")
    )
    screening(cast, year)
    voting_open(cast, year)
    vote(year, *[(one.pk,)] * 6)
    counted(year)
    line(cast, year, one)
    return listed(cast, year)


def case_of(number: str) -> Case:
    """The case of a receipt number."""
    return Case.objects.get(voice__number=number)
