"""What stands in the address of a page of scorecards."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from huiying.core.rates.months import Month, read_month
from huiying.foundation.keys import clock
from huiying.judge.scorecards.selectors.cards import months_told


def month_asked(request: HttpRequest) -> tuple[Month | None, Sequence[Month]]:
    """(The month asked for, or the latest where none is or nothing is told of it; every month on offer.)"""
    told = months_told(localdate(clock.now()))
    asked = read_month(request.GET.get("month", ""))
    return asked if asked in told else next(iter(told), None), told


def address(name: str, asked: Mapping[str, object], *args: object) -> str:
    """The page called `name` with what is asked of it."""
    given = {key: value for key, value in asked.items() if value}
    return reverse(name, args=args) + (f"?{urlencode(given)}" if given else "")
