"""Ballots are cast and changed outside the spine; once the last day is over they are counted, and one event holds the
SHA-256 of all of them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from huiying.core.voting.ballots import checked
from huiying.core.voting.counting import count
from huiying.core.voting.file import digest, written
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.recording import record
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.errors import VoteNotOpen
from huiying.serve.matters.models import MatterBallot, MatterYear, Nomination
from huiying.serve.matters.selectors.votes import lines_of, vote_of
from huiying.serve.matters.services.holding import held_year, local_day


def cast_ballot(year_id: int, token: str, choices: Collection[int], *, now: datetime) -> MatterBallot:
    """Cast the ballot of one browser, or change it: until the end its last choices count. The same twice is one.

    `token`: 32 random hexadecimal digits. Raises YearNotFound, VoteNotOpen, NothingChosen, TooManyChosen,
    LineNotOnBallot.
    """
    with transaction.atomic():
        year = held_year(year_id)  # whoever counts waits for it, and it for whoever counts
        _refuse_closed(year, now)
        chosen = checked(choices, lines=lines_of(year), most=year.choices)
        ballot, _made = MatterBallot.objects.update_or_create(
            year=year, token=token, defaults={"choices": list(chosen), "cast_at": now.replace(second=0, microsecond=0)}
        )
    return ballot


def _refuse_closed(year: MatterYear, now: datetime) -> None:
    """Raises VoteNotOpen."""
    if year.stage != Stage.VOTING or not year.vote_from <= local_day(now) <= year.vote_until:
        raise VoteNotOpen(start=year.vote_from.isoformat(), end=year.vote_until.isoformat())


def count_votes(year_id: int, *, now: datetime) -> MatterYear:
    """Count what was cast once the last day is over, and put the fingerprint of the file into the ledger.

    A vote that is counted stays as it is. Raises YearNotFound.
    """
    with transaction.atomic():
        year = held_year(year_id)
        if year.stage != Stage.VOTING or local_day(now) <= year.vote_until:
            return year
        vote = vote_of(year)
        standings = count(vote.ballots, vote.lines)
        rows = Nomination.objects.in_bulk([one.line for one in standings])
        for one in standings:
            rows[one.line].votes = one.votes
        Nomination.objects.bulk_update(rows.values(), ["votes"])
        year.stage, year.votes, year.ballots_sha256 = Stage.LISTING.value, len(vote.ballots), digest(written(vote))
        year.save(update_fields=["stage", "votes", "ballots_sha256"])
        public = {"ballots": year.votes, "sha256": year.ballots_sha256}
        record("matter_year.counted", year, actor=SYSTEM, now=now, public=public, key=f"counted:{year.pk}")
    return year
