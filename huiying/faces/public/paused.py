"""What the public pages say while the office takes nothing in by the web."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huiying.foundation.keys import clock
from huiying.foundation.office.models import OfficeProfile, in_language
from huiying.foundation.office.selectors import office_profile, web_pause


@dataclass(frozen=True, slots=True)
class Paused:
    """Until when, why, and where to go instead."""

    until: datetime
    why: str
    phone: str
    address: str
    hours: str


def paused_now() -> Paused | None:
    """None nearly always."""
    pause = web_pause(clock.now())
    if pause is None:
        return None
    office: OfficeProfile = office_profile()
    address, hours = in_language(office.address, office.address_en), in_language(office.hours, office.hours_en)
    return Paused(pause.until, pause.why, office.phone, address, hours)


def paused_page(request: HttpRequest) -> HttpResponse:
    """Instead of the first question."""
    return render(request, "public/speak/paused.html", {"paused": paused_now()}, status=503)
