"""The page of a box: who empties it, when it was last opened, how many papers were in it; and a way to speak up."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from huiying.core.disclosure import FEWEST
from huiying.faces.look import dates
from huiying.faces.look.parts import Row
from huiying.faces.public.boxes.speaking import PARAMETER
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.listen.boxes.models import Box
from huiying.listen.boxes.selectors.public import box_called
from huiying.listen.boxes.selectors.standing import BoxStanding, standing_of


@require_safe
def box(request: HttpRequest, code: str) -> HttpResponse:
    """One address for each box; typed in small letters it is the same."""
    found = box_called(code)
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("public:box", found.code, permanent=True)
    days = calendar()
    standing = standing_of(found, today=days.local_date(clock.now()), days=days)
    context = {
        "box": found,
        "rows": _rows(standing) if found.active else [],
        "speak_url": f"{reverse('public:speak')}?{PARAMETER}={found.code}" if found.active else reverse("public:speak"),
        "phone": office_profile().phone,
    }
    return render(request, "public/boxes/box.html", context)


def _rows(standing: BoxStanding) -> list[Row]:
    box = standing.box
    return [
        Row(_("Where it hangs"), _where(box)),
        Row(_("Who empties it"), str(box.unit), note=box.get_rhythm_display()),
        Row(_("Last emptied"), _last(standing)),
        Row(_("To be opened by"), dates.full(standing.due_on), note=_("It is late.") if standing.overdue else ""),
    ]


def _where(box: Box) -> str:
    return _("%(place)s, %(spot)s") % {"place": box.place, "spot": box} if box.place else str(box)


def _last(standing: BoxStanding) -> str:
    """Two people signed for it. Of a few papers only that they were few: see BoxStanding.few."""
    if standing.last is None:
        return _("not yet")
    day, count = dates.full(standing.last.opened_at), standing.last.counted
    if standing.few:
        return _("%(day)s, fewer than %(count)s papers") % {"day": day, "count": FEWEST}
    if not count:
        return _("%(day)s, nothing was in it") % {"day": day}
    said = ngettext("%(day)s, %(count)s paper", "%(day)s, %(count)s papers", count)
    return said % {"day": day, "count": count}
