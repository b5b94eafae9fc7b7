"""The list of aids, and one of them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.aid import PROGRAMMES
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.nav import AID, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look.dates import full
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Chip, Link, Row
from huiying.faces.look.rows import page_language, said
from huiying.serve.aid.errors import AidNotFound
from huiying.serve.aid.models import Aid, Help
from huiying.serve.aid.selectors.aids import aid_for_viewer, aids_for, helps_of, visits_of
from huiying.serve.aid.selectors.rights import helping_units, may_help

PLACE = "aid"
ONLY = {"": gettext_lazy("Running"), "over": gettext_lazy("Ended")}


@require_safe
@staff_page(*AID)
def aids(request: StaffRequest) -> HttpResponse:
    """By the day of the next visit."""
    viewer, only = request.viewer, request.GET.get("only", "")
    only = only if only in ONLY else ""
    url = reverse("desk:aids")
    rows = aids_for(viewer.grants, running=not only)
    context = {
        "chips": [
            Chip(words, address(url, {"only": name} if name else {}), current=name == only)
            for name, words in ONLY.items()
        ],
        "found": page_of(request, rows, url, {"only": only} if only else {}),
        "today": viewer.today,
        "may_open": bool(helping_units(viewer.grants)),
    }
    return render(request, "desk/aid/aids.html", page(request, PLACE) | context)


def seen(viewer: Viewer, aid_id: int) -> Aid | None:
    """The aid, where the viewer may read it."""
    try:
        return aid_for_viewer(aid_id, viewer.grants)
    except AidNotFound:
        return None


def crumbs(aid: Aid | None = None) -> list[Link]:
    """The pages above."""
    above = [Link(_("Aid"), reverse("desk:aids"))]
    return [*above, Link(title(aid), reverse("desk:aid", args=(aid.pk,)))] if aid else above


def title(aid: Aid) -> str:
    """What an aid is called: its need and its place, never who."""
    return f"{aid.get_need_display()} · {aid.place}"


@require_safe
@staff_page(*AID)
def aid(request: StaffRequest, aid_id: int) -> HttpResponse:
    """What is lacking, what is given, who went to see."""
    viewer = request.viewer
    if (found := seen(viewer, aid_id)) is None:
        return not_here(request)
    may = may_help(found, viewer.grants) and found.ended_at is None
    helps = [_help(one, found, may) for one in helps_of(found)]
    context = {
        "aid": found,
        "title": title(found),
        "rows": _summary(found, viewer),
        "helps": helps,
        "visits": visits_of(found),
        "crumbs": crumbs(),
        "may": may,
        "may_end": may and not any(one["is_open"] for one in helps),
        "household_url": _household_url(found, viewer),
        "sealed": found.case is not None and found.case.sealed,
        "watermark": viewer.mark if found.case is not None and found.case.sealed else None,
    }
    return render(request, "desk/aid/aid.html", page(request, PLACE) | context)


def _household_url(found: Aid, viewer: Viewer) -> str:
    may = found.household_id is not None and may_help(found, viewer.grants)
    return reverse("desk:aid_household", args=(found.pk,)) if may else ""


def _summary(found: Aid, viewer: Viewer) -> list[Row]:
    rows = [
        Row(_("In the household's words"), with_lang(found.words or _("erased"))),
        Row(_("Looked after by"), with_lang(found.unit)),
        Row(_("They agreed"), found.get_agreed_display(), note=full(found.agreed_on)),
    ]
    if found.case is not None and found.case.voice.erased_at is None:
        link = Link(_("Open it"), reverse("desk:case", args=(found.case_id,)))
        rows.append(Row(_("Came of the case"), found.case.voice.number, link=link))
    if found.next_visit_on:
        late = _("this day is over") if found.next_visit_on < viewer.today else ""
        rows.append(Row(_("Next visit"), full(found.next_visit_on), note=late))
    if found.ended_at:
        rows.append(Row(_("How it ended"), found.get_outcome_display(), note=full(found.ended_at)))
    return rows


def _help(one: Help, found: Aid, may: bool) -> dict[str, Any]:
    """A row: what, by whom, how it stands, and what can be done with it."""
    programme, numbers = PROGRAMMES[one.programme], (found.pk, one.pk)
    changes = may and one.is_open
    waits = programme.posted and one.posted_on is None
    return {
        "help": one,
        "programme": said(programme.name, page_language()),
        "giver": one.giver_unit or one.giver,
        "is_open": one.is_open,
        "notice_url": reverse("desk:aid_notice", args=numbers) if one.posted_on and one.dropped_at is None else "",
        "post_url": reverse("desk:aid_post", args=numbers) if changes and waits else "",
        "give_url": reverse("desk:aid_give", args=numbers) if changes else "",
        "drop_url": reverse("desk:aid_drop", args=numbers) if changes else "",
    }
