"""Rules that stand beside the table, by concern: when an act is forbidden, which clock it turns, where it leads."""

from collections.abc import Mapping

from huiying.core.procedures.guards import (
    afterwards,
    appeals,
    aside,
    handling,
    hotline,
    intake,
    mediation,
    naming,
    returns,
    sealed,
    supervision,
    together,
)
from huiying.core.procedures.guards.conditions import CONDITIONS
from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.procedures.guards.targets import TARGETS

__all__ = ["CONDITIONS", "GUARDS", "TARGETS", "Context", "Guard"]

GUARDS: Mapping[str, Guard] = {
    **intake.RULES,
    **returns.RULES,
    **handling.RULES,
    **hotline.RULES,
    **together.RULES,
    **naming.RULES,
    **afterwards.RULES,
    **aside.RULES,
    **supervision.RULES,
    **sealed.RULES,
    **appeals.RULES,
    **mediation.RULES,
}
