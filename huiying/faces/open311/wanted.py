"""Which published voices a call asks for."""

from collections.abc import Iterable

from huiying.core.codes import is_number
from huiying.core.open311.errors import ParameterWrong
from huiying.core.open311.moments import window
from huiying.core.words import Text
from huiying.faces.open311 import rows
from huiying.faces.open311.asking import Asked
from huiying.faces.open311.posting import category_id
from huiying.foundation.keys import clock
from huiying.serve.casework.selectors.published import MOST, Wanted

MOST_PAGES = 100_000
OPEN_OR_CLOSED = Text("open 或 closed", "open or closed")


def wanted_of(asked: Asked) -> Wanted:
    """Named ids count before all else. Raises ServiceUnknown, ParameterWrong, WindowTooLong, WindowBackwards."""
    if numbers := asked.listed("service_request_id"):
        return Wanted(numbers={number for number in numbers[:MOST] if is_number(number)})
    now = clock.now()
    start, end = asked.moment("start_date"), asked.moment("end_date")
    after, before = asked.moment("updated_after"), asked.moment("updated_before")
    changed = window(after, before, now=now) if after or before else None
    came = window(start, end, now=now) if start or end or changed is None else None
    return Wanted(
        categories=_categories(asked.listed("service_code")),
        over=_over(asked.listed("status")),
        received=(came.start, came.end) if came is not None else None,
        updated=(changed.start, changed.end) if changed is not None else None,
        page=asked.whole("page", default=1, least=1, most=MOST_PAGES),
        size=asked.whole("page_size", default=MOST, least=1, most=MOST),
    )


def _categories(codes: Iterable[str]) -> set[int | None] | None:
    found = {None if code == rows.ANYTHING else category_id(code, retired=True) for code in set(codes)}
    return found or None


def _over(given: list[str]) -> bool | None:
    statuses = {status.lower() for status in given}
    if not statuses <= {"open", "closed"}:
        raise ParameterWrong(name="status", wanted=OPEN_OR_CLOSED)
    return "closed" in statuses if len(statuses) == 1 else None
