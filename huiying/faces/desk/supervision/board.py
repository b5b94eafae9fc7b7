"""The supervision board 督办: what an inspector has to decide, what was done by itself, each unit's numbers."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, Viewer, staff_page
from huiying.faces.desk.nav import SUPERVISION, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.desk.supervision import bar, words
from huiying.faces.desk.supervision.ours import ours_page
from huiying.faces.desk.supervision.units import left_out, unit_rows
from huiying.faces.look.parts import Chip
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.casework.selectors.queues import Only
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.models import Flag, Order, Signal
from huiying.serve.supervision.presenters.states import FLAGS
from huiying.serve.supervision.selectors.flags import flags_for
from huiying.serve.supervision.selectors.measures import measures_over
from huiying.serve.supervision.selectors.orders import OPEN, orders_to_check
from huiying.serve.supervision.selectors.signals import contests_waiting, counted

SHOWN = 8
"""Rows of each part of the board; the rest stands in its own list."""
_ORDERS: dict[str, Sequence[str | OrderBy]] = {
    "late": (F("case__next_due_at").asc(nulls_last=True), "flagged_at", "pk"),
    "doubtful": ("-flagged_at", "-pk"),
    "promises": ("commitment__due_on", "pk"),
}
PARTS = tuple(_ORDERS)


@require_safe
@staff_page(*SUPERVISION)
def board(request: StaffRequest) -> HttpResponse:
    """Everything that waits for an inspector's word; for whoever reads one unit alone, what is theirs."""
    viewer = request.viewer
    if not bar.on_board(viewer):
        return ours_page(request)
    only = request.GET.get("only", "")
    context: dict[str, Any] = {
        "chips": bar.chips(viewer, "supervision"),
        "part_shown": only if only in PARTS else "",
        "may_order": bar.may_order(viewer),
        "counted": _counted(viewer),
        "clock": viewer.now,
    }
    if only in PARTS:
        context |= _whole(request, only)
    else:
        parts = {name: _part(name, _ordered(viewer, name), viewer) for name in PARTS}
        context |= {"parts": parts, "units": unit_rows(viewer), "left_out": left_out(viewer)} | _waiting(viewer)
    return render(request, "desk/supervision/board.html", page(request, "supervision") | context)


def of_part(flags: QuerySet[Flag], name: str) -> QuerySet[Flag]:
    """Promises; cases that look done and may not be; the other cases."""
    if name == "promises":
        return flags.filter(commitment__isnull=False)
    cases = flags.filter(case__isnull=False)
    return cases.filter(trigger__in=bar.DOUBTFUL) if name == "doubtful" else cases.exclude(trigger__in=bar.DOUBTFUL)


def _ordered(viewer: Viewer, name: str) -> QuerySet[Flag]:
    return of_part(flags_for(viewer.grants), name).order_by(*_ORDERS[name])


def _part(name: str, rows: QuerySet[Flag], viewer: Viewer) -> dict[str, Any]:
    """The first of them, and where all stand."""
    count = rows.count()
    more = address(reverse("desk:supervision"), {"only": name}) if count > SHOWN else ""
    return {"name": name, "count": count, "rows": _rows(list(rows[:SHOWN]), viewer), "more_url": more}


def _whole(request: StaffRequest, name: str) -> dict[str, Any]:
    """One part alone, in pages."""
    found = page_of(request, _ordered(request.viewer, name), reverse("desk:supervision"), {"only": name})
    part = {"name": name, "count": found.count, "rows": _rows(found.rows, request.viewer), "more_url": ""}
    return {"parts": {name: part}, "found": found}


def _rows(listed: Sequence[Flag], viewer: Viewer) -> list[words.FlagRow]:
    stands = _standing([(one.case_id, one.commitment_id) for one in listed])
    return [
        words.flag_row(one, viewer.now, viewer.calendar, stands.get((one.case_id, one.commitment_id))) for one in listed
    ]


About = tuple[int | None, int | None]
"""The id of a case, or of a promise."""


