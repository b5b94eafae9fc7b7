"""When what people judged poor becomes an improvement item 改进事项, and whether a change is more than chance.

Rules are data: what is asked, how many poor answers it takes, and out of how many. They look at topics and places of a
unit, never at people. A rule opens nothing but a question to the unit, which may say why it should not stand.
"""
# ruff: noqa: E501  the lines of RULES are rows of a table, and a Chinese character counts as two

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from huiying.core.disclosure import FEWEST
from huiying.core.rates.intervals import Share, beyond_chance, wilson
from huiying.core.words import Text

PERIOD_DAYS = 91
"""A quarter: so many days up to the night before, the last one inclusive, are looked at."""
LEAST_POOR = FEWEST
"""So many poor answers at least (issue 7: n ≥ 5)."""
LEAST_TOLD = 2 * FEWEST
"""The public is told numbers out of at least so many: of fewer, one group would always be below five."""
ANSWER_WORKDAYS = 10
"""So many working days a unit has to name cause and measure, or to say why not (our practice)."""


class Trigger(StrEnum):
    """Why an item is opened."""

    POOR_RATINGS = "poor_ratings"
    LOST_APPEALS = "lost_appeals"
    RETURNS = "returns"
    ENCOUNTERS = "encounters"


class Question(StrEnum):
    """What was asked, of people or of the files; the same is asked again after the measure."""

    RESOLVED = "resolved"
    SATISFIED = "satisfied"
    RESPONDED = "responded"
    OVERRULED = "overruled"
    AGAIN = "again"
    HANDED_BACK = "handed_back"
    CAME_IN = "came_in"
    RESPECTED = "respected"
    UNDERSTOOD = "understood"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Rule:
    """`least_percent`: of 100 answers so many must be poor. `poor`: what the poor ones say; `among`: out of what."""

    question: Question
    trigger: Trigger
    least_percent: int
    asks: Text
    poor: Text
    among: Text

    @property
    def by_people(self) -> bool:
        """Whether people were asked; else it is read from what was done with their cases."""
        return self.trigger in (Trigger.POOR_RATINGS, Trigger.ENCOUNTERS)


