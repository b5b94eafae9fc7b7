"""Fields of the desk's forms: what is typed is cleaned, refusals are the sentences of core."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from huiying.core.codes import normal_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures.data import REQUEST_KEYS, TASK_KEYS
from huiying.core.spoken import clean_line_ends, clean_words
from huiying.faces.desk.access import Viewer
from huiying.serve.casework.selectors.named import id_in

MOST_REQUESTS = 20


def refusal(error: HuiyingError) -> str:
    """The sentence of `error` in the language of the page."""
    return error.say(get_language() or "")


class KeyField(forms.UUIDField):
    """The hidden key of a page. One that is none, because somebody took it out or wrote it, is as good as a new one."""

    widget = forms.HiddenInput(attrs={"id": False})

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid4)

    def clean(self, value: Any) -> UUID:
        try:
            given: UUID | None = super().clean(value)
        except ValidationError:
            return uuid4()
        return given or uuid4()


class KeyedForm(forms.Form):
    """A form whose hidden key makes a second post of it harmless; alone it only asks.

    `area`: the word of the folder in the keys of its events. `fields_of`: by code of a refusal the fields that it may
    be about, the likeliest first, with spaces between.
    """

    use_required_attribute = False
    area: ClassVar[str] = ""
    fields_of: ClassVar[Mapping[str, str]] = {}
    key = KeyField()

    def key_of(self, viewer: Viewer, what: str) -> str:
        """The idempotency key: of this person, this act and this form."""
        return ":".join(("desk", str(viewer.staff.pk), *filter(None, (self.area, what)), str(self.cleaned_data["key"])))

    def who(self, viewer: Viewer, what: str) -> dict[str, Any]:
        """Actor, grants, moment and key for the service."""
        return {"actor": viewer.actor, "grants": viewer.grants, "now": viewer.now, "key": self.key_of(viewer, what)}

    def refuse(self, error: HuiyingError) -> None:
        """The sentence of `error` at the field it is about, else at the first; of a form that only asks, above it."""
        shown = [name for name in self.fields if name != "key"]
        wanted = [name for name in self.fields_of.get(error.code, "").split() if name in shown]
        self.add_error(next(iter(wanted or shown), None), refusal(error))


class WordsField(forms.CharField):
    """The words of a voice, as core.spoken keeps them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        try:
            return clean_words("" if value is None else str(value))
        except HuiyingError as err:
            raise ValidationError(refusal(err), code=err.code) from err


class LineField(forms.CharField):
    """One short line of at most `limit` characters."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        line = " ".join(clean_line_ends("" if value is None else str(value)).split())
        if len(line) > self.limit:
            said = gettext("This is too long: %(limit)s characters at most") % {"limit": self.limit}
            raise ValidationError(said, code="too_long")
        return line


class NumberField(LineField):
    """A receipt number in its normal form; a mistyped digit is told at once."""

    def to_python(self, value: Any) -> str:
        line = super().to_python(value)
        try:
            return normal_number(line) if line else ""
        except HuiyingError as err:
            raise ValidationError(refusal(err), code=err.code) from err


class CasesField(forms.MultipleChoiceField):
    """Ids of cases that were ticked. Whether the act reaches them is found out, and said, when it is done."""

    def valid_value(self, value: Any) -> bool:
        return id_in(value) is not None


class RowsWidget(forms.Widget):
    """Blocks of fields: requests-0-request and so on; requests-count says how many stand on the page."""

    keys: tuple[str, ...] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        try:
            count = int(data.get(f"{name}-count", 1))
        except ValueError:
            count = 1
        numbers = range(min(max(count, 1), MOST_REQUESTS))
        return [{key: str(data.get(f"{name}-{i}-{key}", "")) for key in self.keys} for i in numbers]


class RequestsWidget(RowsWidget):
    """What was asked, facts, outcome, decision and basis."""

    keys = REQUEST_KEYS


class TasksWidget(RowsWidget):
    """Who, what, by which day."""

    keys = TASK_KEYS


class RowsField(forms.Field):
    """Row by row. Empty blocks are left out by core; where one is wanted, one has something in it."""

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        if self.required and not any(said.strip() for row in value or () for said in row.values()):
            raise ValidationError(self.error_messages["required"], code="required")
        return value or []


class RequestsField(RowsField):
    """Request by request."""

    widget = RequestsWidget


class TasksField(RowsField):
    """Item by item, each a promise."""

    widget = TasksWidget
