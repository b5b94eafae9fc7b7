"""The lists of supervision, as chips above each of them, with how much is in them."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import Viewer
from huiying.faces.look.parts import Chip, Link, Words
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.queues import Only
from huiying.serve.supervision.enums import OrderState
from huiying.serve.supervision.models import Advice, Order
from huiying.serve.supervision.selectors.advice import advice_for, advice_to_answer
from huiying.serve.supervision.selectors.flags import flags_for
from huiying.serve.supervision.selectors.measures import measures_for, measures_over
from huiying.serve.supervision.selectors.orders import orders_for, orders_to_answer, orders_to_check
from huiying.serve.supervision.selectors.signals import contests_waiting, signals_for

BOARD = (Role.INSPECTOR, Role.LEADER, Role.ADVISER, Role.AUDITOR)
"""Whoever reads what lies with several units; the others see what is their unit's."""
DOUBTFUL = ("S4", "S7", "P1")
"""Triggers by which something that looks done, or in good hands, is looked at."""


def on_board(viewer: Viewer) -> bool:
    """Whether the viewer reads the board, or only what is their unit's."""
    return viewer.holds(*BOARD)


def may_order(viewer: Viewer) -> bool:
    """Whether the viewer orders, dismisses, advises; over which units the services say."""
    return viewer.holds(Role.INSPECTOR)


def answers(viewer: Viewer) -> bool:
    """Whether something may wait for the viewer's own unit."""
    return viewer.holds(Role.UNIT_HEAD, Role.HANDLER)


def crumbs() -> list[Link]:
    """Above every page but the board."""
    return [Link(_("Supervision"), reverse("desk:supervision"))]


def late_count(viewer: Viewer) -> dict[Only, int]:
    """How many live cases the viewer reads here, and how many of them are late."""
    desk, _units = queues.unit_desk(viewer.grants)
    return queues.counts(desk, queues.filters(viewer.now, viewer.calendar, viewer.staff.pk))


def chips(viewer: Viewer, current: str) -> list[Chip]:
    """Those of the board, then those that everybody has."""
    rows = _OF_BOARD if on_board(viewer) else ()
    return [
        Chip(words, reverse(f"desk:{name}"), count(viewer) if count else None, name == current)
        for name, words, count in (*rows, *_OF_ALL)
        if name != "supervision_ours" or answers(viewer) or not on_board(viewer)
    ]


def silent_orders(viewer: Viewer) -> QuerySet[Order]:
    """Orders whose day is over without an answer."""
    return orders_for(viewer.grants, state=OrderState.ORDERED).filter(reply_by__lt=viewer.today)


def silent_advice(viewer: Viewer) -> QuerySet[Advice]:
    """The same of advice, whatever led to it."""
    return advice_for(viewer.grants, waiting=True).filter(feedback_by__lt=viewer.today)


def _to_decide(viewer: Viewer) -> int:
    """Flags, objections, orders answered or silent, advice left silent, measures past their end."""
    grants = viewer.grants
    asked = (
        flags_for(grants),
        orders_to_check(grants),
        silent_orders(viewer),
        silent_advice(viewer),
        measures_over(grants, today=viewer.today),
    )
    return sum(rows.count() for rows in asked) + len(contests_waiting(grants))


def _ours(viewer: Viewer) -> int:
    return orders_to_answer(viewer.grants).count() + advice_to_answer(viewer.grants).count()


Counter = Callable[[Viewer], int] | None
_OF_BOARD: tuple[tuple[str, Words, Counter], ...] = (
    ("supervision", _("For you to decide"), _to_decide),
    ("supervision_late", _("Late"), lambda viewer: late_count(viewer)[Only.LATE]),
    ("contests", _("Contested"), lambda viewer: len(contests_waiting(viewer.grants))),
)
_OF_ALL: tuple[tuple[str, Words, Counter], ...] = (
    ("supervision_ours", _("For our unit"), _ours),
    ("orders", _("Supervision orders"), lambda viewer: orders_for(viewer.grants, open_only=True).count()),
    ("advice_list", _("Advice"), lambda viewer: advice_for(viewer.grants, waiting=True).count()),
    ("measures", _("Measures"), lambda viewer: measures_for(viewer.grants, running=True).count()),
    ("signals", _("Found by rules"), lambda viewer: signals_for(viewer.grants).count()),
)
