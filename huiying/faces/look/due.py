"""The words of a due tag."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from huiying.core.deadlines import Due, Mark, Measure, Standing
from huiying.faces.look import dates


@dataclass(frozen=True, slots=True)
class DueTag:
    """`look`: far soon today over paused prov met; `strong` comes first and bold, `plain` after it."""

    look: str
    strong: str
    plain: str = ""


def due_tag(due: Due, standing: Standing, *, today: date | None, note: str) -> DueTag:
    """`note`: why the clock stands (paused) or what was done when (met)."""
    return _SAID[standing.kind](due, standing, dates.short(due.on, today), note)


def _far(due: Due, standing: Standing, day: str, note: str) -> DueTag:
    return (
        DueTag("prov", "", gettext("%(day)s provisional") % {"day": day}) if due.provisional else DueTag("far", "", day)
    )


def _soon(due: Due, standing: Standing, day: str, note: str) -> DueTag:
    return DueTag("soon", _left(standing), day)


def _today(due: Due, standing: Standing, day: str, note: str) -> DueTag:
    """With the hour only where the limit ends within the day: noon, closing, minutes."""
    if dates.local_date(due.at) != due.on:
        return DueTag("today", gettext("due today"))
    return DueTag("today", gettext("today %(time)s") % {"time": dates.clock(due.at)})


def _over(due: Due, standing: Standing, day: str, note: str) -> DueTag:
    return DueTag("over", late_by(standing.count), day)


def _paused(due: Due, standing: Standing, day: str, note: str) -> DueTag:
    return DueTag("paused", "", gettext("clock stopped: %(why)s") % {"why": note} if note else gettext("clock stopped"))


def _met(due: Due, standing: Standing, day: str, note: str) -> DueTag:
    if standing.late:
        return DueTag("met", gettext("done, %(late)s") % {"late": late_by(standing.count)}, note)
    return DueTag("met", gettext("on time"), note)


_SAID = {Mark.far: _far, Mark.soon: _soon, Mark.today: _today, Mark.over: _over, Mark.paused: _paused, Mark.met: _met}


def _left(standing: Standing) -> str:
    count = standing.count
    if standing.unit is Measure.workdays:
        return ngettext("%(count)s working day left", "%(count)s working days left", count) % {"count": count}
    return ngettext("%(count)s day left", "%(count)s days left", count) % {"count": count}


def late_by(days: int) -> str:
    """超 2 天 / 2 days late."""
    if not days:
        return gettext("late")
    return ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days}
