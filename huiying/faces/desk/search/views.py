"""One box for everything: words, a phrase in quotes, or a receipt number, which leads straight to its case."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, push_url, reselect, retarget

from huiying.core.codes import NumberIncompleteError, normal_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.core.search import query
from huiying.faces.desk import nav
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.export.wanted import search_export_url
from huiying.faces.desk.search.address import opened, sealed
from huiying.faces.desk.search.asked import BEST, Asked, applied, is_best, is_open, kind_chips, state_chips
from huiying.faces.desk.search.kind import Found, Wanted
from huiying.faces.desk.search.kinds import kind_for
from huiying.serve.casework.selectors.casepage import case_by_number

MOST_TYPED = 1_000
"""Characters of a query that are carried on; core.search reads no more."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*nav.CASES, asks=True)
def search(request: StaffRequest) -> HttpResponse:
    """Words, a phrase or a receipt number among all that the viewer may open.

    What is typed is posted, and sealed into the address of the results (see `address`).
    """
    return _ask(request) if request.method == "POST" else _show(request)


def _ask(request: StaffRequest) -> HttpResponse:
    """Straight to a case, or to the address of the results."""
    typed = request.POST.get("q", "").strip()[: MOST_TYPED + 1]
    number, _said = _number(typed)
    found = case_by_number(number, request.viewer.grants) if number else None
    if found is not None:
        return _go(request, reverse("desk:case", args=(found.pk,)))
    kind = kind_for(request.viewer, request.POST.get("in", ""))
    form = kind.filters(request.POST)
    blob = sealed(request, typed) if typed else ""
    asked = Asked(kind, form, typed, blob, query(typed), is_open(request.POST), is_best(request.POST))
    if not form.is_valid():
        return _refused(request, asked)
    return redirect(asked.url())


def _refused(request: StaffRequest, asked: Asked) -> HttpResponse:
    """The filters with what is wrong with them; htmx takes no refusals, so that it is given the page as one taken."""
    asked = replace(asked, narrow=True)
    if not request.headers.get("HX-Request"):
        return _page(request, asked, status=422)
    return push_url(retarget(reselect(_page(request, asked), "main"), "main"), False)


def _go(request: StaffRequest, url: str) -> HttpResponse:
    """To another page as a whole, also where only the results were to be exchanged."""
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)


def _show(request: StaffRequest) -> HttpResponse:
    given = request.GET
    kind = kind_for(request.viewer, given.get("in", ""))
    form = kind.filters(given)
    form.is_valid()
    blob = given.get("q", "")
    typed = opened(request, blob) if blob else ""
    gone = typed is None
    below = given.get("below", "")
    asked = Asked(
        kind,
        form,
        typed or "",
        "" if gone else blob,
        query(typed or ""),
        is_open(given),
        is_best(given),
        int(below) if below.isdecimal() and len(below) < 13 else None,
    )
    if gone or not asked.is_asked:
        return _page(request, asked, gone=gone)
    found = kind.find(Wanted(asked.query, form, request.viewer, asked.below, asked.best_first))
    return _page(request, asked, found)


def _page(
    request: StaffRequest, asked: Asked, found: Found | None = None, *, gone: bool = False, status: int = 200
) -> HttpResponse:
    number, mistyped = _number(asked.typed)
    hits = found.hits if found else None
    context = {
        "asked": asked,
        "form": asked.form,
        "count": hits.count if hits else None,
        "rows": found.rows if found else [],
        "older": asked.url(below=str(hits.older)) if hits and hits.older is not None else "",
        "newer": asked.url() if asked.below is not None else "",
        "kinds": kind_chips(request.viewer, asked),
        "chips": state_chips(asked),
        "applied": applied(asked),
        "narrow_url": asked.url(narrow="" if asked.narrow else "1"),
        "order_url": asked.url(order="" if asked.best_first else BEST) if asked.query else "",
        "plain_url": asked.url(**dict.fromkeys(asked.form.fields, "")) if asked.form.kept() else "",
        "number_said": mistyped or (_("No case with this receipt number is open to you.") if number else ""),
        "gone": gone,
        "export_url": search_export_url(asked.url(order="", narrow="")) if asked.is_asked else "",
        "sealed_url": reverse("desk:sealed") if request.viewer.holds(Role.SEALED_OFFICER) else "",
    }
    return render(request, "desk/search/page.html", nav.page(request, "search") | context, status=status)


def _number(typed: str) -> tuple[str, str]:
    """The receipt number that was typed, and what is wrong with it; both empty for anything else."""
    try:
        return normal_number(typed), ""
    except NumberIncompleteError:
        return "", ""
    except HuiyingError as err:
        return "", err.say(get_language() or "")
