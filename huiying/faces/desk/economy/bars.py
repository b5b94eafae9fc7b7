"""Bars of hours quarter by quarter, drawn by the server; a table with the same numbers stands beneath."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from huiying.core.economy import Quarter

WIDTH, HEIGHT, HEAD, FOOT, GAP = 640, 180, 28, 30, 0.3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in the picture. `label`: its number, where it is told there; `now`: the quarter of the page."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    name: str
    label: str
    now: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """What the template draws. `floor`: where the bars stand, `foot`: where their names stand."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - FOOT
    foot: int = HEIGHT - 6


def bars_of(hours: Mapping[Quarter, Decimal], current: Quarter) -> Bars:
    """One bar for each quarter; the highest and that of the page tell their number."""
    top = max(*hours.values(), Decimal(1))
    step = WIDTH / len(hours)
    return Bars(tuple(_bar(at, step, one, hours[one], top, one == current) for at, one in enumerate(hours)))


def _bar(at: int, step: float, quarter: Quarter, hours: Decimal, top: Decimal, now: bool) -> Bar:
    height = round(float(hours / top) * (HEIGHT - HEAD - FOOT), 1)
    return Bar(
        x=round(at * step + step * GAP / 2, 1),
        y=round(HEIGHT - FOOT - height, 1),
        width=round(step * (1 - GAP), 1),
        height=height,
        middle=round((at + 0.5) * step, 1),
        name=f"{quarter.year % 100:02}/{quarter.number}",
        label=f"{hours:,.0f}" if now or hours == top else "",
        now=now,
    )
