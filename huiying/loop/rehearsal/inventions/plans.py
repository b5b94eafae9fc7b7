"""Plans: one life of the table set in time for one voice, with its reply and its rating."""

from bisect import bisect
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from huiying.loop.rehearsal.inventions.grammar import Chance, Telling, pick, say
from huiying.loop.rehearsal.inventions.lives import FOREVER, LIVES, Act, Life
from huiying.loop.rehearsal.inventions.matters.shape import Matter
from huiying.loop.rehearsal.inventions.phrases_of_acts import (
    ACT_WORDS,
    ENGLISH_RATING_WORDS,
    RATING_WORDS,
    TALK_RATING_WORDS,
)
from huiying.loop.rehearsal.inventions.replies import english_reply_of, reply_of
from huiying.loop.rehearsal.inventions.shapes import (
    Amount,
    InventedPlan,
    InventedRating,
    InventedReply,
    Satisfied,
    Step,
)

TRAITS = {"route": "arbitration", "court": "court", "emergency": "danger", "market": "market", "privacy": "privacy",
          "dissuaded": "unlawful"}  # fmt: skip
"""What a matter must have for a life with this outcome."""
AT_THE_PHONE = {"danger", "privacy", "unlawful"}
"""What has one of these traits gets such a life and no other."""
RATE_SHARE = 0.42
"""How many of those who were answered and asked do rate."""

