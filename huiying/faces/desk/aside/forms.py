"""What is decided of many that were set aside, at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.fields import CasesField, LineField
from huiying.foundation.office.selectors import office_profile
from huiying.loop.set_aside import MOST_AT_ONCE

TAKE_UP, END = "take_up", "end"


class ManyForm(forms.Form):
    """`cases`: what was ticked. The words of an ending are the reason that each person reads."""

    use_required_attribute = False
    cases = CasesField(
        label=_("Which of them"),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Please tick at least one")},
    )
    how = forms.ChoiceField(
        label=_("What to do"),
        choices=[(TAKE_UP, _("Take up")), (END, _("End with a reason"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what to do")},
    )
    ground = forms.ChoiceField(
        label=_("Why it is not handled"),
        choices=[
            ("N7", _("It disturbs on purpose (this message alone)")),
            ("N6", _("It is against law or public morals")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason, as the person reads it"),
        help_text=_("Each of them gets it in writing, with how to object."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
    )
    competent_body = LineField(label=_("Which body to go to (petitions)"), limit=200, required=False)
    where_to_go = LineField(label=_("Its address and phone (petitions)"), limit=200, required=False)

    def clean_cases(self) -> list[int]:
        chosen = [int(value) for value in self.cleaned_data["cases"]]
        if len(chosen) > MOST_AT_ONCE:
            said = gettext("At most %(most)s at once; please tick fewer") % {"most": MOST_AT_ONCE}
            raise forms.ValidationError(said, code="too_many")
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("how") == END:
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", gettext("Please write the reason; one sentence is enough"))
            if not cleaned.get("ground"):
                self.add_error("ground", gettext("Please choose why"))
        return cleaned

    def act_of(self, procedure: str) -> tuple[str, dict[str, Any]]:
        """The act of this procedure, and what it asks for."""
        given = self.cleaned_data
        if given["how"] == TAKE_UP:
            return "take_up", {}
        if procedure == "hotline":
            return "not_dispatch", {"class": given["ground"], "reason": given["reason"]}
        office = office_profile()
        body, where = given["competent_body"] or str(office), given["where_to_go"] or office.address or office.phone
        told = {"ground": "not_a_petition", "competent_body": body, "where_to_go": where}
        return "refuse_other", {**told, "reason": given["reason"]}
