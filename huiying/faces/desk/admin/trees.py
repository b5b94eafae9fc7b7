"""Units, places and categories: three trees, each with a page of the whole and a page of one branch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.finding import Finder, finder, page_of
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.foundation.office import services as office
from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.models import Category, Place
from huiying.foundation.office.selectors import in_tree_order
from huiying.foundation.people import services as people
from huiying.foundation.people.enums import UnitKind
from huiying.foundation.people.models import Unit
from huiying.foundation.people.services.units import UnitData
from huiying.loop import administer

_NAME_WANTED = {"required": gettext_lazy("Write the name")}


class TreeForm(KeyedForm):
    """A branch: its name, and what it belongs to."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=80, error_messages=_NAME_WANTED)
    name_en = forms.CharField(label=pgettext_lazy("of a thing", "Name in English"), max_length=120, required=False)
    parent_id = forms.TypedChoiceField(
        label=gettext_lazy("Belongs to"), coerce=int, empty_value=None, required=False, widget=forms.Select
    )

    def __init__(self, *args: Any, above: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent_id"].choices = above  # type: ignore[attr-defined]  # it is a choice field


class UnitForm(TreeForm):
    """A unit."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=UnitKind.choices)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    petition_department = forms.BooleanField(
        label=gettext_lazy("This is the petition department"),
        help_text=gettext_lazy("It registers petitions and forwards them (信访工作条例, Art 22)."),
        required=False,
    )
    hotline_body = forms.BooleanField(
        label=gettext_lazy("This is the hotline body"),
        help_text=gettext_lazy("It dispatches hotline cases and checks their answers."),
        required=False,
    )


class PlaceForm(TreeForm):
    """A place."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PlaceKind.choices)
    population = forms.IntegerField(
        label=gettext_lazy("Population"),
        help_text=gettext_lazy("People who live there; it shows where nobody speaks up."),
        min_value=0,
        max_value=200_000_000,
        required=False,
        error_messages={"invalid": gettext_lazy("Write the population as a number, such as 1200")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class CategoryForm(TreeForm):
    """A category."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60, error_messages=_NAME_WANTED)


@dataclass(frozen=True)
class Forest:
    """One of the three trees as its pages need it. `levels`: how many of them the page of the whole shows."""

    section: str
    one: str
    model: type[Unit | Place | Category]
    form: type[TreeForm]
    title: Promise
    hint: Promise
    add_words: Promise
    add: Callable[..., Any]
    change: Callable[..., Any]
    retire: Callable[..., Any]
    restore: Callable[..., Any]
    levels: int = 9

    def rows(self) -> list[Any]:
        """Every row, in the order of the tree."""
        return in_tree_order(self.model._default_manager.order_by("name"))


def _unit_data(values: dict[str, Any]) -> dict[str, Any]:
    return {"parent_id": values.pop("parent_id"), "data": UnitData(**values)}


def _add_unit(*, actor: Any, now: Any, key: str, **values: Any) -> Unit:
    return people.add_unit(actor=actor, now=now, key=key, **_unit_data(values))


def _change_unit(number: int, *, actor: Any, now: Any, key: str, **values: Any) -> Unit:
    return people.change_unit(number, actor=actor, now=now, key=key, **_unit_data(values))


UNITS = Forest(
    "units",
    "unit",
    Unit,
    UnitForm,
    gettext_lazy("Units"),
    gettext_lazy("Cases are handed to units. A retired unit stays in the cases that name it."),
    gettext_lazy("Add a unit"),
    _add_unit,
    _change_unit,
    administer.retire_unit,
    people.restore_unit,
)
PLACES = Forest(
    "places",
    "place",
    Place,
    PlaceForm,
    gettext_lazy("Places"),
    gettext_lazy("People choose from these where it happened. A retired place stays in the cases that name it."),
    gettext_lazy("Add a place"),
    office.add_place,
    office.change_place,
    office.retire_place,
    office.restore_place,
    levels=3,
)
CATEGORIES = Forest(
    "categories",
    "category",
    Category,
    CategoryForm,
    gettext_lazy("Categories"),
    gettext_lazy("What a case is about, in up to three levels. A retired category stays in the cases that have it."),
    gettext_lazy("Add a category"),
    office.add_category,
    office.change_category,
    office.retire_category,
    office.restore_category,
    levels=2,
)


@dataclass
class Branch:
    """One line of the tree on a page, with what hangs below it. `more`: how many more are on its own page."""

    row: Any
    url: str
    below: list["Branch"] = field(default_factory=list)
    more: int = 0


def _branches(forest: Forest, rows: list[Any], *, levels: int) -> list[Branch]:
    """`rows` in the order of the tree as nested branches."""
    made: dict[int, Branch] = {}
    top: list[Branch] = []
    depth: dict[int, int] = {}
    for row in rows:
        branch = Branch(row, reverse(f"desk:admin-{forest.one}", args=[row.pk]))
        above = made.get(row.parent_id or 0)
        depth[row.pk] = depth[row.parent_id] + 1 if above else 1
        made[row.pk] = branch
        if above is None:
            top.append(branch)
        elif depth[row.pk] <= levels:
            above.below.append(branch)
        else:
            above.more += 1
    return top


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of what was found. `above`: the names over it, from the top down."""

    row: Any
    url: str
    above: list[str]


def _hits(forest: Forest, rows: list[Any], asked: Finder) -> list[Hit]:
    """Those of `rows`, which are all of the tree, whose name was asked for."""
    names = {row.pk: str(row) for row in rows}
    return [
        Hit(
            row,
            reverse(f"desk:admin-{forest.one}", args=[row.pk]),
            [names[int(pk)] for pk in row.path.split("/")[1:-2] if int(pk) in names],
        )
        for row in rows
        if asked.fits(row.name, row.name_en)
    ]


def _whole(request: StaffRequest, forest: Forest) -> HttpResponse:
    rows = forest.rows()
    asked = finder(request, reverse(f"desk:admin-{forest.section}"))
    return show(
        request,
        "tree.html",
        forest.section,
        {
            "title": forest.title,
            "hint": forest.hint,
            "add_words": forest.add_words,
            "add_url": reverse(f"desk:admin-{forest.one}-new"),
            "finder": asked,
            "found": page_of(request, asked, _hits(forest, rows, asked)) if asked.words else None,
            "branches": _branches(forest, rows, levels=forest.levels),
            "history": history_table(changes_of([forest.one])),
        },
    )


def _above(forest: Forest, but: Any = None) -> list[tuple[str, str]]:
    """What a branch may belong to: everything in use that is not itself and not below it."""
    rows = [row for row in forest.rows() if row.active and not (but and row.path.startswith(but.path))]
    kept = [(str(row.pk), "　" * (row.path.count("/") - 2) + str(row)) for row in rows]
    if but and but.parent_id and not any(value == str(but.parent_id) for value, _label in kept):
        kept.append((str(but.parent_id), str(but.parent)))
    return [("", _("nothing: it stands at the top")), *kept]


def _new(request: StaffRequest, forest: Forest) -> HttpResponse:
    initial = {"parent_id": request.GET.get("under", "")}
    form = forest.form(request.POST or None, above=_above(forest), initial=initial)

    def act(values: dict[str, Any], key: str) -> Any:
        return forest.add(actor=request.viewer.actor, now=request.viewer.now, key=key, **values)

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Added: %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect(f"desk:admin-{forest.section}")
    return show(
        request,
        "form.html",
        forest.section,
        {
            "form": form,
            "title": forest.add_words,
            "back_url": reverse(f"desk:admin-{forest.section}"),
            "back_words": forest.title,
            "button_words": forest.add_words,
        },
    )


class SwitchForm(KeyedForm):
    """Retire or restore: a button with a hidden key."""


def _one(request: StaffRequest, forest: Forest, number: int) -> HttpResponse:
    row: Any = get_object_or_404(forest.model._default_manager.select_related("parent"), pk=number)
    switching = request.POST.get("act") == "switch"
    posted = request.POST if request.method == "POST" else None
    initial = {name: getattr(row, name) for name in forest.form.base_fields if name != "key"}
    form = forest.form(None if switching else posted, above=_above(forest, row), initial=initial)
    switch = SwitchForm(posted if switching else None)
    viewer = request.viewer

    def change(values: dict[str, Any], key: str) -> Any:
        return forest.change(number, actor=viewer.actor, now=viewer.now, key=key, **values)

    def turn(_values: dict[str, Any], key: str) -> Any:
        service = forest.retire if row.active else forest.restore
        return service(number, actor=viewer.actor, now=viewer.now, key=key)

    done: object = None
    if posted is not None:
        done = carry_out(request, switch, turn) if switching else carry_out(request, form, change)
    if done is not None:
        said(request, _("Kept."))
        return redirect(f"desk:admin-{forest.one}", number)
    below = in_tree_order(
        forest.model._default_manager.filter(path__startswith=row.path).exclude(pk=row.pk).order_by("name")
    )
    return show(
        request,
        "branch.html",
        forest.section,
        {
            "form": switch if switching else form,
            "edit": form,
            "switch": switch,
            "row": row,
            "title": str(row),
            "back_url": reverse(f"desk:admin-{forest.section}"),
            "back_words": forest.title,
            "branches": _branches(forest, below, levels=9),
            "add_url": f"{reverse(f'desk:admin-{forest.one}-new')}?under={row.pk}",
            "add_words": forest.add_words,
            "history": history_table(changes_of([forest.one], subject_id=row.pk)),
        },
    )


@admin_page
def units(request: StaffRequest) -> HttpResponse:
    """The tree of units."""
    return _whole(request, UNITS)


@admin_page
def new_unit(request: StaffRequest) -> HttpResponse:
    """A new unit, under `?under=` where it is given."""
    return _new(request, UNITS)


@admin_page
def unit(request: StaffRequest, number: int) -> HttpResponse:
    """One unit: change, retire, restore, what is below, its history."""
    return _one(request, UNITS, number)


@admin_page
def places(request: StaffRequest) -> HttpResponse:
    """The tree of places."""
    return _whole(request, PLACES)


@admin_page
def new_place(request: StaffRequest) -> HttpResponse:
    """A new place."""
    return _new(request, PLACES)


@admin_page
def place(request: StaffRequest, number: int) -> HttpResponse:
    """One place."""
    return _one(request, PLACES, number)


@admin_page
def categories(request: StaffRequest) -> HttpResponse:
    """The tree of categories."""
    return _whole(request, CATEGORIES)


@admin_page
def new_category(request: StaffRequest) -> HttpResponse:
    """A new category."""
    return _new(request, CATEGORIES)


@admin_page
def category(request: StaffRequest, number: int) -> HttpResponse:
    """One category."""
    return _one(request, CATEGORIES, number)
