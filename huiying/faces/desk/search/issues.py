"""Common issues as something to be searched."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from huiying.core.words import Text
from huiying.faces.desk.nav import ISSUES
from huiying.faces.desk.search.forms import FiltersForm, TreeField, choices
from huiying.faces.desk.search.kind import Drawn, Found, Searched, Wanted
from huiying.faces.desk.search.rows import Rows
from huiying.faces.look.dates import full
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Words
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Unit
from huiying.foundation.search.rows import Part
from huiying.serve.coordination.presenters.issue import STATES
from huiying.serve.coordination.selectors.search import Filters, FoundIssue, issues_found

NAMES: dict[str, Text] = {state.value: words for state, (_look, words) in STATES.items()}
PARTS: Mapping[Part, Promise] = {
    Part.TEXT: _("In the cause"),
    Part.ADDED: _("In the plan"),
    Part.REPLY: _("In what was done"),
}


class IssueFilters(FiltersForm):
    """What can be asked of issues beside words."""

    WORDS: ClassVar[Mapping[str, Mapping[str, Words]]] = {"state": NAMES}
    state = forms.ChoiceField(label=_("State"), required=False, choices=choices(NAMES))
    unit = TreeField(Unit, _("Unit"), _("Type a part of a unit’s name"))
    place = TreeField(Place, _("Place"), _("Type a part of a place’s name"))
    category = TreeField(Category, _("Category"), _("Type a part of a category’s name"))

    def filters(self) -> Filters:
        """For the selector."""
        asked: dict[str, Any] = {name: self.cleaned_data.get(name) for name in self.fields}
        return Filters(asked["state"] or "", asked["unit"], asked["place"], asked["category"])


def _found(wanted: Wanted) -> Found:
    hits, found = issues_found(
        wanted.query, wanted.form.filters(), wanted.viewer.grants, below=wanted.below, best_first=wanted.best_first
    )
    draw = Rows(wanted.query, PARTS, in_office=PARTS)
    return Found(hits, [Drawn(one, _row(draw, one)) for one in found])


def _row(draw: Rows, found: FoundIssue) -> SafeString:
    look, state = STATES[found.state]
    return draw.row(
        url=reverse("desk:issue", args=(found.issue_id,)),
        title=found.title,
        look=look.value,
        state=state,
        said=found.said,
        where=_where(found),
    )


def _where(found: FoundIssue) -> Iterator[SafeString]:
    yield with_lang(found.unit)
    yield with_lang(full(found.opened_at))
    yield with_lang(ngettext("%(number)s voice", "%(number)s voices", found.voices) % {"number": found.voices})
    if found.place:
        yield with_lang(found.place)


SEARCHED = Searched("issues", _("Issues"), ISSUES, IssueFilters, "state", tuple(NAMES.items()), _found)
