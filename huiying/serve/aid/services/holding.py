"""What every service of an aid asks first."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from huiying.core.words import Text
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people import vault
from huiying.foundation.people.models import Grant
from huiying.serve.aid.errors import AidNamesSomebody, AidNeedsDay, AidNeedsWords, AidNotFound, AidOver
from huiying.serve.aid.models import Aid, Help
from huiying.serve.aid.selectors.rights import need

MOST_WORDS, MOST_LINE = 2_000, 200
LEAST_LENGTH = 2
_FUTURE = Text(zh="不能晚于今天。", en="it lies in the future.")
_PAST = Text(zh="要从今天起。", en="it must be today or later.")


def held(aid_id: int, grants: Iterable[Grant]) -> Aid:
    """A running aid with its row held, for whoever may change it. Raises AidNotFound, MayNotHelp, AidOver."""
    rows = Aid.objects.select_for_update(of=("self",)).select_related("unit", "place", "household", "case__voice")
    aid = rows.filter(pk=aid_id).first()
    if aid is None:
        raise AidNotFound
    need(aid, grants)
    if aid.ended_at is not None:
        raise AidOver
    return aid


def held_help(help_id: int, grants: Iterable[Grant]) -> Help:
    """A help that is neither given nor dropped, with its aid's row held. Raises AidNotFound, MayNotHelp, AidOver."""
    aid_id = Help.objects.filter(pk=help_id).values_list("aid_id", flat=True).first()
    if aid_id is None:
        raise AidNotFound
    aid = held(aid_id, grants)
    found = aid.helps.get(pk=help_id)
    found.aid = aid
    if not found.is_open:
        raise AidOver
    return found


def needed_words(text: str, most: int = MOST_WORDS) -> str:
    """Raises AidNeedsWords."""
    said = " ".join(text.split()) if most == MOST_LINE else text.strip()
    if not LEAST_LENGTH <= len(said) <= most:
        raise AidNeedsWords
    return said


def not_later(day: date, now: datetime) -> date:
    """`day`, at the latest today. Raises AidNeedsDay."""
    if day > calendar().local_date(now):
        raise AidNeedsDay(why=_FUTURE)
    return day


def not_earlier(day: date, now: datetime) -> date:
    """`day`, at the earliest today. Raises AidNeedsDay."""
    if day < calendar().local_date(now):
        raise AidNeedsDay(why=_PAST)
    return day


def refuse_names(texts: Collection[str], person_id: int | None) -> None:
    """Raises AidNamesSomebody where words hold what the household gave of itself."""
    given = vault.opened(person_id).values() if person_id is not None else ()
    known = {one for one in given if len(one) > 1}
    if any(one in text for one in known for text in texts):
        raise AidNamesSomebody
