"""A share as a dot with its whiskers between 0 and 100 of a hundred, and the numbers beside it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiying.core.rates.grades import WORDS, Grade, grade
from huiying.core.rates.intervals import Share
from huiying.faces.look.rows import page_language

EDGE, WIDTH, MIDDLE = 6, 120, 7
_TICKS = "".join(f"M{EDGE + WIDTH * at // 4} 1v12" for at in range(5))
_DRAWN = """<span class="hy-share"><svg class="hy-share__line" viewBox="0 0 132 14" aria-hidden="true">\
<path class="hy-share__ticks" d="{ticks}"/><path class="hy-share__bar" d="M{low} 3v8M{high} 3v8M{low} 7H{high}"/>\
<circle class="hy-share__dot" cx="{dot}" cy="7" r="4"/></svg><span><b>{percent}%</b> {numbers}</span>{grade}</span>"""
_GRADE = ' <span class="hy-share__grade hy-share__grade--{}">{}</span>'


def share_html(share: Share | None, target: int | None = None) -> SafeString:
    """The picture with its numbers; that too few said it. `target`: of a hundred, to say whether it is reached."""
    if share is None:
        return format_html('<span class="hy-hint">{}</span>', _("fewer than 5, or not told"))
    low, high = share.interval_percent
    return format_html(
        _DRAWN,
        ticks=_TICKS,
        low=_across(share.interval[0]),
        high=_across(share.interval[1]),
        dot=_across(share.k / share.n),
        percent=share.percent,
        numbers=_("%(k)s of %(n)s, %(low)s–%(high)s%%")
        % {"k": f"{share.k:,}", "n": f"{share.n:,}", "low": low, "high": high},
        grade=_graded(share, target),
    )


def _across(part: float) -> float:
    return round(EDGE + WIDTH * part, 1)


def _graded(share: Share, target: int | None) -> SafeString | str:
    if target is None:
        return ""
    found = grade(share, target)
    look = "few" if found is Grade.FEW else "told"
    return format_html(_GRADE, look, WORDS[found].say(page_language()))
