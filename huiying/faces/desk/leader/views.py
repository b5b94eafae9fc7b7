"""The leader's page: three numbers, then the four firsts, on one sheet of paper."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.disclosure import FEWEST
from huiying.core.rates.measures import NAMES, Measure
from huiying.faces.desk.access import StaffRequest, Viewer, staff_page
from huiying.faces.desk.leader.figures import last_card, numbers, percent
from huiying.faces.desk.leader.issues import five_issues
from huiying.faces.desk.leader.waiting import promised, to_decide
from huiying.faces.desk.nav import LEADER, page
from huiying.judge.ratings.selectors.praise import praise_for

RECENT = timedelta(days=30)


@require_safe
@staff_page(*LEADER)
def leader(request: StaffRequest) -> HttpResponse:
    """Only matters, places and units are counted."""
    viewer = request.viewer
    issues = five_issues(viewer.grants, viewer.today, _("fewer than 5"))
    lines, own = promised(viewer)
    context = {
        "today": viewer.today,
        "post": viewer.staff.post_words,
        "numbers": numbers(viewer.grants, viewer.today),
        "issues": issues,
        "waiting": to_decide(viewer, issues),
        "promises": lines,
        "own": own,
        "said": _satisfied(viewer),
    }
    return render(request, "desk/leader/leader.html", page(request, "leader") | context)


def _satisfied(viewer: Viewer) -> list[str]:
    """What people said of the answers and how often they praised, as far as it can be told."""
    card, language = last_card(viewer.today), get_language() or ""
    told = []
    for measure in (Measure.RESPONDED, Measure.RESOLVED, Measure.SATISFIED) if card is not None else ():
        if card is not None and (share := card.shares.get(measure)) is not None:
            values = {"name": NAMES[measure].say(language), "percent": percent(share), "k": share.k, "n": share.n}
            told.append(_("%(name)s: %(percent)s (%(k)s of %(n)s)") % values)
    praised = praise_for(viewer.grants).filter(passed_at__gt=viewer.now - RECENT).count()
    if praised >= FEWEST:
        told.append(_("Praised %(count)s times in 30 days") % {"count": praised})
    return told
