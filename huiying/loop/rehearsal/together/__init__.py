"""What the invented county settles together: issues, meetings, promises, decisions, the yearly list, what it asks."""

from datetime import datetime

from huiying.loop.rehearsal.county import County
from huiying.loop.rehearsal.together.asked import fill_register
from huiying.loop.rehearsal.together.decisions import fill_decisions
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.rehearsal.together.issues import open_issues
from huiying.loop.rehearsal.together.meetings import hold_last_month, plan_next
from huiying.loop.rehearsal.together.promises import fill_promises
from huiying.loop.rehearsal.together.yearly import fill_list


def fill_together(county: County, *, now: datetime) -> None:
    """Play the last months of what units settled together, each step by its own service. Outside any transaction.

    An office with too few voices has fewer issues, and what would follow from them is left out.
    """
    hands = Hands(county, now)
    issues = open_issues(hands)
    held = hold_last_month(hands, issues)
    fill_promises(hands, held)
    fill_decisions(hands, issues)
    plan_next(hands, held, issues)
    fill_list(hands)
    fill_register(hands)
