"""Requests to be erased: each leads to the form that erases, or is answered with why not."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.keeping.forms import RefuseForm
from huiying.faces.desk.keeping.times import PLACE, above
from huiying.faces.desk.nav import LOOKS
from huiying.foundation.ledger.models import Event
from huiying.loop.own_rights import refuse_request
from huiying.serve.casework.selectors.erasure_requests import requests_in_reach


@require_http_methods(POSTED)
@staff_page(*LOOKS)
def refuse(request: StaffRequest, request_id: int) -> HttpResponse:
    """Say why it is not erased now."""
    viewer = request.viewer
    form = RefuseForm(filled(request))
    name = f"refuse-{request_id}"
    again = form.is_bound and form.is_valid() and Event.objects.filter(key=form.key_of(viewer, name)).exists()
    if not again and not requests_in_reach(viewer.grants).filter(pk=request_id).exists():
        return not_here(request)

    def do(answers: Any, who: dict[str, Any]) -> None:
        reason = answers["reason"]
        refuse_request(request_id, reason=reason, actor=who["actor"], now=who["now"], key=who["key"])

    doing = Doing(
        name=name,
        title=gettext_lazy("Not erased: say why"),
        form=form,
        do=do,
        back=reverse("desk:keeping"),
        crumbs=above(),
        notes=(_("Whoever asks has a right to a reason (Personal Information Protection Law Art 50)."),),
        said=gettext_lazy("Answered. The person reads it on the receipt page."),
    )
    return shown(request, doing, PLACE)
