"""The figures of every month of the demo, made once it is filled."""

from huiying.judge.scorecards.services.rebuilding import rebuild_all
from huiying.loop.rehearsal.together.hands import Hands


def fill_scorecards(hands: Hands) -> None:
    """Last of all: what is judged before it counts."""
    rebuild_all(now=hands.now)
