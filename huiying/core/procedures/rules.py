"""Whether every rule that a table names exists: a table that names another stops the start."""

from collections.abc import Iterator

from huiying.core.procedures.effects import EFFECTS
from huiying.core.procedures.guards import CONDITIONS, GUARDS, TARGETS
from huiying.core.procedures.model import Act, Procedure


def sound(*procedures: Procedure) -> tuple[Procedure, ...]:
    """The procedures themselves. Raises ValueError naming each rule that is missing or belongs to no act."""
    problems = [f"{item.id}: {problem}" for item in procedures for act in item.acts for problem in _missing(act)]
    acts = {act.id for item in procedures for act in item.acts}
    problems += [f"an effect of {name}, which is no act" for name in EFFECTS.keys() - acts]
    if problems:
        raise ValueError("; ".join(problems))
    return procedures


def _missing(act: Act) -> Iterator[str]:
    yield from (f"{act.id}: no guard {name}" for name in act.guards if name not in GUARDS)
    wanted = {op.when for op in act.clocks} | {act.approved_when}
    yield from (f"{act.id}: no condition {name}" for name in sorted(wanted - CONDITIONS.keys() - {""}))
    if act.to_rule and act.to_rule not in TARGETS:
        yield f"{act.id}: no target {act.to_rule}"
