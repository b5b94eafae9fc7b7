"""Giving the second factor: after the password, and again before who spoke is shown."""

import json
from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from huiying.core.errors import HuiyingError
from huiying.core.totp import DIGITS, digits_of
from huiying.faces.desk.access import StaffRequest, Stage, factor_given, password_given, staff_page
from huiying.faces.desk.account.forms import ProofForm
from huiying.faces.desk.account.site import asked_state, keep_state, site_of
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.login.forms import AgainForm
from huiying.faces.desk.login.known import known, make_known
from huiying.faces.desk.login.onward import onward
from huiying.faces.desk.login.own import own_password_given
from huiying.foundation.people.errors import CodeWrong, PasskeyRefused, RecoveryCodeWrong
from huiying.foundation.people.services import log_in as trials
from huiying.foundation.people.services import passkeys, second_factor


@sensitive_post_parameters("code")
@staff_page(stage=Stage.PROVE)
def prove(request: StaffRequest) -> HttpResponse:
    """One field for a code of the phone or of the paper; passkeys have a button of their own."""
    staff = request.viewer.staff
    target = str(request.POST.get("next") or request.GET.get("next", ""))
    if staff.second_factor_since is None:
        return _by_password(request, target)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if ("answer" in request.POST or form.is_valid()) and _proved(request, form):
        factor_given(request, request.viewer.now)
        answer = redirect(onward(target))
        make_known(request, answer, staff.username)
        return answer
    return _shown(request, form, target)


def _by_password(request: StaffRequest, target: str) -> HttpResponse:
    """Who has no second factor shows by the password that it is still they who sit there."""
    staff = request.viewer.staff
    form = AgainForm(request.POST if request.method == "POST" else None, staff=staff)
    if form.is_bound and own_password_given(request, form):
        password_given(request, request.viewer.now)
        return redirect(onward(target))
    context = {"form": form, "next": target, "has_password": staff.has_usable_password()}
    return render(request, "desk/account/again.html", context, status=422 if form.is_bound else 200)


def _shown(request: StaffRequest, form: ProofForm, target: str) -> HttpResponse:
    """The page, with the form as it came back, and what a passkey is asked."""
    context: dict[str, Any] = {"form": form, "next": target}
    if asked := passkeys.ask_to_prove(site_of(request), request.viewer.staff.pk):
        keep_state(request, asked.state)
        context["options"] = asked.options
    return render(request, "desk/account/prove.html", context, status=422 if form.errors else 200)


def _proved(request: StaffRequest, form: ProofForm) -> bool:
    """Whether the code is right; wrong ones make the next try wait."""
    viewer = request.viewer
    name, address = trial_name(viewer.staff.pk), request.META.get("REMOTE_ADDR", "")
    browser = known(request, viewer.staff.username)
    longest = trials.LONGEST_CODE_WAIT_SECONDS
    if (wait := trials.take_turn(name, address, now=viewer.now, known=browser, longest=longest)) > 0:
        form.add_error("code", wait_words(wait))
        return False
    try:
        _check_passkey(request) if "answer" in request.POST else _check(request, form.cleaned_data["code"])
    except HuiyingError as err:
        form.add_error("code", refusal(err))
        return False
    trials.right_one(name, address, known=browser)
    return True


def trial_name(staff_id: int) -> str:
    """Under which wrong codes of an account are counted."""
    return f"second factor {staff_id}"


def wait_words(seconds: int) -> str:
    said = ngettext(
        "A wrong code was tried several times. Please wait %(seconds)s second, then try again.",
        "A wrong code was tried several times. Please wait %(seconds)s seconds, then try again.",
        seconds,
    )
    return said % {"seconds": seconds}


def _check_passkey(request: StaffRequest) -> None:
    """Raises PasskeyRefused."""
    try:
        answer = json.loads(request.POST["answer"])
    except ValueError as err:
        raise PasskeyRefused from err
    staff_id, now = request.viewer.staff.pk, request.viewer.now
    passkeys.prove_passkey(site_of(request), asked_state(request), answer, staff_id, now=now)


def _check(request: StaffRequest, code: str) -> None:
    """Raises CodeWrong, RecoveryCodeWrong."""
    viewer = request.viewer
    if len(digits_of(code)) == DIGITS and not any(letter.isalpha() for letter in code):
        if not second_factor.phone_code_fits(viewer.staff.pk, code, now=viewer.now):
            raise CodeWrong
    elif second_factor.use_recovery_code(viewer.staff.pk, code, actor=viewer.actor, now=viewer.now):
        left = second_factor.recovery_codes_left(viewer.staff.pk)
        said = ngettext(
            "You have %(left)s recovery code left. You can make new ones under “Your account”.",
            "You have %(left)s recovery codes left. You can make new ones under “Your account”.",
            left,
        )
        success(request, said % {"left": left})
    else:
        raise RecoveryCodeWrong
