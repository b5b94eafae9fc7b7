"""The yearly list of practical matters: this year's with what people found, and next year's in the vote."""
# ruff: noqa: E501  the lines are rows of tables, and a Chinese character counts as two

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiying.core.procedures.model import Role
from huiying.core.voting.criteria import STANDARD
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.enums import Found
from huiying.loop.keep_promise import accept_on_site, sweep_promises
from huiying.loop.list_matters import publish_list
from huiying.loop.rehearsal.together.hands import Hands
from huiying.serve.commitments.services.keeping import finish_part, keep_commitment
from huiying.serve.matters.models import Matter, MatterYear, Nomination
from huiying.serve.matters.services.deciding import Met, release_nomination, screen_nomination
from huiying.serve.matters.services.listing import LineData, Milestone, tell_spending, write_line
from huiying.serve.matters.services.nominating import NominationData, nominate, nominate_in_public
from huiying.serve.matters.services.voting import cast_ballot, count_votes
from huiying.serve.matters.services.years import YearData, end_nominations, open_vote, open_year

WAN = 1_000_000
"""Ten thousand yuan, in fen."""
BALLOTS, SPREAD = 61, 7


@dataclass(frozen=True, slots=True)
class Wanted:
    """A nomination: from a voice of `category` at `place`, where there is one; else by `unit`."""

    title: str
    title_en: str
    words: str
    category: str
    unit: str
    money: int
    month: int = 10


THIS_YEAR = (
    Wanted("城区三条线末班车延到七点半", "Later last buses in town", "三条线末班车开到晚上七点半，厂里下班晚的人有车坐", "公共汽车", "transport", 120 * WAN, 6),
    Wanted("莲花里片区换老水管", "New water pipes in Lianhuali", "莲花里的老铁管全部换新，水不再发黄", "自来水供应", "waterworks", 860 * WAN, 9),
    Wanted("给四个老小区加装路灯", "Street lamps for four old estates", "四个老小区的主路都装上路灯，晚上走路看得见", "城市公共设施", "city", 95 * WAN, 10),
)  # fmt: skip
NEXT_YEAR = (
    Wanted("桥头社区建一个公园", "A park in Qiaotou", "老人和孩子有地方去", "大气污染", "city", 300 * WAN),
    Wanted("乡镇卫生院添一台彩超", "An ultrasound scanner for each town clinic", "看病不用跑县城", "医疗服务", "health", 480 * WAN),
    Wanted("学校门口修人行道", "Pavements at the schools", "孩子上学不走车道", "设施维护", "transport", 260 * WAN),
    Wanted("老小区加装电梯补贴", "Grants for lifts in old houses", "高层老人下得了楼", "物业服务", "housing", 500 * WAN),
)  # fmt: skip
PUBLIC_WORDS = ("想要一个能停电动车、能充电的地方，现在都飞线充电。", "菜市场的公厕修一修吧，老人进不去。")


def fill_list(hands: Hands) -> None:
    """This year's list where the year is old enough to have one, then next year's."""
    year = hands.today.year if hands.today.month > 10 else hands.today.year - 1
    _this_year(hands, year)
    _next_year(hands, year + 1)


def _this_year(hands: Hands, number: int) -> None:
    days = calendar()

    def at(month: int, day: int) -> datetime:
        return days.instant(date(number, month, day), time(10))

    end = date(number, 1, 20)
    year = _open(hands, number, end, end + timedelta(days=5), at(1, 6))
    wanted = [_nominate(hands, year, one, at(1, 8)) for one in THIS_YEAR]
    _to_the_vote(hands, year, wanted, at(1, 21), at(1, 25))
    for voter in range(BALLOTS):
        chosen = [one.pk for place, one in enumerate(wanted) if (voter + place) % SPREAD != 0]
        cast_ballot(year.pk, f"{voter:032x}", chosen, now=at(1, 26))
    count_votes(year.pk, now=at(2, 1))
    for one, nomination in zip(THIS_YEAR, wanted, strict=True):
        _line(hands, year, one, nomination, at(2, 2))
    publish_list(year.pk, **hands.office(at=at(2, 5)))
    lines = list(Matter.objects.filter(year=year).select_related("commitment").order_by("position"))
    for one, line in zip(THIS_YEAR, lines, strict=True):
        _carry_out(hands, one, line, at(one.month, 12), late=line.position == len(lines))
    sweep_promises(now=hands.now)


