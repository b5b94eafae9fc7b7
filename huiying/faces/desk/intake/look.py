"""While a voice is taken down: the panel beside it for what is typed so far."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.casework.category import taken
from huiying.faces.desk.intake import screen
from huiying.faces.desk.intake.files import keep_uploads
from huiying.faces.desk.intake.forms import IntakeForm
from huiying.faces.desk.intake.typed import FILES, typed_in
from huiying.faces.desk.nav import INTAKE


@require_POST
@staff_page(*INTAKE)
def look(request: StaffRequest) -> HttpResponse:
    """The panel for what is typed so far: alone for htmx, else the whole screen with everything typed kept."""
    typed = typed_in(request.POST) | taken(request.POST)
    if request.headers.get("HX-Request"):
        return render(request, "desk/intake/live.html", screen.live(typed, request.viewer) | {"live": True})
    files, refused = keep_uploads(request, typed[FILES])
    form = IntakeForm(now=request.viewer.now, typed=typed | {"draft": request.POST.get("draft") or str(uuid4())})
    context = screen.whole(request, form, typed, files=files, refused=refused)
    return render(request, "desk/intake/page.html", context)
