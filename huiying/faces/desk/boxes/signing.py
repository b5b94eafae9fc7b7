"""Explaining what does not add up, and signing: on one's own page, or as the second person on the same screen."""

from django.contrib.auth import authenticate
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page, viewer_of
from huiying.faces.desk.boxes.paper_forms import ReasonForm, SecondForm
from huiying.faces.desk.boxes.papers import whole
from huiying.foundation.people.models import Staff
from huiying.foundation.people.services import log_in as log_in_trials
from huiying.listen.boxes.errors import BatchNotFound
from huiying.listen.boxes.models import Batch
from huiying.listen.boxes.selectors.reach import EMPTIES, batch_for_viewer
from huiying.listen.boxes.services.signing import explain_gap, explain_slips, sign_batch, take_signature_back


@require_POST
@staff_page(*EMPTIES)
def explain(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Why the count does not fit, or where the ticked slips are."""
    viewer = request.viewer
    try:
        batch = batch_for_viewer(batch_id, viewer.grants)
    except BatchNotFound:
        return not_here(request)
    of_slips = "slips" in request.POST
    form = ReasonForm(request.POST, auto_id="slips_%s" if of_slips else "gap_%s")
    if form.is_valid():
        reason, slips = form.cleaned_data["reason"], form.slips(request.POST)
        try:
            if of_slips:
                explain_slips(batch.pk, slips, reason=reason, actor=viewer.actor, now=viewer.now)
            else:
                explain_gap(batch.pk, reason=reason, actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.refuse(err)
        else:
            return redirect("desk:box_batch", batch.pk)
    return whole(request, batch, explaining=form, of_slips=of_slips)


@require_POST
@staff_page(*EMPTIES)
def sign(request: StaffRequest, batch_id: int) -> HttpResponse:
    """With one's own log-in."""
    try:
        batch = batch_for_viewer(batch_id, request.viewer.grants)
    except BatchNotFound:
        return not_here(request)
    try:
        _signed(request, batch, request.viewer)
    except HuiyingError as err:
        return whole(request, batch, refused=err)
    return redirect("desk:box_batch", batch.pk)


@require_POST
@sensitive_post_parameters("password")
@staff_page(*EMPTIES)
def second(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Another person, at the same screen, with their own name and password; nobody is logged in by it."""
    try:
        batch = batch_for_viewer(batch_id, request.viewer.grants)
    except BatchNotFound:
        return not_here(request)
    form = SecondForm(request.POST)
    if form.is_valid() and (staff := _known(request, form)) is not None:
        try:
            _signed(request, batch, viewer_of(staff, request.viewer.now))
        except HuiyingError as err:
            form.refuse(err)
        else:
            return redirect("desk:box_batch", batch.pk)
    return whole(request, batch, second=form)


def _signed(request: StaffRequest, batch: Batch, signer: Viewer) -> None:
    seen = request.POST.get("seen", "")
    done = sign_batch(batch.pk, grants=list(signer.grants), actor=signer.actor, now=signer.now, seen=seen)
    said = _("Both have signed. The public page of the box shows it now.") if done.is_closed else _("Signed.")
    success(request, said)


def _known(request: StaffRequest, form: SecondForm) -> Staff | None:
    """Who gave name and password; wrong ones wait as at the log-in, and count there too."""
    username, password = form.cleaned_data["username"], form.cleaned_data["password"]
    address, now = request.META.get("REMOTE_ADDR", ""), request.viewer.now
    if (wait := log_in_trials.take_turn(username, address, now=now)) > 0:
        said = ngettext(
            "A wrong password was tried several times. Please wait %(seconds)s second, then try again.",
            "A wrong password was tried several times. Please wait %(seconds)s seconds, then try again.",
            wait,
        )
        form.add_error("password", said % {"seconds": wait})
        return None
    staff = authenticate(request, username=username.strip().lower(), password=password)
    if not isinstance(staff, Staff):
        form.add_error("password", _("Name and password do not belong together. Please try again."))
        return None
    log_in_trials.right_one(username, address)
    if staff.must_change_password:
        form.add_error("username", _("Log in once and choose a password of your own; then you can sign."))
        return None
    return staff


@require_POST
@staff_page(*EMPTIES)
def back(request: StaffRequest, batch_id: int) -> HttpResponse:
    """The first signature is taken back, so that something can change."""
    viewer = request.viewer
    try:
        batch = batch_for_viewer(batch_id, viewer.grants)
        take_signature_back(batch.pk, actor=viewer.actor, now=viewer.now)
    except BatchNotFound:
        return not_here(request)
    except HuiyingError as err:
        return whole(request, batch, refused=err)
    success(request, _("The signature is taken back. What is wrong can be changed now."))
    return redirect("desk:box_batch", batch.pk)
