"""The one field by which a case is found."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    use_required_attribute = False
    q = forms.CharField(
        label=_("Receipt number"),
        help_text=_("Ten digits, as the person reads them out."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Write the receipt number")},
    )
