"""Opening an office: its name, what kind it is, and the code from the terminal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiying.foundation.keys.first_run import first_run_fits

KINDS = (
    ("county", _("A county or city: petition office and 12345 hotline")),
    ("petition", _("A letters-and-visits office")),
    ("hotline", _("A 12345 hotline")),
    ("street", _("A town or street office")),
    ("institution", _("A public institution or company")),
    ("union", _("A union or another mass organisation")),
)


class StartForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(
        label=_("What is the office called?"),
        max_length=60,
        error_messages={"required": _("Write the name of the office")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of office is it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of office it is")},
    )
    code = forms.CharField(
        label=_("Opening code"),
        help_text=_("Twelve digits; they stand on the screen where Huiying was started."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Write the opening code")},
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not first_run_fits(code):
            raise forms.ValidationError(_("This is not the opening code. Please look at the terminal again."))
        return code
