"""Advice 建议 of Art 40: the list, one of them with its written feedback, and the two forms."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.issues.forms import units
from huiying.faces.desk.nav import SUPERVISION, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.desk.supervision import bar, words
from huiying.faces.desk.supervision.cause import Cause, cause_of
from huiying.faces.desk.supervision.forms import AdviceForm, FeedbackForm
from huiying.faces.look.dates import full
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Chip, Link, Row
from huiying.loop.supervise.advising import feed_back, give_advice
from huiying.serve.supervision.enums import Adoption, AdviceKind
from huiying.serve.supervision.errors import AdviceNotFound
from huiying.serve.supervision.models import Advice
from huiying.serve.supervision.selectors.advice import advice_for, advice_for_viewer, advice_to_answer

PLACE = "supervision"
ONLY = {"": gettext_lazy("Waits for an answer"), "answered": gettext_lazy("Answered advice")}
FEEDBACK_WORKDAYS = 15
"""The day that is proposed for the written feedback."""


@require_safe
@staff_page(*SUPERVISION)
def advice_list(request: StaffRequest) -> HttpResponse:
    """By the day of the answer."""
    viewer, only = request.viewer, request.GET.get("only", "")
    only = only if only in ONLY else ""
    url = reverse("desk:advice_list")
    rows = advice_for(viewer.grants, waiting=not only)
    found = page_of(request, rows, url, {"only": only} if only else {})
    context = {
        "chips": bar.chips(viewer, "advice_list"),
        "only": [
            Chip(said, address(url, {"only": name} if name else {}), current=name == only)
            for name, said in ONLY.items()
        ],
        "found": found,
        "rows": [words.advice_row(one, viewer.today) for one in found.rows],
        "may_order": bar.may_order(viewer),
    }
    return render(request, "desk/supervision/advice_list.html", page(request, PLACE) | context)


def _seen(viewer: Viewer, advice_id: int) -> Advice | None:
    try:
        return advice_for_viewer(advice_id, viewer.grants)
    except AdviceNotFound:
        return None


@require_safe
@staff_page(*SUPERVISION)
def advice(request: StaffRequest, advice_id: int) -> HttpResponse:
    """What is advised, on what it rests, and what was answered."""
    viewer = request.viewer
    if (found := _seen(viewer, advice_id)) is None:
        return not_here(request)
    context = {
        "advice": found,
        "row": words.advice_row(found, viewer.today),
        "rows": _summary(found),
        "answer_url": reverse("desk:advice_answer", args=(found.pk,)) if _waits_for(found, viewer) else "",
        "crumbs": _above(),
    }
    return render(request, "desk/supervision/advice.html", page(request, PLACE) | context)


def _above() -> list[Link]:
    return [*bar.crumbs(), Link(_("Advice"), reverse("desk:advice_list"))]


def _waits_for(found: Advice, viewer: Viewer) -> bool:
    return advice_to_answer(viewer.grants).filter(pk=found.pk).exists()


def _summary(found: Advice) -> list[Row]:
    """What is empty is left out."""
    rows = [
        Row(_("What is advised"), with_lang(found.words)),
        Row(_("On what it rests"), with_lang(found.basis)),
        Row(_("To which unit"), with_lang(found.unit)),
        Row(_("Given by"), parts_with_lang(f"{found.office} · {found.given_by}"), note=full(found.given_at)),
        Row(_("Last day of the answer"), full(found.feedback_by)),
    ]
    if found.reported_to:
        rows.insert(2, Row(_("Also reported to"), with_lang(found.reported_to)))
    if found.consequences:
        rows.insert(2, Row(_("Serious consequences"), with_lang(found.consequences)))
    rows += [
        Row(_("What the advice came of"), with_lang(one.title), link=Link(_("Open it"), one.url)) for one in _led(found)
    ]
    if found.fed_back_at:
        rows.append(Row(_("What the unit answers"), with_lang(found.feedback), note=full(found.fed_back_at)))
    return rows


def _led(found: Advice) -> list[words.Subject]:
    led = [words.subject(found.case, None)] if found.case else []
    if found.issue:
        led.append(words.Subject(str(found.issue), reverse("desk:issue", args=(found.issue.pk,)), ""))
    if found.order:
        name = _("Order %(number)s") % {"number": found.order.pk}
        led.append(words.Subject(name, reverse("desk:order", args=(found.order.pk,)), ""))
    return led


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def new(request: StaffRequest) -> HttpResponse:
    """Give one. The address may name what led to it: `case`, `issue` or `order`."""
    viewer = request.viewer
    cause = cause_of(request)
    initial = {
        "kind": AdviceKind.IMPROVE.value,
        "unit": str(cause.unit_id or ""),
        "basis": cause.words,
        "feedback_by": viewer.calendar.add_workdays(viewer.today, FEEDBACK_WORKDAYS),
    }
    doing = Doing(
        f"advice:new:{cause.name}",
        _("Give advice"),
        AdviceForm(filled(request), units=units(), initial=initial),
        lambda said, who: _given(said, cause, who),
        reverse("desk:advice_list"),
        [*_above(), *cause.links],
        button=_("Give the advice"),
        said=_("Given."),
        then=lambda made: reverse("desk:advice", args=(made.pk,)),
    )
    return shown(request, doing, PLACE)


def _given(said: Any, cause: Cause, who: dict[str, Any]) -> Advice:
    return give_advice(
        AdviceKind(said["kind"]),
        int(said["unit"]),
        said["words"],
        said["basis"],
        said["feedback_by"],
        reported_to=said["reported_to"],
        consequences=said["consequences"],
        **cause.ids,
        **who,
    )


@require_http_methods(POSTED)
@staff_page(Role.UNIT_HEAD)
def answer(request: StaffRequest, advice_id: int) -> HttpResponse:
    """The unit says in writing whether it adopts it."""
    viewer = request.viewer
    if (found := _seen(viewer, advice_id)) is None:
        return not_here(request)
    if request.method != "POST" and not _waits_for(found, viewer):
        return not_open(request)
    hint = _("What you do by when; or why not. Leave out names of people.")
    url = reverse("desk:advice", args=(found.pk,))
    doing = Doing(
        f"advice:answer:{advice_id}",
        _("Answer the advice"),
        FeedbackForm(filled(request), label=_("What does your unit answer?"), hint=hint),
        lambda said, who: feed_back(advice_id, Adoption(said["adoption"]), said["words"], **who),
        url,
        [*_above(), Link(_("The advice"), url)],
        [found.words],
        button=_("Send the written answer"),
    )
    return shown(request, doing, PLACE)