def _next_year(hands: Hands, number: int) -> None:
    start = hands.ago(38)
    end = hands.today - timedelta(days=14)
    year = _open(hands, number, end, hands.today - timedelta(days=8), start)
    wanted = [_nominate(hands, year, one, hands.ago(30)) for one in NEXT_YEAR]
    shown, _waiting = (nominate_in_public(year.pk, words, now=hands.ago(25)) for words in PUBLIC_WORDS)
    release_nomination(shown.pk, "小区建电动车充电棚", words=PUBLIC_WORDS[0], **hands.office(at=hands.ago(24)))
    wanted.append(Nomination.objects.get(pk=shown.pk))
    release_nomination(_waiting.pk, "修菜市场公厕", words=PUBLIC_WORDS[1], **hands.office(at=hands.ago(24)))
    wanted.append(Nomination.objects.get(pk=_waiting.pk))
    _to_the_vote(hands, year, wanted, hands.ago(13), hands.ago(8), fails=wanted[0].pk)
    for voter in range(BALLOTS // 2):
        chosen = [one.pk for place, one in enumerate(wanted[1:]) if (voter + place) % 3 == 0]
        cast_ballot(year.pk, f"{voter:032x}", chosen, now=hands.ago(4))


def _open(hands: Hands, number: int, until: date, vote_from: date, at: datetime) -> MatterYear:
    data = YearData(
        nominate_until=until,
        vote_from=vote_from,
        vote_until=vote_from + timedelta(days=15 if vote_from > hands.today - timedelta(days=20) else 6),
        listed_by=vote_from + timedelta(days=40),
        choices=3,
        lines=3,
        criteria=STANDARD,
        budget_fen=1_500 * WAN,
    )
    return open_year(number, data, **hands.office(at=at))


def _nominate(hands: Hands, year: MatterYear, one: Wanted, at: datetime) -> Nomination:
    """From the newest voice that speaks of it and is not behind another nomination; else for the unit."""
    known = set(Nomination.objects.exclude(case=None).values_list("case_id", flat=True))
    cases = [case for case in hands.cases(one.category, None, before=at, most=20) if case not in known]
    about = NominationData(
        one.title,
        one.title_en,
        one.words,
        case_id=cases[0] if cases else None,
        unit_id=None if cases else hands.unit(one.unit),
    )
    return nominate(year.pk, about, **hands.office(at=at))


def _to_the_vote(
    hands: Hands, year: MatterYear, wanted: Sequence[Nomination], at: datetime, vote: datetime, *, fails: int = 0
) -> None:
    end_nominations(year.pk, **hands.office(at=at))
    criteria = list(year.criteria.order_by("position"))
    for one in wanted:
        met = {criterion.pk: Met(True) for criterion in criteria}
        if one.pk == fails:
            met[criteria[1].pk] = Met(False, "那块地归省里管，本地定不了。")
        screen_nomination(one.pk, met, **hands.office(at=at))
    open_vote(year.pk, **hands.office(at=vote))


def _line(hands: Hands, year: MatterYear, one: Wanted, nomination: Nomination, at: datetime) -> None:
    due = date(year.year, one.month, 28)
    steps = (Milestone("定方案", 30, date(year.year, 4, 30)), Milestone("办成", 70, due))
    line = LineData(
        one.title, one.words, hands.unit(one.unit), due, one.money, one.title_en, evidence_wanted="照片和验收单",
        milestones=steps, nominations=[nomination.pk],
    )  # fmt: skip
    write_line(year.pk, line, **hands.office(at=at))


def _carry_out(hands: Hands, one: Wanted, line: Matter, at: datetime, *, late: bool) -> None:
    """The first step of each, and all of those that were done; what people found who went there."""
    assert line.commitment is not None
    head = hands.of(one.unit, Role.UNIT_HEAD, at=min(at, hands.now))
    first, last = line.commitment.parts.order_by("position")
    early = calendar().instant(date(line.year.year, 4, 20), time(10))
    finish_part(line.commitment_id or 0, first.pk, "方案定了，钱到位了。", **(head | {"now": early}))
    tell_spending(line.pk, line.money_fen // 5 if late else line.money_fen, **head)
    if late:
        return
    finish_part(line.commitment_id or 0, last.pk, "办完了，请大家去看。", **head)
    keep_commitment(line.commitment_id or 0, "办成了，照片和验收单在这里。", **head)
    for voter in range(23):
        works = Found.YES if voter % 5 else Found.NO
        accept_on_site(
            line.commitment_id or 0, token=f"{line.pk:08x}{voter:056x}", there=Found.YES.value, works=works.value,
            now=hands.ago(3),
        )  # fmt: skip
