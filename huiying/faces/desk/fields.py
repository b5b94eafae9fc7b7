"""Fields of the desk's forms: what is typed is cleaned, refusals are the sentences of core."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from huiying.core.codes import normal_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures.data import REQUEST_KEYS
from huiying.core.spoken import clean_line_ends, clean_words
from huiying.serve.casework.selectors.named import id_in

MOST_REQUESTS = 20


def refusal(error: HuiyingError) -> str:
    """The sentence of `error` in the language of the page."""
    return error.say(get_language() or "")


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


class RequestsWidget(forms.Widget):
    """Blocks of five fields: requests-0-request and so on; requests-count says how many stand on the page."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        try:
            count = int(data.get(f"{name}-count", 1))
        except ValueError:
            count = 1
        numbers = range(min(max(count, 1), MOST_REQUESTS))
        return [{key: str(data.get(f"{name}-{i}-{key}", "")) for key in REQUEST_KEYS} for i in numbers]


class RequestsField(forms.Field):
    """Request by request: what was asked, facts, outcome, decision and basis. Empty blocks are left out by core."""

    widget = RequestsWidget

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        return value or []
