"""A quarter as the pages say it: its name, one sentence, and its tables."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.economy import Quarter, Sum, by_kind, by_unit, summed
from huiying.faces.look.language import filled, with_lang
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.rows import page_language
from huiying.foundation.people.models import Unit
from huiying.improve.insight.selectors.economy import MEETING, QuarterView, asked_of, hours_per_result
from huiying.serve.coordination.enums import BurdenKind
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.presenters.interest import BURDENS

FEN = Decimal(100)


def named(quarter: Quarter) -> str:
    """2026年第4季度 / quarter 4 of 2026"""
    return _("quarter %(number)s of %(year)s") % {"number": quarter.number, "year": quarter.year}


def hours_said(hours: Decimal) -> str:
    """1,234.5, and 12 without a tenth that is none."""
    return f"{hours:,.1f}".removesuffix(".0")


def money(fen: int) -> str:
    """In yuan; a dash for none."""
    return f"¥{fen / FEN:,.2f}" if fen else "—"


def kind_said(kind: str) -> str:
    """A kind of the register, or meetings."""
    return _("Meetings") if kind == MEETING else BURDENS[BurdenKind(kind)].say(page_language())


def sentences(view: QuarterView) -> list[str]:
    """What was asked, and what came of it."""
    meetings = [one for one in view.asked if one.kind == MEETING]
    register = [one for one in view.asked if one.kind != MEETING]
    said = [
        _("In %(quarter)s %(meetings)s took %(hours)s hours of people’s time, %(asked)s took %(more)s.")
        % {
            "quarter": named(view.quarter),
            "meetings": ngettext("%(count)s meeting", "%(count)s meetings", view.meetings) % {"count": view.meetings},
            "hours": hours_said(summed(meetings).hours),
            "asked": ngettext(
                "%(count)s line of forms, reports and the like",
                "%(count)s lines of forms, reports and the like",
                len(register),
            )
            % {"count": len(register)},
            "more": hours_said(summed(register).hours),
        },
        _for_it(view),
    ]
    if view.called_off:
        off = ngettext(
            "%(count)s meeting was called off: at least %(hours)s hours were not spent.",
            "%(count)s meetings were called off: at least %(hours)s hours were not spent.",
            view.called_off,
        )
        said.append(off % {"count": view.called_off, "hours": hours_said(view.saved)})
    return said


def _for_it(view: QuarterView) -> str:
    due = _come(view)
    said = {
        "resolutions": ngettext("%(count)s resolution", "%(count)s resolutions", view.resolutions)
        % {"count": view.resolutions},
        "due": ngettext("%(count)s promise", "%(count)s promises", due) % {"count": due},
        "kept": view.promises.in_time,
    }
    if not due:
        return _("For it there were %(resolutions)s; no promise came due.") % said
    words = _("For it there were %(resolutions)s; of %(due)s whose day came, %(kept)s kept by the day promised first.")
    return words % said


def _come(view: QuarterView) -> int:
    return view.promises.due - view.promises.waiting


def came_of_it(view: QuarterView) -> list[Row]:
    """Results, row by row."""
    each, kept = hours_per_result(view), view.promises
    rows = [
        Row(_("Papers put before the meetings"), str(view.papers)),
        Row(_("Resolutions made"), str(view.resolutions), note=_per(each)),
        Row(_("Items put off"), str(view.put_off)),
        Row(_("Promises kept by the day promised first"), str(kept.in_time)),
        Row(_("Kept by a day to which they were moved"), str(kept.moved)),
        Row(_("Kept after their day"), str(kept.late)),
        Row(_("Past their day and not kept"), str(kept.open_late)),
        Row(_("Dropped"), str(kept.dropped)),
    ]
    return [*rows, Row(_("Their day is still to come"), str(kept.waiting))] if kept.waiting else rows


def _per(each: Decimal | None) -> str:
    return _("%(hours)s hours of people for each") % {"hours": hours_said(each)} if each is not None else ""


def kinds_table(view: QuarterView) -> Table:
    """What was asked, by kind."""
    rows = [(kind_said(kind), *_cells(one)) for kind, one in by_kind(view.asked).items()]
    return Table(_("What the time went into"), _columns(_("Kind")), rows)


def units_table(view: QuarterView, units: Mapping[int, Unit]) -> Table:
    """Which unit asked it."""
    rows = [(with_lang(str(units[pk])), *_cells(one)) for pk, one in by_unit(view.asked).items()]
    return Table(_("Which unit asked it"), _columns(_("Unit")), rows)


def _columns(first: str) -> list[Column]:
    numbers = (_("Times"), _("Hours of people"), _("Money"))
    return [Column(first), *(Column(words, number=True) for words in numbers)]


def _cells(one: Sum) -> tuple[str, str, str]:
    return str(one.times), hours_said(one.hours), money(one.cost_fen)


def history_table(hours: Mapping[Quarter, Decimal]) -> Table:
    """The numbers of the bars."""
    rows = [(named(quarter), hours_said(each)) for quarter, each in hours.items()]
    return Table(
        _("Hours of people, quarter by quarter"), [Column(_("Quarter")), Column(_("Hours of people"), True)], rows
    )


def register_table(lines: Sequence[Burden], url: Callable[[Burden], str]) -> Table:
    """The register of a quarter. `url`: where a line is changed, "" for who may not."""
    columns = [
        Column(_("What is asked")),
        Column(_("By")),
        Column(_("Hours of people"), number=True),
        Column(_("What for, and what came of it")),
        Column(_("What can be done"), hidden=True),
    ]
    return Table(_("The register of this quarter"), columns, [_line(line, url(line)) for line in lines])


def _line(line: Burden, url: str) -> tuple[object, ...]:
    return (
        _lines(with_lang(line.title), with_lang(kind_said(line.kind))),
        with_lang(str(line.unit)),
        _lines(with_lang(hours_said(asked_of(line).hours)), _sum(line)),
        _lines(with_lang(line.purpose), _outcome(line)),
        format_html('<a href="{}">{}<span class="hy-vh"> {}</span></a>', url, _("Change"), line.title) if url else "",
    )


def _sum(line: Burden) -> SafeString:
    said = _("%(units)s units × %(people)s people × %(hours)s hours × %(times)s times") % {
        "units": line.units,
        "people": line.people,
        "hours": hours_said(line.hours),
        "times": line.times,
    }
    cost = f" · {money(line.cost_fen)}" if line.cost_fen else ""
    return format_html('<span class="hy-hint">{}{}</span>', said, cost)


def _outcome(line: Burden) -> SafeString:
    return filled(_("What came of it: %(outcome)s"), outcome=line.outcome or _("nothing noted yet"))


def _lines(*parts: SafeString) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts if part))
