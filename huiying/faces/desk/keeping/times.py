"""One page for whoever keeps and erases: requests that wait, holds, times of keeping, the state of the keys."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.core.retention import KEEPING, Kept
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.keeping.forms import MonthsForm
from huiying.faces.desk.nav import ADMIN, KEEPING_PLACE, page
from huiying.faces.desk.paging import page_of
from huiying.faces.look.keeping import keeping_table
from huiying.faces.look.parts import Column, Link, Table
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.keys.ring import vault_versions
from huiying.foundation.office.selectors import kept_months
from huiying.foundation.office.services.keeping import set_keeping
from huiying.loop.key_troubles import key_troubles, older_keys_done
from huiying.serve.casework.selectors.erasure_requests import requests_in_reach
from huiying.serve.casework.selectors.holds import KEEPERS, holds_in_reach

PLACE = "keeping"
SHOWN = 100


@require_safe
@staff_page(*KEEPING_PLACE)
def keeping(request: StaffRequest) -> HttpResponse:
    """Each part for whoever has to do with it."""
    viewer = request.viewer
    context: dict[str, Any] = {"keeping": keeping_table(), "today": viewer.today}
    if viewer.holds(Role.IDENTITY_KEEPER):
        context["requests"] = page_of(request, requests_in_reach(viewer.grants), reverse("desk:keeping"), {})
    if viewer.holds(*KEEPERS):
        context["holds"] = list(holds_in_reach(viewer.grants)[:SHOWN])
        context["shows_holds"] = True
    if viewer.holds(*ADMIN):
        context["times"] = _times()
        context |= _keys()
    return render(request, "desk/keeping/keeping.html", page(request, PLACE) | context)


def _times() -> Table:
    months = kept_months()
    columns = (
        Column(_("Kind of thing")),
        Column(_("Months kept"), number=True),
        Column(_("May be")),
        Column(_("Legal basis")),
    )
    rows = [
        (
            format_html('<a href="{}">{}</a>', reverse("desk:keeping_time", args=(kind,)), say(row.said)),
            str(months[kind]),
            _("%(least)s to %(most)s") % {"least": row.least, "most": row.most},
            f"{row.source.instrument} {row.source.article}",
        )
        for kind, row in KEEPING.items()
    ]
    return Table(_("Times of keeping"), columns, rows)


def _keys() -> dict[str, Any]:
    """What is wrong with the keys, in sentences; names of key files that the database no longer needs."""
    try:
        return {
            "key_troubles": [refusal(trouble) for trouble in key_troubles()],
            "newest_key": f"vault-{vault_versions()[-1]}",
            "spare_keys": older_keys_done(),
        }
    except HuiyingError as err:
        return {"key_troubles": [refusal(err)]}


@require_http_methods(POSTED)
@staff_page(*ADMIN)
def change(request: StaffRequest, kind: str) -> HttpResponse:
    """How many months one kind of thing is kept."""
    if kind not in set(Kept):
        return not_here(request)
    row = KEEPING[Kept(kind)]
    form = MonthsForm(filled(request), initial={"months": kept_months()[Kept(kind)]})
    bounds = _("From %(least)s to %(most)s months; it rests on %(source)s.") % {
        "least": row.least,
        "most": row.most,
        "source": f"{row.source.instrument} {row.source.article}",
    }

    def do(answers: Any, who: dict[str, Any]) -> object:
        return set_keeping(kind, answers["months"], actor=who["actor"], now=who["now"], key=who["key"])

    doing = Doing(
        name=f"time-{kind}",
        title=say(row.said),
        form=form,
        do=do,
        back=reverse("desk:keeping"),
        crumbs=above(),
        notes=(bounds, _("What is older goes in the coming nights. Check the office’s own list of archives first.")),
        said=gettext_lazy("Kept. The coming night goes by it."),
    )
    return shown(request, doing, PLACE)


def above() -> tuple[Link, ...]:
    """The page above these."""
    return (Link(_("Keeping and erasing"), reverse("desk:keeping")),)
