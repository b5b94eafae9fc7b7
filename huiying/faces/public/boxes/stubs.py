"""Following with the stub of a slip that is not taken in yet."""

from datetime import datetime

from huiying.core.errors import HuiyingError
from huiying.faces.look import dates
from huiying.foundation.office.selectors import calendar
from huiying.listen.boxes.errors import SlipInItsBox, SlipNotRead
from huiying.listen.boxes.selectors.stubs import stub_held
from huiying.listen.voices.errors import ReceiptUnknown


def in_its_box(error: HuiyingError, number: str, code: str, *, now: datetime) -> HuiyingError:
    """`error`; for a right stub by when the box with its slip is opened, or that nothing could be read on it."""
    if not isinstance(error, ReceiptUnknown):
        return error
    days = calendar()
    found = stub_held(number, code, today=days.local_date(now), days=days)
    if found is None:
        return error
    return SlipNotRead() if found.unread else SlipInItsBox(day=dates.full(found.standing.due_on))
