"""Somebody took revenge, or let out who spoke: the door to a report of its own; and how a report's result is told."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.core.procedures.guards.sealed import FEEDBACK_WAYS, chosen_way
from huiying.faces.look.templatetags.hy import say
from huiying.faces.public.fields import OneOf, WordsField, refusal
from huiying.faces.public.follow.forms import MOST, KeyedForm
from huiying.faces.public.follow.opened import opened
from huiying.foundation.keys import clock
from huiying.listen.voices.models import Voice
from huiying.loop.report_harm import report_harm
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.sealed import blamed_units

ELSEWHERE = "elsewhere"


class HarmForm(KeyedForm):
    """`by`: a unit that has had the matter, or somebody else."""

    words = WordsField(
        limit=MOST,
        label=_("What happened?"),
        help_text=_("When, who, and how you noticed. For instance: threats, a favour refused, your name passed on."),
    )
    by = OneOf(
        label=_("Where does whoever did it work?"),
        help_text=_("That unit never sees this report, nor does anybody below it."),
    )

    def __init__(self, *args: Any, voice: Voice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [] if (case := _case(voice)).sealed else blamed_units(case)
        self.fields["by"].choices = [  # type: ignore[attr-defined]  # a choice field, as declared above
            *((str(unit.pk), str(unit)) for unit in units),
            (ELSEWHERE, _("Somewhere else, or I do not know")),
        ]

    @property
    def by_unit(self) -> int | None:
        """The id of the unit that was chosen."""
        chosen = str(self.cleaned_data["by"])
        return None if chosen == ELSEWHERE else int(chosen)


class WayForm(KeyedForm):
    """How the result of a report is told."""

    way = OneOf(
        label=_("How do you want to be told the result?"),
        help_text=_("Phone and letter use what you left with us. Nobody calls or writes in any other way."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(way.value, say(way.label)) for way in FEEDBACK_WAYS]  # type: ignore[attr-defined]  # as above


def _case(voice: Voice) -> Case:
    return Case.objects.select_related("voice").get(pk=voice.pk)


def way_of(voice: Voice) -> str:
    """How the speaker wants to be told now."""
    return chosen_way(_case(voice).facts.get("tracks", {}))


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def harm(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Asks what happened and who did it; then shows the receipt of the new report, the same for the same form."""
    form = HarmForm(request.POST, request.FILES, voice=voice) if request.method == "POST" else HarmForm(voice=voice)
    if form.is_bound and form.is_valid():
        try:
            receipt = report_harm(
                voice,
                text=form.cleaned_data["words"],
                by_unit=form.by_unit,
                language=get_language() or "",
                draft_id=uuid.UUID(hex=form.cleaned_data["key"]),
                now=clock.now(),
            )
        except HuiyingError as err:
            form.add_error(None, refusal(err))
        else:
            shown = {"number": receipt.voice.number, "code": receipt.code or "", "back_url": reverse("public:voice")}
            return render(request, "public/follow/harm_taken.html", shown)
    context = {"form": form, "number": voice.number, "back_url": reverse("public:voice"), "draft": f"harm-{voice.pk}"}
    return render(request, "public/follow/harm.html", context, status=422 if form.is_bound else 200)
