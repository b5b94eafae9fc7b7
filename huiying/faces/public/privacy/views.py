"""What is kept of the holder of a receipt: their consents, a copy of it, and the request that it be erased."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from huiying.core.privacy import VERSION
from huiying.faces.look.keeping import keeping_table
from huiying.faces.public.follow.opened import opened
from huiying.faces.public.privacy.copying import zipped
from huiying.foundation.keys import clock
from huiying.listen.voices.enums import ConsentFor, RequestState
from huiying.listen.voices.errors import VoiceIsErased
from huiying.listen.voices.models import Voice
from huiying.listen.voices.selectors import consents_of, erasure_request_of
from huiying.listen.voices.services.consents import ask_erasure, withdraw_consent
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.holds import hold_of

_DONE = {
    "taken_back": _("Taken back. It holds from now on."),
    "asked": _("Asked. The keeper of identities decides, and the answer stands here."),
}


@require_safe
@opened
def own_data(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Consents, a copy, deletion, and how long what is kept."""
    asked = erasure_request_of(voice)
    context: dict[str, Any] = {
        "number": voice.number,
        "done": _DONE.get(request.GET.get("done", ""), ""),
        "consents": [
            {"purpose": row.purpose, "words": ConsentFor(row.purpose).label, "row": row} for row in consents_of(voice)
        ],
        "asked": asked,
        "waits": asked is not None and asked.state == RequestState.ASKED,
        "refused": asked is not None and asked.state == RequestState.REFUSED,
        "erased": voice.erased_at,
        "sealed": Case.objects.filter(pk=voice.pk, sealed=True).exists(),
        "held": hold_of(voice.pk) is not None,
        "keeping": keeping_table(),
        "version": VERSION,
    }
    return render(request, "public/privacy/own.html", context)


@require_POST
@opened
def own_copy(request: HttpRequest, voice: Voice) -> HttpResponse:
    """All of it in one ZIP file, made at once, kept nowhere; that it was taken stands on the receipt."""
    response = HttpResponse(zipped(request, voice, now=clock.now()), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="huiying-{voice.number}.zip"'
    return response


@require_POST
@opened
def take_back(request: HttpRequest, voice: Voice) -> HttpResponse:
    """One consent; taken back twice it is taken back once."""
    purpose = request.POST.get("purpose", "")
    if purpose in ConsentFor.values:
        withdraw_consent(voice.pk, purpose, actor=speaker(voice), now=clock.now())
    return redirect(f"{reverse('public:own_data')}?done=taken_back")


@require_POST
@opened
def ask_erase(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Of a sealed report nobody here decides, so nothing is asked."""
    if Case.objects.filter(pk=voice.pk, sealed=True).exists():
        return redirect("public:own_data")
    try:
        ask_erasure(voice.pk, actor=speaker(voice), now=clock.now())
    except VoiceIsErased:
        return redirect("public:own_data")
    return redirect(f"{reverse('public:own_data')}?done=asked")
