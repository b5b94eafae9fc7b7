"""Households in hardship in the invented county: what they lack, what is given, who went to see."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from huiying.core.aid import PROGRAMMES
from huiying.core.procedures.model import Role
from huiying.loop.rehearsal.together.hands import Hands
from huiying.serve.aid.enums import Agreed, Means, Met, Need, Outcome
from huiying.serve.aid.models import Aid, Help
from huiying.serve.aid.services.helping import HelpData, give_help, plan_help, post_help
from huiying.serve.aid.services.opening import end_aid, note_visit, open_aid

UNIT = "liuhe"
GIVEN_BEFORE = 20
"""A household that was helped is so many days older than the last step of it."""


@dataclass(frozen=True, slots=True)
class Household:
    """One that was invented. `yuan` 0: goods or a service, given by `giver`. `days`: since it began. `met`: what the
    last visit found, None: nobody has been there yet."""

    name: str
    place: str
    need: Need
    words: str
    programme: str
    what: str
    giver: str
    yuan: int
    days: int
    met: Met | None


HOUSEHOLDS = (
    Household("覃秀莲", "liuhe/liuhecun", Need.HOUSING, "一个人住，房顶漏雨，冬天没有取暖的。", "charity",
              "取暖炉一台，修补屋顶", "柳溪慈善会", 0, 48, Met.FULLY),
    Household("庞建国", "liuhe/liuhecun", Need.ILLNESS, "住院三个月，报销以后还差一大截。", "medical",
              "医疗救助金", "县医疗保障局", 6_000, 40, Met.PARTLY),
    Household("农小芳", "liuhe", Need.SCHOOL, "两个孩子开学，路费和伙食费凑不齐。", "school",
              "寄宿生生活补助", "县教育局", 1_250, 33, Met.FULLY),
    Household("蓝世昌", "liuhe/liuhecun", Need.ACCIDENT, "灶房失火，粮食和铺盖都烧了。", "temporary",
              "临时救助金", "柳河镇人民政府", 3_000, 26, Met.PARTLY),
    Household("韦桂香", "liuhe", Need.CARE, "儿女在外，眼睛看不清，买药取钱都要人带。", "service",
              "每周二上门代办", "村志愿服务队", 0, 21, Met.FULLY),
    Household("陆明生", "liuhe", Need.WORK, "腿伤以后干不了重活，想在附近找个轻的。", "job",
              "公益性岗位，看护灌溉站", "镇公共就业服务站", 0, 12, None),
    Household("黄月英", "liuhe/liuhecun", Need.LIVING, "老两口没有收入，靠亲戚接济。", "living",
              "最低生活保障（待批）", "县民政局", 960, 3, None),
)  # fmt: skip


def fill_aid(hands: Hands) -> None:
    """Seven households of one town: five helped, one of them in an emergency; one waits, one is posted just now."""
    for household in HOUSEHOLDS:
        aid = _begun(hands, household)
        _given(hands, household, aid)
        if household.met is not None:
            _visited(hands, household, aid)


def _begun(hands: Hands, one: Household) -> Aid:
    began = hands.ago(one.days)
    who = hands.of(UNIT, Role.HANDLER, at=began)
    aid = open_aid(
        unit_id=hands.unit(UNIT),
        place_id=hands.county.places[one.place],
        need=one.need,
        words=one.words,
        agreed=Agreed.SIGNED if one.yuan else Agreed.SPOKEN,
        agreed_on=hands.today - timedelta(days=one.days),
        identity={"name": one.name},
        next_visit_on=hands.today - timedelta(days=one.days) + timedelta(days=14),
        **who,
    )
    data = HelpData(
        programme=one.programme,
        means=Means.MONEY if one.yuan else Means.SERVICE,
        words=one.what,
        due_on=hands.today - timedelta(days=one.days) + timedelta(days=30),
        giver=one.giver,
        amount=Decimal(one.yuan) if one.yuan else None,
    )
    return plan_help(aid.pk, data, **who)


def _given(hands: Hands, one: Household, aid: Aid) -> None:
    """Posted where the law asks it; relief after a fire comes first."""
    row, programme = Help.objects.get(aid=aid), PROGRAMMES[one.programme]
    hurried = programme.may_hurry
    if programme.posted and not hurried:
        post_help(row.pk, **hands.of(UNIT, Role.HANDLER, at=hands.ago(one.days - 1)))
    if one.met is not None:
        on = _day(hands, one, 9)
        give_help(row.pk, on, hurried=hurried, **hands.of(UNIT, Role.HANDLER, at=hands.ago(one.days - 9)))


def _visited(hands: Hands, one: Household, aid: Aid) -> None:
    assert one.met is not None
    who = hands.of(UNIT, Role.HANDLER, at=hands.ago(one.days - 14))
    done = one.met is Met.FULLY
    again = None if done else hands.today + timedelta(days=7)
    seen = "东西送到了，用得上；答应下月再来看一次。" if done else "收到了，还不够；答应再问问别的办法。"
    note_visit(aid.pk, _day(hands, one, 14), one.met, seen, next_visit_on=again, **who)
    if done and one.days > GIVEN_BEFORE + 10:
        end_aid(aid.pk, Outcome.MET, **hands.of(UNIT, Role.HANDLER, at=hands.ago(one.days - 15)))


def _day(hands: Hands, one: Household, after: int) -> date:
    return hands.today - timedelta(days=one.days - after)
