"""What was promised: the list, late ones first, and each promise with its road back and forward."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from huiying.faces.look.dates import month
from huiying.faces.look.downloads import download, small_picture
from huiying.faces.look.parts import Chip
from huiying.faces.public.commitments import verdicts, words
from huiying.faces.public.commitments.road import road_back
from huiying.foundation.files.errors import FileInfected, FileUnreadable
from huiying.foundation.files.models import StoredFile
from huiying.foundation.keys import clock
from huiying.foundation.people.models import Unit
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.selectors.commitments import (
    kept_share,
    public_commitment,
    public_commitments,
    public_file,
)
from huiying.serve.commitments.selectors.listing import hidden_open, public_owners

PAGE_ROWS = 30
ONLY: dict[str, tuple[Any, dict[str, Any]]] = {
    "": (gettext_lazy("All"), {}),
    "late": (gettext_lazy("Late"), {"late": True}),
    "open": (gettext_lazy("Being done"), {"state": CommitmentState.OPEN}),
    "kept": (gettext_lazy("Kept, say the units"), {"state": CommitmentState.KEPT}),
    "dropped": (gettext_lazy("Dropped promises"), {"state": CommitmentState.DROPPED}),
    "pledges": (gettext_lazy("Pledges of units and posts"), {"source": Source.PLEDGE}),
}
"""What the chips show, by their word in the address."""


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Late ones first; what is asked for stands in the address."""
    only = request.GET.get("only", "")
    only = only if only in ONLY else ""
    units, today = public_owners(), timezone.localdate(clock.now())
    unit = _unit(request.GET.get("unit", ""), units)
    rows = public_commitments(today=today, owner=unit, **ONLY[only][1])
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    asked = {"only": only, "unit": str(unit or "")}
    context = {
        "rows": [words.drawn(one, today) for one in page.object_list],
        "kept": _kept(today, unit),
        "chips": [
            Chip(said, _url({**asked, "only": name}), current=name == only) for name, (said, _by) in ONLY.items()
        ],
        "only": only,
        "units": units if len(units) > 1 else [],
        "unit": unit,
        "before": _url({**asked, "page": str(page.previous_page_number())}) if page.has_previous() else "",
        "after": _url({**asked, "page": str(page.next_page_number())}) if page.has_next() else "",
        "hidden": hidden_open(),
    }
    return render(request, "public/commitments/promises.html", context)


def _unit(typed: str, units: list[Unit]) -> int | None:
    """One of those on offer; anything else is all units."""
    asked = id_in(typed)
    return asked if any(unit.pk == asked for unit in units) else None


def _url(asked: Mapping[str, str]) -> str:
    given = {name: value for name, value in asked.items() if value}
    return reverse("public:promises") + (f"?{urlencode(given)}" if given else "")


def _kept(today: date, unit: int | None) -> str:
    """How last month's promises were kept, by the day that was promised first; "" where none was due."""
    this = today.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    kept, due = kept_share(last, this, unit, public=True)
    if not due:
        return ""
    said = ngettext(
        "Of %(due)s promise due in %(month)s, %(kept)s was kept by its first day.",
        "Of %(due)s promises due in %(month)s, %(kept)s were kept by their first day.",
        due,
    )
    return said % {"due": due, "month": month(last), "kept": kept}


@require_safe
def promise(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """One of them: where it came from, how far it is, what was told, what those say whom it is for."""
    today = timezone.localdate(clock.now())
    try:
        found = public_commitment(commitment_id, today=today)
    except CommitmentNotFound as err:
        raise Http404 from err
    one = found.commitment
    said, counted = verdicts.rows(one.pk, found.voices)
    context = {
        "promise": one,
        "row": words.drawn(one, today),
        "rows": words.summary(one),
        "parts": found.parts,
        "steps": words.timeline(found),
        "files": words.evidence(found),
        "road": road_back(found),
        "said": said,
        "verdicts": counted,
    }
    return render(request, "public/commitments/promise.html", context)


@require_safe
def evidence(request: HttpRequest, commitment_id: int, file_id: int) -> HttpResponse:
    """A file that shows it, to be saved."""
    try:
        return download(_file(commitment_id, file_id))
    except (FileInfected, FileUnreadable) as err:
        raise Http404 from err


@require_safe
def evidence_small(request: HttpRequest, commitment_id: int, file_id: int) -> HttpResponse:
    """Its small picture."""
    try:
        small = small_picture(_file(commitment_id, file_id))
    except FileUnreadable as err:
        raise Http404 from err
    if small is None:
        raise Http404
    return small


def _file(commitment_id: int, file_id: int) -> StoredFile:
    try:
        return public_file(commitment_id, file_id)
    except CommitmentNotFound as err:
        raise Http404 from err
