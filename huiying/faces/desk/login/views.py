"""The door of the desk."""

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.messages import success
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from huiying.faces.desk.access import StaffRequest, Stage, staff_page
from huiying.faces.desk.account.sessions import end_sessions, entered
from huiying.faces.desk.login.forms import LoginForm, PasswordForm
from huiying.faces.desk.login.known import known, make_known
from huiying.faces.desk.login.onward import onward
from huiying.faces.desk.login.own import own_password_given, wait_words
from huiying.faces.desk.nav import page
from huiying.faces.desk.start.views import unopened
from huiying.foundation.keys import clock
from huiying.foundation.people import single_sign_on
from huiying.foundation.people.models import Staff
from huiying.foundation.people.passwords import choose_password
from huiying.foundation.people.services import log_in as log_in_trials


@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """Unknown names, wrong passwords and people who have left get the same answer."""
    if request.method == "GET" and unopened():
        return redirect("desk:start")
    form = LoginForm(request.POST or None)
    if form.is_valid() and (staff := _staff(request, form)) is not None:
        login(request, staff)
        entered(request, clock.now())
        answer = redirect(onward(request.POST.get("next", "")))
        if staff.second_factor_since is None:
            make_known(request, answer, staff.username)
        return answer
    status = 200 if request.method == "GET" else 422
    context = {"form": form, "next": request.GET.get("next", ""), "sign_on": single_sign_on.is_set_up()}
    return render(request, "desk/login.html", context, status=status)


def _staff(request: HttpRequest, form: LoginForm) -> Staff | None:
    username, password = form.cleaned_data["username"].strip().lower(), form.cleaned_data["password"]
    address, browser = request.META.get("REMOTE_ADDR", ""), known(request, username)
    if (wait := log_in_trials.take_turn(username, address, now=clock.now(), known=browser)) > 0:
        form.add_error(None, wait_words(wait))
        return None
    staff = authenticate(request, username=username, password=password)
    if not isinstance(staff, Staff):
        form.add_error("password", _("Name and password do not belong together. Please try again."))
        return None
    log_in_trials.right_one(username, address, known=browser)
    return staff


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("desk:login")


@sensitive_post_parameters("present", "new", "again")
@staff_page(stage=Stage.CHOOSE)
def password(request: StaffRequest) -> HttpResponse:
    """A password of one's own: must be chosen after a one-time password, may be chosen any time."""
    staff = request.viewer.staff
    form = PasswordForm(request.POST if request.method == "POST" else None, staff=staff)
    if form.is_bound and own_password_given(request, form):
        choose_password(staff, form.cleaned_data["new"], actor=request.viewer.actor, now=request.viewer.now)
        update_session_auth_hash(request, staff)
        end_sessions(staff.pk, but=request.session.session_key)
        success(request, _("Your new password is in force."))
        return redirect("desk:home")
    context = page(request, "") | {"form": form, "forced": staff.must_change_password}
    return render(request, "desk/password.html", context, status=422 if form.is_bound else 200)
