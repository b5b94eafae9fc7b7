"""You judged, we changed: what was judged poor, what the units do about it, and what came of it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from huiying.faces.public.commitments.words import drawn as promise_drawn
from huiying.faces.public.improvements import words
from huiying.foundation.keys import clock
from huiying.improve.improvements.errors import ImprovementNotFound
from huiying.improve.improvements.selectors.improvements import (
    public_improvement,
    public_improvements,
    shown_to_all,
)

PAGE_ROWS = 20


@require_safe
def improvements(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    page = Paginator(public_improvements(), PAGE_ROWS).get_page(request.GET.get("page"))
    url = reverse("public:improvements")
    context = {
        "rows": [words.drawn(shown_to_all(one)) for one in page.object_list],
        "before": f"{url}?page={page.previous_page_number()}" if page.has_previous() else "",
        "after": f"{url}?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "public/improvements/list.html", context)


@require_safe
def improvement(request: HttpRequest, improvement_id: int) -> HttpResponse:
    """One item."""
    try:
        found = public_improvement(improvement_id)
    except ImprovementNotFound as err:
        raise Http404 from err
    item = found.improvement
    promise = item.commitment if item.commitment is not None and item.commitment.public else None
    context = {
        "found": found,
        "item": item,
        "rule": item.rule,
        "row": words.drawn(found),
        "promise": promise_drawn(promise, localdate(clock.now())) if promise is not None else None,
    }
    return render(request, "public/improvements/improvement.html", context)
