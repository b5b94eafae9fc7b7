"""How were you met? Asked of who came, called or was visited, by their receipt; once, and never about a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from huiying.faces.look.dates import full
from huiying.faces.look.met import ASKED, said_rows
from huiying.faces.look.parts import Row
from huiying.faces.public.fields import OneOf
from huiying.faces.public.follow.acts import attempt
from huiying.faces.public.follow.forms import KeyedForm
from huiying.faces.public.follow.opened import opened
from huiying.judge.ratings.enums import YesNo
from huiying.judge.ratings.selectors.encounters import QUESTIONS, encounter_of, is_asked
from huiying.listen.voices.models import Voice
from huiying.loop.speaker_acts import judge_encounter


class EncounterForm(KeyedForm):
    """Four questions; each may be left out, one answer is enough. There is no field for words, so none for a name."""

    open_fields = QUESTIONS
    came_in = OneOf(label=ASKED["came_in"], choices=YesNo.choices)
    respected = OneOf(label=ASKED["respected"], choices=YesNo.choices)
    understood = OneOf(label=ASKED["understood"], choices=YesNo.choices)
    easy = OneOf(label=ASKED["easy"], choices=YesNo.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in QUESTIONS):
            self.add_error("came_in", gettext("Please answer at least one of the questions"))
        return cleaned


@dataclass(frozen=True, slots=True)
class MetPart:
    """What the receipt page says of it. `ask_url`: "" once it was answered; `said`: the answers, `on` which day."""

    ask_url: str
    said: tuple[Row, ...]
    on: str


def met_part(voice: Voice) -> MetPart | None:
    """None where nobody is asked: they wrote, or it is sealed or erased."""
    if not is_asked(voice.case):
        return None
    before = encounter_of(voice.pk)
    if before is None:
        return MetPart(reverse("public:met"), (), "")
    return MetPart("", tuple(said_rows(before)), full(before.given_at))


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def met(request: HttpRequest, voice: Voice) -> HttpResponse:
    """The four questions; answered before, the receipt shows what was said."""
    if not is_asked(voice.case):
        raise Http404
    if request.method != "POST" and encounter_of(voice.pk) is not None:
        return redirect("public:voice")
    form = EncounterForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and attempt(form, voice, _judge):
        return redirect(f"{reverse('public:voice')}?done=met")
    context = {
        "form": form,
        "number": voice.number,
        "back_url": reverse("public:voice"),
        "draft": f"met-{voice.pk}",
    }
    return render(request, "public/encounters/ask.html", context, status=422 if form.is_bound else 200)


def _judge(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return judge_encounter(voice, **{name: data.get(name, "") for name in QUESTIONS}, now=now, key=key)
