"""One's own password, asked for while one is logged in."""

from django.utils.translation import ngettext

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.login.forms import AgainForm
from huiying.foundation.people.services import log_in as log_in_trials


def wait_words(seconds: int) -> str:
    said = ngettext(
        "A wrong password was tried several times. Please wait %(seconds)s second, then try again.",
        "A wrong password was tried several times. Please wait %(seconds)s seconds, then try again.",
        seconds,
    )
    return said % {"seconds": seconds}


def own_password_given(request: StaffRequest, form: AgainForm) -> bool:
    """Whether the form is in order; whoever finds the browser open does not guess the password here."""
    name, address = f"own password {request.viewer.staff.pk}", request.META.get("REMOTE_ADDR", "")
    if (wait := log_in_trials.take_turn(name, address, now=request.viewer.now)) > 0:
        form.errors.clear()
        form.add_error("present", wait_words(wait))
        return False
    valid = form.is_valid()
    if "present" in form.cleaned_data:
        log_in_trials.right_one(name, address)
    return valid
