"""Every night: what was kept long enough is let go of, kind by kind, as core/retention and the office say.

Nothing is touched while a case is open, while a limit runs, or while it is held back (a suit, an inquiry).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from huiying.core.procedures.model import StateKind
from huiying.core.retention import Kept, over_since
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.erasing import forget_secrets
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar, kept_months
from huiying.foundation.outbox.services import forget_messages
from huiying.foundation.people import vault
from huiying.foundation.people.models import Person
from huiying.listen.mail.services.erasing import forget_mails, forget_old_mails
from huiying.listen.voices.services.erasing import forget_contact
from huiying.loop.erase_voice import erase_for_time
from huiying.serve.casework.models import Case, is_over
from huiying.serve.casework.selectors.holds import HELD, hold_of
from huiying.serve.casework.services.perform import locked

MOST = 2_000
"""Of each kind in one night: the rest waits for the next."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """How many voices lost who spoke, how many all their words, and how many mails their originals."""

    identities: int
    words: int
    mails: int


def keep_for_a_time(*, now: datetime, most: int = MOST) -> LetGo:
    """Let go of what was kept long enough at `now`, each voice in a transaction of its own."""
    today, months = calendar().local_date(now), kept_months()
    last = {kind: _end_of(over_since(today, months[kind])) for kind in Kept}
    words = sum(erase_for_time(case_id, now=now) for case_id in _words_over(last, most))
    names = sum(forget_who(case_id, before=last[Kept.IDENTITY], now=now) for case_id in _names_over(last, most))
    return LetGo(names, words, forget_old_mails(before=last[Kept.MAIL], now=now, most=most))


def _end_of(day: date) -> datetime:
    """The first instant after a local day."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(settings.TIME_ZONE))


def _over(before: datetime) -> Q:
    ended = [kind.value for kind in (StateKind.ENDED, StateKind.ARCHIVED)]
    return Q(standing__in=ended, next_due_at=None, ended_at__lt=before, voice__erased_at=None) & ~Q(HELD)


def _words_over(last: dict[Kept, datetime], most: int) -> list[int]:
    """Reports of wrongdoing have a time of their own."""
    found = Q(_over(last[Kept.WORDS]), sealed=False) | Q(_over(last[Kept.REPORT]), sealed=True)
    return list(Case.objects.filter(found).order_by("ended_at").values_list("pk", flat=True)[:most])


def _names_over(last: dict[Kept, datetime], most: int) -> list[int]:
    found = Case.objects.filter(_over(last[Kept.IDENTITY]), sealed=False, voice__person__sealed_fields__isnull=False)
    return list(found.order_by("ended_at").values_list("pk", flat=True).distinct()[:most])


def forget_who(case_id: int, *, before: datetime, now: datetime) -> bool:
    """Delete who spoke, with the letters and messages that say it; words and answers stay. Whether it was done.

    Not while another voice of the same person is open, held back or ended at `before` or later.
    """
    with transaction.atomic(durable=True):
        case = locked(case_id)
        person = case.voice.person
        if person is None or not all(_long_over(each, before) for each in _of_person(person.pk)):
            return False
        _forget(person, now)
    return True


def forget_who_again(case_id: int, *, now: datetime) -> bool:
    """The same for a person who was forgotten before and came back with a backup, whatever their cases are now."""
    with transaction.atomic(durable=True):
        person = locked(case_id).voice.person
        if person is not None:
            _forget(person, now)
    return person is not None


def _forget(person: Person, now: datetime) -> None:
    vault.forget_identity(person)
    forget_secrets([About(person.subject_kind, person.pk)])
    for each in _of_person(person.pk):
        _unaddressed(each, now)


def _of_person(person_id: int) -> Iterator[Case]:
    of = Case.objects.select_related("voice").filter(voice__person=person_id, voice__erased_at=None)
    return iter(of.order_by("pk"))


def _long_over(case: Case, before: datetime) -> bool:
    return (
        not case.sealed
        and is_over(case)
        and case.ended_at is not None
        and case.ended_at < before
        and hold_of(case.pk) is None
    )


def _unaddressed(case: Case, now: datetime) -> None:
    """Whatever else says who they are: mails, scans of letters, messages, links."""
    voice = case.voice
    _gone, mails = forget_mails(voice)
    for about in (About("voice", voice.pk), About("case", case.pk)):
        forget_messages(about)
    forget_secrets(mails)
    forget_contact(voice)
    record("voice.identity_forgotten", voice, actor=SYSTEM, now=now, key=f"forgotten:{voice.pk}")
