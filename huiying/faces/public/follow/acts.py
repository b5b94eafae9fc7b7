"""What the holder of a receipt can do to the voice, each posted once and answered with the voice's page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.faces.public.fields import refusal
from huiying.faces.public.follow import forms
from huiying.faces.public.follow.harm import WayForm
from huiying.faces.public.follow.opened import View, opened
from huiying.foundation.keys import clock
from huiying.listen.voices.models import Voice
from huiying.loop import speaker_acts

Do = Callable[[Voice, Mapping[str, Any], datetime, str], object]
_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Page:
    """One act: its form, its template, what it does, and the word that the voice's page then says it with."""

    form: type[forms.KeyedForm]
    template: str
    do: Do
    done: str


def _page(page: Page) -> View:
    """GET shows the form; POST does it once and goes back to the voice."""

    def view(request: HttpRequest, voice: Voice) -> HttpResponse:
        form = page.form(request.POST, request.FILES) if request.method == "POST" else page.form()
        if form.is_bound and form.is_valid() and attempt(form, voice, page.do):
            return redirect(f"{reverse('public:voice')}?done={page.done}")
        context = {
            "form": form,
            "number": voice.number,
            "back_url": reverse("public:voice"),
            "draft": f"{page.done}-{voice.pk}",
        }
        return render(request, page.template, context, status=422 if form.is_bound else 200)

    return _BOTH(opened(view))


def attempt(form: forms.KeyedForm, voice: Voice, do: Do) -> bool:
    """Do it; what stands against it becomes a sentence on the form."""
    data = form.cleaned_data
    try:
        do(voice, data, clock.now(), f"form:{voice.pk}:{data['key']}")
    except HuiyingError as err:
        form.add_error(None, refusal(err))
        return False
    return True


def _again(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return speaker_acts.ask_follow_up(voice, words=data["words"], now=now, key=key)


def _look_again(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return speaker_acts.ask_second_look(voice, words=data["words"], now=now, key=key)


def _withdraw(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return speaker_acts.withdraw(voice, reason=data["reason"], now=now, key=key)


def _undo(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return speaker_acts.undo_withdraw(voice, now=now, key=key)


def _told_by(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return speaker_acts.choose_feedback(voice, way=data["way"], now=now, key=key)


def _open(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return speaker_acts.read_opinion(voice, now=now, key=key)


def rating_of(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    """Keep the four answers, each as given or empty."""
    answers = {name: data.get(name, "") for name in ("responded", "resolved", "satisfied", "put_right", "words")}
    return speaker_acts.rate(voice, **answers, now=now, key=key)


again = _page(Page(forms.AgainForm, "public/follow/again.html", _again, "again"))
second_look = _page(Page(forms.SecondLookForm, "public/follow/second_look.html", _look_again, "second_look"))
withdraw = _page(Page(forms.WithdrawForm, "public/follow/withdraw.html", _withdraw, "withdrawn"))
undo = _page(Page(forms.UndoForm, "public/follow/undo.html", _undo, "undone"))
opinion = _page(Page(forms.OpenForm, "public/follow/opinion.html", _open, "opened"))
feedback_way = _page(Page(WayForm, "public/follow/feedback_way.html", _told_by, "way"))
