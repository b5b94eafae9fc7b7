"""The numbers at the head of the leader's page, from the scorecards of the last month that is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiying.core.rates.intervals import Share
from huiying.core.rates.measures import NAMES, Measure
from huiying.faces.look.dates import month as month_said
from huiying.foundation.people.models import Grant
from huiying.judge.scorecards.selectors.cards import Card, months_told, whole
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.selectors.commitments import commitments_for


@dataclass(frozen=True, slots=True)
class Number:
    """One big number with its name, what it rests on, and where it comes from. `alarm`: something is to be done."""

    big: str
    name: str
    rests_on: str
    url: str
    alarm: bool = False


def last_card(today: date) -> Card | None:
    """What is told of the last month; None while nothing is."""
    months = months_told(today)
    return whole(months[0]) if months else None


def numbers(grants: Sequence[Grant], today: date) -> list[Number]:
    """Answered in time, "resolved" as people say, promises late: always three."""
    months = months_told(today)
    card = whole(months[0]) if months else None
    before = whole(months[1]) if len(months) > 1 else None
    when = months[0].first if months else None
    return [
        _share(card, before, Measure.ON_TIME, when),
        _share(card, None, Measure.RESOLVED, when),
        _late(grants, today),
    ]


def percent(share: Share) -> str:
    """77%: whole numbers, so that everybody rounds the same way."""
    return f"{share.percent}%"


def _share(card: Card | None, before: Card | None, measure: Measure, when: date | None) -> Number:
    name, url = NAMES[measure].say(get_language() or ""), reverse("desk:scorecards")
    if card is None or when is None or (share := card.shares.get(measure)) is None:
        return Number("—", name, _("No month can be told yet."), url)
    values = {"month": month_said(when), "k": f"{share.k:,}", "n": f"{share.n:,}"}
    said = [_("%(month)s: %(k)s of %(n)s") % values]
    if measure is not Measure.ON_TIME:
        low, high = share.interval_percent
        said.append(_("interval %(low)s–%(high)s%%") % {"low": low, "high": high})
        if card.unrated is not None:
            said.append(_("%(count)s not rated") % {"count": f"{card.unrated:,}"})
    if before is not None and (earlier := before.shares.get(measure)) is not None:
        said.append(_("the month before %(percent)s") % {"percent": percent(earlier)})
    return Number(percent(share), name, " · ".join(said), url)


def _late(grants: Sequence[Grant], today: date) -> Number:
    late = commitments_for(grants, today=today, late=True).count()
    going = commitments_for(grants, today=today, state=CommitmentState.OPEN).count()
    said = _("of %(count)s that are being kept") % {"count": going}
    return Number(str(late), _("Promises late"), said, f"{reverse('desk:commitments')}?only=late", alarm=bool(late))
