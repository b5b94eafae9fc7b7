"""What those say whose voices led to a promise, as counts that name nobody."""

from django.utils.translation import gettext as _

from huiying.core.disclosure import FEWEST, shown_counts
from huiying.faces.look.parts import Row
from huiying.judge.ratings.enums import Kept
from huiying.judge.ratings.selectors import verdicts_of


def rows(commitment_id: int, voices: int) -> tuple[str, list[Row]]:
    """A sentence with how many voices led to it, and a row for each answer that can be told. `voices`: 0 when few.

    No number below five stands there or can be worked out; so how many said nothing is never told.
    """
    counts = verdicts_of(commitment_id)
    told = shown_counts({kept: getattr(counts, kept.value) for kept in Kept}, voices) if counts else {}
    if voices < FEWEST or not any(told.values()):
        return _("Too few have said so far: numbers are shown from five on."), []
    said = _("Of the %(count)s voices that led to it:") % {"count": voices}
    return said, [Row(kept.label, str(count)) for kept, count in told.items() if count is not None]
