"""Improvement items as everybody reads them: what was asked, before and after, in numbers that name nobody."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiying.core.disclosure import FEWEST
from huiying.core.improving import Band
from huiying.core.rates.intervals import Share
from huiying.core.words import Text
from huiying.faces.look.shares import share_html
from huiying.improve.improvements.presenters.words import CHANGES, TRIGGERS, about, state_of
from huiying.improve.improvements.selectors.improvements import PublicImprovement


@dataclass(frozen=True, slots=True)
class Drawn:
    """An item as lists and pages show it. `after` "": not measured again yet; `change` the sentence about it."""

    about: Text
    url: str
    tag: str
    state: Text
    trigger: Text
    before: SafeString
    after: SafeString | str
    change: Text | None


def drawn(found: PublicImprovement) -> Drawn:
    """Reads unit, category, place and commitment, which lists fetch beforehand."""
    item = found.improvement
    tag, state = state_of(item)
    return Drawn(
        about=about(item),
        url=reverse("public:improvement", args=(item.pk,)),
        tag=tag.value,
        state=state,
        trigger=TRIGGERS[item.rule.trigger],
        before=told_html(found.before),
        after=told_html(found.after) if item.after else "",
        change=CHANGES[found.change] if found.change else None,
    )


def told_html(band: Band | None) -> SafeString:
    """A share as it may be told: the dot and its whiskers, or in words where one of the groups is below five."""
    if band is None:
        return format_html('<span class="hy-hint">{}</span>', _("fewer than 10 answered: no number is told"))
    if band.exact:
        return share_html(Share(band.low, band.n))
    low, high = (round(100 * end) for end in band.interval)
    values: dict[str, Any] = {"least": FEWEST, "n": band.n, "low": low, "high": high}
    said = (
        _("fewer than %(least)s of %(n)s, %(low)s–%(high)s%%")
        if band.low == 0
        else _("all but fewer than %(least)s of %(n)s, %(low)s–%(high)s%%")
    )
    return format_html("<span>{}</span>", said % values)
