"""What is filled in about keeping, holding back and refusing to erase."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.loop.own_rights import MOST_REASON
from huiying.serve.casework.enums import HoldBasis

MOST = 200


class MonthsForm(KeyedForm):
    """How many months."""

    area = "keeping"
    months = forms.IntegerField(
        label=_("How many months?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write a number of months"), "invalid": _("Write a number of months")},
    )


class RefuseForm(KeyedForm):
    """Why it is not erased."""

    area = "keeping"
    reason = LineField(
        label=_("Why is it not erased now?"),
        help_text=_("The person reads this on the receipt page. Name the article or the paper on which it rests."),
        limit=MOST_REASON,
        error_messages={"required": _("Say why; the person reads it")},
        widget=forms.Textarea,
    )


class HoldForm(KeyedForm):
    """Why, on what paper, and when it is looked at again."""

    area = "keeping"
    fields_of = {
        "hold.basis_unknown": "basis",
        "hold.day_wrong": "ends_on",
        "hold.needs_reason": "reason",
        "hold.in_force": "basis",
    }
    basis = forms.ChoiceField(
        label=_("Why does deletion have to wait?"),
        choices=HoldBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it waits")},
    )
    ends_on = forms.DateField(
        label=_("On which day is it looked at again?"),
        help_text=_("It is held until somebody releases it, also after this day."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Choose the day"), "invalid": _("Write the day like 2027-05-31")},
    )
    reason = LineField(
        label=_("On what paper does it rest?"),
        help_text=_("For instance the court and the number of its letter; without names and without what was said."),
        limit=MOST,
        error_messages={"required": _("Say on what it rests")},
    )


class ReleaseForm(KeyedForm):
    """Why it need not wait any more."""

    area = "keeping"
    reason = LineField(
        label=_("Why need it not wait any more?"),
        limit=MOST,
        error_messages={"required": _("Say why")},
    )
