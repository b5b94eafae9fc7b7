"""Paper finds its case: by the number on it, typed or scanned. Nobody is found by name here."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.nav import AT_HAND, page
from huiying.faces.desk.papers.forms import FindForm
from huiying.listen.voices.models import Voice


@staff_page(*AT_HAND)
def find(request: StaffRequest) -> HttpResponse:
    """Ask for the number; a right one leads to what may be said about it."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        if Voice.objects.filter(number=number).exists():
            return redirect("desk:at_hand", number)
        form.add_error("number", _("No voice has this receipt number. Look at the paper again, digit by digit."))
    return render(
        request,
        "desk/papers/find.html",
        page(request, "papers") | {"form": form, "scan_key": uuid4()},
        status=422 if form.is_bound else 200,
    )
