"""The board of praise: what people thanked a unit for, with their consent and without names."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.judge.ratings.selectors.praise import praise_on_board

PAGE_ROWS = 30


@require_safe
def praise(request: HttpRequest) -> HttpResponse:
    """The newest first. No unit is counted against another."""
    page = Paginator(praise_on_board(), PAGE_ROWS).get_page(request.GET.get("page"))
    url = reverse("public:praise")
    context = {
        "rows": page.object_list,
        "before": f"{url}?page={page.previous_page_number()}" if page.has_previous() else "",
        "after": f"{url}?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "public/encounters/praise.html", context)
