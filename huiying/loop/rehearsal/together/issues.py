"""Three common issues of the invented county, with the table of interests of one of them."""
# ruff: noqa: E501  the lines are rows of tables, and a Chinese character counts as two

from dataclasses import dataclass
from datetime import timedelta

from huiying.core.procedures.model import Role
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import InterestEffect
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.services.interests import Situation, add_group, open_table, publish_interests
from huiying.serve.coordination.services.keeping import Description, open_issue, plan_issue
from huiying.serve.coordination.services.saying import say_interest

OPENED_DAYS_AGO = 44
MOST_CASES = 24
BUS, TITLES, DUST = "bus", "titles", "dust"


@dataclass(frozen=True, slots=True)
class Told:
    """An issue as it is written down. `category` and `place` choose its cases."""

    category: str
    place: str | None
    owner: str
    title: str
    title_en: str
    cause: str
    plan: str


ISSUES = {
    BUS: Told(
        "公共汽车", None, "transport", "末班车太早，班次不准", "The last bus is too early and buses do not keep time",
        "厂里六点半下班，末班车六点就没了；几条线路跟站牌上写的班次对不上。", "调整末班车时间，站牌按实际班次重新公布。",
    ),
    TITLES: Told(
        "房产证登记、办理", "qingshi", "land", "清禾花园等小区多年办不下房产证", "No title deeds for years in Qinghe and beside it",
        "开发商欠税，手续停在中间，住户的钱早已交清。", "先给住户办证，再向开发商追欠税。",
    ),
    DUST: Told(
        "大气污染", "shiqiao", "environment", "石桥镇夜间作业，粉尘扰民", "Night work and dust in Shiqiao",
        "采石场和搅拌站后半夜作业，石粉落到住户和果园。", "装在线监测，夜间禁止作业，结果每周公布。",
    ),
}  # fmt: skip
QUESTION = "末班车延到晚上七点半，对谁有什么影响？"
SITUATIONS = (
    Situation("在开发区上班、坐公交的人", "Who work in the zone and go by bus", 1_900, "开发区用工备案",
              gains="下班有车坐", how_much="每天少花打车钱二三十元", asked="在两个厂门口问过，请工会代收意见", asked_people=212),
    Situation("公交司机", "Bus drivers", 46, "公交公司在册人数", loses="下班晚一个半小时",
              how_much="每月 22 个晚班", balance="晚班另发补贴，轮流上", asked="公交公司开过职工会", asked_people=38),
    Situation("沿线住户", "Who live along the line", None, loses="晚上多几趟车声", balance="站点离住宅近的改到路口"),
)  # fmt: skip
SAID = (InterestEffect.GAIN, InterestEffect.GAIN, InterestEffect.GAIN, InterestEffect.GAIN, InterestEffect.GAIN,
        InterestEffect.BOTH, InterestEffect.GAIN)  # fmt: skip


def open_issues(hands: Hands) -> dict[str, Issue]:
    """Open, describe, plan and publish them; those for which the county has voices."""
    made = {}
    at = hands.ago(OPENED_DAYS_AGO)
    for key, told in ISSUES.items():
        if cases := hands.cases(told.category, told.place, before=at, most=MOST_CASES):
            about = Description(told.title, told.title_en, told.cause, public=True, owner_id=hands.unit(told.owner))
            issue = open_issue(about, cases, **hands.of("centre", Role.ADVISER, at=at))
            later = at + timedelta(days=3)
            made[key] = plan_issue(issue.pk, told.plan, **hands.of(told.owner, Role.UNIT_HEAD, at=later))
    if BUS in made:
        _interests(hands, made[BUS])
    return made


def _interests(hands: Hands, issue: Issue) -> None:
    """Who gains and who loses, and what some of those who spoke say of themselves."""
    at = hands.ago(OPENED_DAYS_AGO - 4)
    table = open_table(Issue.subject_kind, issue.pk, QUESTION, **hands.office(at=at))
    groups = [add_group(table.pk, one, **hands.office(at=at)) for one in SITUATIONS]
    publish_interests(table.pk, public=True, **hands.office(at=at))
    speaking = Case.objects.filter(issue_case__issue=issue).select_related("voice").order_by("pk")
    for case, effect in zip(speaking, SAID, strict=False):
        say_interest(
            case.pk, table.pk, group_id=groups[0].pk, effect=effect.value, actor=speaker(case.voice), now=hands.ago(20)
        )
