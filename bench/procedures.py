"""How fast the procedures are in memory: one act done, and all buttons of a case. `python -m bench.procedures`."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.engine import offers, step
from huiying.core.procedures.facts import ActorFacts, Facts
from huiying.core.procedures.model import Procedure, Role
from huiying.core.procedures.settings import office_settings
from huiying.core.workdays import Calendar

CALENDAR = Calendar({}, date(2030, 12, 31))
SETTINGS = office_settings({})
EVERYBODY = ActorFacts("staff", frozenset(Role), 1, 1)
BEGAN = datetime(2026, 6, 1, 4, tzinfo=UTC)
WORDS = {"reason": "原因", "record": "要点", "finding": "查明", "basis": "第九条"}
ONE = {"request": "修路灯", "facts": "坏了", "outcome": "supported", "decision": "修好", "basis": "第九条"}
LIVES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "xinfang": [
        ("register", {}),
        ("forward", {"unit": 2}),
        ("accept", {"legal_class": "claim", "route": "petition"}),
        ("begin", {}),
        ("hear_person", {"heard_on": "2026-06-01", "form": "met"}),
        ("investigate", {}),
        ("issue_opinion", {"public_text": "已经修好", "requests": [ONE]}),
        ("deliver", {"delivered_on": "2026-06-01", "proof": "signature"}),
    ],
    "hotline": [
        ("take", {}),
        ("dispatch", {"unit": 2}),
        ("sign_for", {}),
        ("contact", {"form": "phone"}),
        ("reply", {"public_text": "已经修好"}),
        ("check_reply", {"verdict": "calling_back"}),
        ("call_back", {"contacted": "yes", "solved": "yes", "satisfied": "yes"}),
    ],
}


def play(procedure: Procedure, seen: list[Facts]) -> int:
    """One life from the first act to its last; `seen` gains every stage. Gives the number of acts."""
    facts, now = Facts(procedure.id, "", BEGAN, unit_id=1, office_unit_id=1), BEGAN
    for act_id, data in LIVES[procedure.id]:
        now += timedelta(minutes=5)
        done = step(
            procedure, facts, act_id, WORDS | data, actor=EVERYBODY, now=now, calendar=CALENDAR, settings=SETTINGS
        )
        facts = done.facts
        seen.append(facts)
    return len(LIVES[procedure.id])


def microseconds(work: Callable[[], int], rounds: int) -> float:
    """Median time of one unit of `work`, which gives how many units it did."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        units = work()
        times.append((time.perf_counter() - began) / units * 1_000_000)
    return statistics.median(times)


def measured(procedure: Procedure, rounds: int = 300) -> tuple[float, float]:
    """Microseconds for one act and for all buttons of one case."""
    stages: list[Facts] = []
    per_act = microseconds(lambda: play(procedure, stages), rounds)
    facts = stages[: len(LIVES[procedure.id])]

    def shown() -> int:
        for stage in facts:
            offers(procedure, stage, EVERYBODY, now=BEGAN, calendar=CALENDAR, settings=SETTINGS)
        return len(facts)

    return per_act, microseconds(shown, rounds)


def main() -> None:
    """Print one line per procedure."""
    for procedure in PROCEDURES.values():
        per_act, per_case = measured(procedure)
        print(f"{procedure.id}: one act {per_act:.0f} µs, all buttons of a case {per_case:.0f} µs (medians)")


if __name__ == "__main__":
    main()
