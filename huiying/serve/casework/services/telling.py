"""Telling the person: a mail or SMS for what they should know, put into the outbox with the act that caused it."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from huiying.core.codes import grouped_number
from huiying.core.procedures.engine import Step
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.selectors import office_profile
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import make_link
from huiying.serve.casework.models import Case

SUBJECT = Text("{office}：您的事有进展，回执号 {number}", "{office}: news on your receipt {number}")
RECEIVED = Text(
    "{office}收到了您的话，回执号 {number}。查询密码只在回执上，请收好。",
    "{office} has your words; receipt number {number}. The code stands on the receipt alone; please keep it.",
)
NEWS = Text(
    "您在{office}说的事（回执号 {number}）有了进展。凭回执号和查询密码可以看。",
    "There is news on the matter you raised with {office} (receipt {number}). Read it with your number and code.",
)
LINK = Text("看进展：{link}", "Read it: {link}")
# What a person is not written to about: their own acts, and small steps inside the office.
QUIET = frozenset(
    {"add", "rate", "withdraw", "undo_withdraw", "open_follow_up", "investigate", "begin", "register", "take"}
)


def tell_receipt(voice: Voice, *, identity: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """That the voice arrived, when there is a way to reach the person and it is no report of wrongdoing.

    `identity`: what the vault has just sealed, by IdentityField.
    """
    if voice.case.sealed:
        return
    tell(voice, f"receipt:{voice.pk}", RECEIVED, identity, actor=actor, now=now)


def tell_act(case: Case, taken: Step, *, actor: Actor, now: datetime) -> None:
    """That there is news. The message says nothing of the matter: phones are lent and mail is read by others."""
    if taken.act.told is None or taken.act.id in QUIET or case.sealed or actor.kind is ActorKind.SPEAKER:
        return
    tell(case.voice, f"act:{case.pk}:{taken.act.id}:{taken.at.isoformat()}", NEWS, None, actor=actor, now=now)


def tell(
    voice: Voice, key: str, words: Text, identity: Mapping[str, str] | None, *, actor: Actor, now: datetime
) -> None:
    """`identity` None: it is read from the vault."""
    if voice.person_id is None or not voice.may_contact:
        return
    contact = vault.opened(voice.person_id) if identity is None else identity
    values = {"office": str(office_profile()), "number": grouped_number(voice.number)}
    text = words.say(voice.language).format(**values)
    if settings.ADDRESS:
        link = f"{settings.ADDRESS}/r/{make_link(voice, now=now)}"
        text += "\n" + LINK.say(voice.language).format(link=link)
    for way, field in ((Way.EMAIL, IdentityField.EMAIL), (Way.SMS, IdentityField.PHONE)):
        if to := contact.get(field, "").strip():
            queue(
                key=f"{way}:{key}",
                way=way,
                to=to,
                subject=SUBJECT.say(voice.language).format(**values),
                text=text,
                about=voice,
                actor=actor,
                now=now,
            )
            return
