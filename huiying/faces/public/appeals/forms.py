"""What is wrong with the opinion, and whom to ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from huiying.faces.look.uploads import FilesField
from huiying.faces.public.fields import OneOf, WordsField
from huiying.faces.public.follow.forms import MOST, KeyedForm
from huiying.foundation.people.models import Unit


class ReviewForm(KeyedForm):
    """`bodies`: those that can be asked. One alone needs no choice."""

    takes_files = True
    words = WordsField(
        limit=MOST,
        label=_("What is wrong with the opinion, and why?"),
        help_text=_("Which fact is not right, which rule was read wrongly, what was left out."),
    )
    body = OneOf(label=_("Whom do you ask?"), error_messages={"required": _("Please choose whom you ask")})
    papers = FilesField()

    def __init__(self, *args: Any, bodies: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(body.pk), str(body)) for body in bodies]
        if len(choices) > 1:
            self.fields["body"].choices = choices  # type: ignore[attr-defined]  # of OneOf
        else:
            del self.fields["body"]
        self.only = choices[0][0] if choices else ""

    @property
    def body_id(self) -> int:
        """The body that is asked."""
        return int(self.cleaned_data.get("body") or self.only or 0)
