"""Draws and results of checks in the same words at the desk and on the public page."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.rates.intervals import Share as Rate
from huiying.faces.look.dates import full as said_day
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.shares import share_html
from huiying.judge.checks.enums import CallOutcome, DrawKind
from huiying.judge.checks.models import Draw
from huiying.judge.checks.selectors.calls import CallResults, Counted
from huiying.judge.checks.selectors.draws import progress_of
from huiying.judge.checks.selectors.unannounced import ChannelResult, Share
from huiying.listen.voices.enums import Channel


def draw_name(draw: Draw) -> str:
    """Its kind and period."""
    span = _("%(start)s to %(end)s") % {"start": said_day(draw.starts_on), "end": said_day(draw.ends_on)}
    return f"{DrawKind(draw.kind).label} · {span}"


def draw_rows(draw: Draw) -> list[Row]:
    """What was announced, and what came of it."""
    progress = progress_of(draw)
    rows = [
        Row(_("How many are drawn"), str(draw.wanted)),
        Row(_("Public number that is mixed in"), draw.public_number, note=said_day(draw.number_on)),
        Row(_("SHA-256 of the announcement"), draw.sha256, note=_("in the public log since it was announced")),
    ]
    if draw.framed_at is not None:
        names = ngettext("%(count)s name", "%(count)s names", draw.frame_count or 0) % {"count": draw.frame_count}
        rows.append(Row(_("List to draw from"), names, note=draw.frame_sha256))
    if draw.drawn_at is not None:
        done = _("%(done)s of %(drawn)s") % {"done": progress.done, "drawn": progress.drawn}
        rows += [Row(_("Drawn with"), draw.number), Row(_("Done so far"), done)]
    return [*rows, Row(_("Seed"), draw.seed)] if draw.seed else rows


def results_table(results: Sequence[ChannelResult]) -> Table:
    """Shares per channel, of those checks that could tell."""
    columns = (
        Column(_("Channel")),
        Column(_("Checks told"), number=True),
        Column(_("Somebody was there"), number=True),
        Column(_("Middle waiting time"), number=True),
        Column(_("Receipt given"), number=True),
        Column(_("Civil"), number=True),
        Column(_("Answer came in time"), number=True),
    )
    rows = [
        (
            str(Channel(one.channel).label),
            str(one.checks),
            share(one.reached),
            "–" if one.minutes is None else _("%(count)s min") % {"count": one.minutes},
            share(one.receipt),
            share(one.civil),
            share(one.in_time),
        )
        for one in results
    ]
    return Table(_("What unannounced checks found, per channel"), columns, rows)


def share(found: Share | Counted | None) -> str:
    """As a fraction; a dash where fewer than 5 could tell."""
    return "–" if found is None else _("%(yes)s of %(all)s") % {"yes": found.yes, "all": found.all}


def outcomes_table(results: CallResults) -> Table:
    """What came of call-backs, and what those said who were reached."""
    rows = [(str(CallOutcome(name).label), str(count)) for name, count in results.outcomes.items()]
    shares = {"responded": results.responded, "resolved": results.resolved, "satisfied": results.satisfied}
    rows += [(words, share(shares[name])) for name, words in _questions().items()]
    return Table(
        _("What came of the call-backs"), (Column(_("Outcome of the call")), Column(_("How many"), number=True)), rows
    )


def behalf_table(found: Mapping[str, Counted], month: str) -> Table:
    """What callers wrote down of a unit, apart from what people rated themselves."""
    columns = (Column(_("What people were asked")), Column(_("Said yes")))
    rows = [
        (words, share_html(Rate(found[name].yes, found[name].all)))
        for name, words in _questions().items()
        if name in found
    ]
    said = _("%(month)s, call-backs by telephone: written down on behalf of people, counted in no figure above")
    return Table(said % {"month": month}, columns, rows)


def _questions() -> dict[str, str]:
    return {
        "responded": _("Explained, of those who said something"),
        "resolved": _("Resolved, of those who said something"),
        "satisfied": _("Satisfied, of those who said something"),
    }
