"""Circulars at the desk: drafted, read once more, sent, read and answered by each unit, given out as papers."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.letters.model import Letter
from huiying.core.procedures.model import Role
from huiying.core.words import Language
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.decisions.forms import CircularForm, DecisionsForm, WordsForm
from huiying.faces.desk.decisions.page import crumbs
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.issues.forms import units
from huiying.faces.desk.nav import DECISIONS, page
from huiying.faces.desk.paging import page_of
from huiying.faces.look.parts import Link
from huiying.faces.look.views import plain
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.pdf import letter_pdf
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.decisions.enums import CircularKind
from huiying.serve.decisions.errors import CircularNotFound
from huiying.serve.decisions.models import Circular, Decision
from huiying.serve.decisions.presenters.circular import circular_letter
from huiying.serve.decisions.presenters.decision import CIRCULARS
from huiying.serve.decisions.selectors.circulars import (
    CircularView,
    answer_is_late,
    circular_for_viewer,
    circulars_for,
)
from huiying.serve.decisions.selectors.rights import visible_decisions
from huiying.serve.decisions.services.circulars import (
    Wording,
    answer_circular,
    change_circular,
    read_circular,
    send_circular,
    write_circular,
)

SENDERS = (Role.DISPATCHER, Role.INSPECTOR)
FILES: dict[str, tuple[str, Callable[[Letter], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", letter_docx),
    "pdf": ("application/pdf", letter_pdf),
}


@require_safe
@staff_page(*DECISIONS)
def circulars(request: StaffRequest) -> HttpResponse:
    """Drafts first, then the newest."""
    viewer = request.viewer
    found = page_of(request, circulars_for(viewer.grants), reverse("desk:circulars"), {})
    context = {
        "found": found,
        "rows": [{"circular": one, "kind": CIRCULARS[CircularKind(one.kind)]} for one in found.rows],
        "sends": viewer.holds(*SENDERS),
        "crumbs": crumbs(),
    }
    return render(request, "desk/decisions/circulars.html", page(request, "decisions") | context)


@require_safe
@staff_page(*DECISIONS)
def circular(request: StaffRequest, circular_id: int) -> HttpResponse:
    """What it says, and what each unit made of it."""
    if (view := _found(request, circular_id)) is None:
        return not_here(request)
    found, today = view.circular, request.viewer.today
    context = {
        "view": view,
        "circular": found,
        "kind": CIRCULARS[CircularKind(found.kind)],
        "units": [{"row": row, "late": answer_is_late(found, row, today)} for row in view.units],
        "unread": [row for row in view.mine if row.read_at is None],
        "unanswered": [row for row in view.mine if row.answered_at is None],
        "read_form": DecisionsForm(),
        "crumbs": above(),
        "decision_url": _decision_url(found, request.viewer),
    }
    return render(request, "desk/decisions/circular.html", page(request, "decisions") | context)


def above(circular: Circular | None = None) -> list[Link]:
    """The pages above those of a circular."""
    links = [*crumbs(), Link(_("Circulars"), reverse("desk:circulars"))]
    return [*links, Link(str(circular), _url(circular))] if circular else links


def _url(circular: Circular) -> str:
    return reverse("desk:circular", args=(circular.pk,))


def _decision_url(found: Circular, viewer: Viewer) -> str:
    """The decision that it is about, where the viewer may read it."""
    if found.decision_id is None:
        return ""
    seen = Decision.objects.filter(visible_decisions(viewer.grants), pk=found.decision_id)
    return reverse("desk:decision", args=(found.decision_id,)) if seen.exists() else ""


def _found(request: StaffRequest, circular_id: int) -> CircularView | None:
    try:
        return circular_for_viewer(circular_id, request.viewer.grants, today=request.viewer.today)
    except CircularNotFound:
        return None


@require_http_methods(POSTED)
@staff_page(*SENDERS)
def new(request: StaffRequest) -> HttpResponse:
    """Draft one. The address may name the decision that it is about."""
    viewer = request.viewer
    pk = id_in(request.GET.get("decision", ""))
    about = Decision.objects.filter(visible_decisions(viewer.grants), pk=pk).first() if pk else None
    owners = [str(one) for one in about.tasks.values_list("commitment__owner_id", flat=True)] if about else []
    initial = {"units": owners, "kind": CircularKind.NOTICE.value, "title": ""}
    decision_id = about.pk if about else None
    doing = Doing(
        "circular:new",
        _("Write a circular"),
        CircularForm(filled(request), units=units(), initial=initial),
        lambda said, who: write_circular(_wording(said, decision_id), **who),
        reverse("desk:circulars"),
        above(),
        [str(about)] if about else [],
        button=_("Keep the draft"),
        then=_url,
    )
    return shown(request, doing, "decisions")


def _wording(said: Answers, decision_id: int | None) -> Wording:
    return Wording(
        title=said["title"],
        title_en=said["title_en"],
        number=said["number"],
        kind=CircularKind(said["kind"]),
        words=said["words"],
        unit_ids=tuple(int(one) for one in said["units"]),
        answer_by=said["answer_by"],
        decision_id=decision_id,
    )


@require_http_methods(POSTED)
@staff_page(*SENDERS)
def edit(request: StaffRequest, circular_id: int) -> HttpResponse:
    """Write a draft anew."""
    view = _found(request, circular_id)
    if view is None or not view.may_send:
        return not_here(request)
    found = view.circular
    initial = {name: getattr(found, name) for name in ("title", "title_en", "number", "words", "kind", "answer_by")}
    told = [str(row.unit_id) for row in view.units]
    doing = Doing(
        f"circular:edit:{circular_id}",
        _("Change the draft"),
        CircularForm(filled(request), units=units(), initial=initial | {"units": told}),
        lambda said, who: change_circular(circular_id, _wording(said, found.decision_id), **who),
        _url(found),
        above(found),
    )
    return shown(request, doing, "decisions")


@require_http_methods(POSTED)
@staff_page(*SENDERS)
def send(request: StaffRequest, circular_id: int) -> HttpResponse:
    """Read once more, and send."""
    view = _found(request, circular_id)
    if view is None or not view.may_send:
        return not_here(request)
    found = view.circular
    doing = Doing(
        f"circular:send:{circular_id}",
        _("Send the circular"),
        DecisionsForm(filled(request)),
        lambda said, who: send_circular(circular_id, **who),
        _url(found),
        above(found),
        [str(found), found.words, " · ".join(str(row.unit) for row in view.units), _("Once sent, it stays as it is.")],
        button=_("Send the circular"),
        said=_("Sent."),
    )
    return shown(request, doing, "decisions")


@require_http_methods(["POST"])
@staff_page(*DECISIONS)
def read(request: StaffRequest, circular_id: int) -> HttpResponse:
    """The viewer's units have read it."""
    view = _found(request, circular_id)
    if view is None or not view.mine:
        return not_here(request)
    doing = Doing(
        f"circular:read:{circular_id}",
        _("We have read it"),
        DecisionsForm(filled(request)),
        lambda said, who: read_circular(circular_id, **who),
        _url(view.circular),
        above(view.circular),
    )
    return shown(request, doing, "decisions")


