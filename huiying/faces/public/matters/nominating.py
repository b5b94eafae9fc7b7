"""Anybody says what should be on the list: without an account, without a name. A clerk reads it before it is shown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.public.fields import refusal
from huiying.faces.public.matters.forms import NominateForm
from huiying.faces.public.matters.views import found_year
from huiying.faces.public.paused import paused_now
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import calendar
from huiying.serve.matters.models import MatterYear, Nomination
from huiying.serve.matters.selectors.years import takes_nominations
from huiying.serve.matters.services.nominating import nominate_in_public


@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest, year: int) -> HttpResponse:
    """One question and a place; outside the days of nomination the page of the year says how it goes on."""
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    found = found_year(year)
    if not takes_nominations(found, calendar().local_date(clock.now())):
        return redirect("public:matter_year", year)
    form = NominateForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and (made := _attempt(found, form)) is not None:
        return redirect(f"{reverse('public:matter_nominated', args=(year,))}?number={made.number}")
    context = {"year": found, "form": form, "back_url": reverse("public:matter_year", args=(year,))}
    context |= {"paused": paused_now(), "draft": f"nominate-{year}"}
    return render(request, "public/matters/nominate.html", context, status=422 if form.is_bound else 200)


def _attempt(year: MatterYear, form: NominateForm) -> Nomination | None:
    """What stands against it becomes a sentence on the form."""
    key = f"nominate:{form.cleaned_data['key']}"
    try:
        return nominate_in_public(year.pk, form.cleaned_data["words"], place_id=form.place_id, now=clock.now(), key=key)
    except HuiyingError as err:
        form.add_error("words", refusal(err))
        return None


@require_safe
def nominated(request: HttpRequest, year: int) -> HttpResponse:
    """Its number, and what happens with it; the number of a nomination is no secret."""
    number = request.GET.get("number", "")
    found = found_year(year)
    if not (number.isdecimal() and len(number) < 7 and found.nominations.filter(number=int(number)).exists()):
        raise Http404
    return render(request, "public/matters/nominated.html", {"year": found, "number": int(number)})
