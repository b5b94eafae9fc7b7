"""That the days to ask the court to confirm an agreement end soon is announced, ten and three days before.

人民调解法 Art 33 gives 30 days from the day it takes effect, and names no reminder: that is our practice, as for
reviews (loop/announce_rights). Only what a people's mediation committee mediated, and nobody has asked the court about.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from huiying.core.letters.days import day_words
from huiying.core.mediation import CONFIRM_DAYS, confirm_until
from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.loop.announce_rights import DAYS_BEFORE
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.telling import tell
from huiying.serve.mediation.enums import State
from huiying.serve.mediation.events import COURT_ENDING
from huiying.serve.mediation.models import Agreement

_WORDS = Text(
    "您在{office}说的事（回执号 {number}）：双方签的调解协议，可以一起请法院确认，到{day}为止。"
    "不去确认，协议照样算数。",
    "The matter you raised with {office} (receipt {number}): both sides can ask the court together to confirm the "
    "agreement until {day}. Without that it stands all the same.",
)


def announce_court(*, now: datetime) -> int:
    """Tell whoever has not been told yet; how many. Each in a transaction of its own, once for each mark."""
    today = calendar().local_date(now)
    return sum(_tell(pk, key, until, now) for pk, key, until in _due(today))


def _due(today: date) -> Iterator[tuple[int, str, date]]:
    first = today - timedelta(days=CONFIRM_DAYS)
    rows = _waiting().filter(signed_on__gte=first, signed_on__lte=first + timedelta(days=max(DAYS_BEFORE)))
    found: dict[str, tuple[int, date]] = {}
    for pk, signed_on in rows.order_by("signed_on", "pk").values_list("pk", "signed_on"):
        if signed_on is not None and (until := confirm_until(signed_on, committee=True)) is not None:
            mark = next(days for days in DAYS_BEFORE if (until - today).days <= days)
            found[f"mediation.court_ending:{pk}:{mark}"] = (pk, until)
    told = set(Event.objects.filter(key__in=found).values_list("key", flat=True))
    return ((pk, key, until) for key, (pk, until) in found.items() if key not in told)


def _waiting() -> QuerySet[Agreement]:
    """Signed with a committee's mediator, standing, and the court has not been asked."""
    return Agreement.objects.filter(
        confirm="",
        mediation__state__in=(State.REACHED.value, State.KEPT.value),
        mediation__mediator__committee=True,
        mediation__case__sealed=False,
        mediation__case__voice__erased_at=None,
    )


def _tell(agreement_id: int, key: str, until: date, now: datetime) -> bool:
    with transaction.atomic(durable=True):
        case_id = Agreement.objects.values_list("mediation__case_id", flat=True).get(pk=agreement_id)
        case = Case.objects.select_for_update(of=("self",)).select_related("voice__person").get(pk=case_id)
        row = _waiting().filter(pk=agreement_id).first()
        if row is None or Event.objects.filter(key=key).exists():
            return False
        plain = {"mediation": row.mediation_id, "day": until.isoformat()}
        record(COURT_ENDING.name, case, actor=SYSTEM, now=now, public=plain, key=key)
        tell(case.voice, key, _said(until), None, actor=SYSTEM, now=now)
    return True


def _said(until: date) -> Text:
    zh, en = day_words(until, "zh"), day_words(until, "en")
    return Text(_WORDS.zh.replace("{day}", zh), _WORDS.en.replace("{day}", en))
