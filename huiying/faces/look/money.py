"""Amounts of money as people read them; kept in fen, shown in yuan."""

from django.utils.translation import gettext as _

from huiying.faces.look.dates import english

TEN_THOUSAND = 10_000


def yuan(fen: int) -> str:
    """20 万元 / 200,000 yuan; below ten thousand 3,500 元, with fen where there are any."""
    whole, rest = divmod(fen, 100)
    if english() or whole < TEN_THOUSAND:
        return _("%(money)s yuan") % {"money": f"{whole:,}.{rest:02}" if rest else f"{whole:,}"}
    return _("%(money)s ten thousand yuan") % {"money": _plain(fen / 100 / TEN_THOUSAND)}


def _plain(amount: float) -> str:
    """At most four figures behind the point, without zeros at the end."""
    return f"{amount:,.4f}".rstrip("0").rstrip(".")
