"""Each night: what grows, at which place, beyond chance (苗头)."""

from datetime import datetime, timedelta

from huiying.core.growth import find_signs
from huiying.foundation.office.selectors import calendar
from huiying.improve.insight.models import EarlySign
from huiying.improve.insight.selectors.heard import counts_heard, streams_running, trees
from huiying.improve.insight.services.signs import keep_signs


def watch_growth(*, now: datetime) -> list[EarlySign]:
    """Look at all that was heard up to yesterday, and write down what grows. The same day again writes the same."""
    days = calendar()
    streams = streams_running(days, yesterday=days.local_date(now) - timedelta(days=1))
    categories, places = trees()
    watch = find_signs(
        counts_heard(streams, days), categories, places, first=streams.first, last=streams.last, calendar=days
    )
    return keep_signs(watch, streams, now=now)
