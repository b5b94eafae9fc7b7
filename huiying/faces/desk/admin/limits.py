"""Time limits and choices: what holds, how far the office may go, and on what it rests."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.errors import SettingUnknown
from huiying.core.procedures.model import Basis, Setting, Source
from huiying.core.procedures.packs import PACKS
from huiying.core.procedures.settings import PACK
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.dates import english
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office import selectors
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.selectors import Limit
from huiying.foundation.office.services import reset_limit, set_limit
from huiying.serve.casework.presenters.case import INSTRUMENTS

BASES = {
    Basis.LAW: gettext_lazy("law: may only become shorter"),
    Basis.NATIONAL: gettext_lazy("national rule"),
    Basis.CITY: gettext_lazy("city's rule"),
    Basis.PRACTICE: gettext_lazy("practice, not law"),
    Basis.CHOICE: gettext_lazy("our reading of the text"),
}
CHOICES = {
    "count_from_limit": gettext_lazy("from the last day of the notice"),
    "count_from_receipt": gettext_lazy("from the day it was received (stricter)"),
    "ask_sender": gettext_lazy("ask the unit that sent it"),
    "refuse": gettext_lazy("refuse it"),
    "on": gettext_lazy("yes"),
    "off": gettext_lazy("no"),
    "pack": gettext_lazy("the city's limits"),
    "named": gettext_lazy("the day named at the dispatch"),
    "none": gettext_lazy("none"),
    "counted": gettext_lazy("counted working days"),
    "statutory_only": gettext_lazy("only where another law gives a limit"),
    "reply": gettext_lazy("the answer"),
    "limit": gettext_lazy("the end of the limit"),
}
_OURS = "Huiying"
_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?(?: item (\d+))?")


@admin_page
def limits(request: StaffRequest) -> HttpResponse:
    """Every limit, by procedure."""
    rows = selectors.limits()
    tables = [_table(say(told.name), [row for row in rows if row.procedure is told]) for told in PROCEDURES.values()]
    context = {"tables": tables, "history": history_table(changes_of(["office_setting"]))}
    return show(request, "limits.html", "limits", context)


def _table(name: str, rows: Iterable[Limit]) -> Table:
    columns = (
        Column(_("Limit or choice")), Column(_("Holds now"), number=True), Column(_("May be")), Column(_("Rests on")),
        Column(_("Articles")),
    )  # fmt: skip
    cells = [
        (_link(row), _now(row), bounds(row.setting), str(BASES[row.setting.basis]), articles(row.sources))
        for row in rows
    ]
    return Table(name, columns, cells)


def _link(row: Limit) -> str:
    url = reverse("desk:admin-limit", args=[row.setting.key])
    return format_html('<a href="{}">{}</a>', url, say(row.setting.name))


def _now(row: Limit) -> str:
    words = value_words(row.setting, row.value)
    return words if row.own is None else _("%(value)s (set by the office)") % {"value": words}


def value_words(setting: Setting, value: int | str) -> str:
    """A number as it is, a choice in words."""
    if setting.key == PACK:
        return say(PACKS[str(value)].name)
    return str(CHOICES.get(str(value), value)) if setting.choices else str(value)


def bounds(setting: Setting) -> str:
    """How far an office may go."""
    if setting.choices:
        return pgettext("in a list", ", ").join(value_words(setting, choice) for choice in setting.choices)
    if setting.least == setting.most:
        return _("%(least)s only") % {"least": setting.least}
    return _("%(least)s to %(most)s") % {"least": setting.least, "most": setting.most}


def articles(sources: Iterable[Source]) -> str:
    """《信访工作条例》第22条第2款 / Petition Regulations Art 22(2); nothing for what is our own practice."""
    told = [(source.instrument, source.article) for source in sources if source.instrument != _OURS]
    if english():
        cited = ((INSTRUMENTS.get(name, name), article) for name, article in told)
        return "; ".join(f"{name} Art {article}".removesuffix(" Art ") for name, article in cited) or "–"
    return "；".join(f"《{name}》{_in_chinese(article)}" for name, article in told) or "–"


def _in_chinese(article: str) -> str:
    """22(1) item 2 → 第22条第1款第2项."""
    if not article:
        return ""
    if (match := _ARTICLE.fullmatch(article)) is None:
        return f"第{article}条"
    parts = zip(match.groups(), "条款项", strict=True)
    return "".join(f"第{number}{word}" for number, word in parts if number)


class NumberForm(KeyedForm):
    """A new number."""

    value = forms.CharField(
        label=gettext_lazy("From now on"),
        max_length=10,
        error_messages={"required": gettext_lazy("Write a number")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean_value(self) -> int:
        """A whole number; its bounds are the service's question."""
        try:
            return int(self.cleaned_data["value"])
        except ValueError as err:
            raise forms.ValidationError(_("Write a whole number, such as 5")) from err


class ChoiceForm(KeyedForm):
    """A new choice."""

    value = forms.ChoiceField(
        label=gettext_lazy("From now on"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these")},
    )


def _form(row: Limit, data: Any) -> KeyedForm:
    if not row.setting.choices:
        return NumberForm(data, initial={"value": row.value})
    form = ChoiceForm(data, initial={"value": row.value})
    choices = [(choice, value_words(row.setting, choice)) for choice in row.setting.choices]
    form.fields["value"].choices = choices  # type: ignore[attr-defined]  # it is a choice field
    return form


@admin_page
def limit(request: StaffRequest, name: str) -> HttpResponse:
    """Change one limit or choice, or go back to what holds without the office."""
    try:
        row = selectors.limit(name)
    except SettingUnknown:
        return redirect("desk:admin-limits")
    resetting = request.POST.get("act") == "reset"
    posted = request.POST if request.method == "POST" else None
    form, reset = _form(row, None if resetting else posted), KeyedForm(posted if resetting else None)
    actor, now = request.viewer.actor, request.viewer.now

    def act(values: dict[str, Any], key: str) -> Any:
        return set_limit(name, values["value"], actor=actor, now=now, key=key)

    def back(_values: dict[str, Any], key: str) -> bool:
        reset_limit(name, actor=actor, now=now, key=key)
        return True

    done: object = None
    if posted is not None:
        done = carry_out(request, reset, back) if resetting else carry_out(request, form, act)
    if done is not None:
        said(request, _("Kept. Limits that start from now on count this; running limits keep their day."))
        return redirect("desk:admin-limits")
    return show(request, "limit.html", "limits", {
        "form": form,
        "reset": reset,
        "row": row,
        "title": say(row.setting.name),
        "rows": [
            Row(_("Holds now"), _now(row)),
            Row(_("Without your choice"), value_words(row.setting, row.given)),
            Row(_("May be"), bounds(row.setting)),
            Row(_("Rests on"), str(BASES[row.setting.basis])),
            Row(_("Articles"), articles(row.sources)),
        ],
        "packs": _packs_table() if name == PACK else None,
        "back_url": reverse("desk:admin-limits"),
        "history": history_table(changes_of(["office_setting"], about={"setting": name})),
    })  # fmt: skip


def _packs_table() -> Table:
    """What each city has laid down, side by side with where it stands."""
    names = {row.setting.key: say(row.setting.name) for row in selectors.limits()}
    settings = {row.setting.key: row.setting for row in selectors.limits()}
    rows = [
        (say(pack.name), names[item.key], value_words(settings[item.key], item.value), articles([item.source]))
        for pack in PACKS.values()
        for item in pack.laid
    ]
    columns = (Column(_("City")), Column(_("Limit or choice")), Column(_("Has"), number=True), Column(_("Articles")))
    return Table(_("What the cities have laid down"), columns, rows)
