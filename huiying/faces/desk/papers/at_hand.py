"""Somebody is here with a receipt number: how it stands, and what a clerk does for them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiying.core.codes import grouped_number, is_number
from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, fresh_second_factor, not_here, staff_page, to_second_factor
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.intake.receipt import SignForm, sign_one
from huiying.faces.desk.nav import AT_HAND, page
from huiying.faces.desk.papers import opened
from huiying.faces.desk.papers.forms import AddForm, CheckedForm, CodeForm, CompareForm
from huiying.faces.desk.papers.said import said_of
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.loop.at_the_desk import add_words_for, compare_identity, reissue
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import may_see_case
from huiying.serve.casework.selectors.identity import may_serve

CHECKED = "checked"
"""In the address once it was said whether an identity agrees: the page then carries the mark."""
View = Callable[..., HttpResponse]


def _voice(number: str) -> Voice | None:
    if not is_number(number):
        return None
    return Voice.objects.select_related("split_from", "place").filter(number=number).first()


@require_safe
@staff_page(*AT_HAND)
def show(request: StaffRequest, number: str) -> HttpResponse:
    """What may be said about it, and what can be done."""
    voice = _voice(number)
    return not_here(request) if voice is None else _page(request, voice)


@require_POST
@staff_page(*AT_HAND)
def code(request: StaffRequest, number: str) -> HttpResponse:
    """With the code the clerk reads for half an hour what the speaker may read."""
    if (voice := _voice(number)) is None:
        return not_here(request)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            open_receipt(number=number, code=form.cleaned_data["code"], now=request.viewer.now)
        except HuiyingError as err:
            form.add_error("code", refusal(err))
        else:
            opened.remember(request, voice)
            success(request, _("The code is right."))
            return redirect("desk:at_hand", number)
    return _page(request, voice, code_form=form)


@require_POST
@staff_page(*AT_HAND)
def add(request: StaffRequest, number: str) -> HttpResponse:
    """Write down what the person adds: their words, marked as taken down by a clerk."""
    if (voice := _voice(number)) is None:
        return not_here(request)
    has_code = opened.is_open(request, voice)
    form = AddForm(request.POST, opened=has_code)
    if form.is_valid():
        given, viewer = form.cleaned_data, request.viewer
        more = {"text": given["words"], "how": given.get("how", ""), "opened": has_code}
        key = f"desk:{viewer.staff.pk}:add:{given['key']}"
        if _done(form, lambda: add_words_for(voice.pk, **more, actor=viewer.actor, now=viewer.now, key=key)):
            success(request, _("Added, in their name. The unit sees it, and that you wrote it down."))
            return redirect("desk:at_hand", number)
    return _page(request, voice, add_form=form)


@require_POST
@staff_page(*AT_HAND)
def compare(request: StaffRequest, number: str) -> HttpResponse:
    """Whether what they say agrees with what was left. What was left is not shown."""
    if (voice := _voice(number)) is None:
        return not_here(request)
    if not fresh_second_factor(request):
        return to_second_factor(request, reverse("desk:at_hand", args=(number,)))
    form, viewer = CompareForm(request.POST), request.viewer
    if form.is_valid():
        key = f"desk:{viewer.staff.pk}:compare:{form.cleaned_data['key']}"
        agrees: list[bool] = []
        if _done(
            form,
            lambda: agrees.append(
                compare_identity(voice.pk, form.given(), actor=viewer.actor, now=viewer.now, key=key)
            ),
        ):
            if agrees[0]:
                success(request, _("It agrees with what was left. The person can read that you asked."))
            else:
                warning(request, _("It does not agree with what was left. The person can read that you asked."))
            return redirect(f"{reverse('desk:at_hand', args=(number,))}?{CHECKED}")
    return _page(request, voice, compare_form=form)


@require_POST
@staff_page(*AT_HAND)
def reissue_slip(request: StaffRequest, number: str) -> HttpResponse:
    """A new code for a lost slip; the old one and every link stop working."""
    if (voice := _voice(number)) is None:
        return not_here(request)
    if not fresh_second_factor(request):
        return to_second_factor(request, reverse("desk:at_hand", args=(number,)))
    form, viewer = CheckedForm(request.POST), request.viewer
    if form.is_valid():
        how, draft = form.cleaned_data["how"], form.cleaned_data["key"]
        if _done(form, lambda: reissue(voice.pk, how=how, actor=viewer.actor, now=viewer.now, draft_id=draft)):
            return redirect("desk:intake_receipt", draft)
    return _page(request, voice, reissue_form=form)


@require_POST
@staff_page(*AT_HAND)
def sign(request: StaffRequest, number: str) -> HttpResponse:
    """A receipt for one more who signs the same words, also days later."""
    if (voice := _voice(number)) is None:
        return not_here(request)
    form = SignForm(request.POST)
    if form.is_valid() and (given := sign_one(request, form, voice.pk)) is not None:
        success(request, _("Receipt %(number)s is ready.") % {"number": grouped_number(given.number)})
        return redirect("desk:intake_receipt", form.cleaned_data["as_draft"])
    return _page(request, voice, sign_form=form)


def _done(form: forms.Form, do: Callable[[], object]) -> bool:
    """Whether it was done; what stands against it becomes a sentence on the form."""
    try:
        do()
    except HuiyingError as err:
        form.add_error(None, refusal(err))
        return False
    return True


def _page(request: StaffRequest, voice: Voice, **bound: forms.Form) -> HttpResponse:
    """`bound`: the one form that was sent and refused."""
    viewer = request.viewer
    case = Case.objects.select_related("voice__place", "voice__person", "office", "unit", "sender").get(pk=voice.pk)
    has_code = opened.is_open(request, voice)
    sees = may_see_case(voice.pk, viewer.grants)
    serves = may_serve(case, actor=viewer.actor, today=viewer.today)
    context: dict[str, Any] = {
        "voice": voice,
        "said": said_of(voice, now=viewer.now, whole=sees or has_code),
        "has_code": has_code,
        "sees": sees,
        "serves": serves,
        "add_form": AddForm(opened=has_code) if (serves or has_code) and not voice.erased_at else None,
        "compare_form": CompareForm() if serves and voice.person_id else None,
        "reissue_form": CheckedForm(auto_id="again_%s") if serves else None,
        "sign_form": SignForm(auto_id="sign_%s") if serves else None,
        "code_form": None if has_code or voice.erased_at else CodeForm(),
        "scan_key": str(uuid4()),
        "watermark": viewer.mark if has_code or CHECKED in request.GET else None,
    }
    refused = next(iter(bound.values()), None)
    context |= {**page(request, "papers"), **bound, "form": refused}
    return render(request, "desk/papers/at_hand.html", context, status=422 if refused is not None else 200)