def _standing(matters: Sequence[About]) -> dict[About, int]:
    """Orders of these matters that are not over: no second one is given beside them."""
    cases, promises = ({one[at] for one in matters} - {None} for at in (0, 1))
    rows = Order.objects.filter(Q(case__in=cases) | Q(commitment__in=promises), state__in=OPEN)
    return {(one.case_id, one.commitment_id): one.pk for one in rows}


def _waiting(viewer: Viewer) -> dict[str, Any]:
    """What units answered or left unanswered, what they object to, and measures that nobody ended."""
    today = viewer.today
    silent = bar.silent_orders(viewer)
    return {
        "contests": [words.signal_row(one.signal, viewer.calendar) for one in contests_waiting(viewer.grants)[:SHOWN]],
        "orders": [words.order_row(one, today) for one in (*orders_to_check(viewer.grants)[:SHOWN], *silent[:SHOWN])],
        "advice": [words.advice_row(one, today) for one in bar.silent_advice(viewer)[:SHOWN]],
        "measures": [words.measure_row(one, today) for one in measures_over(viewer.grants, today=today)[:SHOWN]],
    }


def _counted(viewer: Viewer) -> str:
    """How many live cases there are, and how many of them are late."""
    counts = bar.late_count(viewer)
    live, late = counts[Only.ALL], counts[Only.LATE]
    if not live:
        return _("No case is being handled.")
    said = ngettext("%(live)s case being handled", "%(live)s cases being handled", live) % {"live": live}
    share = f"{late * 100 / live:.1f}"
    return _("%(said)s, %(late)s of them late (%(share)s%%)") % {"said": said, "late": late, "share": share}


@require_safe
@staff_page(*bar.BOARD)
def late(request: StaffRequest) -> HttpResponse:
    """Every late case, the longest first, with what the system did about it."""
    viewer, unit = request.viewer, id_in(request.GET.get("unit", ""))
    desk, _units = queues.unit_desk(viewer.grants)
    rows = queues.cases_on(desk, Only.LATE, queues.filters(viewer.now, viewer.calendar, viewer.staff.pk))
    if unit:
        rows = rows.filter(unit_id=unit)
    asked = {"unit": str(unit)} if unit else {}
    found = page_of(request, rows.select_related("voice", "unit"), reverse("desk:supervision_late"), asked)
    context = {
        "chips": bar.chips(viewer, "supervision_late"),
        "found": found,
        "rows": _late_rows(found.rows, viewer),
        "may_order": bar.may_order(viewer),
    }
    return render(request, "desk/supervision/late.html", page(request, "supervision") | context)


def _late_rows(cases: Sequence[Case], viewer: Viewer) -> list[dict[str, Any]]:
    told: dict[int, list[Signal]] = {one.pk: [] for one in cases}
    for signal in Signal.objects.filter(counted(), case__in=told, settled_at=None):
        told[signal.case_id or 0].append(signal)
    stands = _standing([(one.pk, None) for one in cases])
    return [
        {
            "case": one,
            "due": words.late(one, None, viewer.now, viewer.calendar),
            "url": reverse("desk:case", args=(one.pk,)),
            "done": words.done_so_far(told[one.pk]),
            "order_url": f"{reverse('desk:order_new')}?case={one.pk}",
            "standing": stands.get((one.pk, None)),
        }
        for one in cases
    ]


@require_safe
@staff_page(*bar.BOARD)
def flags(request: StaffRequest) -> HttpResponse:
    """What inspectors decided of flags, the newest first."""
    viewer, state = request.viewer, request.GET.get("state", "")
    shown = FlagState.ORDERED if state == FlagState.ORDERED else FlagState.DISMISSED
    url = reverse("desk:supervision_flags")
    rows = flags_for(viewer.grants, state=shown).order_by("-decided_at", "-pk")
    found = page_of(request, rows, url, {"state": shown.value})
    context = {
        "chips": bar.chips(viewer, "supervision_flags"),
        "states": [
            Chip(FLAGS[one][1], address(url, {"state": one.value}), current=one is shown)
            for one in (FlagState.DISMISSED, FlagState.ORDERED)
        ],
        "found": found,
        "rows": [words.flag_row(one, viewer.now, viewer.calendar) for one in found.rows],
    }
    return render(request, "desk/supervision/flags.html", page(request, "supervision") | context)
