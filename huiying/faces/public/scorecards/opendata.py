"""The figures of a month to be saved, counted anew by anyone: `huiying recompute`."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from huiying.core.rates.opendata import HEAD
from huiying.faces.public.scorecards.asked import month_asked
from huiying.judge.scorecards.presenters.opendata import open_rows
from huiying.judge.scorecards.selectors.cards import all_lines


@gzip_page
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """`?month=2026-10`, else the latest month: every figure that is told of it."""
    from huiying.foundation.tables.writing import neutral

    month, _told = month_asked(request)
    if month is None:
        raise Http404
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    writer.writerows([neutral(value) for value in row] for row in open_rows(month, all_lines(month)))
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="scorecards-{month}.csv"'
    return answer
