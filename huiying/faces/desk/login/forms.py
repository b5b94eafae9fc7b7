"""Logging in, and choosing a password of one's own."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.foundation.people.models import Staff


class PasswordField(forms.CharField):
    """What is typed stays as it is and never comes back into the page."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(widget=widget, strip=False, max_length=1000, **kwargs)


class LoginForm(forms.Form):
    use_required_attribute = False
    username = forms.CharField(
        label=_("Log-in name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Give your log-in name")},
    )
    password = PasswordField(
        label=_("Password"), autocomplete="current-password", error_messages={"required": _("Give your password")}
    )


class FirstPasswordForm(forms.Form):
    """A new password, twice."""

    use_required_attribute = False
    new = PasswordField(
        label=_("New password"),
        help_text=_("At least 10 characters; several words are easy to remember and hard to guess."),
        autocomplete="new-password",
        error_messages={"required": _("Choose a new password")},
    )
    again = PasswordField(
        label=_("The new password once more"),
        autocomplete="new-password",
        error_messages={"required": _("Write the new password once more")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", gettext("The two new passwords differ; write them once more"))
        return cleaned


class AgainForm(forms.Form):
    """The password once more, of whoever is logged in."""

    use_required_attribute = False
    present = PasswordField(
        label=_("Present password"),
        autocomplete="current-password",
        error_messages={"required": _("Give the password you logged in with")},
    )

    def __init__(self, data: Any = None, *, staff: Staff) -> None:
        super().__init__(data)
        self.staff = staff

    def clean_present(self) -> str:
        present = str(self.cleaned_data["present"])
        if not self.staff.check_password(present):
            raise ValidationError(gettext("This is not the password you logged in with"))
        return present


class PasswordForm(FirstPasswordForm, AgainForm):
    """The present password, and a new one twice."""

    field_order = ("present", "new", "again")

    def clean_new(self) -> str:
        new = str(self.cleaned_data["new"])
        password_validation.validate_password(new, self.staff)
        if self.staff.check_password(new):
            raise ValidationError(gettext("Choose one that you do not have yet"))
        return new
