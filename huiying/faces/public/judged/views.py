"""One page that leads to everything by which the office is supervised and judged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def judged(request: HttpRequest) -> HttpResponse:
    """Where to read what of it."""
    return render(request, "public/judged/judged.html")