# Points of the days to the reply: shares of replies and the days within which they came.
DAYS: dict[str, tuple[tuple[float, float], ...]] = {
    "opinion": ((0, 6), (0.07, 11), (0.21, 15), (0.5, 29), (0.8, 48), (0.97, 59), (1, 62)),
    "simple": ((0, 1), (0.3, 7), (0.6, 12), (1, 16)),
    "told": ((0, 0.5), (0.5, 6), (0.8, 11), (1, 14.5)),
    "extended": ((0, 62), (0.7, 80), (1, 92)),
    "late": ((0, 68), (0.7, 85), (1, 120)),
    "call": ((0, 0.8), (0.3, 4), (0.7, 6.6), (0.9, 8), (1, 12)),
    "call_long": ((0, 8), (0.7, 14), (1, 40)),
    "call_late": ((0, 9), (0.7, 18), (1, 45)),
    "spot": ((0, 0.003), (0.8, 0.02), (1, 0.3)),
}
VIRTUAL = {"xinfang": 40.0, "hotline": 8.0}
"""Days against which the shares of a life without a reply are measured."""
DESK_START, DESK_END = 8 * 60 + 30, 17 * 60 + 30
AT_ONCE = {"register", "take", "seal", "not_dispatch_N1", "answer_now"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a plan is drawn for. `right` and `wrong` are unit keys, `right_name` is how staff call the right one."""

    said_at: datetime
    ends_at: datetime
    channel: str
    kind: str
    matter: Matter
    wants: str | None
    procedure: str
    right: str
    wrong: str
    language: str


def days_to_reply(table: str, chance: Chance) -> float:
    """Calendar days drawn from the points of `table`, straight lines between them."""
    points = DAYS[table]
    share = chance()
    n = max(1, bisect(points, (share,)))
    (low, start), (high, stop) = points[n - 1], points[n]
    return start + (stop - start) * (share - low) / (high - low)


OPEN_SHARES: dict[str, tuple[tuple[int, float], ...]] = {
    "hotline": ((1, 0.8), (3, 0.65), (8, 0.4), (15, 0.16), (40, 0.05)),
    "xinfang": ((5, 0.9), (14, 0.75), (30, 0.6), (65, 0.34), (110, 0.1)),
}
"""Up to which age, in days, which share of voices is still open."""
STILL_YOUNG = 120


class Dealer:
    """Deals lives in proportion to their weights: the life that has come least for its weight comes next.

    Voices come oldest first, so a life that has not come yet goes before all others, the one that soon no longer
    fits first.
    """

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._turns = [-1.0 - life.youngest - 1 / (1 + life.oldest) for life in LIVES]
        self._dealt = [0] * len(LIVES)
        self._fitting: dict[tuple[str, str, int, frozenset[str]], tuple[list[int], list[int]]] = {}

    def deal(self, procedure: str, kind: str, age: int, traits: frozenset[str] = frozenset()) -> Life:
        """A life that fits a voice of this kind which is `age` days old; LookupError when the table has none."""
        mature, young = self._fits(procedure, kind, min(age, STILL_YOUNG), traits)
        open_share = next((share for limit, share in OPEN_SHARES[procedure] if age <= limit), 0.0)
        still_new = any(not self._dealt[n] for n in young)
        chosen = young if young and (not mature or still_new or self._chance() < open_share) else mature
        if not chosen:
            raise LookupError(f"no life of {procedure} fits a voice of kind {kind} and {age} days")
        found = min(chosen, key=self._turns.__getitem__)
        self._dealt[found] += 1
        self._turns[found] = (self._dealt[found] + self._chance()) / LIVES[found].weight
        return LIVES[found]

    def _fits(self, procedure: str, kind: str, age: int, traits: frozenset[str]) -> tuple[list[int], list[int]]:
        """Lives that fit, by place in the table: those that any old voice may have, and those of young voices."""
        key = (procedure, kind, age, traits)
        if key not in self._fitting:
            fits = [n for n, life in enumerate(LIVES) if life.procedure == procedure and kind in life.kinds]
            fits = [n for n in fits if LIVES[n].youngest <= age <= LIVES[n].oldest]
            fits = [n for n in fits if TRAITS.get(LIVES[n].outcome, "") in {"", *traits}]
            told_at_once = [n for n in fits if TRAITS.get(LIVES[n].outcome) in AT_THE_PHONE & traits]
            fits = told_at_once or fits
            mature = [n for n in fits if LIVES[n].oldest >= FOREVER]
            self._fitting[key] = mature, [n for n in fits if LIVES[n].oldest < FOREVER]
        return self._fitting[key]


def plan_for(subject: Subject, life: Life, telling: Telling, joins: str | None) -> InventedPlan:
    """The life set in time. What would lie after the end of the invention has not happened yet."""
    chance = telling.chance
    times = _times(subject, life, chance)
    steps: list[Step] = []
    replied: datetime | None = None
    for act, at in zip(life.acts, times, strict=True):
        if at > subject.ends_at:
            break
        if act.replies:
            replied = at
        steps.append(_step(subject, life, act, at, telling))
    if replied is None:
        return InventedPlan(life.name, tuple(steps), joins=joins)
    reply = _reply(subject, life, telling)
    rating = _rating(subject, life, telling)
    if rating is not None and not any(step.act == "rate" for step in steps):
        at = in_daytime(steps[-1].at + timedelta(days=0.1 + 6 * chance() ** 2), chance)
        at = max(at, steps[-1].at + timedelta(minutes=10))
        rating = rating if at <= subject.ends_at else None
        steps += [Step("rate", at, "speaker", words=rating.words)] if rating is not None else []
    days = (replied - subject.said_at) / timedelta(days=1)
    return InventedPlan(life.name, tuple(steps), days, reply, rating, joins)


def _times(subject: Subject, life: Life, chance: Chance) -> list[datetime]:
    """When each act happens, in order; acts of staff fall on weekdays in office hours."""
    offsets = _offsets(subject, life, chance)
    at = subject.said_at
    found: list[datetime] = []
    for act, offset in zip(life.acts, offsets, strict=True):
        wished = subject.said_at + timedelta(days=offset)
        if (
            act.role in ("speaker", "system")
            or act.name in AT_ONCE
            or (subject.procedure == "hotline" and offset < 0.1)
        ):
            when = wished if act.role != "speaker" or offset < 0.01 else in_daytime(wished, chance)
        else:
            when = in_office(wished, chance)
        at = max(when, at + timedelta(minutes=2 + int(chance() * 40))) if found else max(when, at)
        found.append(at)
    return found


def _offsets(subject: Subject, life: Life, chance: Chance) -> list[float]:
    """Days after the voice of each act, before office hours are minded."""
    age = (subject.ends_at - subject.said_at) / timedelta(days=1)
    total = _days(life, age, chance)
    offsets: list[float] = []
    for act in life.acts:
        if act.replies:
            offsets.append(total)
        elif act.share >= 0:
            offsets.append(min(act.share * total, act.cap) * (0.75 + 0.5 * chance()) if act.share else 0.0)
        else:
            offsets.append(offsets[-1] + act.low + (act.high - act.low) * chance())
        if len(offsets) > 1:
            offsets[-1] = max(offsets[-1], offsets[-2])
    room = max(age - 0.2, 0.01)
    if life.oldest < FOREVER and offsets[-1] > room:
        return [offset * room / offsets[-1] for offset in offsets]
    return offsets


def _days(life: Life, age: float, chance: Chance) -> float:
    """Days to the reply: drawn anew while they would not fit the age, then what fits."""
    if life.days == "none":
        return VIRTUAL[life.procedure]
    if life.days == "due":
        return max(0.5, age - 0.3 - chance())
    for _ in range(6):
        days = days_to_reply(life.days, chance)
        if days <= age:
            return days
    return age * (0.5 + 0.45 * chance())


def in_office(at: datetime, chance: Chance) -> datetime:
    """The nearest office time: Saturday becomes Friday and Sunday Monday, 8:30 to 17:30."""
    if at.weekday() > 4:
        at += timedelta(days=-1 if at.weekday() == 5 else 1)
    minute = at.hour * 60 + at.minute
    if DESK_START <= minute < DESK_END:
        return at
    return _at_minute(at, DESK_START + int(chance() * (DESK_END - DESK_START)))


def in_daytime(at: datetime, chance: Chance) -> datetime:
    """The same day between 8:00 and 22:00."""
    return at if 8 <= at.hour < 22 else _at_minute(at, 480 + int(chance() * 840))


def _at_minute(at: datetime, minute: int) -> datetime:
    return at.replace(hour=minute // 60, minute=minute % 60)


def _step(subject: Subject, life: Life, act: Act, at: datetime, telling: Telling) -> Step:
    role = "speaker" if act.name in ("register", "take") and subject.channel == "web" else act.role
    words = ACT_WORDS.get(act.words)
    said = say(pick(telling.chance, words), telling) if words else ""
    strays = "object" in life.names and "refuse_return" not in life.names
    astray = strays and "bounced" not in telling.fixed
    if act.name == "object":
        telling.fixed["bounced"] = "yes"
    to = (subject.wrong if astray else subject.right) if act.name in SENDING else ""
    unit = _unit(subject, role, wrong=strays and act.name == "object")
    days = 10 + 5 * int(telling.chance() * 5) if act.name == "extend" and life.procedure == "xinfang" else 0
    days = 3 if act.name == "extend" and not days else days
    return Step(act.name, at, role, unit, to, said, days)


SENDING = {"forward", "assign", "dispatch", "assign_followup"}


def _unit(subject: Subject, role: str, *, wrong: bool) -> str:
    if role in ("handler", "unit_head"):
        return subject.wrong if wrong else subject.right
    if role in ("speaker", "system"):
        return ""
    return "hotline" if subject.procedure == "hotline" else "petition"


def _reply(subject: Subject, life: Life, telling: Telling) -> InventedReply:
    if subject.language == "en":
        return english_reply_of(life, subject.kind)
    return reply_of(subject.matter, life, subject.wants, subject.kind, telling)


def _rating(subject: Subject, life: Life, telling: Telling) -> InventedRating | None:
    """The judgement of the speaker when one was asked for and given."""
    chance = telling.chance
    must = "rate" in life.names
    if not life.rated or not (must or chance() < RATE_SHARE):
        return None
    at, good, partly = chance(), life.rated[0], life.rated[0] + life.rated[1]
    resolved: Amount = "yes" if at < good else "partly" if at < partly else "no"
    satisfied = pick(chance, SATISFIED[resolved])
    given = pick(chance, GIVEN[resolved]) if subject.wants not in (None, "unknown") else None
    responded: Literal["yes", "no"] = "no" if resolved == "no" and chance() < 0.2 else "yes"
    return InventedRating(responded, resolved, satisfied, given, _rating_words(subject, resolved, telling))


def _rating_words(subject: Subject, resolved: str, telling: Telling) -> str:
    if telling.chance() < 0.5:
        return ""
    if subject.language == "en":
        return pick(telling.chance, ENGLISH_RATING_WORDS[resolved])
    words = RATING_WORDS if subject.kind in ("request", "complaint") else TALK_RATING_WORDS
    return say(pick(telling.chance, words[resolved]), telling)


SATISFIED: dict[str, tuple[Satisfied, ...]] = {
    "yes": ("yes", "yes", "yes", "yes", "so_so"),
    "partly": ("yes", "so_so", "so_so", "no"),
    "no": ("so_so", "no", "no", "no", "no"),
}
GIVEN: dict[str, tuple[Amount, ...]] = {
    "yes": ("yes", "yes", "yes", "partly"),
    "partly": ("partly", "partly", "yes", "no"),
    "no": ("no", "no", "no", "partly"),
}
