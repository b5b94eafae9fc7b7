"""A sign in one sentence; numbers below five are never said."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from huiying.core.growth import LEAST_COUNT
from huiying.foundation.office.models import Category, Place
from huiying.improve.insight.models import EarlySign


def where(category: Category | None, place: Place | None) -> str:
    """噪音 · 柳溪街道; all topics, the whole area."""
    topic, area = _("All topics"), _("the whole area")
    return f"{category or topic} · {place or area}"


def grown(sign: EarlySign) -> str:
    """14 in the last 7 days, usually 4 to 5."""
    said = {"count": sign.count, "days": sign.span, "usual": usual(sign.low, sign.high)}
    return pgettext("early sign", "%(count)s in the last %(days)s days, usually %(usual)s") % said


def usual(low: int, high: int) -> str:
    """What is usual over the same number of days, without numbers below five."""
    if high < LEAST_COUNT:
        return _("fewer than 5")
    if low < LEAST_COUNT:
        return _("up to %(high)s") % {"high": high}
    if low == high:
        return _("about %(high)s") % {"high": high}
    return _("%(low)s to %(high)s") % {"low": low, "high": high}
