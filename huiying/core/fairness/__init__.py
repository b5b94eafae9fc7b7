"""Like cases alike 公道: similar cases decided differently, or answered much later at one place (like-cases.md).

Units and answers are compared, never people who speak and never members of staff.
"""

from huiying.core.fairness.outcomes import OUTCOMES, Outcome, differ, outcome_of
from huiying.core.fairness.waiting import FEWEST, Later, Wait, find_later

__all__ = ["FEWEST", "OUTCOMES", "Later", "Outcome", "Wait", "differ", "find_later", "outcome_of"]
