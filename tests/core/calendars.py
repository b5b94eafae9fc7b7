"""The published calendars, read from the data folder, and made-up ones for properties."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st

from huiying.core.workdays import Calendar, merge_years

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("HUIYING_TEST_DATA", ROOT.parent / "shared" / "data")) / "holidays"
MANY = date(2020, 1, 1), date(2022, 12, 31)


def notices() -> dict[int, dict[date, bool]]:
    """Year of the notice → day → made a working day? Skips, saying so, when the data folder is absent."""
    files = sorted(FOLDER.glob("20*.json"))
    if not files:
        pytest.skip("the published holidays are not here: set HUIYING_TEST_DATA to the folder that holds holidays/")
    return {int(file.stem): _notice(file) for file in files}


def _notice(file: Path) -> dict[date, bool]:
    days = json.loads(file.read_text(encoding="utf-8"))["days"]
    return {date.fromisoformat(day["date"]): not day["isOffDay"] for day in days}


def published() -> Calendar:
    return Calendar(merge_years(notices().values()), date(2026, 12, 31))


days = st.dates(*MANY)
exceptions = st.dictionaries(days, st.booleans(), max_size=60)


def dense(first: date, length: int, works: bool) -> dict[date, bool]:
    return {date.fromordinal(first.toordinal() + i): works for i in range(length)}


# Long runs of one kind are what a random handful of days never makes.
runs = st.lists(st.builds(dense, days, st.integers(1, 40), st.booleans()), max_size=4).map(merge_years)
calendars = st.builds(Calendar, st.one_of(exceptions, runs), st.just(MANY[1]))
