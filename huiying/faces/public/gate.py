"""The pages that the gate shows. It asks for them itself; to everybody else they are not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.faces.look.context import PageFacts
from huiying.faces.look.gate.pages import ACTION, ASKED, CHALLENGE, FIELDS, SECONDS
from huiying.faces.look.middleware import text_is_large
from huiying.faces.public.paused import paused_now
from huiying.foundation.office.selectors import office_profile

PLACES = {"action": ACTION, "fields": FIELDS, "challenge": CHALLENGE, "seconds": SECONDS}
"""Where the gate puts its figures into the page."""


@require_safe
def wait(request: HttpRequest) -> HttpResponse:
    """Asks for a little work or a little waiting; the gate puts the figures in."""
    return _for_gate(request, "public/speak/wait.html")


@require_safe
def paused(request: HttpRequest) -> HttpResponse:
    """Says that nothing is taken in by the web now, until when, and where to go instead."""
    return _for_gate(request, "public/speak/paused.html")


def _for_gate(request: HttpRequest, template: str) -> HttpResponse:
    if ASKED not in request.META:
        raise Http404
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    look = PageFacts(reverse("public:speak"), text_is_large(request))
    return render(request, template, {"office": office_profile(), "look": look, "paused": paused_now(), "put": PLACES})
