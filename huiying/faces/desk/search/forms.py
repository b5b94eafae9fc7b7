"""What can be asked of cases beside words. Every field stands in the address; what is no answer there asks nothing."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Procedure, Role, State, StateKind
from huiying.core.words import Text
from huiying.core.workdays import Calendar
from huiying.faces.look.dates import full
from huiying.faces.look.parts import Words
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Unit
from huiying.serve.casework.presenters.queue import CHANNELS, KINDS
from huiying.serve.casework.selectors.search import Filters

STANDINGS: tuple[tuple[StateKind, Promise], ...] = (
    (StateKind.OPEN, _("In hand")),
    (StateKind.WAITING, _("Waiting for somebody else")),
    (StateKind.ENDED, _("Ended")),
    (StateKind.ARCHIVED, _("Archived")),
)

_INDENT = "\N{IDEOGRAPHIC SPACE}"


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


_say = lazy(say, str)
_ALL = ("", _("all"))


def _choices(names: Mapping[str, Text]) -> list[tuple[str, Any]]:
    """In the language of the page that shows them."""
    return [_ALL, *((value, _say(name)) for value, name in names.items())]


def _states() -> list[tuple[Any, Any]]:
    """All of a kind, or a single one."""
    whole = [(kind.value, words) for kind, words in STANDINGS]
    single = [(words, _choices(STATES[kind])[1:]) for kind, words in STANDINGS if len(STATES[kind]) > 1]
    return [_ALL, *whole, *single]


class TreeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when the program runs
    """A node of a tree, all below it included. Those that are no longer used can be asked for too."""

    def __init__(self, model: type[Model], label: Any, many: Promise) -> None:
        widget = forms.Select(attrs={"data-many": many})
        super().__init__(
            model._default_manager.order_by("path"), label=label, required=False, empty_label=_("all"), widget=widget
        )

    def label_from_instance(self, obj: Any) -> str:
        """Indented by its depth."""
        depth = obj.path.count("/") - 2
        return f"{_INDENT * depth}{obj}"


class DayField(forms.DateField):
    """A local day."""

    def __init__(self, label: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=widget,
            error_messages={"invalid": _("Write the day like this: 2026-05-01")},
        )


class CaseFilters(forms.Form):
    """Filters of cases, by the names that stand in the address."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("State"), required=False, choices=_states())
    unit = TreeField(Unit, _("Unit"), _("Type a part of a unit’s name"))
    place = TreeField(Place, _("Place"), _("Type a part of a place’s name"))
    category = TreeField(Category, _("Category"), _("Type a part of a category’s name"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_choices(KINDS))
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=_choices(CHANNELS))
    since = DayField(_("Received from"))
    until = DayField(_("Received to"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.quiet = True  # type: ignore[attr-defined]  # read by look's label: none of them is required

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", ValidationError(gettext("The last day lies before the first")))
        return cleaned

    def kept(self) -> dict[str, str]:
        """What is asked, for an address."""
        asked = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: str(getattr(value, "pk", value)) for name, value in asked.items() if value}

    def said(self) -> dict[str, str]:
        """What is asked, in words, by field."""
        return {name: self._said(name, self.cleaned_data[name]) for name in self.kept()}

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return full(value)
        if isinstance(value, str):
            return say(_state_words(value) if name == "state" else (KINDS | CHANNELS)[value])
        return str(value)

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


def _state_words(value: str) -> Words:
    standing = next((words for kind, words in STANDINGS if kind == value), None)
    return standing or next(names[value] for names in STATES.values() if value in names)
