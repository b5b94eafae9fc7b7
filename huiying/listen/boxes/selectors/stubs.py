"""The stub that somebody holds while its slip is no voice: it lies in its box, or nothing could be read on it."""

from dataclasses import dataclass
from datetime import date

from huiying.core.codes import code_matches, normal_code, normal_number
from huiying.core.errors import HuiyingError
from huiying.core.workdays import Calendar
from huiying.foundation.keys.ring import receipt_key
from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.models import Slip
from huiying.listen.boxes.selectors.standing import BoxStanding, standing_of


@dataclass(frozen=True, slots=True)
class Stub:
    """`standing`: of the box of its slip; `unread`: the slip came, and nothing could be read on it."""

    standing: BoxStanding
    unread: bool


def stub_held(number: str, code: str, *, today: date, days: Calendar) -> Stub | None:
    """A stub whose slip is no voice yet; None unless number and code belong together."""
    try:
        number, code = normal_number(number), normal_code(code)
    except HuiyingError:
        return None
    slip = Slip.objects.select_related("box", "paper").filter(receipt=number, paper__voice=None).first()
    if slip is None or not code_matches(receipt_key(), number, code, bytes(slip.code_digest)):
        return None
    came = getattr(slip, "paper", None)
    unread = came is not None and came.became in (Became.UNREADABLE, Became.EMPTY)
    return Stub(standing_of(slip.box, today=today, days=days), unread)
