"""What rules found, for the tests of the pages: signals with their flags, as the sweep writes them."""

from datetime import date, timedelta

from django.db import transaction

from huiying.core.supervision import rules
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.serve.supervision.models import Flag
from huiying.serve.supervision.services.signals import Found, write_signals
from tests.cast import NOW

SYSTEM = Actor(ActorKind.SYSTEM)
TODAY = date(2026, 11, 23)
LATE = {"clock": "C-HANDLE", "due": "2026-11-20"}
RATED = {"on": "2026-11-22"}


def found(rule, case=None, promise=None, *, level=1, facts=LATE, days=0, told=None):
    """One signal, written `days` after it came true."""
    about = case or promise
    unit = case.unit if case else promise.owner
    one = Found(
        rule,
        f"{rule}:{about.pk}:{level}",
        NOW - timedelta(days=days),
        TODAY - timedelta(days=days),
        unit.pk,
        (told or unit).pk,
        level,
        case_id=case.pk if case else None,
        commitment_id=promise.pk if promise else None,
        clock=str(facts.get("clock", "")),
        facts=facts,
    )
    with transaction.atomic():
        return write_signals([one], actor=SYSTEM, now=NOW)[0]


def late(case, *, level=1, days=0, told=None):
    """A handling limit that was missed."""
    return found(rules.PAST, case, level=level, days=days, told=told)


def doubtful(case):
    """Answered, and rated as not resolved."""
    return found(rules.RATED, case, facts=RATED)


def late_promise(promise, *, level=1):
    """A promise past its day."""
    return found(rules.PROMISE, promise=promise, level=level, facts={"due": "2026-11-20"})


def flag_of(signal):
    return Flag.objects.get(signals=signal)
