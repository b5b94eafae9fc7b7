"""The meetings: those to come, those that were, and the regular ones with their next day."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.meetings import words
from huiying.faces.desk.nav import MEETING_READERS, page
from huiying.serve.coordination.models import Meeting
from huiying.serve.coordination.selectors.meeting_rights import keeping_office
from huiying.serve.coordination.selectors.meetings import meetings_for, series_for


@require_safe
@staff_page(*MEETING_READERS)
def meetings(request: StaffRequest) -> HttpResponse:
    """What comes next stands first."""
    viewer = request.viewer
    context = {
        "coming": _rows(meetings_for(viewer.grants)),
        "over": _rows(meetings_for(viewer.grants, over=True)),
        "series": [
            {"view": one, "rhythm": words.rhythm(one.series)} for one in series_for(viewer.grants, now=viewer.now)
        ],
        "keeps": keeping_office(viewer.grants, viewer.unit) is not None,
    }
    return render(request, "desk/meetings/meetings.html", page(request, "meetings") | context)


def _rows(found: Sequence[Meeting]) -> list[dict[str, Any]]:
    return [{"meeting": meeting, "state": words.state(meeting)} for meeting in found]
