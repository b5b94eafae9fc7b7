"""The first page of a new installation: whoever started it opens the office and becomes its administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from huiying.faces.desk.start.forms import StartForm
from huiying.foundation.keys import clock
from huiying.foundation.people.models import Staff
from huiying.loop.errors import OfficeExists
from huiying.loop.open_office import open_office


def unopened() -> bool:
    """Whether nobody could log in yet."""
    return not Staff.objects.exists()


@sensitive_post_parameters("code")
def start(request: HttpRequest) -> HttpResponse:
    """Opens the office once; afterwards, and for a second post, the log-in page."""
    request.private = True  # type: ignore[attr-defined]  # read by the page middleware
    if not unopened():
        return redirect("desk:login")
    form = StartForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "desk/start.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        opened = open_office(name=form.cleaned_data["name"], template=form.cleaned_data["kind"], now=clock.now())
    except OfficeExists:
        return redirect("desk:login")
    return render(request, "desk/opened.html", {"opened": opened})
