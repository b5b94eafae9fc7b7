"""A small line of weekly counts, drawn by the server; weeks with fewer than five are all drawn at the same height."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from huiying.core.growth import LEAST_COUNT

WIDTH, HEIGHT, EDGE = 260, 56, 4
HIDDEN = LEAST_COUNT - 1
"""Where a week with fewer than five voices is drawn, whatever it is."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days that end with `last`. `heard`: None where there were fewer than five."""

    last: date
    heard: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """What the template draws: `points` of the line, `dot` its last one, `floor` the height of "fewer than 5"."""

    points: str
    dot: tuple[float, float]
    floor: float
    width: int = WIDTH
    height: int = HEIGHT


def weeks_shown(counts: Sequence[int], last: date) -> list[Week]:
    """The counts of the weeks up to the one that ends with `last`, the oldest first, as they may be shown."""
    weeks = []
    for back, heard in zip(range(len(counts) - 1, -1, -1), counts, strict=True):
        end = last - timedelta(weeks=back)
        weeks.append(Week(end, heard if heard >= LEAST_COUNT else None))
    return weeks


def line_of(weeks: Sequence[Week]) -> Line:
    """The line through at least two weeks."""
    heights = [HIDDEN if week.heard is None else week.heard for week in weeks]
    top = max(*heights, 2 * HIDDEN)

    def place(at: int, heard: float) -> tuple[float, float]:
        across = EDGE + (WIDTH - 2 * EDGE) * at / (len(weeks) - 1)
        return round(across, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * heard / top, 1)

    points = [place(at, heard) for at, heard in enumerate(heights)]
    return Line(" ".join(f"{x},{y}" for x, y in points), points[-1], place(0, HIDDEN)[1])
