"""What a case is about: the field on forms that hand it on, the card on its page, the page to set or correct it.

What the system suggests stands beside the field and is taken with one key; nothing is filled in by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import CASES, page
from huiying.faces.look.language import runs_with_lang
from huiying.faces.look.parts import Link, Row
from huiying.faces.look.templatetags.hy import say
from huiying.loop.categorise_case import categorise_case
from huiying.serve.casework.errors import CaseNotFound, MayNotCategorise
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer, roles_in
from huiying.serve.casework.selectors.categories import (
    Suggested,
    category_choices,
    may_categorise,
    path_words,
    suggested_for,
)

CATEGORY, UNIT, TAKE = "category", "unit", "take"
ASKED_AT = frozenset({"forward", "dispatch", "assign", "accept", "enter_simple"})
"""Acts whose form asks what the case is about: when it is handed on, and when its handler takes it up."""
_KEYS = {CATEGORY: "Y", UNIT: "T"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A suggestion beside the field called `name`. `said`: one sentence; `key`: what takes it."""

    name: str
    one: Suggested

    @property
    def value(self) -> str:
        """What the button sends: which field, and what to put into it."""
        return f"{self.name}:{self.one.id}"

    @property
    def key(self) -> str:
        return _KEYS[self.name]


def choice_field(*, required: bool = False, initial: int | None = None) -> forms.ChoiceField:
    """A field of every category in use, narrowed by typing."""
    return forms.ChoiceField(
        label=_("Category"),
        choices=[("", gettext("Choose a category")), *category_choices()],
        required=required,
        initial=str(initial or ""),
        widget=forms.Select(attrs={"data-many": gettext("Find a category in the list")}),
        error_messages={"required": _("Choose a category")},
    )


def add_to_form(form: forms.Form, act_id: str, case: Case, viewer: Viewer) -> None:
    """The field of the category on forms that ask for it, and the suggestions beside this and the field of the unit."""
    asks = act_id in ASKED_AT and may_set(case, viewer)
    if asks:
        form.fields[CATEGORY] = choice_field(initial=case.category_id)
    if asks or UNIT in form.fields:
        found = suggested_for(case)
        _beside(form, CATEGORY, found.category)
        _beside(form, UNIT, found.unit if found.unit and found.unit.id != case.unit_id else None)


def _beside(form: forms.Form, name: str, one: Suggested | None) -> None:
    if one is not None and name in form.fields:
        form.fields[name].suggested = Beside(name, one)  # type: ignore[attr-defined]  # read by desk/act_fields.html


def chosen(form: forms.Form) -> int | None:
    """The category that a valid form gives; None where it gives none."""
    value = form.cleaned_data.get(CATEGORY)
    return int(value) if value else None


def taken(post: Mapping[str, str]) -> dict[str, str]:
    """The field and the value of the suggestion whose button was pressed, without JavaScript."""
    name, _colon, value = post.get(TAKE, "").partition(":")
    return {name: value} if name in _KEYS and value.isdecimal() else {}


@dataclass(frozen=True, slots=True)
class Panel:
    """The card on the page of a case while its category is not set."""

    beside: Beside | None
    unit: Suggested | None
    url: str
    key: str


def may_set(case: Case, viewer: Viewer) -> bool:
    """Whether the viewer sets the category of this case."""
    return may_categorise(case, roles_in(case, viewer.actor, viewer.grants))


def panel(case: Case) -> Panel | None:
    """What stands beside the case for whoever may set its category; None where somebody has."""
    if case.category is not None:
        return None
    found = suggested_for(case)
    return Panel(
        beside=Beside(CATEGORY, found.category) if found.category else None,
        unit=found.unit,
        url=reverse("desk:category", args=(case.pk,)),
        key=str(uuid4()),
    )


def said(case: Case) -> str:
    """The category in words, in the language of the page."""
    return say(path_words(case.category)) if case.category else ""


def row(case: Case, *, settable: bool) -> Row:
    """The line of the summary. `settable`: the viewer may correct it."""
    if case.category is None:
        return Row(gettext("Category"), gettext("not set yet"))
    link = Link(gettext("Correct the category"), reverse("desk:category", args=(case.pk,))) if settable else None
    return Row(gettext("Category"), runs_with_lang(said(case)), link=link)


class CategoryForm(forms.Form):
    """One field, and the key of this form."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, data: Any = None, *, case: Case, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields[CATEGORY] = choice_field(required=True, initial=case.category_id)
        _beside(self, CATEGORY, suggested_for(case).category)


@staff_page(*CASES)
def category(request: StaffRequest, case_id: int) -> HttpResponse:
    """Set or correct the category. A second post of the same form changes nothing."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if not may_set(case, viewer):
        return _refused(request, case)
    if request.method != "POST" or TAKE in request.POST:
        return _page(request, case, CategoryForm(case=case, initial=taken(request.POST)))
    form = CategoryForm(request.POST, case=case)
    if form.is_valid():
        key: UUID = form.cleaned_data["key"] or uuid4()
        try:
            case = categorise_case(
                case.pk,
                actor=viewer.actor,
                now=viewer.now,
                category_id=chosen(form) or 0,
                key=f"desk:{viewer.staff.pk}:{case.pk}:category:{key}",
            )
        except HuiyingError as err:
            form.add_error(CATEGORY, refusal(err))
        else:
            success(request, gettext("Category: %(category)s") % {"category": said(case)})
            return redirect("desk:case", case.pk)
    return _page(request, case, form, status=422)


def _page(request: StaffRequest, case: Case, form: CategoryForm, *, status: int = 200) -> HttpResponse:
    context = {"case": case, "form": form, "back_url": reverse("desk:case", args=(case.pk,))}
    return render(request, "desk/category.html", page(request, "") | context, status=status)


def _refused(request: StaffRequest, case: Case) -> HttpResponse:
    context = {"case": case, "title": gettext("Category"), "said": refusal(MayNotCategorise())}
    back = {"back_url": reverse("desk:case", args=(case.pk,))}
    return render(request, "desk/act_refused.html", page(request, "") | context | back, status=403)
