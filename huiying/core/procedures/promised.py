"""What the public log is told of a case: the day that stands promised to the speaker, and what kind of event moved it.

Promised are the limits by which the speaker gets an answer or is told who takes it; limits between units are not.
"""

from collections.abc import Mapping
from datetime import date

from huiying.core.procedures.facts import Facts
from huiying.core.procedures.model import Act

PROMISED = frozenset(
    "C-REG C-NOTICE-DIRECT C-NOTICE-FWD C-HANDLE C-REVIEW C-FINAL C-SIMPLE-ACCEPT C-SIMPLE C-REDO C-SUGGEST C-FOLLOWUP "
    "H-DISPATCH H-HANDLE H-STATUTE H-PROMISED H-REDO".split()
)
TRANSFERRED = "voice.transferred"
MOVED_BY: Mapping[tuple[str, str], str] = {
    ("xinfang", "begin"): "voice.accepted",
    ("xinfang", "begin_duty"): "voice.accepted",
    ("xinfang", "study"): "voice.accepted",
    ("xinfang", "to_ordinary"): "voice.accepted",
    ("xinfang", "seal"): "",
    ("xinfang", "call_final_hearing"): "voice.extended",
    ("xinfang", "close_hearing"): "voice.extended",
    ("hotline", "decide_end"): "voice.declined",
    ("hotline", "check_reply"): "voice.reopened",
    ("hotline", "call_back"): "voice.reopened",
    ("hotline", "seal"): "",
}
"""Acts that are public only when they move the promise. A report that is sealed shows nothing at that moment."""


def promised_day(facts: Facts) -> date | None:
    """The last day of the first promised limit that runs, None when none does."""
    running = (clock.due.on for clock_id, clock in facts.clocks.items() if clock_id in PROMISED and clock.running)
    return min(running, default=None)


def public_type(act: Act, before: Facts, after: Facts) -> str:
    """The type under which the act is public, "" when only its commitment is."""
    if act.public_type or promised_day(before) == promised_day(after):
        return act.public_type
    return MOVED_BY.get((after.procedure, act.id), TRANSFERRED)
