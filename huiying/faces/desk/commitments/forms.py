"""Forms of promises; each carries the key by which a second post changes nothing."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.codes import normal_number
from huiying.core.errors import HuiyingError
from huiying.core.spoken import clean_line_ends
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.look.uploads import FilesField
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.commitments.services.making import MOST_OF_PART, MOST_WORDS, PartOf

MOST_TEXT, MOST_REASON, MOST_EN = 2_000, 300, 600
_LINE = re.compile(r"(?:(\d{1,3})[\s.,:、，：．]+)?(.+)", re.S)
_FIELDS_OF = {
    "commitment.words_needed": "words",
    "commitment.too_long": "words",
    "commitment.owner_needed": "owner",
    "commitment.day_needed": "due_on",
    "commitment.same_day": "due_on",
    "commitment.hidden_why": "hidden_reason",
    "commitment.parts_wrong": "parts",
    "case.not_found": "numbers",
    "file.gone": "papers",
}


class CommitmentForm(KeyedForm):
    """A form of a promise. `papers` of it, where there are any, wait in a basket."""

    area = "commitment"
    fields_of = _FIELDS_OF


class DayInput(forms.DateInput):
    """The calendar of the browser."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"type": "date", "class": "hy-input--10"})


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day as the browser's calendar sends it."""
    wrong = _("Please choose a day")
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=DayInput(),
        error_messages={"required": wrong, "invalid": wrong},
        **more,
    )


class PartsField(forms.CharField):
    """One part in each line, its weight before it: "40 lay the pipe". Without a number a part weighs 1."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[PartOf]:
        lines = (line.strip() for line in clean_line_ends(value or "").split("\n"))
        return [_part(line) for line in lines if line]


def _part(line: str) -> PartOf:
    found = _LINE.fullmatch(line)
    weight, words = (found[1], found[2].strip()) if found else (None, line)
    if len(words) > MOST_OF_PART:
        said = gettext("Write each part in at most %(most)s characters") % {"most": MOST_OF_PART}
        raise ValidationError(said, code="too_long")
    return PartOf(words, int(weight) if weight else 1)


class PromiseForm(CommitmentForm):
    """A new promise. `units`: those that the viewer may promise for."""

    words = LineField(
        label=_("What is promised, in one sentence?"),
        help_text=_("As you would say it at a counter: who does what. Leave out names of people."),
        limit=MOST_WORDS,
        error_messages={"required": _("Say in one sentence what is promised")},
        widget=forms.Textarea,
    )
    words_en = LineField(label=_("The same in English"), limit=MOST_EN, required=False)
    owner = forms.ChoiceField(
        label=_("Which unit does it?"),
        error_messages={"required": _("Choose the unit"), "invalid_choice": _("Choose the unit")},
    )
    post = LineField(
        label=_("Of which post?"),
        help_text=_("Where it is the pledge of a post, such as the counter of the household register. No names."),
        limit=80,
        required=False,
    )
    due_on = day_field(_("By which day?"))
    evidence_wanted = LineField(
        label=_("What will show that it is done?"),
        help_text=_("Such as photos of the road, the list of repaired lamps."),
        limit=MOST_REASON,
        required=False,
    )
    parts = PartsField(
        label=_("Its parts"),
        help_text=_(
            "One in each line, its weight before it: “40 Lay the main pipe”. The weights make up the progress."
        ),
        required=False,
    )
    hidden_reason = LineField(
        label=_("Why can it not be public?"),
        help_text=_("Leave it empty and the promise is public, as promises are."),
        limit=MOST_REASON,
        required=False,
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = units if len(units) == 1 else [("", gettext("Choose")), *units]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]  # of ChoiceField


class ReportForm(CommitmentForm):
    """What was done, with evidence. `closed`: also for staff alone."""

    words = forms.CharField(
        widget=forms.Textarea, max_length=MOST_TEXT, error_messages={"required": _("Write it in a few words")}
    )
    papers = FilesField(label=_("Evidence: photos or papers"))
    show_files = forms.BooleanField(
        label=_("Everybody may open these files. I have looked: no face, number or name of a person is in them."),
        required=False,
    )
    staff_alone = forms.BooleanField(
        label=_("For staff alone: nobody else reads these words or hears of them"), required=False
    )

    def __init__(self, *args: Any, label: str, hint: str, closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
        if not closed:
            del self.fields["staff_alone"]


class WordsForm(CommitmentForm):
    """One answer in words. `most`: how many characters it may have."""

    words = forms.CharField(widget=forms.Textarea, error_messages={"required": _("Write it in a few words")})

    def __init__(self, *args: Any, label: str, hint: str, most: int = MOST_TEXT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
        self.fields["words"].max_length = most  # type: ignore[attr-defined]  # the room refuses what is longer


class MoveForm(WordsForm):
    """Another day, and why."""

    due_on = day_field(_("To which day?"))
    field_order = ("due_on", "words")


class ReopenForm(WordsForm):
    """Why there is more to do, and by when."""

    due_on = day_field(_("By which day now?"), required=False)


class VoicesForm(CommitmentForm):
    """The receipt numbers of voices that led to it."""

    numbers = forms.CharField(
        label=_("Receipt numbers of the voices that led to it"),
        help_text=_("One in each line. They read the promise on their receipt, and are asked whether it was kept."),
        widget=forms.Textarea,
        error_messages={"required": _("Write one receipt number at least")},
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_numbers(self) -> list[int]:
        """Ids of their cases. A number that is none, or of a case that the viewer may not see, is named."""
        typed = [line.strip() for line in self.cleaned_data["numbers"].splitlines() if line.strip()]
        numbers = {line: _number(line) for line in typed}
        open_to = Case.objects.filter(visible_cases(self.viewer.grants), sealed=False, voice__erased_at=None)
        found = dict(open_to.filter(voice__number__in=numbers.values()).values_list("voice__number", "pk"))
        unknown = [line for line, number in numbers.items() if number not in found]
        if unknown:
            said = gettext("No case that you may see has this number: %(numbers)s") % {"numbers": "、".join(unknown)}
            raise ValidationError(said, code="unknown")
        return list(found.values())


def _number(typed: str) -> str:
    try:
        return normal_number(typed)
    except HuiyingError:
        return ""
