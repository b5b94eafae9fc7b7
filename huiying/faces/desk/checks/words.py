"""Draws, call-backs and unannounced checks as the desk says them."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from huiying.faces.look.checks import draw_name
from huiying.faces.look.dates import full as said_day
from huiying.faces.look.parts import Column, Link, Look, Table
from huiying.foundation.office.models import in_language
from huiying.judge.checks.enums import CallOutcome, CheckState
from huiying.judge.checks.models import CallBack, Check, Draw
from huiying.judge.checks.selectors.draws import progress_of_each, told_by
from huiying.listen.voices.enums import Channel

LOOKS: dict[str, Look] = {
    CheckState.DRAWN: "new",
    CheckState.SENT: "doing",
    CheckState.WAITING: "wait",
    CheckState.REVEALED: "done",
    CheckState.CALLED_OFF: "stop",
}


def crumbs(draw: Draw | None = None) -> list[Link]:
    """The pages above."""
    above = [Link(_("Checks"), reverse("desk:checks"))]
    return [*above, Link(draw_name(draw), reverse("desk:draw", args=(draw.pk,)))] if draw else above


def standing(draw: Draw) -> tuple[Look, str]:
    """Where a draw stands."""
    if draw.revealed_at is not None:
        return "done", _("Seed told")
    if draw.drawn_at is not None:
        return "doing", _("Drawn")
    return ("wait", _("List fixed")) if draw.framed_at is not None else ("new", _("Announced"))


def next_step(draw: Draw) -> str:
    """What comes next, and when."""
    days = {"day": said_day(draw.number_on), "end": said_day(draw.ends_on), "last": said_day(told_by(draw))}
    if draw.revealed_at is not None:
        return _("Anybody can draw again now.")
    if draw.drawn_at is not None:
        return _("The seed is told by itself once all of it is done, at the latest after %(last)s.") % days
    if draw.framed_at is not None:
        return _("It can be drawn once the public number of %(day)s is out.") % days
    return _("The list is fixed by itself on the day after %(end)s.") % days


def draws_table(draws: Sequence[Draw]) -> Table:
    """The newest first."""
    rows, each = [], progress_of_each(draws)
    for draw in draws:
        progress = each[draw.pk]
        done = _("%(done)s of %(drawn)s") % {"done": progress.done, "drawn": progress.drawn} if draw.drawn_at else "–"
        link = format_html('<a href="{}">{}</a>', reverse("desk:draw", args=(draw.pk,)), draw_name(draw))
        rows.append((link, standing(draw)[1], str(draw.wanted), done))
    columns = (
        Column(_("Draw")),
        Column(_("Standing")),
        Column(_("Drawn"), number=True),
        Column(_("Done so far"), number=True),
    )
    return Table(_("Draws, the newest first"), columns, rows)


def calls_table(calls: Sequence[CallBack], caption: str) -> Table:
    """Each with its number, unit and how often it was tried."""
    rows = []
    for call in calls:
        url = reverse("desk:call_back", args=(call.pk,))
        link = format_html('<a href="{}">{}</a>', url, call.case.voice.number)
        came = str(CallOutcome(call.outcome).label) if call.outcome else _("to be called")
        rows.append((link, str(call.unit), came, str(len(call.tries.all()))))
    columns = (
        Column(_("Receipt number")),
        Column(_("Unit")),
        Column(_("Outcome of the call")),
        Column(_("Tries"), number=True),
    )
    return Table(caption, columns, rows)


def checks_table(checks: Sequence[Check]) -> Table:
    """Each with its cell and where it stands."""
    rows = []
    for check in checks:
        link = format_html('<a href="{}">{}</a>', reverse("desk:check", args=(check.pk,)), cell(check))
        rows.append((link, str(CheckState(check.state).label)))
    return Table(
        _("What was drawn, in the order of the draw"), (Column(_("Where and when")), Column(_("Standing"))), rows
    )


def cell(check: Check) -> str:
    """Channel, place and week."""
    week = _("week of %(day)s") % {"day": said_day(check.monday)}
    return f"{Channel(check.channel).label} · {in_language(check.place.name, check.place.name_en)} · {week}"
