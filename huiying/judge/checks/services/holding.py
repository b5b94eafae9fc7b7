"""What every service on checks asks first, and how long words may be."""

from collections.abc import Sequence
from typing import TypeVar

from huiying.core.spoken import clean_line_ends
from huiying.foundation.people.models import Grant
from huiying.judge.checks.errors import CheckNotFound, CheckWordsTooLong, ReasonWanted
from huiying.judge.checks.models import CallBack, Check, Draw
from huiying.judge.checks.selectors.rights import INSPECTS, need, reaches

Row = TypeVar("Row", Draw, CallBack, Check)
MOST_WORDS = 2_000
LEAST_REASON = 4


def held_draw(draw_id: int) -> Draw:
    """The draw, locked until the transaction ends. Raises CheckNotFound."""
    return _held(Draw.objects.select_for_update(of=("self",)).select_related("office").filter(pk=draw_id).first())


def held_call_back(call_back_id: int) -> CallBack:
    """The call-back with its draw and case, locked. Raises CheckNotFound."""
    rows = CallBack.objects.select_for_update(of=("self",)).select_related(
        "draw__office", "case__voice", "case__office", "unit"
    )
    return _held(rows.filter(pk=call_back_id).first())


def held_check(check_id: int, grants: Sequence[Grant]) -> Check:
    """The check of their own office, locked. Raises CheckNotFound: to others there is none."""
    rows = Check.objects.select_for_update(of=("self",)).select_related("draw__office", "place")
    found = _held(rows.filter(pk=check_id).first())
    if not reaches(grants, INSPECTS, found.draw.office):
        raise CheckNotFound
    return found


def _held(found: Row | None) -> Row:
    if found is None:
        raise CheckNotFound
    return found


def clean(words: str) -> str:
    """Raises CheckWordsTooLong."""
    said = clean_line_ends(words).strip()
    if len(said) > MOST_WORDS:
        raise CheckWordsTooLong(most=MOST_WORDS)
    return said


def reason(words: str) -> str:
    """Raises ReasonWanted, CheckWordsTooLong."""
    said = clean(words)
    if len(said) < LEAST_REASON:
        raise ReasonWanted(least=LEAST_REASON)
    return said


def need_inspector(draw: Draw, grants: Sequence[Grant]) -> None:
    """Raises MayNotCheck."""
    need(reaches(grants, INSPECTS, draw.office))
