"""What supervision found and asked, as the desk says it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.deadlines import standing
from huiying.core.procedures import procedure
from huiying.core.supervision.rules import RULES
from huiying.core.supervision.triggers import TRIGGERS
from huiying.core.words import Text
from huiying.core.workdays import Calendar
from huiying.faces.desk.commitments.words import day_of
from huiying.faces.look.dates import full, short
from huiying.faces.look.due import DueTag, due_tag, late_by
from huiying.faces.look.rows import page_language, said
from huiying.serve.casework.models import Case
from huiying.serve.casework.presenters.case import articles_of
from huiying.serve.casework.presenters.queue import due_of
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.enums import Adoption, AdviceKind, ContestState, FlagState, MeasureKind, OrderState
from huiying.serve.supervision.models import Advice, Contest, Flag, Measure, Order, Signal
from huiying.serve.supervision.presenters.states import (
    ADOPTIONS,
    ADVICE,
    CONTESTS,
    FLAGS,
    MEASURES,
    NO_FEEDBACK,
    ORDERS,
)
from huiying.serve.supervision.presenters.why import name_of, why

SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about. `address`: ?case=… or ?promise=… for the forms that begin from it."""

    title: str
    url: str
    address: str


def subject(case: Case | None, commitment: Commitment | None) -> Subject:
    """One of the two is there."""
    if case is not None:
        return Subject(case.voice.heading, reverse("desk:case", args=(case.pk,)), f"case={case.pk}")
    assert commitment is not None
    return Subject(str(commitment), reverse("desk:commitment", args=(commitment.pk,)), f"promise={commitment.pk}")


def late(case: Case | None, commitment: Commitment | None, now: datetime, calendar: Calendar) -> DueTag | None:
    """How the limit of it stands that runs now; None where none does."""
    today = calendar.local_date(now)
    if commitment is not None:
        return day_of(commitment).tag(today)
    assert case is not None
    due = due_of(procedure(case.procedure), case.next_clock, case.next_due_at, calendar)
    return due_tag(due, standing(due, now, calendar), today=today, note="") if due else None


def trigger_name(trigger: str) -> str:
    """Why it is supervised."""
    return said(TRIGGERS[trigger].name, page_language())


def articles(rule_id: str) -> str:
    """What the rule rests on."""
    return said(articles_of(RULES[rule_id].sources), page_language())


def done_so_far(signals: Iterable[Signal]) -> str:
    """What the system did by itself, up to the highest unit that it told."""
    level = max((one.level for one in signals), default=None)
    if level is None:
        return _("nothing yet")
    if level == 0:
        return _("The unit was reminded")
    if level == 1:
        return _("The unit was told")
    return _("Told up to level %(level)s") % {"level": level}


@dataclass(frozen=True, slots=True)
class FlagRow:
    """Something for an inspector to decide. `why`: each rule that found it, in a sentence; `standing`: see flag_row."""

    flag: Flag
    subject: Subject
    due: DueTag | None
    trigger: str
    why: Sequence[str]
    done: str
    look: str
    state: Text
    order_url: str
    dismiss_url: str
    standing: int | None


def flag_row(flag: Flag, now: datetime, calendar: Calendar, standing: int | None = None) -> FlagRow:
    """Reads what the list fetched beforehand. `standing`: the order of the same matter that is not over."""
    about = subject(flag.case, flag.commitment)
    signals = sorted(flag.signals.all(), key=lambda one: (-one.level, one.at))
    look, state = FLAGS[FlagState(flag.state)]
    return FlagRow(
        flag,
        about,
        late(flag.case, flag.commitment, now, calendar),
        trigger_name(flag.trigger),
        list(dict.fromkeys(said(why(one), page_language()) for one in signals)),
        done_so_far(signals),
        look.value,
        state,
        f"{reverse('desk:order_new')}?{about.address}&flag={flag.pk}",
        reverse("desk:flag_dismiss", args=(flag.pk,)),
        standing,
    )


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One automatic act. `late_written`: it was found after an outage, so many days later; `contest`: its tag."""

    signal: Signal
    url: str
    subject: Subject
    rule: Text
    why: str
    level: str
    contest: tuple[str, Text] | None
    late_written: str


def signal_row(signal: Signal, calendar: Calendar) -> SignalRow:
    """Reads what the list fetched beforehand."""
    contest = contest_of(signal)
    look = CONTESTS[ContestState(contest.state)] if contest else None
    return SignalRow(
        signal,
        reverse("desk:signal", args=(signal.pk,)),
        subject(signal.case, signal.commitment),
        name_of(signal),
        said(why(signal), page_language()),
        level_said(signal.level),
        (look[0].value, look[1]) if look else None,
        _written_late(signal, calendar),
    )


def contest_of(signal: Signal) -> Contest | None:
    """What the unit objected, where it did."""
    return getattr(signal, "contest", None)


def level_said(level: int) -> str:
    """Who was told by it."""
    if level == 0:
        return _("reminder")
    return _("level %(level)s") % {"level": level}


def _written_late(signal: Signal, calendar: Calendar) -> str:
    days = (calendar.local_date(signal.made_at) - signal.on).days
    if days <= 0:
        return ""
    return ngettext("found %(count)s day later", "found %(count)s days later", days) % {"count": days}


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list."""

    order: Order
    url: str
    subject: Subject
    trigger: str
    due: DueTag
    look: str
    state: Text


def order_row(order: Order, today: date) -> OrderRow:
    """Reads the case's voice or the promise, which lists fetch beforehand."""
    look, state = ORDERS[OrderState(order.state)]
    waits = order.state == OrderState.ORDERED
    return OrderRow(
        order,
        reverse("desk:order", args=(order.pk,)),
        subject(order.case, order.commitment),
        trigger_name(order.trigger),
        day_tag(order.reply_by, today) if waits else DueTag("far", "", short(order.reply_by, today)),
        look.value,
        state,
    )


def day_tag(by: date, today: date) -> DueTag:
    """How a day stands by which somebody has to answer."""
    left, day = (by - today).days, short(by, today)
    if left < 0:
        return DueTag("over", late_by(-left), day)
    if left == 0:
        return DueTag("today", _("due today"))
    if left <= SOON_DAYS:
        return DueTag("soon", ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}, day)
    return DueTag("far", "", day)


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """An advice in a list."""

    advice: Advice
    url: str
    kind: Text
    due: DueTag
    look: str
    state: Text


def advice_row(advice: Advice, today: date) -> AdviceRow:
    """With whether it was adopted, or by when that is to be said."""
    look, state = ADOPTIONS[Adoption(advice.adoption)] if advice.adoption else NO_FEEDBACK
    due = DueTag("met", full(advice.fed_back_at)) if advice.fed_back_at else day_tag(advice.feedback_by, today)
    return AdviceRow(
        advice, reverse("desk:advice", args=(advice.pk,)), ADVICE[AdviceKind(advice.kind)], due, look.value, state
    )


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a list. `over`: its last day is over and nobody said what came of it."""

    measure: Measure
    url: str
    kind: Text
    due: DueTag
    over: bool


def measure_row(measure: Measure, today: date) -> MeasureRow:
    """With how its end stands."""
    over = measure.ended_at is None and measure.ends_on < today
    due = DueTag("met", _("over"), full(measure.ended_at)) if measure.ended_at else day_tag(measure.ends_on, today)
    url = reverse("desk:measure", args=(measure.pk,))
    return MeasureRow(measure, url, MEASURES[MeasureKind(measure.kind)], due, over)
