"""Coming in by the office's single sign-on, beside name and password."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.account.sessions import entered
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.login.forms import LoginForm
from huiying.faces.desk.login.onward import onward
from huiying.foundation.keys import clock
from huiying.foundation.people import single_sign_on

_ASKED = "sign_on"


@require_safe
def sign_on(request: HttpRequest) -> HttpResponse:
    """To the provider; where there is none, to the log-in page."""
    if not single_sign_on.is_set_up():
        return redirect("desk:login")
    try:
        asked = single_sign_on.ask(_back(request))
    except HuiyingError as err:
        return _refused(request, err)
    request.session[_ASKED] = {
        "state": asked.state,
        "nonce": asked.nonce,
        "verifier": asked.verifier,
        "next": request.GET.get("next", ""),
    }
    return HttpResponseRedirect(asked.url)


@require_safe
def signed_on(request: HttpRequest) -> HttpResponse:
    """Back from the provider: an answer serves once, in the browser that asked."""
    if not single_sign_on.is_set_up():
        return redirect("desk:login")
    asked, now = request.session.pop(_ASKED, {}), clock.now()
    try:
        staff = single_sign_on.come_back(request.GET.dict(), asked, _back(request), now=now)
    except HuiyingError as err:
        return _refused(request, err)
    login(request, staff)
    entered(request, now)
    return redirect(onward(str(asked.get("next", ""))))


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("desk:signed_on"))


def _refused(request: HttpRequest, err: HuiyingError) -> HttpResponse:
    context = {"form": LoginForm(), "next": "", "sign_on": True, "refused": refusal(err)}
    return render(request, "desk/login.html", context, status=422)
