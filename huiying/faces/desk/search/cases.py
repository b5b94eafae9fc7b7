"""Cases as something to be searched: their filters, and how what was found is drawn."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Procedure, Role, State, StateKind
from huiying.core.search import Query
from huiying.core.words import Text
from huiying.core.workdays import Calendar
from huiying.faces.desk.nav import CASES
from huiying.faces.desk.search.forms import ALL, DayField, FiltersForm, TreeField, choices
from huiying.faces.desk.search.kind import Drawn, Found, Searched, Wanted
from huiying.faces.desk.search.rows import Rows
from huiying.faces.look.dates import full
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Words
from huiying.faces.look.templatetags.hy import grouped
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Unit
from huiying.foundation.search.rows import Part
from huiying.serve.casework.presenters.queue import CHANNELS, KINDS
from huiying.serve.casework.selectors.search import Filters, FoundCase, cases_found

STANDINGS: tuple[tuple[StateKind, Promise], ...] = (
    (StateKind.OPEN, _("In hand")),
    (StateKind.WAITING, _("Waiting for somebody else")),
    (StateKind.ENDED, _("Ended")),
    (StateKind.ARCHIVED, _("Archived")),
)
PARTS: Mapping[Part, Promise] = {
    Part.TEXT: _("In the voice"),
    Part.PLACE: _("In the place named"),
    Part.ADDED: _("Added later by the speaker"),
    Part.REPLY: _("In a reply"),
}


def _in_confidence(table: Procedure, state: State) -> bool:
    """Whether only sealed cases come into this state."""
    ways = [act for act in table.acts if state.id in act.to]
    return bool(ways) and all(act.id == "seal" or act.who == {Role.SEALED_OFFICER} for act in ways)


STATES: dict[StateKind, dict[str, Text]] = {
    kind: {
        state.id: state.name
        for table in PROCEDURES.values()
        for state in table.states
        if state.kind is kind and not _in_confidence(table, state)
    }
    for kind, _words in STANDINGS
}
"""Of both procedures; where both have a state it is called the same."""


def _states() -> list[tuple[Any, Any]]:
    """All of a kind, or a single one."""
    whole = [(kind.value, words) for kind, words in STANDINGS]
    single = [(words, choices(STATES[kind])[1:]) for kind, words in STANDINGS if len(STATES[kind]) > 1]
    return [ALL, *whole, *single]


class CaseFilters(FiltersForm):
    """What can be asked of cases beside words."""

    WORDS: ClassVar[Mapping[str, Mapping[str, Words]]] = {
        "state": {value: words for names in STATES.values() for value, words in names.items()} | dict(STANDINGS),
        "kind": KINDS,
        "channel": CHANNELS,
    }
    state = forms.ChoiceField(label=_("State"), required=False, choices=_states())
    unit = TreeField(Unit, _("Unit"), _("Type a part of a unit’s name"))
    place = TreeField(Place, _("Place"), _("Type a part of a place’s name"))
    category = TreeField(Category, _("Category"), _("Type a part of a category’s name"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=choices(KINDS))
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=choices(CHANNELS))
    since = DayField(_("Received from"))
    until = DayField(_("Received to"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", ValidationError(gettext("The last day lies before the first")))
        return cleaned

    def filters(self, calendar: Calendar) -> Filters:
        """For the selector; a day ends where the next begins."""
        asked = {name: self.cleaned_data.get(name) for name in self.fields}
        standing = asked["state"] if asked["state"] in set(StateKind) else ""
        since, until = asked.pop("since"), asked.pop("until")
        return Filters(
            standing=standing or "",
            state="" if standing else asked["state"] or "",
            unit=asked["unit"],
            place=asked["place"],
            category=asked["category"],
            kind=asked["kind"] or "",
            channel=asked["channel"] or "",
            since=calendar.end_of(since - timedelta(days=1)) if since else None,
            before=calendar.end_of(until) if until else None,
        )


def _found(wanted: Wanted) -> Found:
    viewer, filters = wanted.viewer, wanted.form.filters(wanted.viewer.calendar)
    hits, found = cases_found(wanted.query, filters, viewer.grants, below=wanted.below, best_first=wanted.best_first)
    draw = CaseRows(wanted.query)
    return Found(hits, [Drawn(one, draw.html(one)) for one in found])


class CaseRows(Rows):
    """Draws the cases of one answer."""

    def __init__(self, asked: Query | None) -> None:
        super().__init__(asked, PARTS, in_office=(Part.REPLY,))
        self._url = reverse("desk:case", args=(0,))

    def html(self, found: FoundCase) -> SafeString:
        """One row."""
        return self.row(
            url=self._url.replace("/0/", f"/{found.case_id}/"),
            title=found.title,
            look=found.state.look.value,
            state=found.state.name,
            said=found.said,
            where=_where(found),
        )


def _where(found: FoundCase) -> Iterator[SafeString]:
    yield with_lang(found.unit)
    yield with_lang(full(found.received_at))
    yield format_html('<span class="desk-number">{}</span>', grouped(found.number))
    if found.place:
        yield with_lang(found.place)
    if found.lead:
        said = gettext("joined under %(number)s") % {"number": grouped(found.lead)}
        yield format_html("<strong>{}</strong>", said)
    elif found.joined:
        said = ngettext("%(number)s more voice joined", "%(number)s more voices joined", found.joined)
        yield format_html("<strong>{}</strong>", said % {"number": found.joined})


SEARCHED = Searched("cases", _("Cases"), CASES, CaseFilters, "state", STANDINGS, _found)
