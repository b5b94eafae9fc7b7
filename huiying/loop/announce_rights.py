"""A right that is about to lapse is announced: ten and three days before the time to ask for a review ends.

Our practice; the 条例 asks for no reminder. A line on the receipt, and a mail or SMS where the person left a way. Who
rates, adds or asks for a follow-up keeps the same days, so all hear of them.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction

from huiying.core.letters.days import day_words
from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.serve.appeals.events import ENDING
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.services.telling import tell

DAYS_BEFORE = (3, 10)
"""The nearest first: after an outage only the one that fits is told."""
BATCH = 500
_WORDS = {
    "C-REVIEW-ASK": Text(
        "您在{office}说的事（回执号 {number}）：不服处理意见的，申请复查到{day}为止。",
        "The matter you raised with {office} (receipt {number}): you can ask for a review until {day}.",
    ),
    "C-FINAL-ASK": Text(
        "您在{office}说的事（回执号 {number}）：不服复查意见的，申请复核到{day}为止。",
        "The matter you raised with {office} (receipt {number}): you can ask for the final review until {day}.",
    ),
}


def announce_rights(*, now: datetime) -> int:
    """Tell whoever has not been told yet; how many. Each in a transaction of its own, once for each mark."""
    return sum(_tell(limit, key, now) for limit, key in _due(now))


def _due(now: datetime) -> Iterator[tuple[Deadline, str]]:
    today = calendar().local_date(now)
    rows = Deadline.objects.filter(
        clock__in=ENDING,
        met_at__isnull=True,
        stopped_at__isnull=True,
        due_at__gt=now,
        due_on__lte=today + timedelta(days=max(DAYS_BEFORE)),
        case__sealed=False,
        case__voice__erased_at=None,
    )
    found = iter(list(rows.order_by("due_at", "pk")))
    while part := list(islice(found, BATCH)):
        wanted = {_key(limit, today): limit for limit in part}
        told = set(Event.objects.filter(key__in=wanted).values_list("key", flat=True))
        yield from ((limit, key) for key, limit in wanted.items() if key not in told)


def _key(limit: Deadline, today: date) -> str:
    left = (limit.due_on - today).days
    mark = next(days for days in DAYS_BEFORE if left <= days)
    return f"appeal.ending:{limit.pk}:{mark}"


def _tell(limit: Deadline, key: str, now: datetime) -> bool:
    with transaction.atomic(durable=True):
        case = Case.objects.select_for_update(of=("self",)).select_related("voice__person").get(pk=limit.case_id)
        limit.refresh_from_db()
        if limit.met_at or limit.stopped_at or case.sealed or Event.objects.filter(key=key).exists():
            return False
        record(ENDING[limit.clock].name, case, actor=SYSTEM, now=now, public={"day": limit.due_on.isoformat()}, key=key)
        tell(case.voice, key, _said(limit), None, actor=SYSTEM, now=now)
    return True


def _said(limit: Deadline) -> Text:
    words = _WORDS[limit.clock]
    zh, en = day_words(limit.due_on, "zh"), day_words(limit.due_on, "en")
    return Text(words.zh.replace("{day}", zh), words.en.replace("{day}", en))
