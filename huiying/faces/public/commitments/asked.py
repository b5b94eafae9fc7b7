"""Was it kept? Asked of those alone whose voices led to the promise, by their receipt; what was said can be changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from huiying.faces.public.commitments import words
from huiying.faces.public.fields import OneOf, WordsField
from huiying.faces.public.follow.acts import Do, attempt
from huiying.faces.public.follow.forms import MOST, KeyedForm
from huiying.faces.public.follow.opened import opened
from huiying.foundation.keys import clock
from huiying.judge.ratings.enums import Kept
from huiying.judge.ratings.selectors import verdict_of
from huiying.listen.voices.models import Voice
from huiying.loop.keep_promise import say_verdict
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import commitments_of_case


class VerdictForm(KeyedForm):
    """One question; the words may be left out."""

    open_fields = ("words",)
    kept = OneOf(
        label=_("Was it kept?"),
        choices=Kept.choices,
        error_messages={"required": _("Please choose one of these")},
    )
    words = WordsField(
        limit=MOST,
        label=_("What do you see there?"),
        help_text=_("You need not say. Whoever handles your matter reads it; the public does not."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def verdict(request: HttpRequest, voice: Voice, commitment_id: int) -> HttpResponse:
    """The question with what was said before; posted, it is kept and the receipt shows it."""
    promise = _promise(voice, commitment_id)
    if promise.source == Source.MATTER:
        return redirect("public:matter_accept", promise.pk)
    before = verdict_of(promise.pk, voice.pk)
    initial = {"kept": before.kept, "words": before.words} if before else {}
    form = VerdictForm(*((request.POST, request.FILES) if request.method == "POST" else ()), initial=initial)
    if form.is_bound and form.is_valid() and attempt(form, voice, _saying(promise)):
        return redirect(f"{reverse('public:voice')}?done=judged#promises")
    context = {
        "form": form,
        "number": voice.number,
        "back_url": reverse("public:voice"),
        "draft": f"verdict-{voice.pk}-{promise.pk}",
        "row": words.drawn(promise, localdate(clock.now())),
    }
    return render(request, "public/commitments/verdict.html", context, status=422 if form.is_bound else 200)


def _promise(voice: Voice, commitment_id: int) -> Commitment:
    """A promise that this voice led to and that can be judged now."""
    told = commitments_of_case(voice.pk, today=localdate(clock.now()))
    found = next((one for one in told if one.commitment.pk == commitment_id), None)
    if found is None or not found.judged:
        raise Http404
    return found.commitment


def _saying(promise: Commitment) -> Do:
    def do(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
        return say_verdict(voice, promise.pk, kept=data["kept"], words=data["words"], now=now, key=key)

    return do
