"""Other legal ways, with their limits, laws and where they lead here."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiying.core.legal_ways import WAYS, LegalWay, Way
from huiying.core.words import Text
from huiying.foundation.office.selectors import office_profile
from huiying.serve.appeals.selectors.addresses import own_addresses


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way as the page shows it. `where`: the office's own words, else what holds everywhere."""

    id: Way
    way: LegalWay
    where: Text


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Review and final review first, then everything that is not petition."""
    own = own_addresses()
    rows = [WayRow(way, told, own.get(way, told.where)) for way, told in WAYS.items()]
    return render(request, "public/appeals/rights.html", {"ways": rows, "profile": office_profile()})
