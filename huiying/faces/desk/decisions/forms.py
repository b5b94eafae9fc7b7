"""Forms of decisions, checks and circulars; each carries the key by which a second post changes nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.commitments.forms import PartsField, VoicesForm, day_field
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.look.uploads import FilesField
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.decisions.enums import CircularKind, Found
from huiying.serve.decisions.models import Task
from huiying.serve.decisions.presenters.decision import CIRCULARS, FOUND

MOST_TITLE, MOST_EN, MOST_NUMBER, MOST_ABOVE, MOST_REASON = 160, 240, 60, 120, 300
MOST_STEP, MOST_WORDS, MOST_PROMISE, MOST_PROMISE_EN = 600, 4_000, 400, 600
_FIELDS_OF = {
    "decision.words_needed": "words summary",
    "decision.names_somebody": "words summary",
    "decision.day_ahead": "done_on seen_on decided_on",
    "decision.hidden_without_reason": "hidden_reason",
    "decision.published": "hidden_reason",
    "case.not_found": "numbers",
    "commitment.owner_needed": "owner",
    "commitment.day_needed": "due_on",
    "commitment.parts_wrong": "parts",
    "circular.units_needed": "units",
    "circular.day_over": "answer_by",
    "file.gone": "papers",
}


class DecisionsForm(KeyedForm):
    """A form about decisions and circulars. `papers` of it, where there are any, wait in a basket."""

    fields_of = _FIELDS_OF


class DecisionForm(DecisionsForm):
    """What was decided, by whom, when, and who may read it."""

    title = LineField(
        label=_("What was decided, in one sentence?"),
        limit=MOST_TITLE,
        error_messages={"required": _("Say in one sentence what was decided")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title_en = LineField(label=_("The same in English"), limit=MOST_EN, required=False)
    summary = forms.CharField(
        label=_("What does it mean, and why was it decided so?"),
        help_text=_("In plain words: everybody reads this. Leave out names of people."),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Say what it means and why")},
    )
    body = forms.ChoiceField(
        label=_("Who decided?"),
        error_messages={"required": _("Choose who decided"), "invalid_choice": _("Choose who decided")},
    )
    decided_on = day_field(_("On which day was it decided?"))
    number = LineField(label=_("Number of the document"), limit=MOST_NUMBER, required=False)
    major = forms.BooleanField(
        label=_("It is a major decision: all five steps are shown, and each is ticked or left out with a reason"),
        required=False,
    )
    from_above = LineField(
        label=_("Who handed it down?"),
        help_text=_("Leave it empty for a decision of our own."),
        limit=MOST_ABOVE,
        required=False,
    )
    report_by = day_field(
        _("By which day do they want to hear how it stands?"),
        help_text=_("It holds for every task that names no other day."),
        required=False,
    )
    hidden_reason = LineField(
        label=_("Why can it not be public?"),
        help_text=_("Leave it empty and the decision is public, as decisions are."),
        limit=MOST_REASON,
        required=False,
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", gettext("Choose")), *units]  # type: ignore[attr-defined]  # of ChoiceField


class NewDecisionForm(DecisionForm, VoicesForm):
    """A new one, with the voices that led to it."""

    numbers = forms.CharField(
        label=_("Receipt numbers of the voices that led to it"),
        help_text=_("One in each line. They read on their receipt that there is a decision."),
        widget=forms.Textarea,
        required=False,
    )

    def clean_numbers(self) -> list[int]:
        """Ids of their cases; none where nothing is written."""
        return super().clean_numbers() if self.cleaned_data["numbers"].strip() else []


class LinkForm(VoicesForm):
    """More voices that led to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("One in each line. They read on their receipt that there is a decision.")
        self.fields["numbers"].help_text = said


class PapersForm(DecisionsForm):
    """The document or an annex."""

    papers = FilesField(label=_("The document and its annexes"))
    public = forms.BooleanField(
        label=_("Everybody may open these files. I have looked: no face, number or name of a person is in them."),
        required=False,
    )