_RATED = Text("答了这一问的人", "people who answered this question")
_CAME = Text("来过或者打过电话、答了这一问的人", "people who came or called and answered this question")
_ANSWERED = Text("答复过或者没有受理的件", "cases that were answered or declined")
RULES: tuple[Rule, ...] = (
    Rule(Question.RESOLVED, Trigger.POOR_RATINGS, 50, Text("事情解决了吗？", "Was it resolved?"), Text("没说“解决了”", "did not say “resolved”"), _RATED),
    Rule(Question.SATISFIED, Trigger.POOR_RATINGS, 50, Text("办得满意吗？", "Are you satisfied with how it was handled?"), Text("没说“满意”", "did not say “satisfied”"), _RATED),
    Rule(Question.RESPONDED, Trigger.POOR_RATINGS, 30, Text("有人跟您说清楚了吗？", "Did somebody explain it to you?"), Text("说“没有说清楚”", "said that nobody explained it"), _RATED),
    Rule(Question.OVERRULED, Trigger.LOST_APPEALS, 10, Text("原来的决定被改了吗？", "Was the decision overruled?"), Text("决定后来被改了", "decisions overruled later"), _ANSWERED),
    Rule(Question.AGAIN, Trigger.RETURNS, 20, Text("要不要返工？", "Did it have to be done again?"), Text("返工的", "had to be done again"), _ANSWERED),
    Rule(Question.HANDED_BACK, Trigger.RETURNS, 30, Text("单位退回了吗？", "Was it handed back by the unit?"), Text("退回的", "handed back"), Text("这个单位经手的件", "cases that the unit had in hand")),
    Rule(Question.CAME_IN, Trigger.ENCOUNTERS, 30, Text("进得了门、找得到人吗？", "Could you get in and find somebody?"), Text("说进门难", "said that it was hard to get in"), _CAME),
    Rule(Question.RESPECTED, Trigger.ENCOUNTERS, 30, Text("对您客气吗？", "Were you treated with respect?"), Text("说不客气", "said that they were not treated with respect"), _CAME),
    Rule(Question.UNDERSTOOD, Trigger.ENCOUNTERS, 30, Text("话听得懂吗？", "Was it understandable?"), Text("说听不懂", "said that they did not understand"), _CAME),
    Rule(Question.EASY, Trigger.ENCOUNTERS, 30, Text("事好办吗？", "Was it easy?"), Text("说事难办", "said that it was not easy"), _CAME),
)  # fmt: skip
"""In this order: of one trigger the first question that is answered poorly enough opens the item."""
RULE_OF = {rule.question: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer about one case. `topics`, `places`: ids from the root down, empty where nobody set any; `on`: its
    local day."""

    case_id: int
    topics: tuple[int, ...]
    places: tuple[int, ...]
    on: date
    poor: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A topic (None: all) that has an item of this trigger already; its answers up to `until` were counted there.
    `open`: it is not over, and no other is opened above or below it."""

    topic: int | None
    until: date
    open: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be opened: the answers to `rule`'s question about a topic (None: all), at a place (None: all).

    `first`, `last`: inclusive; `poor` and `others` by number of their cases.
    """

    rule: Rule
    topic: int | None
    place: int | None
    first: date
    last: date
    poor: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def share(self) -> Share:
        """How many poor ones of how many."""
        return Share(len(self.poor), len(self.poor) + len(self.others))


def window(today: date) -> tuple[date, date]:
    """First and last day that are looked at on the night of `today`, both inclusive."""
    return today - timedelta(days=PERIOD_DAYS), today - timedelta(days=1)


def is_poor(rule: Rule, poor: int, of: int) -> bool:
    """Whether an item is opened: enough poor answers, and enough of them out of all."""
    return poor >= LEAST_POOR and poor * 100 >= rule.least_percent * of


def find_poor(
    rule: Rule, answers: Sequence[Answer], taken: Iterable[Taken], today: date, *, place_depth: int = 2
) -> list[Found]:
    """Of one unit's answers to one question: the poor topics, the narrowest first; none above or below another.

    Where every poor answer lies within one place at `place_depth` (towns and streets), the item is of that place alone.
    """
    held, found = list(taken), []
    for topic in _topics(answers):
        line = _line(topic, answers)
        near = [one for one in held if _related(one.topic, topic, line, answers)]
        if any(one.open for one in near):
            continue
        first, last = window(today)
        first = max([first, *(one.until + timedelta(days=1) for one in near)])
        inside = [one for one in answers if _inside(one, topic) and first <= one.on <= last]
        poor = _narrowed(rule, topic, inside, place_depth, first, last)
        if poor is not None:
            found.append(poor)
            held.append(Taken(topic, last, open=True))
    return found


def _topics(answers: Iterable[Answer]) -> list[int | None]:
    """Every topic that was spoken of, the narrowest first; all of them together last."""
    depth = {topic: at for one in answers for at, topic in enumerate(one.topics)}
    return [*sorted(depth, key=lambda topic: (-depth[topic], topic)), None]


def _line(topic: int | None, answers: Iterable[Answer]) -> tuple[int, ...]:
    """The topic with all above it, from the root down."""
    return next((one.topics[: one.topics.index(topic) + 1] for one in answers if topic in one.topics), ())


def _related(other: int | None, topic: int | None, line: Collection[int], answers: Iterable[Answer]) -> bool:
    """Whether one of the two lies within the other."""
    if other is None or topic is None or other in line:
        return True
    return any(topic in one.topics and other in one.topics for one in answers)


def _inside(answer: Answer, topic: int | None) -> bool:
    return topic is None or topic in answer.topics


def _narrowed(
    rule: Rule, topic: int | None, answers: Sequence[Answer], depth: int, first: date, last: date
) -> Found | None:
    poor = [one for one in answers if one.poor]
    if not is_poor(rule, len(poor), len(answers)):
        return None
    towns = {one.places[:depth][-1] if len(one.places) >= depth else None for one in poor}
    place = towns.pop() if len(towns) == 1 else None
    near = [one for one in answers if place is None or place in one.places]
    bad = tuple(sorted(one.case_id for one in near if one.poor))
    rest = tuple(sorted(one.case_id for one in near if not one.poor))
    return Found(rule, topic, place, first, last, bad, rest)


def counted(answers: Iterable[Answer], topic: int | None, place: int | None, first: date, last: date) -> Share:
    """The answers about a topic at a place from `first` to `last`, both inclusive: the poor ones of all."""
    inside = [
        one
        for one in answers
        if _inside(one, topic) and (place is None or place in one.places) and first <= one.on <= last
    ]
    return Share(sum(one.poor for one in inside), len(inside))


def again_from(first: date, last: date, kept_on: date) -> tuple[date, date]:
    """The days of the second measurement: as many as from `first` to `last`, from the day after it was kept."""
    days = (last - first).days
    begin = kept_on + timedelta(days=1)
    return begin, begin + timedelta(days=days)


class Change(StrEnum):
    """What the second measurement says. `FEW`: too few answered to say anything."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"
    FEW = "few"


def change(before: Share, after: Share) -> Change:
    """Better or worse only where the difference is more than chance explains (Newcombe 1998)."""
    if min(before.n, after.n) < FEWEST:
        return Change.FEW
    if not beyond_chance(before, after):
        return Change.UNCLEAR
    return Change.BETTER if after.k * before.n < before.k * after.n else Change.WORSE


@dataclass(frozen=True, slots=True)
class Band:
    """What the public may know of a share: `k` lies from `low` to `high`, both inclusive, out of `n`."""

    low: int
    high: int
    n: int

    @property
    def exact(self) -> bool:
        """Whether the number itself is told."""
        return self.low == self.high

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval, 0 to 1, that holds whatever the hidden number is."""
        return wilson(self.low, self.n)[0], wilson(self.high, self.n)[1]


def told(share: Share) -> Band | None:
    """The share without any group below five: fewer than five are told as "fewer than five". None: nothing is told.

    From ten on at most one of the two groups is below five, and five numbers are always possible for it.
    """
    if share.n < LEAST_TOLD:
        return None
    if share.k < FEWEST:
        return Band(0, FEWEST - 1, share.n)
    if share.n - share.k < FEWEST:
        return Band(share.n - FEWEST + 1, share.n, share.n)
    return Band(share.k, share.k, share.n)


def change_told(before: Share, after: Share) -> Change:
    """What the public is told of the change: what holds whatever the hidden numbers are, so that it gives none away."""
    first, second = told(before), told(after)
    if first is None or second is None:
        return Change.FEW
    said = {
        change(Share(one, first.n), Share(other, second.n))
        for one in (first.low, first.high)
        for other in (second.low, second.high)
    }
    return said.pop() if len(said) == 1 else Change.UNCLEAR
