"""One's own account: what opens it besides the password, and where one is logged in."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import segno
from django.contrib.messages import error, success
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import (
    StaffRequest,
    Stage,
    factor_given,
    fresh_second_factor,
    needs_second_factor,
    staff_page,
    stage_of,
    to_second_factor,
)
from huiying.faces.desk.account.forms import PhoneForm
from huiying.faces.desk.account.sessions import end_sessions, sessions_of
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import page
from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import office_profile
from huiying.foundation.people.services import second_factor

P = ParamSpec("P")
_PENDING = "phone"


def proved(view: Callable[Concatenate[StaffRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever has a second factor: given within ten minutes. The first one is added without."""

    @staff_page(stage=Stage.ENROL)
    @wraps(view)
    def guarded(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.viewer.staff.second_factor_since is not None and not fresh_second_factor(request):
            return to_second_factor(request)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@staff_page(stage=Stage.ENROL)
def account(request: StaffRequest) -> HttpResponse:
    """What there is, and what can be added."""
    viewer = request.viewer
    context = {
        "factors": second_factor.factors_of(viewer.staff.pk),
        "codes_left": second_factor.recovery_codes_left(viewer.staff.pk),
        "needed": needs_second_factor(viewer),
        "wanted": stage_of(request, viewer) is Stage.ENROL,
        "has_one": viewer.staff.second_factor_since is not None,
        "keeps_others": viewer.holds(Role.ADMINISTRATOR, Role.UNIT_HEAD),
        "sessions": sessions_of(viewer.staff.pk, here=request.session.session_key),
    }
    return render(request, "desk/account/account.html", page(request, "") | context)


@sensitive_post_parameters("code")
@proved
def phone(request: StaffRequest) -> HttpResponse:
    """Read the square with an app, type what it shows."""
    viewer = request.viewer
    secret = _pending(request)
    form = PhoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            second_factor.add_phone(viewer.staff.pk, secret=secret, code=code, actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.add_error("code", refusal(err))
        else:
            del request.session[_PENDING]
            return added(request)
    letters = second_factor.base32(secret)
    url = second_factor.address_of(letters, account=viewer.staff.username, issuer=str(office_profile()))
    context = {"form": form, "square": _square(url), "letters": letters, "url": url}
    return render(request, "desk/account/phone.html", page(request, "") | context, status=422 if form.errors else 200)


def _pending(request: StaffRequest) -> bytes:
    """The secret that the page shows until the phone has proved that it has it; sealed in the session."""
    place = ("people_secondfactor", "pending", request.viewer.staff.pk)
    if kept := request.session.get(_PENDING):
        return b64decode(open_json(place, b64decode(kept[0]), kept[1]))
    secret = second_factor.new_secret()
    sealed, version = seal_json(place, b64encode(secret).decode("ascii"))
    request.session[_PENDING] = [b64encode(sealed).decode("ascii"), version]
    return secret


def _square(url: str) -> SafeString:
    drawn = segno.make_qr(url, error="m").svg_inline(border=4, omitsize=True, svgclass="hy-qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308  made by segno


def _end_elsewhere(request: StaffRequest) -> None:
    """What was opened with the factors of before is over; who changes them because one was stolen is alone then."""
    end_sessions(request.viewer.staff.pk, but=request.session.session_key)


def added(request: StaffRequest) -> HttpResponse:
    """After a factor was added: it counts as given now, and the codes on paper are shown where there are none."""
    factor_given(request, request.viewer.now)
    _end_elsewhere(request)
    success(request, _("Added. From now on the desk asks for it after the password."))
    if second_factor.recovery_codes_left(request.viewer.staff.pk):
        return redirect("desk:account")
    return _shown_codes(request)


@require_POST
@proved
def codes(request: StaffRequest) -> HttpResponse:
    """New codes on paper, shown on the answer to this post alone."""
    if request.viewer.staff.second_factor_since is None:
        return redirect("desk:account")
    return _shown_codes(request)


def _shown_codes(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    made = second_factor.new_recovery_codes(viewer.staff.pk, actor=viewer.actor, now=viewer.now)
    _end_elsewhere(request)
    return render(request, "desk/account/codes.html", page(request, "") | {"codes": made})


@require_POST
@proved
def remove(request: StaffRequest, factor_id: int) -> HttpResponse:
    """Take one of one's own factors away."""
    viewer = request.viewer
    needed = needs_second_factor(viewer)
    try:
        second_factor.remove_factor(viewer.staff.pk, factor_id, needed=needed, actor=viewer.actor, now=viewer.now)
    except HuiyingError as err:
        error(request, refusal(err))
    else:
        _end_elsewhere(request)
        success(request, _("Removed."))
    return redirect("desk:account")


@require_POST
@staff_page(stage=Stage.ENROL)
def end_log_ins(request: StaffRequest, name: str = "") -> HttpResponse:
    """End one of one's own log-ins elsewhere, or all of them."""
    viewer = request.viewer
    with transaction.atomic():
        ended = end_sessions(viewer.staff.pk, name=name, but=request.session.session_key)
        if ended:
            public = {"count": ended}
            record("staff.sessions_ended", viewer.staff, actor=viewer.actor, now=viewer.now, public=public)
    said = ngettext("%(count)s log-in was ended.", "%(count)s log-ins were ended.", ended)
    success(request, said % {"count": ended})
    return redirect("desk:account")
