"""What units settled together, as far as it is published: no words of anybody who spoke."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.faces.look.dates import moment
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Row
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.errors import MeetingNotFound
from huiying.serve.coordination.models import Resolution
from huiying.serve.coordination.selectors.minutes import Published, published_meetings, published_minutes


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The last first."""
    return render(request, "public/meetings/meetings.html", {"meetings": published_meetings()})


@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The published part of the minutes, and what became a promise of it."""
    try:
        found = published_minutes(meeting_id)
    except MeetingNotFound as err:
        raise Http404 from err
    context = {
        "found": found,
        "meeting": found.meeting,
        "rows": _rows(found),
        "settled": _settled(found.resolutions),
        "hidden": len(found.minutes.sections) - len(found.sections),
    }
    return render(request, "public/meetings/meeting.html", context)


def _rows(found: Published) -> list[Row]:
    meeting, chair = found.meeting, found.meeting.chair
    led = " · ".join(str(part) for part in (chair.unit, chair.post_words) if part)
    rows = [
        Row(_("When"), moment(meeting.began_at or meeting.starts_at, year=True)),
        Row(_("Where"), with_lang(meeting.venue)),
        Row(_("Chair"), parts_with_lang(led)),
    ]
    if found.units:
        rows.append(Row(_("Who was there"), parts_with_lang(" · ".join(map(str, found.units)))))
    return rows


def _settled(resolutions: Sequence[Resolution]) -> list[dict[str, Any]]:
    """Each with the number of its promise, where everybody may read that."""
    promises = dict(
        Commitment.objects.filter(resolution__in=resolutions, public=True).values_list("resolution_id", "pk")
    )
    return [{"one": one, "promise": promises.get(one.pk)} for one in resolutions]
