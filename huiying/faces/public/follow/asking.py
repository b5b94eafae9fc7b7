"""What a speaker asks for around the handling: that somebody keep out of it, and help to be heard."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.faces.public.fields import LineField, OneOf, WordsField, refusal
from huiying.faces.public.follow.forms import KeyedForm
from huiying.faces.public.follow.opened import opened
from huiying.foundation.keys import clock
from huiying.listen.voices.enums import HelpKind
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.helping import ask_help
from huiying.loop.keep_out import ask_recusal
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recusals import units_asked

HANDLER, UNIT, OTHER = "handler", "unit", "other"
_BOTH = require_http_methods(["GET", "HEAD", "POST"])


class KeepOutForm(KeyedForm):
    open_fields = ("who",)
    whom = OneOf(label=_("Who is to keep out?"), error_messages={"required": _("Please choose who")})
    who = LineField(
        label=_("If it is somebody else: who?"),
        help_text=_("A name is best; what they do or how you met them helps, too."),
        limit=100,
    )
    why = WordsField(
        limit=500,
        label=_("Why?"),
        help_text=_(
            "For example: a relative of the other side, or it is about them. Who decides reads it, nobody else."
        ),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        if not case.sealed:
            choices = [(HANDLER, gettext("The person who handles it"))] if case.handler_id else []
            choices += [(f"{UNIT}{unit.pk}", str(unit)) for unit in units_asked(case)]
        self.fields["whom"].choices = [*choices, (OTHER, gettext("Somebody else"))]  # type: ignore[attr-defined]  # of OneOf

    def asked(self, case: Case) -> dict[str, Any]:
        """About whom, as the service takes it."""
        whom = str(self.cleaned_data["whom"])
        if whom == HANDLER:
            return {"staff_id": case.handler_id}
        if whom.startswith(UNIT):
            return {"unit_id": int(whom.removeprefix(UNIT))}
        return {"who": self.cleaned_data["who"]}


class HelpForm(KeyedForm):
    open_fields = ("language",)
    help = forms.MultipleChoiceField(
        label=_("What would help you?"),
        choices=HelpKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one")},
    )
    language = LineField(label=_("For an interpreter: which language or dialect?"), limit=12)


@_BOTH
@opened
def keep_out(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Ask that an officer or a unit keep out; whoever is named is stopped at once."""
    case = Case.objects.select_related("handler", "office", "unit").get(pk=voice.pk)
    posted = request.POST if request.method == "POST" else None
    form = KeepOutForm(posted, request.FILES if posted is not None else None, case=case)
    if voice.erased_at is None and form.is_bound and form.is_valid() and _asked(form, voice, case):
        return _back("keep_out")
    return _shown(request, voice, form, "public/follow/keep_out.html", "keep_out")


def _asked(form: KeepOutForm, voice: Voice, case: Case) -> bool:
    said = form.cleaned_data
    key = f"form:{voice.pk}:{said['key']}"
    try:
        ask_recusal(voice.pk, why=said["why"], **form.asked(case), actor=speaker(voice), now=clock.now(), key=key)
    except HuiyingError as err:
        form.add_error("who" if err.code == "recusal.say_who" else None, refusal(err))
        return False
    return True


@_BOTH
@opened
def helped(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Ask for an interpreter, sign language, easy words, or to have it read out."""
    form = HelpForm(request.POST, request.FILES) if request.method == "POST" else HelpForm()
    if voice.erased_at is None and form.is_bound and form.is_valid():
        said = form.cleaned_data
        kinds = [HelpKind(one) for one in said["help"]]
        key = f"form:{voice.pk}:{said['key']}"
        ask_help(voice, kinds, said["language"], actor=speaker(voice), now=clock.now(), key=key)
        return _back("help")
    return _shown(request, voice, form, "public/follow/help.html", "help")


def _back(done: str) -> HttpResponse:
    return redirect(f"{reverse('public:voice')}?done={done}")


def _shown(request: HttpRequest, voice: Voice, form: KeyedForm, template: str, name: str) -> HttpResponse:
    context = {
        "form": form,
        "number": voice.number,
        "back_url": reverse("public:voice"),
        "draft": f"{name}-{voice.pk}",
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
