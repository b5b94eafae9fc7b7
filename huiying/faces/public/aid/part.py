"""What is given to the household of whoever spoke, on their receipt."""

from dataclasses import dataclass
from datetime import date, datetime

from huiying.core.aid import PROGRAMMES
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Words
from huiying.faces.look.rows import page_language, said
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.listen.voices.models import Voice
from huiying.serve.aid.models import Help
from huiying.serve.aid.selectors.aids import is_over, told_to_speaker, visits_ahead


@dataclass(frozen=True, slots=True)
class Helped:
    """One thing: what, by which programme, from whom; `given_on` None: it is to come by `due_on`, or `dropped` and
    `unit` says why. `posted_until` None: it is not posted, or that is over."""

    words: str
    programme: str
    giver: Words
    unit: Unit
    due_on: date
    given_on: date | None
    dropped: bool
    posted_until: date | None


@dataclass(frozen=True, slots=True)
class HelpedPart:
    """All of it; `visits`: the days on which somebody comes to see."""

    rows: tuple[Helped, ...]
    visits: tuple[date, ...]
    over: bool


def helped(voice: Voice, *, now: datetime) -> HelpedPart | None:
    """Nothing for an erased voice, whose words went, nor where nothing was planned and nobody comes."""
    if voice.erased_at is not None:
        return None
    today = calendar().local_date(now)
    rows = tuple(_row(one, today) for one in told_to_speaker(voice.pk))
    visits = tuple(visits_ahead(voice.pk, today=today))
    return HelpedPart(rows, visits, is_over(voice.pk)) if rows or visits else None


def _row(one: Help, today: date) -> Helped:
    posted = one.posted_until if one.is_open and one.posted_until and one.posted_until >= today else None
    return Helped(
        one.words,
        said(PROGRAMMES[one.programme].name, page_language()),
        with_lang(one.giver_unit or one.giver),
        one.aid.unit,
        one.due_on,
        one.given_on,
        one.dropped_at is not None,
        posted,
    )
