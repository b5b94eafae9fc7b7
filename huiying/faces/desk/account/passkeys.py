"""Adding a passkey, and what the page that asks for one hands to the browser."""

import ipaddress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.account.factors import added, proved
from huiying.faces.desk.account.forms import PasskeyForm
from huiying.faces.desk.account.site import asked_state, keep_state, site_of
from huiying.faces.desk.nav import page
from huiying.foundation.people.services import passkeys


def names_its_host(request: HttpRequest) -> bool:
    """Passkeys belong to a name: they do not work where the desk is reached by a number such as 127.0.0.1."""
    try:
        ipaddress.ip_address(site_of(request).host.strip("[]"))
    except ValueError:
        return True
    return False


@proved
def new(request: StaffRequest) -> HttpResponse:
    """Ask the browser for one, keep what it makes."""
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _add(request, form)
        except HuiyingError as err:
            form.refuse(err)
        else:
            return added(request)
    context: dict[str, Any] = {"form": form, "possible": names_its_host(request)}
    if context["possible"]:
        asked = passkeys.ask_to_add(site_of(request), request.viewer.staff)
        keep_state(request, asked.state)
        context["options"] = asked.options
    return render(request, "desk/account/passkey.html", page(request, "") | context, status=422 if form.errors else 200)


def _add(request: StaffRequest, form: PasskeyForm) -> None:
    """Raises PasskeyRefused, TooManyFactors."""
    viewer, data = request.viewer, form.cleaned_data
    state = asked_state(request)
    passkeys.add_passkey(site_of(request), state, data["answer"], name=data["name"], actor=viewer.actor, now=viewer.now)
