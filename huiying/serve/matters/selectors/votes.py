"""A vote as it can be counted again: what stands on the ballot, the file of all ballots, how it came out."""

from dataclasses import dataclass

from huiying.core.disclosure import FEWEST
from huiying.core.voting.ballots import Ballot
from huiying.core.voting.counting import Standing, taken
from huiying.core.voting.file import Vote, digest, written
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.enums import Standing as Shown
from huiying.serve.matters.models import MatterBallot, MatterYear, Nomination
from huiying.serve.matters.selectors.needs import conceal


@dataclass(frozen=True, slots=True)
class Result:
    """A nomination after the count. `place` None: nobody voted for it. `taken`: the vote put it on the list."""

    nomination: Nomination
    votes: int
    place: int | None
    taken: bool


def on_ballot(year: MatterYear) -> list[Nomination]:
    """What met every criterion, by number."""
    rows = Nomination.objects.filter(year=year, standing=Shown.SHOWN.value, passed=True)
    return conceal(rows.select_related("place", "year", "case").order_by("number"))


def lines_of(year: MatterYear) -> list[int]:
    """Ids of what stands on the ballot."""
    rows = Nomination.objects.filter(year=year, standing=Shown.SHOWN.value, passed=True)
    return list(rows.values_list("pk", flat=True))


def vote_of(year: MatterYear) -> Vote:
    """Everything of the vote that is published at its end."""
    rows = list(MatterBallot.objects.filter(year=year).values_list("token", "choices", "cast_at"))
    return Vote(
        year.year,
        year.choices,
        tuple(lines_of(year)),
        tuple(Ballot(token, tuple(choices)) for token, choices, _at in rows),
        tuple(at for _token, _choices, at in rows),
    )


def is_shown(year: MatterYear) -> bool:
    """Whether counts and ballots may be read: after the end, and when at least 5 ballots were cast."""
    return Stage(year.stage).place >= Stage.LISTING.place and (year.votes or 0) >= FEWEST


def ballots_file(year: MatterYear) -> bytes | None:
    """The file of all ballots; None while it may not be read, or where it is no longer the one that was counted."""
    if not is_shown(year):
        return None
    file = written(vote_of(year))
    return file if digest(file) == year.ballots_sha256 else None


def choices_of(year: MatterYear, token: str) -> list[int]:
    """What this browser has chosen so far; empty without a ballot."""
    found = MatterBallot.objects.filter(year=year, token=token).values_list("choices", flat=True).first()
    return list(found or ())


def results_of(year: MatterYear) -> list[Result]:
    """Every line of the ballot, most votes first; empty before the count."""
    rows = [one for one in on_ballot(year) if one.votes is not None]
    votes = {one.pk: one.votes or 0 for one in rows}
    standings = [
        Standing(pk, mine, 1 + sum(other > mine for other in votes.values()) if mine else None)
        for pk, mine in votes.items()
    ]
    chosen = taken(standings, year.lines)
    found = [Result(row, one.votes, one.place, row.pk in chosen) for row, one in zip(rows, standings, strict=True)]
    return sorted(found, key=lambda one: (-one.votes, one.nomination.number))


def chosen_by_vote(year: MatterYear) -> frozenset[int]:
    """Ids of the nominations that the vote put on the list."""
    return frozenset(one.nomination.pk for one in results_of(year) if one.taken)
