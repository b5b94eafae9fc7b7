"""Coming in by an invitation: a password of one's own first, then the desk."""

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from huiying.faces.desk.account.sessions import entered
from huiying.faces.desk.login.forms import FirstPasswordForm
from huiying.faces.look.views import plain
from huiying.foundation.keys import clock
from huiying.foundation.people.errors import InvitationOver
from huiying.foundation.people.services.invitations import accept_invitation, invitation_of


@sensitive_variables("token")
@sensitive_post_parameters("new", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the invitation; one that is over says so, whatever it once was."""
    now = clock.now()
    try:
        staff = invitation_of(token, now=now).staff
        form = FirstPasswordForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            staff = accept_invitation(token, form.cleaned_data["new"], now=now)
            login(request, staff)
            entered(request, now)
            return redirect("desk:home")
    except InvitationOver as err:
        return plain(request, status=410, title=_("The invitation is over"), sentences=[err.say(get_language() or "")])
    except ValidationError as err:
        form.add_error("new", err)
    context = {"form": form, "one": staff}
    return render(request, "desk/invitation.html", context, status=422 if form.is_bound else 200)
