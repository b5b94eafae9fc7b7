"""The seeded year: voices in order of time, each with the whole of its life. The same arguments give the same year."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from huiying.loop.rehearsal.inventions import InventedOffice
from huiying.loop.rehearsal.simulation.delays import days_to_reply
from huiying.loop.rehearsal.simulation.lived import Asked, Did, Lived, Promised, Vow
from huiying.loop.rehearsal.simulation.plots import CLAIMS, PLOTS, Line, Plot
from huiying.loop.rehearsal.simulation.wording import Wording

Chance = Callable[[], float]
BEIJING = ZoneInfo("Asia/Shanghai")
KINDS = (("request", 0.48), ("complaint", 0.27), ("inquiry", 0.15), ("suggestion", 0.08), ("report", 0.02))
HOTLINE_SHARE = 0.3
CHANNELS = {"xinfang": ("counter", "letter", "reception", "home_visit"), "hotline": ("phone", "web")}
LEAST_STEP = timedelta(minutes=1)
CROWD, CROWD_AFTER, CROWD_EVERY = 7, 60, 400
"""So many voices of one matter come at once, first after so many others, then each time so many have come."""
LEAST_VOWS, VOW_EVERY = 8, 250


def invent_year(office: InventedOffice, *, cases: int, seed: int, year: int) -> Iterator[Lived]:
    """`cases` lives that begin in `year`, oldest first; what would come after its last day is left out."""
    yield from _Year(office, Random(seed), year).lives(cases)  # noqa: S311  the same year for the same seed


def invent_vows(office: InventedOffice, *, cases: int, seed: int, year: int) -> list[Vow]:
    """What units promise beside their answers, oldest first; some of it is kept too late or never."""
    drawn = _Year(office, Random(seed + 1), year)  # noqa: S311
    return sorted(
        (drawn.vow(n) for n in range(1, max(LEAST_VOWS, cases // VOW_EVERY) + 1)), key=lambda vow: vow.made_at
    )


@dataclass(frozen=True, slots=True)
class _Units:
    """Keys of those that handle: bureaus, towns, and the villages of a town."""

    bureaus: tuple[str, ...]
    villages: Mapping[str, tuple[str, ...]]


class _Year:
    def __init__(self, office: InventedOffice, random: Random, year: int) -> None:
        self._random, self._chance = random, random.random
        self._first = datetime.combine(date(year, 1, 1), time.min, BEIJING)
        self._end = datetime.combine(date(year, 12, 31), time(23, 59, 59), BEIJING)
        self._units = _handling_units(office)
        self._lots: dict[tuple[str, str], tuple[list[float], list[Plot]]] = {}
        self._wording = Wording(random)
        self._answers: list[tuple[int, str, datetime]] = []
        self._ended: list[tuple[int, datetime]] = []

    def lives(self, count: int) -> Iterator[Lived]:
        seconds = (self._end - self._first).total_seconds()
        moments = sorted(self._first + timedelta(seconds=int(self._chance() * seconds)) for _ in range(count))
        number = 0
        while number < count:
            crowd = min(CROWD, count - number) if number % CROWD_EVERY == CROWD_AFTER else 1
            if crowd > 1:
                yield from self._crowd(number, moments[number : number + crowd])
            else:
                yield self._life(number + 1, moments[number])
            number += crowd

    def _crowd(self, before: int, moments: Sequence[datetime]) -> Iterator[Lived]:
        """Voices of one matter, joined under the first of them."""
        first = self._lived(before + 1, "request", "xinfang", moments[0], _named("never_answered"))
        yield first
        for n, came_at in enumerate(moments[1:], before + 2):
            joined = Did("join", came_at + timedelta(hours=3), "dispatcher")
            one = self._lived(n, "request", "xinfang", came_at, _named("never_answered"), unit=first.unit)
            did = tuple(step for step in (joined, *one.did) if step.at <= self._end)
            yield replace(one, plot="joined", did=did, leads=first.number)

    def _life(self, number: int, came_at: datetime) -> Lived:
        """The first voices go through every plot once, so that a small year has them all."""
        if number <= len(PLOTS):
            plot = PLOTS[number - 1]
            return self._lived(number, min(plot.kinds), plot.procedure, came_at, plot)
        kind = _draw(KINDS, self._chance)
        procedure = "hotline" if kind != "report" and self._chance() < HOTLINE_SHARE else "xinfang"
        return self._lived(number, kind, procedure, came_at, self._plot(procedure, kind))

    def _plot(self, procedure: str, kind: str) -> Plot:
        if (procedure, kind) not in self._lots:
            plots = [plot for plot in PLOTS if plot.procedure == procedure and kind in plot.kinds]
            self._lots[procedure, kind] = list(accumulate(plot.weight for plot in plots)), plots
        sums, plots = self._lots[procedure, kind]
        return plots[bisect(sums, self._chance() * sums[-1])]

    def _lived(self, number: int, kind: str, procedure: str, came_at: datetime, plot: Plot, *, unit: str = "") -> Lived:
        towns = self._units.villages
        unit = unit or _pick(self._units.bureaus, self._chance)
        town = _pick(tuple(towns), self._chance)
        names = {"town": town, "village": _pick(towns[town], self._chance), "": unit}
        others = [key for key in self._units.bureaus if key != unit]
        names["other"] = _pick(others, self._chance)
        names["third"] = _pick([key for key in others if key != names["other"]], self._chance)
        did = self._did(plot, kind, came_at, names)
        first = next((step.to for step in did if step.to), unit)
        life = Lived(
            number, plot.name, procedure, kind, _pick(CHANNELS[procedure], self._chance), first, came_at,
            tuple(step for step in did if step.at <= self._end), named="named" in plot.marks,
        )  # fmt: skip
        return self._marked(life, plot)

    def _did(self, plot: Plot, kind: str, came_at: datetime, names: Mapping[str, str]) -> list[Did]:
        days = days_to_reply(kind, self._chance) if kind != "report" else 0.0
        at, found = came_at, []
        for line in plot.lines:
            at = max(self._moment(line, came_at, at, days), at + LEAST_STEP)
            found.append(_step(line, at, names))
        return found

    def _moment(self, line: Line, came_at: datetime, before: datetime, days: float) -> datetime:
        if line.share >= 0:
            return came_at + timedelta(seconds=int(days * line.share * 86400))
        return before + timedelta(seconds=int((line.low + self._chance() * (line.high - line.low)) * 86400))

    def _marked(self, life: Lived, plot: Plot) -> Lived:
        """What else belongs to the plot: its answer, whose copy it is, what was judged, promised, looked at."""
        if "again" in plot.marks:
            return self._joined(life)
        answers = [step for step in life.did if step.act in ANSWERS]
        if not answers:
            return self._watched(life, plot)
        first = answers[0]
        copied = self._copied(first.at) if "copied" in plot.marks else None
        number, words = copied or (0, self._wording.answer())
        if copied is None:
            self._answers.append((life.number, words, first.at))
        life = replace(life, answer=words, copies=number)
        if plot.name == "simple" and first.act == "answer_simple" and life.kind in CLAIMS.split():
            self._ended.append((life.number, first.at))
        judged = first.at + timedelta(seconds=int((0.5 + 5 * self._chance()) * 86400))
        if "happy" in plot.marks and judged <= self._end:
            life = replace(life, happy_at=judged)
        if "unhappy" in plot.marks and judged <= self._end:
            life = replace(life, unhappy_at=judged)
        return replace(life, promised=self._promised(life)) if "promised" in plot.marks else life

    def _watched(self, life: Lived, plot: Plot) -> Lived:
        """Somebody looked at who spoke, an inspector ordered, or advised; never while others act on the case."""
        if "looked" in plot.marks:
            return replace(life, looks=self._looks(life))
        last = max((step.at for step in life.did), default=life.came_at)
        asked = self._asked(last + timedelta(days=5 + 30 * self._chance())) if plot.marks & ASKS else None
        if asked is None:
            return life
        asked = replace(asked, answered_at=None) if life.number <= len(PLOTS) else asked
        return replace(life, ordered=asked) if "ordered" in plot.marks else replace(life, advised=asked)

    def _joined(self, life: Lived) -> Lived:
        """Under an earlier voice of the same sort whose case has ended; without one it goes its own way."""
        ended = [number for number, at in self._ended[-300:] if at < life.came_at]
        if ended:
            return replace(life, leads=_pick(ended, self._chance))
        return replace(life, did=tuple(step for step in life.did if step.act != "join"))

    def _copied(self, at: datetime) -> tuple[int, str] | None:
        """An answer of another case that went out before."""
        earlier = [row for row in self._answers[-300:] if row[2] < at]
        return _pick(earlier, self._chance)[:2] if earlier else None

    def _looks(self, life: Lived) -> tuple[datetime, ...]:
        looked = life.came_at + timedelta(hours=3)
        return (looked,) if looked <= self._end else ()

    def vow(self, number: int) -> Vow:
        """One promise; every second is a task of a decision, and of some an order asks what became of them."""
        made = self._first + timedelta(days=330 * self._chance(), hours=10)
        due = made.astimezone(BEIJING).date() + timedelta(days=10 + int(60 * self._chance()))
        kept = made + timedelta(days=5 + 90 * self._chance())
        source = "decision" if number % 2 else "pledge"
        unit = _pick(self._units.bureaus, self._chance)
        done = kept if kept <= self._end and self._chance() < 0.7 else None
        ordered = self._asked(made + timedelta(days=3)) if number % 4 == 0 else None
        return Vow(number, source, unit, made, due, done, ordered)

    def _asked(self, given_at: datetime) -> Asked | None:
        """Asked for an answer within ten to thirty days, and given one late, in time, or never."""
        if given_at > self._end:
            return None
        by = given_at.astimezone(BEIJING).date() + timedelta(days=10 + int(20 * self._chance()))
        answered = given_at + timedelta(days=2 + 50 * self._chance())
        return Asked(given_at, by, answered if answered <= self._end and self._chance() < 0.8 else None)

    def _promised(self, life: Lived) -> Promised | None:
        made = next((step.at for step in life.did if step.act == "issue_opinion"), None)
        if made is None:
            return None
        due = made.astimezone(BEIJING).date() + timedelta(days=10 + int(20 * self._chance()))
        kept = made + timedelta(seconds=int((5 + 60 * self._chance()) * 86400))
        ever = kept <= self._end and self._chance() < 0.8 and life.number > len(PLOTS)
        return Promised(made, due, kept if ever else None)


ANSWERS = frozenset({"issue_opinion", "answer_simple", "adopt", "not_adopt", "answer_now", "reply", "interim_reply"})
"""Acts that send the answer of a life."""
ASKS = frozenset({"ordered", "advised"})


def _handling_units(office: InventedOffice) -> _Units:
    towns = {unit.key: () for unit in office.units if unit.kind == "street"}
    villages = {
        key: tuple(unit.key for unit in office.units if unit.parent == key and unit.kind == "community")
        for key in towns
    }
    above = {"petition", "hotline", "discipline"}
    bureaus = tuple(unit.key for unit in office.units if unit.kind == "department" and unit.key not in above)
    return _Units(bureaus, {key: found for key, found in villages.items() if found})


def _named(name: str) -> Plot:
    return next(plot for plot in PLOTS if plot.name == name)


def _step(line: Line, at: datetime, names: Mapping[str, str]) -> Did:
    data: dict[str, Any] = dict(word.split(":", 1) for word in line.words if ":" in word)
    to = next((word.removeprefix("to=") for word in line.words if word.startswith("to=")), "")
    if (ahead := data.pop("ahead", None)) is not None:
        data["due_on"] = (at.astimezone(BEIJING).date() + timedelta(days=int(ahead))).isoformat()
    return Did(line.act, at, line.role, names[to] if line.act in LEADS else "", data)


LEADS = frozenset({"forward", "assign", "forward_down", "dispatch"})
"""Acts that hand a case to a unit."""


def _draw(rows: Sequence[tuple[str, float]], chance: Chance) -> str:
    sums = list(accumulate(weight for _, weight in rows))
    return rows[bisect(sums, chance() * sums[-1])][0]


def _pick(rows: Sequence[Any], chance: Chance) -> Any:
    return rows[int(chance() * len(rows))]
