"""Fields that take what people really type: invisible characters fall away, refusals say what to do next."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.core.spoken import MAX_CHARACTERS, WordsTooMany, clean_line_ends, clean_words


def refusal(error: HuiyingError) -> str:
    """The sentence of `error` in the language of the page."""
    return error.say(get_language() or "")


class WordsField(forms.CharField):
    """What a person says, as core.spoken keeps it. The browser gets no length limit: it would cut pasted words off."""

    widget = forms.Textarea

    def __init__(self, *, limit: int = MAX_CHARACTERS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = limit

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        if not self.required and not clean_line_ends(text):
            return ""
        try:
            return self._kept(text)
        except HuiyingError as err:
            raise ValidationError(refusal(err), code=err.code) from err

    def _kept(self, text: str) -> str:
        words = clean_words(text)
        if self.max_length is not None and len(words) > self.max_length:
            raise WordsTooMany(count=len(words), limit=self.max_length)
        return words

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


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


class OneOf(forms.ChoiceField):
    """A choice in boxes; what is not on offer is refused with a sentence."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        said = kwargs.pop("error_messages", {})
        super().__init__(error_messages={"invalid_choice": _("Please choose one of these"), **said}, **kwargs)


class SafeForm(forms.Form):
    """A form that says so when a file comes instead of words.

    `open_fields` need not be answered, and the page says so once instead of beside each.
    """

    use_required_attribute = False
    open_fields: tuple[str, ...] = ()
    takes_files = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.open_fields:
            self.fields[name].required = False
            self.fields[name].quiet = True  # type: ignore[attr-defined]  # read by look's label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.files and not self.takes_files:
            raise ValidationError(gettext("Only words can be taken here; the file was not kept."), code="file")
        return cleaned
