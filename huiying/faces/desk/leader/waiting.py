"""What is for the leader to decide, and what the leader has promised."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiying.core.economy import quarter_of
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.leader.issues import IssueLine
from huiying.faces.look.due import DueTag
from huiying.faces.look.promised import PromisedDay
from huiying.judge.contacts.models import ContactReport
from huiying.judge.contacts.selectors.facts import promises_of
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import commitments_for
from huiying.serve.supervision.presenters.why import why
from huiying.serve.supervision.selectors.signals import signals_for

MOST, RECENT_DAYS, TOP_LEVEL = 5, 30, 3


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One thing that waits, why, and where."""

    words: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise with its day."""

    promise: Commitment
    tag: DueTag
    url: str


def to_decide(viewer: Viewer, issues: list[IssueLine]) -> list[ToDecide]:
    """What is late at the third level, the own report that waits, issues that nobody owns; at most five."""
    return list(islice(_to_decide(viewer, issues), MOST))


def _to_decide(viewer: Viewer, issues: list[IssueLine]) -> Iterator[ToDecide]:
    """What stands nowhere else on the page comes first: issues without a unit are marked in the table above, too."""
    language = get_language() or ""
    for signal in signals_for(viewer.grants).filter(level=TOP_LEVEL)[: MOST - 2]:
        yield ToDecide(str(signal.unit), why(signal).say(language), reverse("desk:signal", args=(signal.pk,)))
    for report in ContactReport.objects.filter(leader=viewer.staff, published_at=None, ends_on__lt=viewer.today):
        quarter = quarter_of(report.ends_on)
        said = _("Your contact report up to %(year)s/%(month)s is a draft")
        waits = said % {"year": quarter.year, "month": report.ends_on.month}
        yield ToDecide(waits, _("It waits for your signature"), reverse("desk:contact", args=(report.pk,)))
    for line in issues:
        if line.issue.owner is None:
            yield ToDecide(str(line.issue), _("No unit is in charge of it"), line.url)


def promised(viewer: Viewer) -> tuple[list[PromiseLine], bool]:
    """(The own ones: open, or ended in the last 30 days; whether they are own). Without any: the office's late ones."""
    today = viewer.today
    since = today - timedelta(days=RECENT_DAYS)
    start = viewer.now - timedelta(days=RECENT_DAYS)
    own = list(promises_of(viewer.staff, since, today, start)[:MOST])
    rows = own or list(commitments_for(viewer.grants, today=today, late=True)[:MOST])
    return [_line(one, today) for one in rows], bool(own)


def _line(one: Commitment, today: date) -> PromiseLine:
    ended = localdate(one.ended_at) if one.ended_at else None
    dropped = one.state == CommitmentState.DROPPED
    day = PromisedDay(one.due_on, one.first_due_on, ended, dropped, one.late_reason)
    return PromiseLine(one, day.tag(today), reverse("desk:commitment", args=(one.pk,)))
