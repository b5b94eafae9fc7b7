"""Finding one's own receipts again, by the phone or e-mail that was left: the numbers go to that contact alone.

Whoever asks reads the same sentence, after the same work, whether anything was found or not. Sealed reports are never
found, nor what was erased, nor voices whose speaker did not want to be written to: those open at the counter, with
papers.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from huiying.core.codes import grouped_number
from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM, Actor, ActorKind
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.people.blind_index import people_with
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.services.find_requests import forget_requests, take_request, waiting_requests
from huiying.listen.voices.enums import Checked, LinkPurpose
from huiying.listen.voices.errors import SayHowChecked
from huiying.listen.voices.events import FOUND_AGAIN, FOUND_AT_COUNTER
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import make_link
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.identity import may_serve

MOST = 10
"""Voices that one message names, the newest; older ones at the counter."""
SUBJECT = Text("{office}：您的回执号", "{office}: your receipt numbers")
SAID = Text(
    "您要找回在{office}的回执。下面是凭这个联系方式找到的，链接一天内有效，只能用一次。不是您要找的，不用理会。",
    "You asked {office} for your receipts. These were left with this contact; each link works once, for one day. If it "
    "was not you who asked, you need do nothing.",
)
_WAYS = {IdentityField.EMAIL: Way.EMAIL, IdentityField.PHONE: Way.SMS}


def answer_finds(*, now: datetime) -> int:
    """Look for what was asked (ask_to_find) and send numbers and links to the contact; how many were looked at.

    It is the worker that looks: whoever asked reads, and measures, the same for everybody.
    """
    forget_requests(now=now)
    rows = waiting_requests()
    for row in rows:
        with transaction.atomic(durable=True):
            for field, contact in take_request(row, now=now):
                _send(field, contact, now)
    return len(rows)


def _send(field: IdentityField, contact: str, now: datetime) -> None:
    voices = [voice for voice in _voices(field, contact) if voice.may_contact][:MOST]
    if not voices:
        return
    first = voices[0]
    language, office = first.language, str(office_profile())
    queue(
        key=f"found:{first.pk}:{field}:{now.isoformat()}",
        way=_WAYS[field],
        to=contact,
        subject=SUBJECT.say(language).format(office=office),
        text="\n".join([SAID.say(language).format(office=office), *(_line(voice, now) for voice in voices)]),
        about=first,
        actor=SYSTEM,
        now=now,
    )
    for voice in voices:
        record(FOUND_AGAIN.name, voice, actor=SYSTEM, now=now)


def _line(voice: Voice, now: datetime) -> str:
    number = grouped_number(voice.number)
    if not settings.ADDRESS:
        return number
    return f"{number}  {settings.ADDRESS}/r/{make_link(voice, now=now, purpose=LinkPurpose.FOUND)}"


def _voices(field: IdentityField, contact: str) -> Sequence[Voice]:
    """Those left with this contact, the newest first, that may be found."""
    people = people_with(field, contact)
    found = Voice.objects.filter(person_id__in=people, erased_at=None, case__sealed=False)
    return list(found.order_by("-pk")) if people else []


def find_at_counter(field: IdentityField, contact: str, *, how: str, actor: Actor, now: datetime) -> list[Voice]:
    """The voices, left with this contact, that the clerk may serve, once they checked who is before them.

    The speaker reads of it on each. Raises SayHowChecked.
    """
    if how not in {Checked.PAPERS, Checked.CALL_BACK} or actor.kind is not ActorKind.STAFF:
        raise SayHowChecked
    today = calendar().local_date(now)
    with transaction.atomic(durable=True):
        ids = [voice.pk for voice in _voices(field, contact)][: MOST * 2]
        cases = Case.objects.filter(pk__in=ids).select_related("voice__place", "office", "unit", "sender")
        mine = [case.voice for case in cases.order_by("-pk") if may_serve(case, actor=actor, today=today)]
        for voice in mine:
            record(FOUND_AT_COUNTER.name, voice, actor=actor, now=now, public={"how": str(how)})
    return mine
