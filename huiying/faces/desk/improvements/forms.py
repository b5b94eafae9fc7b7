"""Forms of improvement items and of the rectification list; a second post of one does nothing."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from huiying.faces.desk.commitments.forms import day_field
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.loop.improve_on import Measure

MOST_WORDS, MOST_PROMISE, MOST_PROMISE_EN, MOST_EVIDENCE = 2_000, 400, 600, 300


class ImprovementForm(KeyedForm):
    """A form of an item or of a mirror."""

    area = "improvement"
    fields_of = {
        "improvement.words_needed": "cause reason words",
        "improvement.names_somebody": "cause reason words",
        "commitment.words_needed": "promise",
        "commitment.too_long": "promise",
        "commitment.names_somebody": "promise",
        "commitment.day_needed": "due_on",
        "commitment.hidden_why": "hidden_reason",
    }


class WordsForm(ImprovementForm):
    """One answer in words."""

    words = forms.CharField(widget=forms.Textarea, error_messages={"required": _("Write it in a few words")})

    def __init__(self, *args: Any, label: str, hint: str = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text, field.required = label, hint, required
        said = ngettext("Write at most %(count)s character", "Write at most %(count)s characters", MOST_WORDS)
        field.validators.append(MaxLengthValidator(MOST_WORDS, said % {"count": MOST_WORDS}))


class PromiseForm(ImprovementForm):
    """What is done about it, as a promise of the unit."""

    promise = LineField(
        label=_("What will be done, in one sentence?"),
        help_text=_("It becomes a promise of your unit. Leave out names of people."),
        limit=MOST_PROMISE,
        error_messages={"required": _("Say what will be done")},
        widget=forms.Textarea,
    )
    promise_en = LineField(label=_("The same in English"), limit=MOST_PROMISE_EN, required=False)
    due_on = day_field(_("By which day?"))
    evidence_wanted = LineField(label=_("What will show that it is done?"), limit=MOST_EVIDENCE, required=False)
    hidden_reason = LineField(
        label=_("Why can it not be public?"),
        help_text=_("Leave it empty and the promise is public, as promises are."),
        limit=MOST_EVIDENCE,
        required=False,
    )

    def measure(self) -> Measure:
        """What was filled in."""
        said = self.cleaned_data
        return Measure(
            said["promise"], said["due_on"], said["promise_en"], said["evidence_wanted"], said["hidden_reason"]
        )


class MeasureForm(PromiseForm):
    """Why it was judged poor, and what is done about it."""

    cause = forms.CharField(
        label=_("Why was it judged poor?"),
        help_text=_("In plain words: those who judged it and the public read this. Leave out names of people."),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Say why it was judged poor")},
    )
    field_order = ("cause", "promise", "promise_en", "due_on", "evidence_wanted", "hidden_reason")


class DecideForm(WordsForm):
    """Whether a contest is right, and why."""

    upheld = forms.ChoiceField(
        label=_("Is the unit right?"),
        choices=[("yes", _("Yes: the item is closed and counts nowhere")), ("no", _("No: the item stands"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the unit is right")},
    )
    field_order = ("upheld", "words")


class ReadForm(WordsForm):
    """Words to be quoted, with more of them masked where needed, and whether they are released."""

    shown = forms.BooleanField(
        label=_("I have read it: nothing in it tells who said it. It may be quoted where the speaker agreed."),
        required=False,
    )
