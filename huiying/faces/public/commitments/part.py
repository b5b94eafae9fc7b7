"""What the receipt page says of the promises that a voice led to, and whether their speaker was asked about them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from huiying.faces.look.dates import full
from huiying.faces.public.commitments import words
from huiying.faces.public.matters.answers import found_in_words
from huiying.judge.ratings.selectors import acceptance_of, verdict_of
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import PublicCommitment, commitments_of_case


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise on the receipt. `url`: its public page, "" where it is written to this person alone.

    `ask_url`: where to say whether it was kept, "" while it is too early; `said`, `said_on`: what was said so far.
    """

    drawn: words.Drawn
    url: str
    ask_url: str
    said: str
    said_on: str


def promises_of(case_id: int, now: datetime) -> tuple[Promised, ...]:
    """Those that the voice of this case led to, as its speaker may read them, the newest first."""
    today = localdate(now)
    return tuple(_promised(found, case_id, today) for found in commitments_of_case(case_id, today=today))


def _promised(found: PublicCommitment, case_id: int, today: date) -> Promised:
    one = found.commitment
    drawn = words.drawn(one, today)
    said, given_at = _said(one, case_id)
    return Promised(
        drawn=drawn,
        url=drawn.url if one.public else "",
        ask_url=reverse(_asks(one), args=(one.pk,)) if found.judged else "",
        said=said,
        said_on=full(given_at) if given_at else "",
    )


def _asks(one: Commitment) -> str:
    """Of a line of the yearly list two other questions are asked: is it there, does it work."""
    return "public:matter_accept" if one.source == Source.MATTER else "public:verdict"


def _said(one: Commitment, case_id: int) -> tuple[str, datetime | None]:
    """What this speaker said so far, and when."""
    if one.source == Source.MATTER:
        found = acceptance_of(one.pk, case_id=case_id)
        return (found_in_words(found), found.given_at) if found else ("", None)
    verdict = verdict_of(one.pk, case_id)
    return (str(verdict.get_kept_display()), verdict.given_at) if verdict else ("", None)
