"""The list of promises; what is asked for stands in the address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, Viewer, staff_page
from huiying.faces.desk.commitments import words
from huiying.faces.desk.commitments.pledging import may_promise
from huiying.faces.desk.nav import COMMITMENTS, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look.parts import Chip
from huiying.foundation.people.models import Unit
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.presenters.commitment import SOURCES
from huiying.serve.commitments.selectors.commitments import commitments_for
from huiying.serve.commitments.selectors.listing import owners_for

ONLY: dict[str, tuple[Any, dict[str, Any]]] = {
    "": (_("Being done"), {"state": CommitmentState.OPEN}),
    "late": (_("Late"), {"late": True}),
    "kept": (_("Kept, say the units"), {"state": CommitmentState.KEPT}),
    "dropped": (_("Dropped promises"), {"state": CommitmentState.DROPPED}),
    "all": (_("All"), {}),
}
"""What the chips show, by their word in the address."""


@require_safe
@staff_page(*COMMITMENTS)
def commitments(request: StaffRequest) -> HttpResponse:
    """Late ones first, then by their days."""
    viewer, units = request.viewer, owners_for(request.viewer.grants)
    asked = _asked(request, units)
    url = reverse("desk:commitments")
    found = page_of(request, _rows(viewer, asked), url, asked)
    only = asked.get("only", "")
    context = {
        "rows": [words.line(one, viewer.today) for one in found.rows],
        "found": found,
        "chips": [_chip(name, said, only, asked, url) for name, (said, _by) in ONLY.items()],
        "only": only,
        "units": units,
        "unit": id_in(asked.get("unit", "")),
        "sources": [(source.value, said) for source, said in SOURCES.items()],
        "source": asked.get("source", ""),
        "may_promise": may_promise(viewer),
    }
    return render(request, "desk/commitments/list.html", page(request, "commitments") | context)


def _asked(request: StaffRequest, units: list[Unit]) -> dict[str, str]:
    """What of the address is on offer; the rest is left out."""
    on_offer = {
        "only": set(ONLY) - {""},
        "unit": {str(unit.pk) for unit in units},
        "source": {source.value for source in Source},
    }
    return {name: value for name in on_offer if (value := request.GET.get(name, "")) in on_offer[name]}


def _rows(viewer: Viewer, asked: dict[str, str]) -> Any:
    return commitments_for(
        viewer.grants,
        today=viewer.today,
        owner=id_in(asked.get("unit", "")),
        source=Source(asked["source"]) if "source" in asked else None,
        **ONLY[asked.get("only", "")][1],
    )


def _chip(name: str, said: Any, only: str, asked: dict[str, str], url: str) -> Chip:
    others = {key: value for key, value in asked.items() if key != "only"}
    return Chip(said, address(url, others | ({"only": name} if name else {})), current=name == only)
