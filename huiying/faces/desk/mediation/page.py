"""Mediations: the list, one of them, its draft and its signed paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.casework.documents import DOCX, PDF
from huiying.faces.desk.doing import POSTED
from huiying.faces.desk.mediation import words
from huiying.faces.desk.mediation.acts import PLACE, acts_of, crumbs, seen
from huiying.faces.desk.nav import MEDIATIONS, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look.downloads import original
from huiying.faces.look.parts import Chip, Link
from huiying.faces.look.qr import finds
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.pdf import letter_pdf
from huiying.foundation.outbox.selectors import standing_for
from huiying.serve.casework.models import Case, Document
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.mediation.enums import LASTING
from huiying.serve.mediation.models import Agreement, Party
from huiying.serve.mediation.selectors.mediations import MediationView, mediations_for, mediators_kept
from huiying.serve.mediation.selectors.sealed import read
from huiying.serve.mediation.services.agreeing import draft_of
from huiying.serve.mediation.services.consenting import read_party

ONLY = {"": gettext_lazy("Going on"), "over": gettext_lazy("Over")}


@require_safe
@staff_page(*MEDIATIONS)
def mediations(request: StaffRequest) -> HttpResponse:
    """Those that the viewer mediates or may see, newest first."""
    viewer, only = request.viewer, request.GET.get("only", "")
    only = only if only in ONLY else ""
    url = reverse("desk:mediations")
    rows = mediations_for(viewer.actor, viewer.grants)
    rows = rows.exclude(state__in=LASTING) if only else rows.filter(state__in=LASTING)
    found = page_of(request, rows, url, {"only": only} if only else {})
    context = {
        "only": [
            Chip(said, address(url, {"only": name} if name else {}), current=name == only)
            for name, said in ONLY.items()
        ],
        "found": found,
        "rows": [words.row(one) for one in found.rows],
        "lists": mediators_kept(viewer.grants).exists() or viewer.holds(Role.DISPATCHER),
    }
    return render(request, "desk/mediation/list.html", page(request, PLACE) | context)


@require_safe
@staff_page(*MEDIATIONS)
def mediation(request: StaffRequest, mediation_id: int) -> HttpResponse:
    """How it stands, for all who may see it; what was said, for the mediator alone."""
    viewer = request.viewer
    if (view := seen(viewer, mediation_id)) is None:
        return not_here(request)
    one = view.mediation
    opens = Case.objects.filter(visible_cases(viewer.grants), pk=one.case_id).exists()
    agreement = Agreement.objects.filter(mediation=one).first()
    offers = [(offer, read(offer)["words"]) for offer in one.offers.all()] if view.mediates else []
    context = {
        "view": view,
        "mediation": one,
        "row": words.row(one),
        "rows": words.summary(view),
        "voice": view.case.voice if view.mediates or opens else None,
        "case_url": reverse("desk:case", args=(one.case_id,)) if opens else "",
        "acts": acts_of(view),
        "parties": one.parties.select_related("unit").order_by("pk") if view.handles or view.mediates else [],
        "mails": standing_for(one) if view.handles or view.mediates else [],
        "sessions": [(session, _record(view, session)) for session in one.sessions.all()],
        "offers": offers,
        "draft": _draft(view),
        "agreement": agreement,
        "crumbs": [Link(_("Mediation"), reverse("desk:mediations"))],
    }
    return render(request, "desk/mediation/mediation.html", page(request, PLACE) | context)


def _record(view: MediationView, session: object) -> str:
    found = read(session) if view.mediates else None  # type: ignore[arg-type]  # a Session
    return str(found["words"]) if found else ""


def _draft(view: MediationView) -> dict[str, object] | None:
    if not view.mediates:
        return None
    try:
        return draft_of(view.mediation)
    except HuiyingError:
        return None


@require_safe
@staff_page(*MEDIATIONS)
def draft(request: StaffRequest, mediation_id: int, ending: str) -> HttpResponse:
    """The draft to be printed and signed, as a Word file or a PDF."""
    view = seen(request.viewer, mediation_id)
    if view is None or not view.mediates or ending not in ("docx", "pdf") or (found := _draft(view)) is None:
        return not_here(request)
    mediator = view.mediation.mediator
    values = {**found, "unit_id": view.case.unit_id, "committee": bool(mediator and mediator.committee)}
    made = Document(case=view.case, code="D16", variant="reach", values=values, made_at=request.viewer.now)
    letter = letter_of(made, "zh-hans")
    as_pdf = ending == "pdf"
    code, mark = finds(request, view.case.voice.number), request.viewer.mark.words
    content = (letter_pdf if as_pdf else letter_docx)(letter, finds=code, foot=mark)
    response = HttpResponse(content, content_type=PDF if as_pdf else DOCX)
    response["Content-Disposition"] = f'attachment; filename="D16-{view.case.voice.number}.{ending}"'
    return response


@require_safe
@staff_page(*MEDIATIONS)
def signed(request: StaffRequest, mediation_id: int) -> HttpResponse:
    """The scan of the signed paper, for whoever mediates or handles."""
    view = seen(request.viewer, mediation_id)
    found = Agreement.objects.filter(mediation=mediation_id, scan__isnull=False).select_related("scan").first()
    if view is None or not (view.mediates or view.handles) or found is None or found.scan is None:
        return not_here(request)
    return original(found.scan, request.viewer.mark)


@require_http_methods(POSTED)
@staff_page(*MEDIATIONS)
def party(request: StaffRequest, mediation_id: int, party_id: int) -> HttpResponse:
    """Name and contact of the other side, after a press; the look is written down first."""
    viewer = request.viewer
    view = seen(viewer, mediation_id)
    row = Party.objects.filter(pk=party_id, mediation=mediation_id, unit=None).first()
    if view is None or row is None or not (view.mediates or view.handles):
        return not_here(request)
    found = None
    if request.method == "POST":
        found = read_party(party_id, actor=viewer.actor, grants=viewer.grants, now=viewer.now) or {}
    context = {"party": found, "crumbs": crumbs(view), "back": reverse("desk:mediation", args=(mediation_id,))}
    marked = {"watermark": viewer.mark} if found is not None else {}
    return render(request, "desk/mediation/party.html", page(request, PLACE) | context | marked)
