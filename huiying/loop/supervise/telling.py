"""One mail a day to the heads of each unit that was told something: counts and where to look, no words of anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.transports import IS_CONFIGURED
from huiying.foundation.people.models import Staff, Unit
from huiying.loop.meet.inviting import heads_of
from huiying.loop.supervise.watch import Watch
from huiying.serve.supervision.models import Signal

SUBJECT = Text("{unit}：今天有 {all} 条督查提醒", "{unit}: {all} reminders today")
BODY = Text(
    "快到期：{near} 条。已过期限或要看一看的：{late} 条。下级单位没有办好、报到你们这里的：{above} 条。",
    "Near their limit: {near}. Past it, or to be looked at: {late}. Of units below, told to you: {above}.",
)
OLDER = Text(
    "其中 {older} 条今天以前就该提醒，系统停过，现在补上。",
    "{older} of them are of days before today, when the system stood still.",
)
LINK = Text("看是哪些、为什么，或者提出异议：{link}", "Which, why, and how to object: {link}")
PAGE = "desk/supervision/"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a unit was told since the mail before. `older`: written later than the day on which it came true."""

    near: int
    late: int
    above: int
    older: int

    @property
    def all(self) -> int:
        """Everything."""
        return self.near + self.late + self.above


def tell_units(told: Iterable[int], watch: Watch) -> int:
    """Write to the heads of these units who have an e-mail, once for each local day; how many mails were made. An
    office that sends no mail has its board."""
    if not IS_CONFIGURED[Way.EMAIL]():
        return 0
    units = list(Unit.objects.filter(pk__in={*told, *_left_over(watch)}, active=True).order_by("pk"))
    heads = heads_of(units, now=watch.now)
    wanted = {
        f"supervision:{unit.pk}:{watch.today.isoformat()}:{head.pk}": (unit, head)
        for unit in units
        for head in heads[unit.pk]
    }
    sent = set(Message.objects.filter(key__in=wanted).values_list("key", flat=True)) if wanted else set()
    for key, (unit, head) in wanted.items():
        if key not in sent:
            _write(key, unit, head, watch)
    return len(wanted.keys() - sent)


def _write(key: str, unit: Unit, head: Staff, watch: Watch) -> None:
    counts = _counts(_since_last(unit, watch), watch)
    if not counts.all:
        return
    language = settings.LANGUAGE_CODE
    parts = [BODY, *([OLDER] if counts.older else []), *([LINK] if settings.ADDRESS else [])]
    values = {
        "unit": str(unit), "all": counts.all, "near": counts.near, "late": counts.late, "above": counts.above,
        "older": counts.older, "link": f"{settings.ADDRESS}/{PAGE}",
    }  # fmt: skip
    with transaction.atomic(durable=True):
        queue(
            key=key,
            way=Way.EMAIL,
            to=head.email,
            subject=SUBJECT.say(language).format(**values),
            text="\n".join(part.say(language).format(**values) for part in parts),
            about=unit,
            actor=SYSTEM,
            now=watch.now,
        )


def _left_over(watch: Watch) -> set[int]:
    """Units that may have been told of something after the mail of the day before."""
    rows = Signal.objects.filter(made_at__gte=watch.since, made_at__lte=watch.now, settled_at=None)
    return set(rows.values_list("told_id", flat=True)) if watch.new_day else set()


def _since_last(unit: Unit, watch: Watch) -> Sequence[Signal]:
    """What was written since the mail before that the unit was told of and that is not over already."""
    mails = Message.objects.filter(about_kind=Unit.subject_kind, about_id=unit.pk, key__startswith="supervision:")
    last = mails.filter(queued_at__lt=watch.now).aggregate(at=Max("queued_at"))["at"]
    open_ = Signal.objects.filter(told=unit, made_at__gte=watch.since, made_at__lte=watch.now, settled_at=None)
    return list(open_ if last is None else open_.filter(made_at__gt=last))


def _counts(signals: Sequence[Signal], watch: Watch) -> Counts:
    near = sum(not signal.level for signal in signals)
    above = sum(signal.unit_id != signal.told_id for signal in signals)
    older = sum(signal.on < watch.calendar.local_date(signal.made_at) for signal in signals)
    return Counts(near, len(signals) - near - above, above, older)
