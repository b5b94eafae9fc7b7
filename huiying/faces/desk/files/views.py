"""Files of a case: given out to whoever may see the case, put there by whoever works on it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import CASES, page
from huiying.faces.look.downloads import download, small_picture
from huiying.faces.look.parts import Option
from huiying.faces.look.uploads import MORE, REMOVE, Basket, FilesField
from huiying.faces.look.views import plain
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.models import Attachment
from huiying.listen.voices.selectors import attachment_of
from huiying.loop.attach_files import attach_to_case, may_attach
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer


class AttachForm(forms.Form):
    """Files, and for whom they are; nothing is for the person unless somebody says so. `key`: posted twice, they lie
    there once."""

    use_required_attribute = False
    papers = FilesField()
    of = forms.ChoiceField(
        label=gettext_lazy("For whom is it?"),
        widget=forms.RadioSelect,
        choices=[
            (
                AttachedAs.OFFICE,
                Option(gettext_lazy("For staff alone"), hint=gettext_lazy("Whoever may open this case sees it.")),
            ),
            (
                AttachedAs.REPLY,
                Option(
                    gettext_lazy("For the person, too"),
                    hint=gettext_lazy("It stands on their page at once and cannot be taken back. Look at it first."),
                ),
            ),
            (
                AttachedAs.ADDED,
                Option(
                    gettext_lazy("The person brought it"), hint=gettext_lazy("A paper handed in later, at the counter.")
                ),
            ),
        ],
        error_messages={"required": gettext_lazy("Choose for whom it is")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*CASES)
def attach(request: StaffRequest, case_id: int) -> HttpResponse:
    """Put files to a case; what was kept stays on the page while something else is put right."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if not may_attach(case, actor=viewer.actor, grants=viewer.grants):
        return not_open(request)
    scope = f"desk:{case.pk}:{viewer.staff.pk}"
    basket = Basket.of(request.POST.get("kept", ""), scope)
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if form.is_bound and _filled(request, form, basket) and _attached(request, case, form, basket):
        return redirect("desk:case", case.pk)
    basket.drop_gone()
    wrong = form.is_bound and bool(form.errors)
    context: dict[str, Any] = {"case": case, "form": form, "files": basket.rows(), "kept": basket.sealed(scope)}
    return render(request, "desk/files/attach.html", page(request, "") | context, status=422 if wrong else 200)


def _filled(request: StaffRequest, form: AttachForm, basket: Basket) -> bool:
    """Take what was sent into the basket; True when it is complete and to be attached now."""
    form.is_valid()
    basket.remove(request.POST.get(REMOVE, ""))
    basket.take(form.cleaned_data.get("papers", ()), request=request, now=request.viewer.now)
    if REMOVE in request.POST or MORE in request.POST:
        form.errors.clear()
    elif not basket.ids and not basket.refused and not Event.objects.filter(key=_key(request, form)).exists():
        form.add_error("papers", _("Choose at least one file"))
    for sentence in basket.refused:
        form.add_error("papers", sentence)
    return not form.errors and REMOVE not in request.POST and MORE not in request.POST


def _key(request: StaffRequest, form: AttachForm) -> str:
    """Of this person and this page."""
    return f"desk:{request.viewer.staff.pk}:attach:{form.cleaned_data.get('key') or uuid4()}"


def _attached(request: StaffRequest, case: Case, form: AttachForm, basket: Basket) -> bool:
    viewer, of = request.viewer, AttachedAs(form.cleaned_data["of"])
    key = _key(request, form)
    try:
        attach_to_case(case.pk, basket.ids, of=of, actor=viewer.actor, grants=viewer.grants, now=viewer.now, key=key)
    except HuiyingError as err:
        form.add_error(None, refusal(err))
        return False
    count = len(basket.ids) or basket.came
    said = ngettext("%(count)s file attached.", "%(count)s files attached.", count) % {"count": count}
    success(request, said)
    return True


@require_safe
@staff_page(*CASES)
def attached(request: StaffRequest, case_id: int, attachment_id: int) -> HttpResponse:
    """One file of a case that the viewer may see, to be saved."""
    if (found := _found(request, case_id, attachment_id)) is None:
        return not_here(request)
    try:
        return download(found.file, request.viewer.mark)
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])


@require_safe
@staff_page(*CASES)
def attached_small(request: StaffRequest, case_id: int, attachment_id: int) -> HttpResponse:
    """Its small picture."""
    found = _found(request, case_id, attachment_id)
    try:
        small = small_picture(found.file) if found else None
    except HuiyingError:
        small = None
    return small or not_here(request)


def _found(request: StaffRequest, case_id: int, attachment_id: int) -> Attachment | None:
    """A file of a case, with the strictness of the case itself."""
    try:
        case = case_for_viewer(case_id, request.viewer.grants)
    except CaseNotFound:
        return None
    return attachment_of(case.voice, attachment_id)
