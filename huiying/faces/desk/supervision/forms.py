"""Forms of supervision: orders and their answers, objections, advice and measures."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.core.supervision.triggers import TRIGGERS
from huiying.core.words import Text
from huiying.faces.desk.commitments.forms import day_field
from huiying.faces.desk.fields import KeyedForm, LineField, refusal
from huiying.faces.look.rows import page_language, said
from huiying.faces.look.uploads import FilesField
from huiying.serve.supervision.enums import Adoption, AdviceKind, MeasureKind
from huiying.serve.supervision.presenters.states import ADOPTIONS, ADVICE, MEASURES

MOST_REASON, MOST_WORDS, MOST_ABOVE = 600, 4_000, 120
YES, NO = "yes", "no"
NAMES = _("Leave out names of people.")


_FIELDS_OF = {
    "supervision.words_needed": "words",
    "supervision.names_somebody": "words",
    "supervision.day_needed": "reply_by feedback_by",
    "supervision.unit_needed": "unit",
    "supervision.trigger_unknown": "trigger",
    "advice.report_needed": "reported_to",
    "advice.consequences_needed": "consequences",
    "measure.days_wrong": "ends_on",
    "file.gone": "papers",
}
_FIELD_OF_ACT = {"due_on": "reply_by feedback_by", "asked": "words", "answer": "words", "finding": "words"}
"""Fields of the acts on a case, by the fields of these forms."""


class SupervisionForm(KeyedForm):
    """A form of supervision. `papers` of it, where there are any, wait in a basket."""

    area = "supervision"
    fields_of = _FIELDS_OF

    def refuse(self, error: HuiyingError) -> None:
        """Also at the field that the act on the case has for it."""
        named = _FIELD_OF_ACT.get(str(error.data.get("field", "")), "").split()
        at = next((name for name in named if name in self.fields), None)
        if at is None:
            super().refuse(error)
        else:
            self.add_error(at, refusal(error))


def choices(words: Iterable[tuple[StrEnum, Text]]) -> list[tuple[str, str]]:
    """Values with their names in the language of the page."""
    return [(value.value, said(text, page_language())) for value, text in words]


def _at_most(most: int) -> Callable[[str], None]:
    """The validator of a field of words."""

    def check(text: str) -> None:
        if len(text) > most:
            told = ngettext("Write at most %(count)s character", "Write at most %(count)s characters", most)
            raise ValidationError(told % {"count": most})

    return check


def words_field(label: Any, hint: Any = NAMES, *, most: int = MOST_WORDS, required: bool = True) -> forms.CharField:
    """What somebody writes in their own words."""
    field = forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea,
        required=required,
        error_messages={"required": _("Write it in a few words")},
    )
    field.max_length = most
    field.validators.append(_at_most(most))
    return field


class WordsForm(SupervisionForm):
    """One answer in words."""

    words = words_field("")

    def __init__(self, *args: Any, label: str, hint: str = "", most: int = MOST_WORDS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text, field.max_length = label, hint, most  # type: ignore[attr-defined]  # of CharField
        field.validators[-1] = _at_most(most)


class AnswerForm(WordsForm):
    """What a unit answers to an order, with evidence."""

    papers = FilesField(label=_("Evidence: photos or papers"), help_text=_("For staff alone."))


class JudgedForm(WordsForm):
    """A decision between two, and why. `yes` and `no`: what the two are called."""

    judged = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one"), "invalid_choice": _("Please choose one")},
    )
    field_order = ("judged", "words")

    def __init__(self, *args: Any, question: str, yes: str, no: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judged"].label = question
        self.fields["judged"].choices = [(YES, yes), (NO, no)]  # type: ignore[attr-defined]  # of ChoiceField

    @property
    def said_yes(self) -> bool:
        """Which of the two it was."""
        return bool(self.cleaned_data["judged"] == YES)


class OrderForm(SupervisionForm):
    """A supervision order: why, what is asked, by when."""

    trigger = forms.ChoiceField(
        label=_("Why is it supervised?"),
        error_messages={"required": _("Choose why"), "invalid_choice": _("Choose why")},
    )
    words = words_field(
        _("What was found, and what do you ask for?"), _("The unit reads it word for word. Leave out names of people.")
    )
    reply_by = day_field(_("By which day shall the unit answer in writing?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.id, said(one.name, page_language())) for one in TRIGGERS.values() if one.id.startswith("S")]
        self.fields["trigger"].choices = [("", gettext("Choose")), *offered]  # type: ignore[attr-defined]


class RaiseForm(WordsForm):
    """The same order again, one unit higher."""

    reply_by = day_field(_("By which day shall it answer in writing?"))


class AdviceForm(SupervisionForm):
    """One of the three kinds of advice of Art 40."""

    kind = forms.ChoiceField(
        label=_("Which kind of advice is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind"), "invalid_choice": _("Choose the kind")},
    )
    unit = forms.ChoiceField(
        label=_("To which unit?"),
        error_messages={"required": _("Choose the unit"), "invalid_choice": _("Choose the unit")},
    )
    words = words_field(_("What do you advise?"))
    basis = words_field(_("On which facts and which rule does it rest?"))
    reported_to = LineField(
        label=_("To whom is it reported as well?"),
        help_text=_("Advice on a policy is also reported to the own party committee and government (Art 40)."),
        limit=MOST_ABOVE,
        required=False,
    )
    consequences = words_field(
        _("Which serious consequences did it have?"),
        _("Without them nobody is to be held to account (Art 40)."),
        required=False,
    )
    feedback_by = day_field(_("By which day shall it answer in writing?"))

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", gettext("Choose")), *units]  # type: ignore[attr-defined]  # of ChoiceField
        self.fields["kind"].choices = choices((kind, ADVICE[kind]) for kind in AdviceKind)  # type: ignore[attr-defined]


class FeedbackForm(WordsForm):
    """Whether the unit adopts an advice."""

    adoption = forms.ChoiceField(
        label=_("Do you adopt it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one"), "invalid_choice": _("Please choose one")},
    )
    field_order = ("adoption", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adoption"].choices = choices((one, ADOPTIONS[one][1]) for one in Adoption)  # type: ignore[attr-defined]


class MeasureForm(SupervisionForm):
    """A measure with an end (Art 39(3))."""

    kind = forms.ChoiceField(
        label=_("Which measure is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the measure"), "invalid_choice": _("Choose the measure")},
    )
    unit = forms.ChoiceField(
        label=_("Of which unit?"),
        error_messages={"required": _("Choose the unit"), "invalid_choice": _("Choose the unit")},
    )
    words = words_field(_("Why, and what has to be put right?"))
    starts_on = day_field(_("From which day?"))
    ends_on = day_field(
        _("By which day does it end?"), help_text=_("The day after it you are told to say what came of it.")
    )
    public = forms.BooleanField(label=_("Everybody may read it: unit, reason and days, while it lasts"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", gettext("Choose")), *units]  # type: ignore[attr-defined]  # of ChoiceField
        self.fields["kind"].choices = choices((kind, MEASURES[kind]) for kind in MeasureKind)  # type: ignore[attr-defined]
