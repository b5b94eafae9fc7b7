"""Telling the person: a mail or SMS for what they should know, put into the outbox with the act that caused it."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from huiying.core.codes import grouped_number
from huiying.core.mail.replies import subject_of_reply
from huiying.core.procedures.engine import Step
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.selectors import office_profile
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.listen.mail.selectors import conversation_of
from huiying.listen.voices.enums import Channel
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
REISSUED = Text(
    "您在{office}说的事（回执号 {number}）补发了回执，旧的查询密码和链接不能再用。不是您本人办的，请马上跟我们联系。",
    "Your receipt {number} with {office} was issued again; the old code and links no longer work. If it was not you "
    "who asked for it, please tell us at once.",
)
MAIL_RECEIVED = Text(
    "{office}收到了您的邮件，回执号 {number}。要补充，直接回复这封邮件，一次说一件事就行。\n"
    "查进展用下面的链接；想要查询密码，请带身份证件到窗口，或打电话问回执怎么补办。",
    "{office} has your mail; receipt number {number}. To add to it, reply to this mail.\n"
    "Follow it with the link below; for a code, come to the counter with your papers, or call and ask for the receipt.",
)
MAIL_ADDED = Text(
    "{office}收到了您补充的内容，已加进回执号 {number} 的事。",
    "{office} has what you added; it now belongs to receipt {number}.",
)
MAIL_NEWS = Text(
    "您在{office}说的事（回执号 {number}）有了进展。",
    "There is news on the matter you raised with {office} (receipt {number}).",
)
FILES_REFUSED = Text(
    "有 {count} 个附件没能收下：太大，或者这种文件收不了。照片、PDF、Word、Excel 每个 10 MB 以内可以。",
    "{count} attachments could not be taken: too large, or of a kind that is not taken. Pictures, PDF, Word and Excel "
    "up to 10 MB each can be.",
)
BY_MAIL = {RECEIVED: MAIL_RECEIVED, NEWS: MAIL_NEWS}
"""Who wrote by mail holds no slip with a code: the link does instead."""
NUMBER = Text("（回执号 {number}）", " (receipt {number})")
LINK = Text("看进展：{link}", "Read it: {link}")
# What a person is not written to about: their own acts, and small steps inside the office.
QUIET = frozenset(
    "add rate withdraw undo_withdraw open_follow_up investigate begin register take order_execution".split()
)


def tell_receipt(voice: Voice, *, identity: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """That the voice arrived, when there is a way to reach the person and it is no report of wrongdoing.

    `identity`: what the vault has just sealed, by IdentityField. A mail is answered by `tell_mail` once it is kept.
    """
    if voice.case.sealed or voice.channel == Channel.EMAIL:
        return
    tell(voice, f"receipt:{voice.pk}", RECEIVED, identity, actor=actor, now=now)


def tell_mail(voice: Voice, *, added: bool, files_refused: int, key: str, actor: Actor, now: datetime) -> None:
    """That a mail arrived and what it became: a voice of its own, or `added` to it. In its thread."""
    if voice.case.sealed:
        return
    more = FILES_REFUSED.say(voice.language).format(count=files_refused) if files_refused else ""
    tell(voice, key, MAIL_ADDED if added else RECEIVED, None, actor=actor, now=now, more=more)


def tell_reissued(voice: Voice, *, key: str, actor: Actor, now: datetime) -> None:
    """That the receipt was issued again: whoever left a contact learns of it, also when somebody else asked for it."""
    if not voice.case.sealed:
        tell(voice, f"reissued:{voice.pk}:{key}", REISSUED, None, actor=actor, now=now)


def tell_again(voice: Voice, *, key: str, actor: Actor, now: datetime) -> bool:
    """Send number and link once more; False where the person left no way or may not be written to."""
    if voice.case.sealed:
        return False
    return tell(voice, f"receipt:{voice.pk}:{key}", RECEIVED, None, actor=actor, now=now)


def tell_act(case: Case, taken: Step, *, actor: Actor, now: datetime) -> None:
    """That there is news. The message says nothing of the matter: phones are lent and mail is read by others."""
    if taken.act.told is None or taken.act.id in QUIET or case.sealed or actor.kind is ActorKind.SPEAKER:
        return
    tell(case.voice, f"act:{case.pk}:{taken.act.id}:{taken.at.isoformat()}", NEWS, None, actor=actor, now=now)


def tell(
    voice: Voice,
    key: str,
    words: Text,
    identity: Mapping[str, str] | None,
    *,
    actor: Actor,
    now: datetime,
    more: str = "",
) -> bool:
    """Whether there was a way to tell. `identity` None: it is read from the vault. `more`: a sentence below the words.

    Whoever has mailed us about it before hears in the same thread.
    """
    if voice.person_id is None or not voice.may_contact:
        return False
    contact = vault.opened(voice.person_id) if identity is None else identity
    with override(voice.language):
        values = {"office": str(office_profile()), "number": grouped_number(voice.number)}
    said = BY_MAIL.get(words, words) if voice.channel == Channel.EMAIL else words
    text = "\n".join(part for part in (said.say(voice.language).format(**values), more) if part)
    if settings.ADDRESS:
        link = f"{settings.ADDRESS}/r/{make_link(voice, now=now)}"
        text += "\n" + LINK.say(voice.language).format(link=link)
    for way, field in ((Way.EMAIL, IdentityField.EMAIL), (Way.SMS, IdentityField.PHONE)):
        if to := contact.get(field, "").strip():
            answered = conversation_of(voice) if way is Way.EMAIL and identity is None else None
            subject, thread = SUBJECT.say(voice.language).format(**values), None
            if answered is not None:
                thread = answered.thread
                subject = subject_of_reply(answered.subject, NUMBER.say(voice.language).format(**values)) or subject
            queue(
                key=f"{way}:{key}",
                way=way,
                to=to,
                subject=subject,
                text=text,
                about=voice,
                actor=actor,
                now=now,
                thread=thread,
            )
            return True
    return False
