"""Which help there is and where to ask for it, what the law has posted now, and how many households were helped."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiying.core.aid import PROGRAMMES
from huiying.faces.look.rows import page_language, said
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import calendar
from huiying.serve.aid.selectors.aids import given_in, posted_now
from huiying.serve.casework.presenters.case import articles_of


@require_safe
def aid(request: HttpRequest) -> HttpResponse:
    """Nothing on it tells of a household: programme and village are all that a posting says."""
    today, language = calendar().local_date(clock.now()), page_language()
    context = {
        "programmes": [
            {
                "name": said(one.name, language),
                "where": said(one.where, language),
                "articles": said(articles_of(one.sources), language),
                "posted": one.posted,
            }
            for one in PROGRAMMES.values()
        ],
        "posted": [
            {"name": said(PROGRAMMES[one.programme].name, language), "help": one} for one in posted_now(today=today)
        ],
        "given": [
            {"name": said(PROGRAMMES[one.programme].name, language), "households": one.households}
            for one in given_in(today.year)
        ],
        "year": today.year,
    }
    return render(request, "public/aid/aid.html", context)
