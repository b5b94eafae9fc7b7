"""What is given: planned, posted in the village where the law asks it, given or dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from huiying.core.aid import LONGEST_POSTED_DAYS, POSTED_DAYS, PROGRAMMES, may_be_given, posted_until
from huiying.core.words import Text
from huiying.foundation.files.models import StoredFile
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.aid.enums import Means
from huiying.serve.aid.errors import AidAmountWrong, AidNeedsDay, AidNeedsGiver, AidOver, HelpMustBePosted
from huiying.serve.aid.models import Aid, Help
from huiying.serve.aid.services.holding import (
    MOST_LINE,
    held,
    held_help,
    needed_words,
    not_earlier,
    not_later,
    refuse_names,
)
from huiying.serve.aid.services.telling import tell_household

_DAYS = Text(
    zh=f"公示 1 到 {LONGEST_POSTED_DAYS} 天，从今天起。",
    en=f"it is posted for 1 to {LONGEST_POSTED_DAYS} days from today.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpData:
    """What is planned. `giver_unit_id` or `giver`; `amount` in yuan, for money alone."""

    programme: str
    means: Means
    words: str
    due_on: date
    giver_unit_id: int | None = None
    giver: str = ""
    amount: Decimal | None = None


def plan_help(
    aid_id: int, data: HelpData, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Aid:
    """Plan one thing. Raises AidNotFound, MayNotHelp, AidOver, AidNeedsWords, AidNeedsGiver, AidAmountWrong,
    AidNeedsDay, AidNamesSomebody; KeyError for a programme that is none."""
    with transaction.atomic():
        aid = held(aid_id, grants)
        if done_before(key):
            return aid
        said, giver = needed_words(data.words, MOST_LINE), " ".join(data.giver.split())
        refuse_names([said, giver], aid.household_id)
        if (data.giver_unit_id is None) == (not giver):
            raise AidNeedsGiver
        row = Help.objects.create(
            aid=aid,
            programme=PROGRAMMES[data.programme].id,
            means=data.means.value,
            words=said,
            giver_unit_id=data.giver_unit_id,
            giver=giver,
            amount=_sum(data),
            due_on=not_earlier(data.due_on, now),
        )
        plain = {"help": row.pk, "programme": row.programme, "means": row.means, "due_on": row.due_on.isoformat()}
        record("aid.help_planned", aid, actor=actor, now=now, public=plain, private={"words": said}, key=key)
        tell_household(aid, actor=actor, now=now)
    return aid


def _sum(data: HelpData) -> Decimal | None:
    """Raises AidAmountWrong."""
    money = data.means is Means.MONEY
    if money != (data.amount is not None):
        raise AidAmountWrong
    if data.amount is not None and (data.amount <= 0 or data.amount != round(data.amount, 2)):
        raise AidAmountWrong
    return data.amount


def post_help(
    help_id: int,
    *,
    days: int = POSTED_DAYS,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Help:
    """Post it from today; only what the law has posted is. Posted once, it comes back as it is.

    Raises AidNotFound, MayNotHelp, AidOver, AidNeedsDay.
    """
    with transaction.atomic():
        row = held_help(help_id, grants)
        if done_before(key) or row.posted_on is not None:
            return row
        if not PROGRAMMES[row.programme].posted:
            raise AidOver
        if not 1 <= days <= LONGEST_POSTED_DAYS:
            raise AidNeedsDay(why=_DAYS)
        row.posted_on = calendar().local_date(now)
        row.posted_until = posted_until(row.posted_on, days)
        row.save(update_fields=["posted_on", "posted_until"])
        plain = {"help": row.pk, "programme": row.programme, "until": row.posted_until.isoformat()}
        record("aid.posted", row.aid, actor=actor, now=now, public=plain, key=key)
        tell_household(row.aid, actor=actor, now=now)
    return row


def give_help(
    help_id: int,
    on: date,
    *,
    hurried: bool = False,
    proof_id: int | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Help:
    """Write down that it was given. `hurried`: before its posting, where the law lets it. `proof_id`: a kept file.

    Raises AidNotFound, MayNotHelp, AidOver, AidNeedsDay, HelpMustBePosted.
    """
    with transaction.atomic():
        if done_before(key):
            return Help.objects.get(pk=help_id)
        row = held_help(help_id, grants)
        day, programme = not_later(on, now), PROGRAMMES[row.programme]
        if not may_be_given(programme, until=row.posted_until, hurried=hurried, on=day):
            raise HelpMustBePosted(articles="、".join(source.article for source in programme.sources))
        row.given_on, row.hurried = day, hurried and programme.may_hurry
        row.proof = StoredFile.objects.filter(pk=proof_id or 0).first()
        row.save(update_fields=["given_on", "hurried", "proof"])
        plain = {"help": row.pk, "programme": row.programme, "on": day.isoformat(), "hurried": row.hurried}
        record("aid.help_given", row.aid, actor=actor, now=now, public=plain, key=key)
        tell_household(row.aid, actor=actor, now=now)
    return row


def drop_help(
    help_id: int,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Help:
    """Say why it is not given. Raises AidNotFound, MayNotHelp, AidOver, AidNeedsWords, AidNamesSomebody."""
    with transaction.atomic():
        if done_before(key):
            return Help.objects.get(pk=help_id)
        row = held_help(help_id, grants)
        said = needed_words(reason)
        refuse_names([said], row.aid.household_id)
        row.dropped_at = now
        row.save(update_fields=["dropped_at"])
        plain = {"help": row.pk, "programme": row.programme}
        record("aid.help_dropped", row.aid, actor=actor, now=now, public=plain, private={"reason": said}, key=key)
        tell_household(row.aid, actor=actor, now=now)
    return row
