"""Public notices of the invented county: one open and changed once, one whose days are over with an objection
answered, one with its result in the archive."""

from dataclasses import replace
from uuid import uuid4

from huiying.core.procedures.model import Role
from huiying.loop.act_on_case import act_on_case
from huiying.loop.object_to_notice import object_to_notice
from huiying.loop.rehearsal.together.hands import Hands
from huiying.serve.notices.enums import Outcome
from huiying.serve.notices.models import Notice
from huiying.serve.notices.services.publishing import ask_check, publish_notice
from huiying.serve.notices.services.results import publish_result, write_result
from huiying.serve.notices.services.writing import Wording, begin_change, draft_notice

SLOPE = Wording(
    title="青石街道北坡治理工程中标候选人公示",
    words="第一中标候选人：柳溪第一建筑有限公司，投标报价 186.5 万元，工期 120 天。\n"
    "第二中标候选人：清河市政工程有限公司，投标报价 189.2 万元，工期 120 天。\n"
    "评标办法和得分在公共资源交易中心可以查阅。",
    concerns="投标人和其他利害关系人",
    title_en="Candidates for securing the slope at Qingshi North",
    words_en="First candidate: Liuxi No. 1 Building Company, 1,865,000 yuan, 120 days.\n"
    "Second candidate: Qinghe Municipal Works, 1,892,000 yuan, 120 days.\n"
    "Method and scores can be read at the trading centre.",
    concerns_en="Bidders and others concerned",
)
BUS = Wording(
    title="5 路公交调度系统单一来源采购公示",
    words="拟向原厂商采购 5 路公交调度系统的升级，预算 38 万元。"
    "理由：现有 42 台车载设备只能用原厂的接口，换掉要花 210 万元。",
    concerns="任何供应商、单位和个人",
    title_en="Dispatch system of bus line 5: purchase from a single source",
    words_en="The upgrade is to be bought from the maker of the system, for 380,000 yuan. Why: the 42 devices in the "
    "buses work with its interface alone; to replace them would cost 2,100,000 yuan.",
    concerns_en="Any supplier, organisation or person",
)
AGAINST = "市面上有通用的转接设备，一台不到两千元，不一定只能找原厂。请把这个办法也比较一下。"
ANSWERED = (
    "核查了两家的转接设备：能接 42 台里的 30 台，其余 12 台接不了；加上改造费，一共 46 万元，比升级贵 8 万元。"
    "比较的表已经附在采购文件里，谁都可以看。"
)
WINTER = Wording(
    title="今年冬季取暖帮扶名额分配公示",
    words="全县 120 个名额，按各乡镇（街道）困难户数分配：柳河镇 34 个，青石街道 22 个，其余乡镇 64 个。"
    "每个名额 600 元，12 月底前发到户。",
    concerns="任何人",
    title_en="Winter heating aid: how many for each town",
    words_en="120 grants in the county, by the number of households in hardship: Liuhe 34, Qingshi 22, the other towns "
    "64. Each is 600 yuan, paid by the end of December.",
    concerns_en="Anybody",
)
DONE = "公示期内没有收到异议，按公示的名额发放。"


def fill_notices(hands: Hands) -> None:
    """Each step by whoever would take it, on its own day."""
    _open(hands)
    _objected(hands)
    _ended(hands)


def _published(hands: Hands, unit: str, kind: str, wording: Wording, days: int | None, *, ago: int) -> Notice:
    writer = hands.of(unit, Role.HANDLER, at=hands.ago(ago))
    notice = draft_notice(hands.unit(unit), kind, wording, days=days, **writer)
    ask_check(notice.pk, **writer)
    publish_notice(notice.pk, **hands.of("centre", Role.LEADER, at=hands.ago(ago)))
    return notice


def _open(hands: Hands) -> None:
    notice = _published(hands, "land", "bids", SLOPE, 7, ago=3)
    changed = replace(
        SLOPE,
        words=SLOPE.words.replace("189.2", "188.2"),
        words_en=(SLOPE.words_en or "").replace("1,892,000", "1,882,000"),
    )
    writer = hands.of("land", Role.HANDLER, at=hands.ago(2))
    begin_change(notice.pk, changed, why="第二候选人的报价录错了一个数字", why_en="A figure was mistyped", **writer)
    ask_check(notice.pk, **writer)
    publish_notice(notice.pk, **hands.of("centre", Role.LEADER, at=hands.ago(2)))


def _objected(hands: Hands) -> None:
    notice = _published(hands, "transport", "single_source", BUS, None, ago=12)
    receipt = object_to_notice(
        notice.pk,
        text=AGAINST,
        identity={},
        about_unit=False,
        language="zh-hans",
        draft_id=uuid4(),
        now=hands.ago(11),
    )
    answer = {"outcome": "partly", "public_text": ANSWERED, "looked": True}
    dispatcher = hands.of("hotline", Role.DISPATCHER)["actor"]
    act_on_case(receipt.voice.pk, "answer_objection", actor=dispatcher, now=hands.ago(9), data=answer)


def _ended(hands: Hands) -> None:
    notice = _published(hands, "civil", "hardship", WINTER, None, ago=24)
    words_en = "Nobody objected; the grants are paid as announced."
    write_result(
        notice.pk, Outcome.CONFIRMED, DONE, words_en=words_en, **hands.of("civil", Role.HANDLER, at=hands.ago(12))
    )
    publish_result(notice.pk, **hands.of("centre", Role.LEADER, at=hands.ago(12)))
