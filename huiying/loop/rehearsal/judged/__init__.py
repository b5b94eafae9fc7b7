"""How the invented county is supervised, judged, and improves."""

from datetime import datetime

from huiying.loop.rehearsal.county import County
from huiying.loop.rehearsal.judged.checks import fill_checks
from huiying.loop.rehearsal.judged.contacts import fill_contacts
from huiying.loop.rehearsal.judged.improvements import fill_improvements
from huiying.loop.rehearsal.judged.orders import fill_orders
from huiying.loop.rehearsal.judged.scorecards import fill_scorecards
from huiying.loop.rehearsal.judged.signals import fill_supervision
from huiying.loop.rehearsal.together.hands import Hands


def fill_judged(county: County, *, now: datetime) -> None:
    """Play the last months of what was supervised and judged, each step by its own service. Outside any transaction."""
    hands = Hands(county, now)
    fill_checks(hands)
    fill_supervision(hands)
    fill_orders(hands)
    fill_contacts(hands)
    fill_improvements(hands)
    fill_scorecards(hands)
