"""Forms of public notices; each carries the key by which a second post changes nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.core.notices import KINDS, LONGEST
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.look.parts import Option
from huiying.faces.look.rows import page_language, said
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.people.models import Unit
from huiying.serve.casework.presenters.case import articles_of
from huiying.serve.notices.enums import Outcome
from huiying.serve.notices.presenters.notice import OUTCOMES, length

MOST_TITLE, MOST_TITLE_EN, MOST_LINE, MOST_LINE_EN, MOST_WORDS = 160, 240, 300, 450, 6_000
_FIELDS_OF = {
    "notice.words_needed": "why words title",
    "notice.too_much": "words",
    "notice.too_short": "days",
    "notice.kind_unknown": "kind",
}


class NoticesForm(KeyedForm):
    """A form about notices; alone it only asks."""

    area = "notices"
    fields_of = _FIELDS_OF


class TextForm(NoticesForm):
    """What a notice says."""

    title = LineField(
        label=_("What is announced, in one line?"),
        limit=MOST_TITLE,
        error_messages={"required": _("Say in one line what is announced")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        label=_("The words of the notice"),
        help_text=_("Only what people need in order to object: no identity numbers, phones or home addresses."),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Write what is announced")},
    )
    concerns = LineField(
        label=_("Who may object?"),
        help_text=_("For instance: bidders and others concerned; anybody."),
        limit=MOST_LINE,
        error_messages={"required": _("Say who may object")},
    )
    title_en = LineField(label=_("The line in English"), limit=MOST_TITLE_EN, required=False)
    words_en = forms.CharField(
        label=_("The words in English"), widget=forms.Textarea, max_length=MOST_WORDS, required=False
    )
    concerns_en = LineField(label=_("Who may object, in English"), limit=MOST_LINE_EN, required=False)


class DraftForm(TextForm):
    """A first draft: kind and days as well. `units`: in whose name the writer may write; one alone is not asked for."""

    field_order = ("key", "unit", "kind", "days", "title", "words", "concerns")
    unit = forms.ChoiceField(label=_("In whose name?"))
    kind = forms.ChoiceField(
        label=_("What kind of notice?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind"), "invalid_choice": _("Choose a kind")},
    )
    days = forms.IntegerField(
        label=_("Open for how many days?"),
        help_text=_("Empty: the shortest that the rules allow, as it stands with the kind. Longer is fine."),
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, units: Sequence[Unit], kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind:
            del self.fields["kind"]
            del self.fields["unit"]
            return
        self.fields["unit"].choices = [(str(one.pk), str(one)) for one in units]  # type: ignore[attr-defined]  # of ChoiceField
        self.fields["kind"].choices = [(one.id, _kind(one.id)) for one in KINDS.values()]  # type: ignore[attr-defined]  # as above


def _kind(kind_id: str) -> Option:
    kind, language = KINDS[kind_id], page_language()
    least = _("at least %(days)s") % {"days": said(length(kind.period), language)}
    return Option(kind.name, hint=f"{least} · {said(articles_of(kind.sources), language)}")


class ChangeForm(TextForm):
    """A change of what is published."""

    why = LineField(
        label=_("Why is it changed?"),
        limit=MOST_LINE,
        error_messages={"required": _("Say why it is changed; everybody reads it")},
    )
    why_en = LineField(label=_("Why, in English"), limit=MOST_LINE_EN, required=False)
    slip = forms.BooleanField(
        label=_("Only a slip of the pen: the days go on"),
        help_text=_("Where a figure changes, the days begin anew in any case."),
        required=False,
    )


class BackForm(NoticesForm):
    """What has to be changed."""

    words = LineField(
        label=_("What has to be changed?"), limit=500, error_messages={"required": _("Say what to change")}
    )


class ResultForm(NoticesForm):
    """What became of it."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it"), "invalid_choice": _("Choose what becomes of it")},
    )
    words = forms.CharField(
        label=_("The result in plain words"),
        help_text=_("What was objected, what was found, what is done now. Nobody who objected is named."),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Write the result")},
    )
    words_en = forms.CharField(
        label=_("The result in English"), widget=forms.Textarea, max_length=MOST_WORDS, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, say(OUTCOMES[one])) for one in Outcome]  # type: ignore[attr-defined]  # of ChoiceField
