"""Reviews in the invented county: one of each stage, where the other legal ways lead, and who reviews the centre."""

from datetime import time

from huiying.core.legal_ways import Way
from huiying.core.procedures.model import Role
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.speaker_acts import ask_review, read_opinion
from huiying.serve.appeals.services.ladder import set_address, set_line
from huiying.serve.casework.models import Approval, Case, Deadline
from huiying.serve.casework.selectors.ladder import bodies_above

OFFICE = "centre"
OUTSIDE = "市信访工作联席会议办公室（市人民路8号，不在本平台）"
ADDRESSES = (
    (Way.LEGAL_AID, "县法律援助中心，县司法局一楼，电话12348", "County legal aid centre, Justice Bureau, ground floor"),
    (Way.RECONSIDERATION, "县人民政府行政复议办公室，县司法局三楼", "County reconsideration office, third floor"),
    (Way.LABOUR, "县劳动人事争议仲裁院，县人社局二楼", "County labour arbitration court, second floor"),
)  # fmt: skip
# What the person holds to be wrong.
WRONG = (
    "答复说已经修好，可下雨还是漏，只补了一处。",
    "赔偿按旧标准算的，新标准从去年就开始用了。",
    "没有来现场看，就说情况不属实。",
    "答复里引用的条款，讲的不是这件事。",
)
UPHELD = {
    "result": "upheld",
    "facts": "到现场看过，单位查明的情况属实，处理的依据也对。",
    "public_text": "经复查，原处理意见查明的事实清楚，依据正确，程序合法，予以维持。",
    "basis": "《信访工作条例》第三十五条",
    "looked": True,
}
REDO = {
    "redo": "到现场重新查看，按现行标准重新计算，并写明每一处的情况。",
    "facts": "单位没有到现场，所用的标准已经修订。",
    "public_text": "原处理意见事实没有查清，撤销，由原单位在三十日内重新办理并答复。",
    "basis": "《信访工作条例》第三十五条",
    "looked": True,
}
AGE = 13
"""An opinion was received at least so many days ago, and its time to ask still runs."""


def fill_appeals(hands: Hands) -> None:
    """The ladder and the addresses; then one review asked, one under way, one upheld and delivered, one annulled."""
    keeper = hands.of(OFFICE, Role.ADMINISTRATOR, at=hands.ago(60))
    set_line(hands.unit(OFFICE), body_id=None, outside=OUTSIDE, **keeper)
    for way, words, words_en in ADDRESSES:
        set_address(way.value, words, words_en, **keeper)
    stages = (_delivered, _annulled, _running, _asked)
    for stage, case, words in zip(stages, _cases(hands), WRONG, strict=False):
        stage(hands, case, words)


def _cases(hands: Hands) -> list[Case]:
    """Opinions that the centre reviews, of anonymous voices, received long enough ago; one for each unit."""
    running = Deadline.objects.filter(
        clock="C-REVIEW-ASK", met_at=None, stopped_at=None, started_at__lt=hands.ago(AGE), due_at__gt=hands.now,
        case__voice__person=None, case__sealed=False, case__lead_case=None,
    )  # fmt: skip
    first: dict[int, Case] = {}
    for row in running.select_related("case__unit__parent", "case__voice").order_by("started_at", "pk"):
        above = [body.pk for body in bodies_above(row.case.unit)]
        if above == [hands.unit(OFFICE)] and row.case.state != "concluded":
            first.setdefault(row.case.unit_id, row.case)
    return list(first.values())


def _asked(hands: Hands, case: Case, words: str, *, ago: int = 1) -> None:
    at = hands.ago(ago, time(20))
    ask_review(case.voice, body_id=hands.unit(OFFICE), words=words, now=at)


def _act(hands: Hands, case: Case, act_id: str, ago: int, **data: object) -> None:
    who = hands.of(OFFICE, Role.REVIEWER, at=hands.ago(ago))
    act_on_case(case.pk, act_id, actor=who["actor"], now=who["now"], data=data)


def _signed(hands: Hands, case: Case, ago: int) -> None:
    head = hands.of(OFFICE, Role.UNIT_HEAD, at=hands.ago(ago, time(16)))
    waiting = Approval.objects.get(case=case, state="asked")
    approve(waiting.pk, actor=head["actor"], now=head["now"])


def _running(hands: Hands, case: Case, words: str) -> None:
    _asked(hands, case, words, ago=9)
    _act(hands, case, "start_review", 7)


def _annulled(hands: Hands, case: Case, words: str) -> None:
    _asked(hands, case, words, ago=11)
    _act(hands, case, "start_review", 9)
    _act(hands, case, "order_redo", 4, **REDO)
    _signed(hands, case, 3)


def _delivered(hands: Hands, case: Case, words: str) -> None:
    _asked(hands, case, words, ago=12)
    _act(hands, case, "start_review", 11)
    _act(hands, case, "decide_review", 6, **UPHELD)
    _signed(hands, case, 6)
    read_opinion(case.voice, now=hands.ago(2, time(21)))
