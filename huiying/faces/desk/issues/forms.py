"""Forms of issues and proposals; each carries the key by which a second post changes nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.fields import CasesField, KeyedForm, LineField
from huiying.foundation.people.models import Unit
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.services.keeping import Description

MOST_TITLE, MOST_TITLE_EN, MOST_WORDS, MOST_REASON = 120, 200, 4_000, 300
_FIELDS_OF = {
    "issue.title_needed": "title",
    "issue.cases_needed": "cases",
    "issue.case_elsewhere": "cases",
    "case.not_found": "cases",
    "issue.owner_needed": "plan",
}


class IssueForm(KeyedForm):
    """A form of an issue."""

    area = "issue"
    fields_of = _FIELDS_OF


class DescriptionForm(IssueForm):
    """What the issue is, whose it is, and whether it is public."""

    title = LineField(
        label=_("What is the issue, in one sentence?"),
        limit=MOST_TITLE,
        error_messages={"required": _("Say in one sentence what the issue is")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title_en = LineField(label=_("The same in English"), limit=MOST_TITLE_EN, required=False)
    cause = forms.CharField(
        label=_("What is the common cause?"),
        help_text=_("What is known, and what is not yet. Leave out names of people."),
        widget=forms.Textarea,
        required=False,
        max_length=MOST_WORDS,
    )
    owner = forms.ChoiceField(label=_("Which unit is to do away with the cause?"), required=False)
    public = forms.BooleanField(
        label=_("Show on the public site: title, cause, unit, plan and how many spoke; no words of anybody"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", gettext("Not known yet")), *units()]  # type: ignore[attr-defined]  # of ChoiceField

    def description(self, issue: Issue | None = None) -> Description:
        """What was filled in; place and category stay as they are."""
        said = self.cleaned_data
        return Description(
            title=said["title"],
            title_en=said["title_en"],
            cause=said["cause"],
            public=said["public"],
            owner_id=int(said["owner"]) if said["owner"] else None,
            place_id=issue.place_id if issue else None,
            category_id=issue.category_id if issue else None,
        )


class OpeningForm(DescriptionForm):
    """A new issue with the cases that were ticked."""

    cases = CasesField(
        label=_("Which cases belong to it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one case at least")},
    )


class AddingForm(IssueForm):
    """Cases that were ticked, for an issue that is there."""

    cases = CasesField(
        label=_("Which cases belong to it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one case at least")},
    )


class ChoosingForm(IssueForm):
    """An open issue for one case."""

    issue = forms.ChoiceField(
        label=_("Which issue is it part of?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an issue"), "invalid_choice": _("Choose an issue")},
    )

    def __init__(self, *args: Any, issues: Sequence[tuple[str, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issue"].choices = issues  # type: ignore[attr-defined]  # of ChoiceField


class PlanForm(IssueForm):
    """What will be done, and by when."""

    plan = forms.CharField(
        label=_("What will be done?"),
        widget=forms.Textarea,
        max_length=MOST_WORDS,
        error_messages={"required": _("Say what will be done")},
    )
    plan_by = forms.DateField(
        label=_("By which day?"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "hy-input--10"}),
        error_messages={"invalid": _("Please choose a day")},
    )


class WordsForm(IssueForm):
    """One answer in words: what was done, or why."""

    words = forms.CharField(
        widget=forms.Textarea, max_length=MOST_WORDS, error_messages={"required": _("Write it in a few words")}
    )

    def __init__(self, *args: Any, label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class AsideForm(IssueForm):
    """Why a proposal is no issue, or not now."""

    reason = LineField(
        label=_("Why is it no issue, or not now?"),
        help_text=_("Whoever sees proposals reads this. It comes back by itself when it has grown clearly."),
        limit=MOST_REASON,
        error_messages={"required": _("Say why in a few words")},
    )


def units() -> list[tuple[str, str]]:
    """Every active unit, the tree shown by indentation."""
    found = Unit.objects.filter(active=True).order_by("path")
    return [(str(unit.pk), "\u3000" * (unit.path.count("/") - 2) + str(unit)) for unit in found]
