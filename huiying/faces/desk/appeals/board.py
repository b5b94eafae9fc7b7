"""What the body above was asked to review, by its limit, and the hearings that somebody is to host."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.deadlines import Due, Standing
from huiying.core.procedures.model import Look, Role
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.nav import APPEALS, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look.parts import Chip, Words
from huiying.serve.appeals.enums import Result, ReviewState, Round
from huiying.serve.appeals.models import Hearing, Review
from huiying.serve.appeals.selectors.reviews import ReviewRow, hearings_to_host, reviews_for, with_limits
from huiying.serve.casework.selectors.casepage import may_see_case

PLACE = "appeals"
LOOKS = {
    ReviewState.ASKED.value: Look.NEW,
    ReviewState.RUNNING.value: Look.DOING,
    ReviewState.WRITTEN.value: Look.DOING,
    ReviewState.DELIVERED.value: Look.DONE,
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One review as the list shows it. `url` empty: the case is not the viewer's to open."""

    review: Review
    url: str
    due: Due | None
    standing: Standing | None
    round: Words
    state: Words
    look: Look


@require_safe
@staff_page(*APPEALS)
def board(request: StaffRequest) -> HttpResponse:
    """What waits, the first limit first; what is over on a list of its own."""
    viewer, over = request.viewer, request.GET.get("only") == "over"
    url = reverse("desk:appeals")
    found = page_of(request, reviews_for(viewer.grants, over=over), url, {"only": "over"} if over else {})
    rows = with_limits(found.rows, calendar=viewer.calendar, now=viewer.now)
    rows.sort(key=lambda row: (row.due is None, row.due.at if row.due else row.review.asked_at))
    chips = [Chip(_("Not over"), url, current=not over), Chip(_("Over"), address(url, {"only": "over"}), current=over)]
    context = {
        "chips": chips,
        "found": found,
        "rows": [_row(row, request) for row in rows],
        "hearings": [(one, _case_url(one)) for one in hearings_to_host(viewer.staff.pk, viewer.grants)],
        "settles": viewer.holds(Role.ADMINISTRATOR),
    }
    return render(request, "desk/appeals/board.html", page(request, PLACE) | context)


def _row(row: ReviewRow, request: StaffRequest) -> BoardRow:
    review = row.review
    opens = may_see_case(review.case_id, request.viewer.grants)
    return BoardRow(
        review=review,
        url=reverse("desk:case", args=(review.case_id,)) if opens else "",
        due=row.due,
        standing=row.standing,
        round=Round(review.round).label,
        state=Result(review.result).label if review.result else ReviewState(review.state).label,
        look=LOOKS[review.state],
    )


def _case_url(hearing: Hearing) -> str:
    return reverse("desk:case", args=(hearing.case_id,))
