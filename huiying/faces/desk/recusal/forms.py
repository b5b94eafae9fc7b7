"""What is filled in when somebody keeps out of a case, and when that is decided."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.foundation.people.models import Staff
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recusals import units_asked

MOST = 200


class DeclareForm(KeyedForm):
    area = "recusal"
    why = LineField(
        label=_("What have you to do with the matter or the person?"),
        help_text=_("One sentence. Whoever decides reads it, and nobody else."),
        limit=MOST,
        error_messages={"required": _("Say it in one sentence")},
    )


class DecideForm(KeyedForm):
    area = "recusal"
    fields_of: ClassVar[dict[str, str]] = {"recusal.say_who": "staff", "recusal.say_why": "reason"}
    verdict = forms.ChoiceField(
        label=_("Does this officer or unit keep out of the case?"),
        choices=[("granted", _("Yes, they keep out")), ("refused", _("No, they need not"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one")},
    )
    staff = forms.ChoiceField(
        label=_("Who is meant?"), required=False, help_text=_("The person described somebody; choose who that is.")
    )
    reason = LineField(
        label=_("Reason"),
        help_text=_("Needed for a no. The person who asked reads it."),
        limit=MOST,
        required=False,
    )

    def __init__(self, *args: Any, case: Case, described: bool, **kwargs: Any) -> None:
        """`described`: somebody was described in words, and is to be found here."""
        super().__init__(*args, **kwargs)
        if not described:
            del self.fields["staff"]
            return
        inside = Q()
        for unit in (*units_asked(case), case.office):
            inside |= Q(unit__path__startswith=unit.path)
        people = Staff.objects.filter(inside, is_active=True).select_related("unit").order_by("unit__path", "name")
        choices = [(str(one.pk), f"{one} · {one.unit}") for one in people]
        self.fields["staff"].choices = [("", _("Choose somebody")), *choices]  # type: ignore[attr-defined]  # a ChoiceField
