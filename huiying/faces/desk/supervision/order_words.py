"""One order as the desk says it: its head, what was said to it, its evidence, and what a new one begins with."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiying.core.procedures.model import Look
from huiying.core.words import Text
from huiying.faces.desk.supervision.words import subject, trigger_name
from huiying.faces.look.dates import full
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Link, Marker, Row, Step
from huiying.faces.look.rows import page_language, said
from huiying.faces.look.uploads import FileRow, kept_row, scan_note
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.enums import StepKind
from huiying.serve.supervision.models import Flag, Order, OrderStep
from huiying.serve.supervision.presenters.why import why
from huiying.serve.supervision.selectors.orders import OrderView

BREAK = SafeString("<br>")
STEPS: dict[StepKind, Text] = {
    StepKind.ANSWERED: Text(zh="单位反馈", en="The unit answered"),
    StepKind.VERIFIED: Text(zh="核实：属实，可以结束", en="Checked: true and enough"),
    StepKind.LACKING: Text(zh="核实：不满意", en="Checked: not enough"),
    StepKind.CLOSED: Text(zh="督办结束", en="Closed"),
    StepKind.RAISED: Text(zh="升一级再督办", en="Ordered again, one level up"),
}
_MARKS: dict[StepKind, Marker] = {StepKind.LACKING: "back", StepKind.RAISED: "back"}
LOOK_OF_LEVEL = (Look.HOLD, Look.WAIT, Look.STOP, Look.STOP)


def summary(order: Order) -> list[Row]:
    """What is known of it."""
    about = subject(order.case, order.commitment)
    return [
        Row(_("The matter"), with_lang(about.title), link=Link(_("Open it"), about.url)),
        Row(_("Why it is supervised"), trigger_name(order.trigger)),
        Row(_("What the order asks"), with_lang(order.words)),
        Row(_("Who has to answer"), with_lang(order.unit), note=_level(order)),
        Row(_("Last day of the answer"), full(order.reply_by)),
        Row(_("Ordered by"), parts_with_lang(f"{order.office} · {order.ordered_by}"), note=full(order.ordered_at)),
    ]


def _level(order: Order) -> str:
    if order.level == 1:
        return ""
    said_level = _("level %(level)s") % {"level": order.level}
    return _("%(level)s; whose doing it is: %(unit)s") % {"level": said_level, "unit": order.about}


def timeline(view: OrderView) -> list[Step]:
    """What was said, newest first; below everything the order itself."""
    steps = [_step(one, "now" if at == 0 else "done") for at, one in enumerate(reversed(view.steps))]
    order = view.order
    return [*steps, Step(_("Ordered"), "done" if steps else "now", order.ordered_at, note=with_lang(order.words))]


def _step(step: OrderStep, mark: Marker) -> Step:
    kind = StepKind(step.state)
    by = parts_with_lang(" · ".join(str(part) for part in (step.by, step.by.unit) if part))
    note = format_html_join(BREAK, "{}", ((one,) for one in (by, with_lang(step.words))))
    return Step(STEPS[kind], _MARKS.get(kind, mark), step.at, note=note)


def files(view: OrderView) -> list[FileRow]:
    """Every file put to a step, the newest first; for staff alone."""
    pk = view.order.pk
    return [
        kept_row(
            one.file_id,
            one.file,
            url=reverse("desk:order_file", args=(pk, one.file_id)),
            picture=reverse("desk:order_file_small", args=(pk, one.file_id)),
            note=" · ".join(part for part in (full(step.at), scan_note(one.file)) if part),
        )
        for step in reversed(view.steps)
        for one in step.files.all()
    ]


def proposed(flag: Flag | None) -> str:
    """What an order begins with: what the rules found, word for word."""
    return "\n".join(_found(flag)) if flag else ""


def before(about: Case | Commitment, flag: Flag | None) -> Sequence[str]:
    """What stands above the form of a new order."""
    unit = about.unit if isinstance(about, Case) else about.owner
    lines = [str(unit)]
    if flag:
        lines.append(_("A rule found it; you decide. What it found stands in the order, for you to complete."))
    if isinstance(about, Case):
        lines.append(_("The person reads on their receipt that an inspector supervises the matter."))
    return lines


def _found(flag: Flag) -> list[str]:
    return list(dict.fromkeys(said(why(one), page_language()) for one in flag.signals.all()))
