"""The stream of invented voices, in order of time."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate
from random import Random

from huiying.loop.rehearsal.inventions.english import ENGLISH_MATTERS, EnglishMatter, english_text, english_title
from huiying.loop.rehearsal.inventions.grammar import Chance, Telling, pick
from huiying.loop.rehearsal.inventions.matters import DUST, MATTERS, TITLE_DEEDS, Matter
from huiying.loop.rehearsal.inventions.people import invent_person
from huiying.loop.rehearsal.inventions.plans import Dealer, Subject, plan_for
from huiying.loop.rehearsal.inventions.rhythm import BEIJING, Calendar, moment
from huiying.loop.rehearsal.inventions.shapes import (
    InventedOffice,
    InventedPerson,
    InventedPlace,
    InventedVoice,
    Naming,
    Procedure,
)
from huiying.loop.rehearsal.inventions.speech import Finder, Ground, text_of, title_of

HOT_SHARE = 0.03
"""The share of each of the two hot issues among all voices."""
ENGLISH_SHARE = 0.02
TWO_MATTERS_SHARE = 0.05
KINDS = (
    ("request", 0.5),
    ("complaint", 0.24),
    ("inquiry", 0.12),
    ("suggestion", 0.09),
    ("praise", 0.03),
    ("report", 0.02),
)
WEEKDAY_CHANNELS = (("phone", 0.28), ("web", 0.4), ("counter", 0.12), ("letter", 0.05), ("suggestion_box", 0.04),
                    ("home_visit", 0.045), ("reception", 0.025), ("listening_session", 0.015),
                    ("messenger", 0.015))  # fmt: skip
WEEKEND_CHANNELS = (("phone", 0.42), ("web", 0.52), ("home_visit", 0.04), ("messenger", 0.02))
HOTLINE_CHANNELS = {"phone"}
WANTED = (
    ("matter", 0.5),
    ("action", 0.14),
    ("explanation", 0.09),
    ("fair_look", 0.05),
    ("respect", 0.05),
    ("unknown", 0.07),
    ("", 0.1),
)
BY_PHONE = {"danger", "unlawful", "privacy"}
"""Matters with these traits are told by phone, where somebody answers at once."""
JOINABLE_DAYS = 40


class Lot:
    """Draws one of several things by weight."""

    def __init__(self, rows: tuple[tuple[str, float], ...]) -> None:
        self._sums = list(accumulate(weight for _, weight in rows))
        self._names = [name for name, _ in rows]

    def draw(self, chance: Chance) -> str:
        """One of the names."""
        return self._names[bisect(self._sums, chance() * self._sums[-1])]


@dataclass(frozen=True, slots=True)
class Spot:
    """A village or community where people speak, with its town."""

    place: InventedPlace
    town: InventedPlace


def invent_voices(
    office: InventedOffice, *, count: int, seed: int, months: int, ends_on: date
) -> Iterator[InventedVoice]:
    """`count` voices over `months` months whose last day is `ends_on` inclusive, oldest first.

    The same arguments give the same voices. `key` names seed and place in the order.
    """
    yield from _Inventor(office, seed, months, ends_on).voices(count)


class _Inventor:
    def __init__(self, office: InventedOffice, seed: int, months: int, ends_on: date) -> None:
        self._chance: Chance = Random(seed).random  # noqa: S311  invented data has to be the same for the same seed
        self._seed = seed
        self._ends_at = datetime.combine(ends_on, time(23, 59), BEIJING)
        self._calendar = Calendar(months, ends_on)
        self._dealer = Dealer(self._chance)
        self._spots = _spots(office)
        self._matters = _Matters()
        self._kinds, self._wants = Lot(KINDS), Lot(WANTED)
        self._channels = Lot(WEEKDAY_CHANNELS), Lot(WEEKEND_CHANNELS)
        self._short = {unit.key: unit.name.zh for unit in office.units}
        self._last: dict[tuple[str, str, str], tuple[str, datetime]] = {}

    def voices(self, count: int) -> Iterator[InventedVoice]:
        for n, (day, hot) in enumerate(self._days(count)):
            yield self._voice(f"{self._seed}-{n + 1:06d}", day, hot)

    def _days(self, count: int) -> list[tuple[date, str]]:
        """The day of each voice and whether it belongs to a hot issue, in order of time."""
        chance, found = self._chance, []
        for _ in range(count):
            at = chance()
            if at < HOT_SHARE:
                found.append((self._calendar.burst_day(chance, 0.72, 0.94), "dust"))
            elif at < 2 * HOT_SHARE:
                found.append((self._calendar.burst_day(chance, 0.45, 0.85), "deeds"))
            else:
                found.append((self._calendar.day(chance), ""))
        found.sort()
        return found

    def _voice(self, key: str, day: date, hot: str) -> InventedVoice:
        chance = self._chance
        english = (
            ENGLISH_MATTERS[int(chance() * len(ENGLISH_MATTERS))] if not hot and chance() < ENGLISH_SHARE else None
        )
        kind = (
            english.kind
            if english
            else ("complaint" if chance() < 0.4 else "request")
            if hot
            else self._kinds.draw(chance)
        )
        matter = self._matter(kind, day.month, hot, english)
        spot = self._spot(matter, hot)
        channel = "web" if english else self._channels[day.weekday() > 4].draw(chance)
        channel = "phone" if matter.traits & BY_PHONE else channel
        said_at = min(moment(day, channel, chance), self._ends_at)
        wants = self._wanted(matter, kind)
        telling = _telling(spot, chance)
        title, text = self._words(matter, english, kind, wants, channel, telling)
        procedure = _procedure(kind, channel, (self._ends_at - said_at).days, chance)
        unit = spot.town.key if matter.unit == "town" else matter.unit
        wrong = spot.town.key if matter.wrong == "town" else matter.wrong
        telling.fixed["right"], telling.fixed["wrong"] = self._short[unit], self._short[wrong]
        subject = Subject(
            said_at, self._ends_at, channel, kind, matter, wants, procedure, unit, wrong, "en" if english else "zh-hans"
        )
        life = self._dealer.deal(procedure, kind, (self._ends_at - said_at).days, matter.traits)
        joins = (
            self._joins(key, matter, spot, procedure, said_at)
            if life.name in ("joined", "progress_told", "declined_same")
            else None
        )
        self._last.setdefault((matter.key, spot.town.key, procedure), (key, said_at))
        naming = _naming(kind, channel, chance)
        place, words = _place(spot, telling, chance)
        return InventedVoice(
            key, said_at, channel, kind, title, text, place, words, wants, naming,
            _person(naming, words, english is not None, chance), matter.key, matter.category, procedure, unit,
            subject.language, plan_for(subject, life, telling, joins),
        )  # fmt: skip

    def _matter(self, kind: str, month: int, hot: str, english: EnglishMatter | None) -> Matter:
        if hot:
            return DUST if hot == "dust" else TITLE_DEEDS
        if english:
            return self._matters.by_key[english.matter]
        return self._matters.draw(kind, month, self._chance)

    def _spot(self, matter: Matter, hot: str) -> Spot:
        if hot:
            return pick(self._chance, self._spots["shiqiao" if hot == "dust" else "qingshi"])
        return pick(self._chance, self._spots[matter.where])

    def _wanted(self, matter: Matter, kind: str) -> str | None:
        if kind in ("inquiry", "suggestion", "praise", "report"):
            return "explanation" if kind == "inquiry" and self._chance() < 0.4 else None
        wanted = self._wants.draw(self._chance)
        return (pick(self._chance, matter.wants) if wanted == "matter" else wanted) or None

    def _words(
        self,
        matter: Matter,
        english: EnglishMatter | None,
        kind: str,
        wants: str | None,
        channel: str,
        telling: Telling,
    ) -> tuple[str, str]:
        if english:
            return english_title(english, telling), english_text(english, telling)
        chance = self._chance
        claim = kind in ("request", "complaint")
        other = self._matters.draw("request", 6, chance) if claim and chance() < TWO_MATTERS_SHARE else None
        return title_of(matter, kind, telling), text_of(matter, kind, wants, channel, telling, other)

    def _joins(self, key: str, matter: Matter, spot: Spot, procedure: str, said_at: datetime) -> str | None:
        """The voice that first spoke of this matter in this town lately; none when this is the first."""
        lead = self._last.get((matter.key, spot.town.key, procedure))
        if lead is not None and (said_at - lead[1]).days <= JOINABLE_DAYS:
            return lead[0]
        self._last[matter.key, spot.town.key, procedure] = key, said_at
        return None


class _Matters:
    """Draws matters by kind and month."""

    def __init__(self) -> None:
        self._strands = {f"{n}": matter for n, matter in enumerate(MATTERS)}
        self.by_key = {matter.key: matter for matter in reversed(MATTERS)}
        self._lots: dict[tuple[str, int], Lot] = {}

    def draw(self, kind: str, month: int, chance: Chance) -> Matter:
        """A matter that comes as `kind`, rarely one that is out of season."""
        lot = self._lots.get((kind, month))
        if lot is None:
            rows = tuple((n, m.weight * _season(m, month)) for n, m in self._strands.items() if kind in m.kinds)
            lot = self._lots[kind, month] = Lot(rows)
        return self._strands[lot.draw(chance)]


def _season(matter: Matter, month: int) -> float:
    if not matter.months:
        return 1.0
    return 1.8 if month in matter.months else 0.05


def _spots(office: InventedOffice) -> dict[str, list[Spot]]:
    """Where people speak, by kind of ground and by town; silent places are in none of the lists."""
    towns = {place.key: place for place in office.places if place.level == "street"}
    found: dict[str, list[Spot]] = {"urban": [], "rural": [], "any": []}
    for place in office.places:
        if place.level != "community" or place.silent or place.parent is None:
            continue
        spot = Spot(place, towns[place.parent])
        times = 2 if place.urban else 1
        for name in ("urban" if place.urban else "rural", "any", spot.town.key):
            found.setdefault(name, []).extend([spot] * times)
    return found


def _telling(spot: Spot, chance: Chance) -> Telling:
    place = spot.place
    estate = pick(chance, place.estates) if place.estates else place.name.zh
    group = f"{'一二三'[int(chance() * 3)]}组"
    telling = Telling(chance, Finder(Ground(spot.town.name.zh, place.name.zh, estate, group, place.urban)))
    telling.fixed["ground"] = "urban" if place.urban else "rural"
    telling.fixed["t_en"] = spot.town.name.en
    return telling


def _place(spot: Spot, telling: Telling, chance: Chance) -> tuple[str | None, str]:
    """The place in the tree, now finer, now coarser, now none; and how the speaker calls it."""
    at = chance()
    words = spot.town.name.zh + telling.word("here") + (telling.word("spot") if chance() < 0.5 else "")
    if at < 0.1:
        return None, words if at < 0.06 else ""
    if at < 0.25:
        return spot.town.key, words
    if at < 0.45:
        return f"{spot.place.key}/{1 + int(chance() * 3)}", words
    return spot.place.key, words


def _procedure(kind: str, channel: str, age: int, chance: Chance) -> Procedure:
    if kind == "report":
        return "xinfang"
    if channel in HOTLINE_CHANNELS:
        return "hotline"
    return "hotline" if channel in ("web", "messenger") and chance() < (0.6 if age < 3 else 0.2) else "xinfang"


def _naming(kind: str, channel: str, chance: Chance) -> Naming:
    at = chance()
    if kind == "report":
        return "named" if at < 0.2 else "shielded" if at < 0.65 else "anonymous"
    if channel == "suggestion_box":
        return "anonymous" if at < 0.6 else "named"
    return "named" if at < 0.72 else "shielded" if at < 0.85 else "anonymous"


def _person(naming: Naming, address: str, english: bool, chance: Chance) -> InventedPerson | None:
    return None if naming == "anonymous" else invent_person(chance, address, english=english)
