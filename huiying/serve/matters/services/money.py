"""Money of the list, in fen."""

from huiying.serve.matters.errors import MoneyWrong

MOST_FEN = 10**14
"""A trillion yuan: more is a slip of the finger."""


def checked_money(fen: int) -> int:
    """Raises MoneyWrong."""
    if not 0 <= fen <= MOST_FEN:
        raise MoneyWrong
    return fen
