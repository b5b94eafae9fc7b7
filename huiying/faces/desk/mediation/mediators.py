"""The list of mediators, which the dispatcher keeps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.mediation.acts import PLACE
from huiying.faces.desk.mediation.forms import MediationForm, MediatorForm
from huiying.faces.desk.nav import page
from huiying.faces.look.parts import Link
from huiying.foundation.people.models import Grant, Staff
from huiying.serve.mediation.selectors.mediations import mediators_kept
from huiying.serve.mediation.services.listing import MediatorData, list_mediator, unlist_mediator

KEEPERS = (Role.DISPATCHER,)


@require_safe
@staff_page(*KEEPERS)
def mediators(request: StaffRequest) -> HttpResponse:
    """Who is on the lists that the viewer keeps."""
    context = {"rows": mediators_kept(request.viewer.grants), "crumbs": [_above()[0]]}
    return render(request, "desk/mediation/mediators.html", page(request, PLACE) | context)


@require_http_methods(POSTED)
@staff_page(*KEEPERS)
def new(request: StaffRequest) -> HttpResponse:
    """Put somebody on a list."""
    viewer = request.viewer
    staff = Staff.objects.filter(is_active=True, grants__in=Grant.objects.filter(role=Role.MEDIATOR)).distinct()
    offices = {grant.unit.pk: str(grant.unit) for grant in viewer.grants if grant.role == Role.DISPATCHER}
    form = MediatorForm(
        filled(request),
        staff=[(str(one.pk), f"{one} · {one.unit}") for one in staff.select_related("unit").order_by("name")],
        offices=[(str(pk), name) for pk, name in offices.items()],
    )

    def do(said: Any, who: dict[str, Any]) -> Any:
        data = MediatorData(
            office_id=int(said["office"]),
            staff_id=int(said["staff"]),
            name=said["name"],
            name_en=said["name_en"],
            body=said["body"],
            fields=said["fields_known"],
            committee=said["committee"],
        )
        return list_mediator(data, **who)

    doing = Doing(
        "mediator:new",
        _("Put somebody on the list"),
        form,
        do,
        reverse("desk:mediators"),
        crumbs=_above(),
        unchecked=(),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@staff_page(*KEEPERS)
def off(request: StaffRequest, mediator_id: int) -> HttpResponse:
    """Take somebody off a list; what they mediate now goes on."""
    found = mediators_kept(request.viewer.grants).filter(pk=mediator_id, active=True).first()
    if found is None:
        return not_here(request)
    doing = Doing(
        f"mediator:off:{mediator_id}",
        _("Take %(name)s off the list") % {"name": found},
        MediationForm(filled(request)),
        lambda _said, who: unlist_mediator(mediator_id, **who),
        reverse("desk:mediators"),
        crumbs=_above(),
        notes=[_("What they mediate now goes on; nobody can choose them any more.")],
        unchecked=(),
    )
    return shown(request, doing, PLACE)


def _above() -> list[Link]:
    return [Link(_("Mediation"), reverse("desk:mediations")), Link(_("Mediators"), reverse("desk:mediators"))]
