"""Public notices: those that stand, one of them, its sheet for the notice board, and the archive."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.notices import KINDS
from huiying.faces.look.parts import Chip
from huiying.faces.look.qr import own_root, qr_svg
from huiying.faces.public.notices import words
from huiying.foundation.keys import clock
from huiying.foundation.office.models import in_language
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.notices.errors import NoticeNotFound
from huiying.serve.notices.models import Notice
from huiying.serve.notices.selectors.notices import (
    Public,
    archive_units,
    archived_notices,
    drawn,
    public_notice,
    rests,
    standing_notices,
)

PAGE_ROWS = 30


def today_here() -> date:
    """Today in the office's zone."""
    return calendar().local_date(clock.now())


def found_or_404(notice_id: int) -> Public:
    """A published notice."""
    try:
        return public_notice(notice_id, today=today_here())
    except NoticeNotFound as err:
        raise Http404 from err


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Those without a result so far; what ends first stands first, what is over comes last."""
    today = today_here()
    rows = [_row(one, today) for one in standing_notices()]
    open_, over = [row for row in rows if row["open"]], [row for row in rows if not row["open"]]
    return render(request, "public/notices/notices.html", {"open": open_, "over": over})


def _row(notice: Notice, today: date) -> dict[str, Any]:
    found = drawn(notice, today=today)
    return {
        "found": found,
        "open": words.is_open(found),
        "kind": words.kind_name(notice.kind),
        "state": words.state(found),
        "left": words.left(found, today),
        "outcome": words.outcome(found),
    }


@require_safe
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One of them."""
    found, today = found_or_404(notice_id), today_here()
    context = {
        "found": found,
        "open": words.is_open(found),
        "state": words.state(found),
        "left": words.left(found, today),
        "rows": words.rows(found),
        "changed": words.changed(found),
        "outcome": words.outcome(found),
        "rests": rests(found.notice),
        **_office(),
    }
    return render(request, "public/notices/notice.html", context)


@require_safe
def paper(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One A4 sheet with a code to scan, to be put up where people pass."""
    found = found_or_404(notice_id)
    address = own_root(request) + reverse("public:notice", args=(notice_id,))
    context = {
        "found": found,
        "kind": words.kind_name(found.notice.kind),
        "outcome": words.outcome(found),
        "open": words.is_open(found),
        "qr": qr_svg(address),
        "address": address.partition("//")[2],
        **_office(),
    }
    return render(request, "public/notices/paper.html", context)


def _office() -> dict[str, str]:
    """Where people go who have no browser."""
    office = office_profile()
    return {"phone": office.phone, "address": in_language(office.address, office.address_en)}


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Those whose result is out, by kind and by unit."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    units = archive_units()
    unit = next((one for one in units if one.pk == id_in(request.GET.get("unit", ""))), None)
    rows = archived_notices(kind=kind, unit_id=unit.pk if unit else None)
    found = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    asked = {"kind": kind, "unit": str(unit.pk) if unit else ""}
    context = {
        "rows": [_row(one, today_here()) for one in found.object_list],
        "kinds": [Chip(_("All kinds"), _here(asked, kind=""), current=not kind), *_kinds(asked)],
        "units": units,
        "unit": unit,
        "kind": kind,
        "before": _here(asked, page=str(found.previous_page_number())) if found.has_previous() else "",
        "after": _here(asked, page=str(found.next_page_number())) if found.has_next() else "",
    }
    return render(request, "public/notices/archive.html", context)


def _kinds(asked: dict[str, str]) -> list[Chip]:
    return [Chip(one.name, _here(asked, kind=one.id), current=one.id == asked["kind"]) for one in KINDS.values()]


def _here(asked: dict[str, str], **changes: str) -> str:
    wanted = urlencode({name: value for name, value in (asked | changes).items() if value})
    return f"{reverse('public:notice_archive')}{f'?{wanted}' if wanted else ''}"
