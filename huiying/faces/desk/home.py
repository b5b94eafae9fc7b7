"""After logging in: straight to the first place of work."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.nav import first_place, page
from huiying.foundation.people.models import Unit


@staff_page()
def home(request: StaffRequest) -> HttpResponse:
    """Where nothing is set up or no role fits: the sentence what to do."""
    viewer = request.viewer
    ready = Unit.objects.filter(active=True).exists()
    if ready and (place := first_place(viewer)):
        return redirect(place)
    if viewer.holds(Role.ADMINISTRATOR) and (place := first_place(viewer)):
        return redirect(place)
    said = (
        _("No role of yours has a place of work here today. Ask the administrator of your office for one.")
        if ready
        else _("The office has no units yet. The administrator sets them up first.")
    )
    return render(request, "desk/home.html", page(request, "") | {"said": said})
