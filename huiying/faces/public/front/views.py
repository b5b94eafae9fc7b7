"""The front page: say something, follow something, and what this office promises, with last month's figures."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiying.faces.public.follow.forms import NumberForm
from huiying.faces.public.front.figures import Figures, last_month
from huiying.faces.public.paused import paused_now
from huiying.foundation.keys import clock
from huiying.foundation.office.models import in_language
from huiying.foundation.office.selectors import office_profile

_KEY, _KEPT_SECONDS = "public.front.figures", 300


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Sets no cookie: the box for the receipt number needs none."""
    office = office_profile()
    context = {
        "form": NumberForm(),
        "figures": _figures(),
        "phone": office.phone,
        "address": in_language(office.address, office.address_en),
        "hours": in_language(office.hours, office.hours_en),
        "paused": paused_now(),
    }
    return render(request, "public/front/front.html", context)


def _figures() -> Figures:
    found: Figures | None = cache.get(_KEY)
    if found is None:
        found = last_month(clock.now())
        cache.set(_KEY, found, _KEPT_SECONDS)
    return found