class TaskForm(DecisionsForm):
    """Who does what by when, and when those above are told."""

    words = LineField(
        label=_("What is to be done, in one sentence?"),
        help_text=_("It becomes a promise of the unit. Leave out names of people."),
        limit=MOST_PROMISE,
        error_messages={"required": _("Say what is to be done")},
        widget=forms.Textarea,
    )
    words_en = LineField(label=_("The same in English"), limit=MOST_PROMISE_EN, required=False)
    owner = forms.ChoiceField(
        label=_("Which unit does it?"),
        error_messages={"required": _("Choose the unit"), "invalid_choice": _("Choose the unit")},
    )
    due_on = day_field(_("By which day?"))
    evidence_wanted = LineField(label=_("What will show that it is done?"), limit=MOST_REASON, required=False)
    parts = PartsField(
        label=_("Its parts"),
        help_text=_(
            "One in each line, its weight before it: “40 Lay the main pipe”. The weights make up the progress."
        ),
        required=False,
    )
    report_by = day_field(_("By which day do those above want to hear of it?"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", gettext("Choose")), *units]  # type: ignore[attr-defined]  # of ChoiceField


class WordsForm(DecisionsForm):
    """One answer in words."""

    words = forms.CharField(widget=forms.Textarea, error_messages={"required": _("Write it in a few words")})

    def __init__(self, *args: Any, label: str, hint: str = "", most: int = MOST_WORDS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text, field.max_length = label, hint, most  # type: ignore[attr-defined]  # of CharField
        said = ngettext("Write at most %(count)s character", "Write at most %(count)s characters", most)
        field.validators.append(MaxLengthValidator(most, said % {"count": most}))


class TickForm(WordsForm):
    """When a step was done, and how."""

    done_on = day_field(_("On which day was it done?"))
    field_order = ("done_on", "words")


class CheckForm(WordsForm):
    """What an inspector saw. A task that was called kept can be opened again."""

    seen_on = day_field(_("On which day did you look?"))
    found = forms.ChoiceField(
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you found"), "invalid_choice": _("Say what you found")},
    )
    papers = FilesField(label=_("Photos from the place"), help_text=_("For staff alone."))
    open_again = forms.BooleanField(
        label=_("It was called done and is not: open it again, and tell those whose voices led to it"), required=False
    )
    due_on = day_field(_("By which day now?"), required=False)
    field_order = ("seen_on", "found", "words", "papers", "open_again", "due_on")

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["found"].choices = [(found.value, FOUND[found][1]) for found in Found]  # type: ignore[attr-defined]
        if task.commitment.state != CommitmentState.KEPT:
            del self.fields["open_again"], self.fields["due_on"]


class CircularForm(DecisionsForm):
    """What a circular says and to whom."""

    kind = forms.ChoiceField(
        label=_("What kind of circular is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind it is"), "invalid_choice": _("Choose what kind it is")},
    )
    title = LineField(
        label=_("What is the circular about?"), limit=MOST_TITLE, error_messages={"required": _("Say what it is about")}
    )
    title_en = LineField(label=_("The same in English"), limit=MOST_EN, required=False)
    number = LineField(label=_("Number of the document"), limit=MOST_NUMBER, required=False)
    words = forms.CharField(
        label=_("What do you tell the units?"),
        help_text=_("Facts first. Units are named, people are not."),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Write it in a few words")},
    )
    units = forms.MultipleChoiceField(
        label=_("To which units?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one unit at least"), "invalid_choice": _("Tick one unit at least")},
    )
    answer_by = day_field(
        _("By which day shall they answer?"),
        help_text=_("Leave it empty where no answer is asked for."),
        required=False,
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]  # of ChoiceField
        self.fields["kind"].choices = [(kind.value, CIRCULARS[kind]) for kind in CircularKind]  # type: ignore[attr-defined]
