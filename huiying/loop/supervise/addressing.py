"""A mail to the heads of a unit that was ordered or advised: by which day it answers and where, nobody's words."""

from datetime import date, datetime

from django.conf import settings

from huiying.core.letters.days import day_words
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.transports import IS_CONFIGURED
from huiying.loop.meet.inviting import heads_of
from huiying.serve.supervision.models import Advice, Order

ORDERED = Text("{unit}：收到督办单，{day} 前书面反馈", "{unit}: a supervision order, to be answered by {day}")
ADVISED = Text("{unit}：收到建议，{day} 前书面反馈采纳情况", "{unit}: an advice, to be answered by {day}")
LINK = Text("看内容、写反馈：{link}", "Read it and answer: {link}")
NO_LINK = Text("请在工作台的“督查”里查看、反馈。", "Please read and answer it at the desk, under supervision.")
PAGE = "desk/supervision/"


def tell_ordered(order: Order, *, actor: Actor, now: datetime) -> None:
    """Queue it in the transaction of the order; an office that sends no mail has its board."""
    _tell(order, ORDERED, order.reply_by, actor=actor, now=now)


def tell_advised(advice: Advice, *, actor: Actor, now: datetime) -> None:
    """The same of an advice."""
    _tell(advice, ADVISED, advice.feedback_by, actor=actor, now=now)


def _tell(given: Order | Advice, subject: Text, by: date, *, actor: Actor, now: datetime) -> None:
    if not IS_CONFIGURED[Way.EMAIL]():
        return
    language = settings.LANGUAGE_CODE
    values = {"unit": str(given.unit), "day": day_words(by, language), "link": f"{settings.ADDRESS}/{PAGE}"}
    heads = {head.pk: head for head in heads_of([given.unit], now=now)[given.unit.pk]}
    for head in heads.values():
        queue(
            key=f"{given.subject_kind}:{given.pk}:{head.pk}",
            way=Way.EMAIL,
            to=head.email,
            subject=subject.say(language).format(**values),
            text=(LINK if settings.ADDRESS else NO_LINK).say(language).format(**values),
            about=given,
            actor=actor,
            now=now,
        )
