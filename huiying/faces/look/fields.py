"""A form field of Django in our markup: label or legend, hint, error, input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

_BOXES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
_INLINE_UP_TO = 3
_INLINE_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary. `anchor`: id of the field, empty when it is about the whole form."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """One radio button or checkbox."""

    id: str
    name: str
    value: str
    label: object
    checked: bool


def boxes(bound: BoundField) -> list[Box]:
    return [_box(sub.data) for sub in bound.subwidgets]


def _box(data: Mapping[str, Any]) -> Box:
    value = "" if data["value"] is None else str(data["value"])
    return Box(str(data["attrs"].get("id", "")), data["name"], value, data["label"], data["selected"])


def kind(bound: BoundField) -> str:
    """Which template draws it: boxes, check, group (several inputs) or line."""
    widget = bound.field.widget
    if isinstance(widget, _BOXES):
        return "boxes"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "group" if isinstance(widget, forms.MultiWidget) else "line"


def anchor(bound: BoundField) -> str:
    """The id of the first input: radio buttons and several inputs have none of their own."""
    return f"{bound.auto_id}_0" if kind(bound) in {"boxes", "group"} else str(bound.auto_id)


def problems(form: forms.BaseForm) -> list[Problem]:
    whole = [Problem("", str(words)) for words in form.non_field_errors()]
    return whole + [
        Problem(anchor(form[name]), str(words))
        for name, errors in form.errors.items()
        if name in form.fields
        for words in errors
    ]


def few(options: Sequence[Box]) -> bool:
    """Whether the options stand in one row on a desk: at most three short ones without hints."""
    short = all(len(str(o.label)) <= _INLINE_LETTERS and not getattr(o.label, "hint", "") for o in options)
    return len(options) <= _INLINE_UP_TO and short


def attributes(bound: BoundField, *, width: str, rows: int) -> dict[str, str | bool]:
    """What the input carries: class, its hint and error, and rows for a text area."""
    widget = bound.field.widget
    given = str(widget.attrs.get("class", ""))
    classes = " ".join(filter(None, ("hy-input", f"hy-input--{width}" if width else "", given)))
    attrs: dict[str, str | bool] = {"class": classes}
    if described := described_by(bound):
        attrs["aria-describedby"] = described
    if isinstance(widget, forms.Textarea):
        attrs |= {"rows": str(rows)}
    return attrs


def described_by(bound: BoundField) -> str:
    hint = f"{bound.auto_id}_hint" if bound.help_text else ""
    return " ".join(filter(None, (hint, f"{bound.auto_id}_error" if bound.errors else "")))


def group_inputs(bound: BoundField) -> list[dict[str, Any]]:
    """The inputs of a MultiWidget as Django describes them, each with the label its widget gives (`labels`)."""
    context = bound.field.widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})
    labels = getattr(bound.field.widget, "labels", ())
    return [{"label": label, **sub} for label, sub in zip(labels, context["widget"]["subwidgets"], strict=True)]