@require_http_methods(POSTED)
@staff_page(*DECISIONS)
def answer(request: StaffRequest, circular_id: int, unit_id: int) -> HttpResponse:
    """Answer for one unit."""
    view = _found(request, circular_id)
    if view is None:
        return not_here(request)
    row = next((one for one in view.mine if one.unit_id == unit_id), None)
    if row is None:
        return not_open(request)
    label, hint = _("What do you answer?"), _("Whether it is so, what will be done, and by when.")
    doing = Doing(
        f"circular:answer:{circular_id}:{unit_id}",
        _("Answer the circular"),
        WordsForm(filled(request), label=label, hint=hint),
        lambda said, who: answer_circular(circular_id, unit_id, said["words"], **who),
        _url(view.circular),
        above(view.circular),
        [str(row.unit), view.circular.words],
        button=_("Answer it"),
    )
    return shown(request, doing, "decisions")


@require_safe
@staff_page(*DECISIONS)
def paper(request: StaffRequest, circular_id: int, ending: str) -> HttpResponse:
    """The Chinese letter, which counts, or with ?lang=en the English one."""
    if (view := _found(request, circular_id)) is None:
        return not_here(request)
    language: Language = "en" if request.GET.get("lang") == "en" else "zh-hans"
    kind, make = FILES[ending]
    try:
        content = make(circular_letter(view.circular, language))
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])
    response = HttpResponse(content, content_type=kind)
    name = f"circular-{circular_id}{'-en' if language == 'en' else ''}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
