"""The vote: no account, one ballot of a browser, changed until the end; afterwards all ballots as one file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.voting.counting import TIES
from huiying.faces.public.fields import refusal
from huiying.faces.public.matters.browser import remember_token, token_of
from huiying.faces.public.matters.forms import BallotForm
from huiying.faces.public.matters.views import found_year
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import calendar
from huiying.serve.matters.models import MatterYear
from huiying.serve.matters.selectors.votes import ballots_file, choices_of, on_ballot
from huiying.serve.matters.selectors.years import takes_votes
from huiying.serve.matters.services.voting import cast_ballot


@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, year: int) -> HttpResponse:
    """The ballot; who has voted in this browser sees their choices and may change them."""
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    found = found_year(year)
    if not takes_votes(found, calendar().local_date(clock.now())):
        return redirect("public:matter_year", year)
    token = token_of(request, _cookie(found))
    form = _form(request, found, token)
    if form.is_bound and form.is_valid() and (cast := _attempt(found, form, token)):
        response = redirect(reverse("public:matter_vote", args=(year,)) + "?done")
        remember_token(response, _cookie(found), cast, path=reverse("public:matter_year", args=(year,)))
        return response
    context = {
        "year": found,
        "form": form,
        "ties": TIES,
        "own": _as_read(token) if choices_of(found, token) else "",
        "done": "done" in request.GET and not form.is_bound,
        "back_url": reverse("public:matter_year", args=(year,)),
    }
    return render(request, "public/matters/vote.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, year: MatterYear, token: str) -> BallotForm:
    hint = ngettext("You can choose %(count)s.", "You can choose up to %(count)s.", year.choices)
    return BallotForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        nominations=on_ballot(year),
        label=_("What should be done first?"),
        hint=hint % {"count": year.choices},
        initial={"choices": [str(one) for one in choices_of(year, token)]},
    )


def _attempt(year: MatterYear, form: BallotForm, token: str) -> str:
    """The number of the ballot that was cast, by the cookie, else by the key of the page: pressed twice it is one."""
    number = token or UUID(hex=form.cleaned_data["key"]).hex
    try:
        cast_ballot(year.pk, number, [int(one) for one in form.cleaned_data["choices"]], now=clock.now())
    except HuiyingError as err:
        form.add_error("choices", refusal(err))
        return ""
    return number


@require_safe
def ballots(request: HttpRequest, year: int) -> HttpResponse:
    """All ballots as they were counted; 404 before the end, and where they are fewer than five."""
    file = ballots_file(found_year(year))
    if file is None:
        raise Http404
    return HttpResponse(file, content_type="text/plain; charset=utf-8")


def _cookie(year: MatterYear) -> str:
    return f"ballot_{year.year}"


def _as_read(token: str) -> str:
    """In eights."""
    return " ".join(token[at : at + 8] for at in range(0, len(token), 8))
