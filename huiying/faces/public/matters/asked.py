"""Is it there, does it work? Asked of the voices behind a line by their receipt, and on the spot of anybody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.faces.public.commitments.words import drawn
from huiying.faces.public.fields import refusal
from huiying.faces.public.follow.acts import Do, attempt
from huiying.faces.public.follow.opened import opened
from huiying.faces.public.matters.browser import remember_token, token_of
from huiying.faces.public.matters.forms import FoundForm
from huiying.faces.public.matters.views import found_line
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.models import Acceptance
from huiying.judge.ratings.selectors import acceptance_of
from huiying.listen.voices.models import Voice
from huiying.loop.keep_promise import accept_on_site, accept_with_receipt
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import commitments_of_case
from huiying.serve.commitments.selectors.speakers import may_be_judged
from huiying.serve.matters.models import Matter
from huiying.serve.matters.selectors.years import matter_of

_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@_BOTH
def on_site(request: HttpRequest, year: int, position: int) -> HttpResponse:
    """Two questions to whoever stands before it; before its day is over the page says when to come again."""
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    found, promise = found_line(year, position)
    line, name = found.matter, f"found_{found.matter.pk}"
    token = token_of(request, name)
    form = _form(request, acceptance_of(promise.pk, token=token) if token else None)
    asked = may_be_judged(promise, calendar().local_date(clock.now()))
    if asked and form.is_bound and form.is_valid() and (given := _attempt(promise, form, token)):
        address = reverse("public:matter_found", args=(year, position))
        response = redirect(f"{address}?done")
        remember_token(response, name, given, path=address)
        return response
    context = {
        **_context(line, promise, form),
        "asked": asked,
        "done": "done" in request.GET and not form.is_bound,
        "back_url": reverse("public:matter", args=(year, position)),
    }
    return render(request, "public/matters/found.html", context, status=422 if form.is_bound and asked else 200)


def _attempt(promise: Commitment, form: FoundForm, token: str) -> str:
    """The number under which it is kept; the key of the page makes a double click one."""
    number, key = token or UUID(hex=form.cleaned_data["key"]).hex, form.cleaned_data["key"]
    try:
        accept_on_site(promise.pk, token=number, now=clock.now(), key=f"found:{key}", **form.answers())
    except HuiyingError as err:
        form.add_error(None, refusal(err))
        return ""
    return number


@_BOTH
@opened
def with_receipt(request: HttpRequest, voice: Voice, commitment_id: int) -> HttpResponse:
    """The same two questions to the speaker of a voice behind it."""
    line, promise = _of_voice(voice, commitment_id)
    form = _form(request, acceptance_of(promise.pk, case_id=voice.pk))
    if form.is_bound and form.is_valid() and attempt(form, voice, _accepting(promise, form)):
        return redirect(f"{reverse('public:voice')}?done=judged#promises")
    context = {
        **_context(line, promise, form),
        "asked": True,
        "number": voice.number,
        "back_url": reverse("public:voice"),
    }
    return render(request, "public/matters/found.html", context, status=422 if form.is_bound else 200)


def _of_voice(voice: Voice, commitment_id: int) -> tuple[Matter, Commitment]:
    """A line that this voice led to and that can be judged now."""
    told = commitments_of_case(voice.pk, today=calendar().local_date(clock.now()))
    found = next((one for one in told if one.commitment.pk == commitment_id and one.judged), None)
    line = matter_of(commitment_id) if found is not None else None
    if found is None or line is None:
        raise Http404
    return line, found.commitment


def _accepting(promise: Commitment, form: FoundForm) -> Do:
    def do(voice: Voice, _data: Mapping[str, Any], now: datetime, key: str) -> object:
        return accept_with_receipt(voice, promise.pk, now=now, key=key, **form.answers())

    return do


def _form(request: HttpRequest, before: Acceptance | None) -> FoundForm:
    initial = {"there": before.there, "works": before.works, "words": before.words} if before else {}
    return FoundForm(*((request.POST, request.FILES) if request.method == "POST" else ()), initial=initial)


def _context(line: Matter, promise: Commitment, form: FoundForm) -> dict[str, Any]:
    return {"line": line, "form": form, "row": drawn(promise, calendar().local_date(clock.now()))}
