"""What the person who spoke does in a mediation, each posted once and answered with the voice's page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.faces.look.parts import Words
from huiying.faces.public.fields import OneOf, WordsField
from huiying.faces.public.follow.acts import attempt
from huiying.faces.public.follow.forms import MOST, KeyedForm
from huiying.faces.public.follow.opened import View, opened
from huiying.listen.voices.models import Voice
from huiying.loop import mediate
from huiying.serve.casework.models import Case
from huiying.serve.mediation.enums import LASTING
from huiying.serve.mediation.models import Mediation
from huiying.serve.mediation.selectors.mediations import last_of, mediators_of

ASK = "ask"
_CHOOSE = gettext_lazy("Please choose one of these")


class ChooseForm(KeyedForm):
    """Whom one would like; the first answer leaves it open."""

    chose = OneOf(label=gettext_lazy("Whom would you like as the mediator?"), error_messages={"required": _CHOOSE})

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.pk), f"{one} · {one.body}") for one in mediators_of(case)]
        self.fields["chose"].choices = [("0", gettext("Anybody of the list")), *listed]  # type: ignore[attr-defined]  # of OneOf


class OfferForm(KeyedForm):
    """In confidence."""

    words = WordsField(
        limit=MOST,
        label=gettext_lazy("What do you offer, or what do you want?"),
        help_text=gettext_lazy("The mediator alone reads it. It is deleted when the mediation ends."),
    )
    told = OneOf(
        label=gettext_lazy("May the mediator tell the other side?"),
        choices=[("yes", gettext_lazy("Yes, they may")), ("no", gettext_lazy("No, only the mediator"))],
        error_messages={"required": _CHOOSE},
    )


class OnlyKeyForm(KeyedForm):
    """Pressing is enough."""


class BrokenForm(KeyedForm):
    """What was not done."""

    words = WordsField(limit=MOST, label=gettext_lazy("What was agreed and is not done?"))


@dataclass(frozen=True, slots=True)
class Page:
    """One act. `doc`: what the address is for; `chooses`: its form needs the list of mediators."""

    title: Words
    intro: Words
    button: Words
    no: Words
    form: type[KeyedForm]
    do: Callable[[Voice, Mapping[str, Any], datetime, str], object]
    doc: str
    chooses: bool = False


def _gone(found: Mediation | None, posted: bool) -> bool:
    """No mediation, or one that is over; what was posted is answered with a sentence all the same."""
    return found is None or (not posted and found.state not in LASTING)


def _view(page: Page, name: str) -> View:
    def view(request: HttpRequest, voice: Voice) -> HttpResponse:
        case = Case.objects.select_related("office", "unit").get(pk=voice.pk)
        found = last_of(case.pk)
        if case.sealed or (name != ASK and _gone(found, request.method == "POST")):
            raise Http404
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = page.form(*posted, **({"case": case} if page.chooses else {}))
        if form.is_bound and form.is_valid() and attempt(form, voice, page.do):
            return redirect(f"{reverse('public:voice')}?done=mediated#mediation")
        context = {
            "form": form,
            "page": page,
            "number": voice.number,
            "back_url": reverse("public:voice"),
            "draft": "" if name == "offer" else f"mediation-{name}-{voice.pk}",
        }
        return render(request, "public/mediation/act.html", context, status=422 if form.is_bound else 200)

    view.__doc__ = page.doc
    return require_http_methods(["GET", "HEAD", "POST"])(opened(view))


def _says(act_id: str) -> Callable[[Voice, Mapping[str, Any], datetime, str], object]:
    def do(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
        return mediate.say_in_mediation(voice, act_id, words=data.get("words", ""), now=now, key=key)

    return do


def _ask(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return mediate.ask(voice, now=now, key=key)


def _agree(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    return mediate.agree(voice, chose=int(data["chose"]), now=now, key=key)


def _name(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    mediate.name_mediator(voice, chose=int(data["chose"]), now=now, key=key)
    return voice


def _offer(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
    mediate.offer(voice, words=data["words"], may_pass=data["told"] == "yes", now=now, key=key)
    return voice


_TOGETHER = gettext_lazy(
    "You and the other side sit down with a mediator whom you both choose. You can stop at any time without saying "
    "why. The time limit of your matter runs on, and what you offer there is never used against you."
)
PAGES: Mapping[str, Page] = {
    ASK: Page(
        gettext_lazy("Ask for mediation?"),
        gettext_lazy(
            "Somebody who stands on nobody's side helps you and the other side to agree. It costs nothing, and either "
            "side can say no or stop at any time. The unit first sees whether your matter can be settled this way."
        ),
        gettext_lazy("Ask for it"),
        gettext_lazy("Not now, go back"),
        OnlyKeyForm,
        _ask,
        "Ask for mediation of one's matter.",
    ),
    "agree": Page(
        gettext_lazy("Agree to mediation?"),
        _TOGETHER,
        gettext_lazy("Yes, I agree"),
        gettext_lazy("Not now, go back"),
        ChooseForm,
        _agree,
        "Agree to mediation and name a mediator, or leave that open.",
        chooses=True,
    ),
    "mediator": Page(
        gettext_lazy("Choose a mediator"),
        _TOGETHER,
        gettext_lazy("Keep my choice"),
        gettext_lazy("Not now, go back"),
        ChooseForm,
        _name,
        "Name another mediator before it begins.",
        chooses=True,
    ),
    "stop": Page(
        gettext_lazy("Stop the mediation?"),
        gettext_lazy(
            "Nobody asks why, and nothing is written about whose fault it was. What you offered is deleted. Your "
            "matter is handled on; its time ran on all along."
        ),
        gettext_lazy("Stop it"),
        gettext_lazy("No, go on"),
        OnlyKeyForm,
        _says("stop_mediation"),
        "Stop the mediation; nobody asks why.",
    ),
    "offer": Page(
        gettext_lazy("Tell the mediator what you offer or want"),
        "",
        gettext_lazy("Send it to the mediator"),
        gettext_lazy("Not now, go back"),
        OfferForm,
        _offer,
        "Tell the mediator in confidence what one offers or wants.",
    ),
    "kept": Page(
        gettext_lazy("Was the agreement kept?"),
        gettext_lazy(
            "Say that everything was done as agreed. If something was not, your matter is handled again instead."
        ),
        gettext_lazy("Everything was done"),
        gettext_lazy("Not now, go back"),
        OnlyKeyForm,
        _says("settlement_kept"),
        "Say that the agreement was kept.",
    ),
    "broken": Page(
        gettext_lazy("The agreement was not kept?"),
        gettext_lazy("Your matter is then handled again, with the days that were left, at least 15."),
        gettext_lazy("Handle it again"),
        gettext_lazy("Not now, go back"),
        BrokenForm,
        _says("breach"),
        "Say that the agreement was not kept: the matter is handled again.",
    ),
}
VIEWS = {name: _view(page, name) for name, page in PAGES.items()}
