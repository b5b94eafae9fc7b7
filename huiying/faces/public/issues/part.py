"""What the receipt page says of the issue that a voice is part of."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.look.language import filled
from huiying.serve.coordination.selectors.issues import part_of


@dataclass(frozen=True, slots=True)
class IssuePart:
    """One sentence, and the address of the public page where there is one."""

    said: str
    url: str


def issue_part(case_id: int) -> IssuePart | None:
    """The number of voices from five on; the title when the issue is public."""
    part = part_of(case_id)
    if part is None:
        return None
    if part.title and part.voices:
        said = filled(
            _("Your voice is one of %(count)s about one issue: %(title)s."), count=part.voices, title=part.title
        )
    elif part.title:
        said = filled(_("Your voice is part of one issue: %(title)s."), title=part.title)
    elif part.voices:
        said = filled(
            _("Your voice is one of %(count)s with a common cause, which is looked at together."), count=part.voices
        )
    else:
        said = filled(_("Others said the like; the common cause is looked at together."))
    return IssuePart(said, reverse("public:issue", args=(part.issue_id,)) if part.title else "")
