"""Calling somebody on duty, and being answered. A call is made once, however many workers find it due."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from huiying.core.codes import grouped_number
from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.transports import IS_CONFIGURED
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.duty.errors import NotYourCall
from huiying.listen.duty.models import DutyCall
from huiying.listen.duty.selectors.calls import calls_of, was_called
from huiying.listen.duty.selectors.roster import phone_of
from huiying.listen.voices.models import Voice

SUBJECT = Text("紧急事项等您应答，回执号 {number}", "Urgent, please answer: receipt {number}")
WORDS = Text(
    "有紧急事项要在{minutes}分钟内响应，回执号 {number}。请登录应答：{link}",
    "An urgent matter needs a response within {minutes} minutes, receipt {number}. Log in and answer: {link}",
)


def call(
    voice: Voice, clock: int, unit: Unit, staff: Staff, *, step: int, minutes: int, now: datetime
) -> DutyCall | None:
    """Call `staff` by SMS and e-mail, whichever there is; None when this step was made already.

    The message holds a receipt number and a link that opens after logging in: nothing of what was said.
    """
    with transaction.atomic(durable=True):
        ways = _ways(staff)
        given = {"voice": voice, "staff": staff, "reached": bool(ways), "called_at": now}
        row, is_new = DutyCall.objects.get_or_create(clock=clock, unit=unit, step=step, defaults=given)
        if not is_new:
            return None
        for way, to in ways.items():
            _send(row, way, to, minutes, now)
        public = {"clock": clock, "unit": unit.pk, "staff": staff.pk, "step": step, "reached": bool(ways)}
        key = f"duty:{clock}:{unit.pk}:{step}"
        record("duty.called", row, actor=SYSTEM, now=now, public={**public, "case": voice.pk}, key=key)
    return row


def _ways(staff: Staff) -> dict[Way, str]:
    """The ways that the office has and this person can be reached by."""
    known = {Way.SMS: phone_of(staff.pk), Way.EMAIL: staff.email}
    return {way: to for way, to in known.items() if to and IS_CONFIGURED[way]()}


def _send(row: DutyCall, way: Way, to: str, minutes: int, now: datetime) -> None:
    said = {
        "number": grouped_number(row.voice.number),
        "minutes": minutes,
        "link": f"{settings.ADDRESS}/desk/duty/calls/{row.pk}/",
    }
    subject = "" if way is Way.SMS else SUBJECT.zh.format(**said)
    text = WORDS.zh.format(**said)
    if way is Way.EMAIL:
        subject, text = f"{subject} / {SUBJECT.en.format(**said)}", f"{text}\n\n{WORDS.en.format(**said)}"
    key = f"duty:{row.clock}:{row.unit_id}:{row.step}:{way}"
    queue(key=key, way=way, to=to, subject=subject, text=text, about=row, actor=SYSTEM, now=now)


def say_unanswered(voice: Voice, clock: int, unit: Unit, last: DutyCall | None, *, now: datetime) -> bool:
    """That everybody was called in vain, once; False when it was said before. `last` None: there was nobody to call."""
    from huiying.foundation.ledger.models import Event

    key = f"duty:{clock}:{unit.pk}:unanswered"
    with transaction.atomic(durable=True):
        if Event.objects.filter(key=key).exists():
            return False
        public = {"clock": clock, "unit": unit.pk, "case": voice.pk, "calls": last.step + 1 if last else 0}
        record("duty.unanswered", last or voice, actor=SYSTEM, now=now, public=public, key=key)
    return True


def answer_call(call_id: int, *, actor: Actor, now: datetime) -> DutyCall:
    """By whoever was called for this matter: nobody else is called then. Raises NotYourCall."""
    with transaction.atomic(durable=True):
        row = DutyCall.objects.select_for_update().filter(pk=call_id).first()
        if row is None or not was_called(calls_of(row.clock, row.unit_id), actor.id or 0):
            raise NotYourCall
        same = DutyCall.objects.filter(clock=row.clock, unit_id=row.unit_id, answered_at__isnull=True)
        if same.update(answered_at=now, answered_by_id=actor.id):
            public = {"clock": row.clock, "unit": row.unit_id, "case": row.voice_id}
            record("duty.answered", row, actor=actor, now=now, public=public)
        row.refresh_from_db()
    return row
