"""What people found whom something was made for: no number below five stands there or can be worked out."""

from django.utils.translation import gettext as _

from huiying.core.disclosure import FEWEST
from huiying.judge.ratings.selectors import AcceptanceCounts


def found_told(counts: AcceptanceCounts | None) -> tuple[str, str]:
    """Is it there, and of those who say so: does it work. `counts` None: fewer than five have said."""
    if counts is None:
        return (_("fewer than 5 have said"),) * 2
    yes, others = counts.there, counts.all - counts.there
    there = {
        (True, True): _("%(yes)s of %(all)s say yes"),
        (True, False): _("%(yes)s say yes, fewer than 5 do not"),
        (False, True): _("fewer than 5 say yes, %(others)s do not"),
        (False, False): _("fewer than 5 say yes, fewer than 5 do not"),
    }[yes >= FEWEST, others >= FEWEST]
    return there % {"yes": yes, "all": counts.all, "others": others}, _works(counts.works, counts.there)


def _works(yes: int, asked: int) -> str:
    """Without a number where the rest of `asked`, which stands beside it, would be below five."""
    if asked < 2 * FEWEST - 1:  # of eight, two numbers below five are four and four
        return _("too few to tell")
    said = {
        (True, True): _("%(yes)s of %(all)s say yes"),
        (True, False): _("fewer than 5 do not say yes"),
        (False, True): _("fewer than 5 say yes"),
    }[yes >= FEWEST, asked - yes >= FEWEST]
    return said % {"yes": yes, "all": asked}
