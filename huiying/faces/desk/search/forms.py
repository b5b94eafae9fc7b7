"""What every form of filters is made of. Each field stands in the address; what is no answer there asks nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from huiying.core.words import Text
from huiying.faces.look.dates import full
from huiying.faces.look.parts import Words
from huiying.faces.look.templatetags.hy import say

_INDENT = "\N{IDEOGRAPHIC SPACE}"
_say = lazy(say, str)
ALL = ("", _("all"))


def choices(names: Mapping[str, Text]) -> list[tuple[str, Any]]:
    """In the language of the page that shows them."""
    return [ALL, *((value, _say(name)) for value, name in names.items())]


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


class FiltersForm(forms.Form):
    """Filters by the names that stand in the address. `WORDS`: what the values of each choice are called."""

    use_required_attribute = False
    WORDS: ClassVar[Mapping[str, Mapping[str, Words]]] = {}

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.quiet = True  # type: ignore[attr-defined]  # read by look's label: none of them is required

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
        return say(self.WORDS[name][value]) if name in self.WORDS else str(value)
