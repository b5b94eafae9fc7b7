"""What can happen to an improvement item and a mirror, and what of it the speakers hear."""

from huiying.core.improving import Change
from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

OPENED = EventType("improvement.opened", says=Text("列为改进事项", "Improvement item opened"))
CONTESTED = EventType("improvement.contested", says=Text("单位提出异议", "Contested by the unit"))
DECIDED = EventType("improvement.contest_decided", says=Text("定了异议", "Contest decided"))
PLANNED = EventType("improvement.measure_promised", says=Text("写明原因和措施", "Cause and measure named"))
READ = EventType("improvement.words_read", says=Text("看过要引用的话", "Words to be quoted were read"))
PUBLISHED = EventType("improvement.published", says=Text("公布", "Published"))
MEASURED = EventType("improvement.measured", says=Text("重新量过", "Measured again"))
CLOSED = EventType("improvement.closed", says=Text("结束", "Closed"))
MIRROR_MADE = EventType("mirror.made", says=Text("照镜子：一个季度的情况出来了", "Mirror of a quarter made"))
MIRROR_OPENED = EventType("mirror.opened", says=Text("照镜子：单位看了", "Mirror opened by the unit"))
LINE_WRITTEN = EventType("mirror.line_written", says=Text("整改清单：写了一条", "Line of the rectification list"))
MIRROR_SETTLED = EventType("mirror.settled", says=Text("整改清单：定了", "Rectification list complete"))

SEEN = frozenset({"words", "words_en"})
_DID = Text("您评了，我们改了。{unit}做了这件事：{words}。", "You judged, we changed. {unit} did this: {words}. ")
_SAID = {
    Change.BETTER: Text(
        "同一个问题又问了同样长的时间：比以前好，不只是碰巧。",
        "The same question was asked again for as long: better than before, by more than chance.",
    ),
    Change.WORSE: Text(
        "同一个问题又问了同样长的时间：比以前差，还要再改。",
        "The same question was asked again for as long: worse than before; more has to change.",
    ),
    Change.UNCLEAR: Text(
        "同一个问题又问了同样长的时间：跟以前的差别，可能只是碰巧。",
        "The same question was asked again for as long: the difference may be chance.",
    ),
    Change.FEW: Text(
        "同一个问题又问了同样长的时间：答的人太少，说不出好坏。",
        "The same question was asked again for as long: too few answered to say anything.",
    ),
}
_SAW = Text(
    "从您这样的件里看出要改的地方。{unit}做了这件事：{words}。",
    "Cases such as yours showed what had to change. {unit} did this: {words}. ",
)
_COUNTED = {
    Change.BETTER: Text(
        "又数了同样长的时间：比以前好，不只是碰巧。",
        "It was counted again for as long: better than before, by more than chance.",
    ),
    Change.WORSE: Text(
        "又数了同样长的时间：比以前差，还要再改。",
        "It was counted again for as long: worse than before; more has to change.",
    ),
    Change.UNCLEAR: Text(
        "又数了同样长的时间：跟以前的差别，可能只是碰巧。",
        "It was counted again for as long: the difference may be chance.",
    ),
    Change.FEW: Text(
        "又数了同样长的时间：件数太少，说不出好坏。",
        "It was counted again for as long: too few cases to say anything.",
    ),
}


def _heard(name: str, did: Text, said: Text) -> EventType:
    return EventType(
        name,
        says=Text("告诉诉求人改了什么", "Told what was changed"),
        speaker_says=Text(did.zh + said.zh, did.en + said.en),
        speaker_sees=SEEN,
    )


CASE_HEARD = {change: _heard(f"case.improved_{change}", _DID, said) for change, said in _SAID.items()}
"""您评了，我们改了: one for each outcome, told to everybody whose answer was counted."""
CASE_COUNTED = {change: _heard(f"case.mended_{change}", _SAW, said) for change, said in _COUNTED.items()}
"""The same for those whom nobody asked: what was poor was read from what was done with their cases."""

TYPES: tuple[EventType, ...] = (
    OPENED,
    CONTESTED,
    DECIDED,
    PLANNED,
    READ,
    PUBLISHED,
    MEASURED,
    CLOSED,
    MIRROR_MADE,
    MIRROR_OPENED,
    LINE_WRITTEN,
    MIRROR_SETTLED,
    *CASE_HEARD.values(),
    *CASE_COUNTED.values(),
)
