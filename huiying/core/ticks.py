"""The five steps of a major decision that the public can follow, each done, left out with a reason, or passed over.

Articles are of the 重大行政决策程序暂行条例 (State Council, 2019).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiying.core.words import Text


class TickStep(StrEnum):
    """In the order in which they are due."""

    ANNOUNCED = "announced"
    HEARD = "heard"
    DECIDED = "decided"
    PUBLISHED = "published"
    CARRIED_OUT = "carried_out"


class Standing(StrEnum):
    """`PASSED_OVER`: a later step is done and nobody said why this one is not. `AHEAD`: still to come."""

    DONE = "done"
    LEFT_OUT = "left_out"
    PASSED_OVER = "passed_over"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a step is called, what it asks for in plain words, and where the regulation asks for it."""

    name: Text
    asks: Text
    article: Text


@dataclass(frozen=True, slots=True)
class Ticked:
    """What is written down of a step. `done_on` None: it was left out."""

    step: TickStep
    done_on: date | None


STEPS: Mapping[TickStep, StepWords] = {
    TickStep.ANNOUNCED: StepWords(
        Text("事先公布", "Announced"),
        Text(
            "列入决策事项目录，向社会公布，大家知道要定这件事", "It stood on the public list of what is to be decided"
        ),
        Text("《重大行政决策程序暂行条例》第三条", "Art 3, Major Administrative Decisions"),
    ),
    TickStep.HEARD: StepWords(
        Text("听取意见", "People heard"),
        Text("受影响的人说过意见，有期限、有途径", "Those it touches were asked, in time and in a way open to them"),
        Text("《重大行政决策程序暂行条例》第十四、十五条", "Art 14 and 15, Major Administrative Decisions"),
    ),
    TickStep.DECIDED: StepWords(
        Text("集体讨论决定，说明理由", "Decided, with reasons"),
        Text("会议集体讨论，为什么这样定写得明白", "It was decided in a meeting, and the reasons are written down"),
        Text("《重大行政决策程序暂行条例》第三十条", "Art 30, Major Administrative Decisions"),
    ),
    TickStep.PUBLISHED: StepWords(
        Text("公布决定", "Published"),
        Text(
            "决定和采纳意见的情况公布了，谁都能看", "The decision, and what became of what people said, is open to all"
        ),
        Text("《重大行政决策程序暂行条例》第三十二条", "Art 32, Major Administrative Decisions"),
    ),
    TickStep.CARRIED_OUT: StepWords(
        Text("落实", "Carried out"),
        Text("每项任务都办完了，有人去看过", "Every task is settled, and somebody went to look"),
        Text("《重大行政决策程序暂行条例》第三十四条", "Art 34, Major Administrative Decisions"),
    ),
}
ORDER = tuple(TickStep)
SAID: Mapping[Standing, Text] = {
    Standing.DONE: Text("做了", "Done"),
    Standing.LEFT_OUT: Text("没做", "Left out"),
    Standing.PASSED_OVER: Text("没做，也没说理由", "Passed over, no reason given"),
    Standing.AHEAD: Text("还没到", "Still to come"),
}


def standings(ticks: Iterable[Ticked]) -> dict[TickStep, Standing]:
    """How each of the five stands, in their order."""
    said = {tick.step: tick for tick in ticks}
    furthest = max((ORDER.index(step) for step, tick in said.items() if tick.done_on), default=-1)
    return {step: _standing(said.get(step), at < furthest) for at, step in enumerate(ORDER)}


def _standing(tick: Ticked | None, passed: bool) -> Standing:
    if tick is None:
        return Standing.PASSED_OVER if passed else Standing.AHEAD
    return Standing.DONE if tick.done_on else Standing.LEFT_OUT


def unsaid_before(step: TickStep, ticks: Iterable[Ticked]) -> tuple[TickStep, ...]:
    """The earlier steps of which nobody said anything: neither done nor left out."""
    said = {tick.step for tick in ticks}
    return tuple(earlier for earlier in ORDER[: ORDER.index(step)] if earlier not in said)


def done_too_late(ticks: Iterable[Ticked]) -> tuple[tuple[TickStep, TickStep], ...]:
    """Pairs (step, the nearest later step that was done before it): people heard after it was decided, for example."""
    done = {tick.step: tick.done_on for tick in ticks if tick.done_on is not None}
    pairs = ((step, _overtaken(step, done)) for step in ORDER if step in done)
    return tuple((step, later) for step, later in pairs if later is not None)


def _overtaken(step: TickStep, done: Mapping[TickStep, date]) -> TickStep | None:
    later = (one for one in ORDER[ORDER.index(step) + 1 :] if one in done)
    return next((one for one in later if done[one] < done[step]), None)


def turned_round(step: TickStep, later: TickStep) -> Text:
    """That a step was done after one which should have come later."""
    first, second = STEPS[step].name, STEPS[later].name
    return Text(
        zh=f"“{first.zh}”的日子在“{second.zh}”之后，顺序反了。",
        en=f"The day of “{first.en}” comes after that of “{second.en}”: the order was turned round.",
    )
