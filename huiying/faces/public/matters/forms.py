"""What anybody can fill in: a nomination, a ballot, what they found.

Each form carries a signed random key: posted twice it counts once.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.faces.look.parts import Option
from huiying.faces.public.fields import OneOf, WordsField
from huiying.faces.public.follow.forms import KeyedForm
from huiying.faces.public.speak.places import town_choices
from huiying.judge.ratings.enums import Found
from huiying.serve.matters.models import Nomination

MOST_NOMINATED, MOST_FOUND = 2_000, 1_000


class NominateForm(KeyedForm):
    """What should be done, and where. Nothing is asked of who says it."""

    open_fields = ("place",)
    words = WordsField(
        limit=MOST_NOMINATED,
        label=_("What should be done next year?"),
        help_text=_("One thing, such as “two public toilets for Beitang village”. Please write no names."),
        error_messages={"required": _("Write what should be done; one sentence is enough")},
    )
    place = OneOf(label=_("Where?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = town_choices()  # type: ignore[attr-defined]  # of ChoiceField

    @property
    def place_id(self) -> int | None:
        """The place that was chosen, None when none was."""
        chosen = str(self.cleaned_data.get("place") or "")
        return int(chosen) if chosen.isdigit() else None


class BallotForm(KeyedForm):
    """The lines of the ballot as boxes to tick; how many is checked where ballots are kept."""

    choices = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, nominations: Sequence[Nomination], label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["choices"]
        field.label, field.help_text = label, hint
        field.choices = [(str(one.pk), Option(str(one), hint=_about(one))) for one in nominations]
        field.quiet = True  # read by look's label


def _about(one: Nomination) -> str:
    """What the office wrote about it, and where."""
    return " · ".join(part for part in (one.words, str(one.place or "")) if part)


class FoundForm(KeyedForm):
    """Two questions; of what is not there nobody is asked whether it works."""

    open_fields = ("works", "words")
    there = OneOf(
        label=_("Is it there?"), choices=Found.choices, error_messages={"required": _("Please choose one of these")}
    )
    works = OneOf(label=_("Does it work?"), choices=Found.choices)
    words = WordsField(
        limit=MOST_FOUND,
        label=_("What do you see there?"),
        help_text=_("You need not say. The office and the unit in charge read it; the public does not."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("there") == Found.YES and not cleaned.get("works") and "works" not in self.errors:
            self.add_error("works", _("Please choose one of these"))
        return cleaned

    def answers(self) -> dict[str, str]:
        """As the joints take them."""
        given = self.cleaned_data
        works = given["works"] if given["there"] == Found.YES else ""
        return {"there": given["there"], "works": works, "words": given["words"]}
