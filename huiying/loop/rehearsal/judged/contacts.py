"""How people were met in the invented county, what they praised, and a leader's contact reports."""

from collections.abc import Iterator
from datetime import date, timedelta

from huiying.core.contact_time import of_quarter
from huiying.core.economy import Quarter, quarter_of
from huiying.core.procedures.model import Role
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Staff
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.services.days import Spent, note_day
from huiying.judge.contacts.services.reports import Wording, change_report, draft_report, publish_report
from huiying.judge.ratings.selectors.encounters import IN_PERSON
from huiying.listen.voices.enums import Kind
from huiying.loop.pass_on_praise import pass_praise
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.speaker_acts import judge_encounter
from huiying.serve.casework.models import Case

MOST_MET, MOST_PRAISED = 120, 8
LEADER = "sun"
# came_in · respected · understood · easy
SAID = (
    ("yes", "yes", "yes", "yes"), ("yes", "yes", "no", "no"), ("yes", "yes", "yes", "no"), ("yes", "yes", "yes", ""),
    ("no", "yes", "yes", "no"), ("yes", "no", "no", "no"), ("yes", "yes", "yes", "yes"),
)  # fmt: skip
THANKS = (
    "材料一次讲清楚，跑一趟就办好了。",
    "下雨天当晚就来人把水抽干了，一直忙到半夜。",
    "电话打了一次，第二天路灯就亮了。",
    "老人腿脚不好，工作人员上门来办，不收一分钱。",
    "说好周五修好，周四就修好了，还回来看了一遍。",
)
# days before the end of the quarter · what · halves · about what
DAYS = (
    (6, DayKind.RECEPTION, 2, "信访局接访"),
    (13, DayKind.HOME_VISIT, 1, "看望结对的困难户"),
    (13, DayKind.MEETING, 1, "经济形势分析会"),
    (20, DayKind.LINK_PLACE, 2, "联系村"),
    (27, DayKind.FIELD_OFFICE, 1, "安置房办证现场办公"),
    (34, DayKind.MEETING, 2, "全县工作会"),
    (41, DayKind.RESEARCH, 2, "看三个乡镇的卫生院"),
    (48, DayKind.LISTENING_SESSION, 1, "听企业工人说上下班"),
    (55, DayKind.MEETING, 1, "常务会"),
    (62, DayKind.RECEPTION, 2, "热线中心接听"),
)
WORDS = Wording(
    heard="说得最多的是安置房办证、采石场夜里拉料、末班车太早。卫生院下午没有号，老人跑两趟。",
    done="安置房先给手续全的三栋办证；末班车延到晚上七点半；卫生院下午加开普通号。",
    missing="采石场夜里拉料还在反复，错峰时段没有人查，主责单位没有定下来。",
    ahead="下个月联席会议把采石场运输的主责单位定下来，结果公布。",
)


def fill_contacts(hands: Hands) -> None:
    """Last quarter's four questions, some praise, a published report and the draft of the next."""
    _meet(hands)
    _praise(hands)
    _report(hands)


def _meet(hands: Hands) -> None:
    """Of those who came or called in the last quarter, as many as are there; each answered the day after."""
    quarter = quarter_of(hands.today).moved(-1)
    for number, case in enumerate(_came(quarter)):
        came_in, respected, understood, easy = SAID[number % len(SAID)]
        judge_encounter(
            case.voice,
            came_in=came_in,
            respected=respected,
            understood=understood,
            easy=easy,
            now=case.voice.received_at + timedelta(days=1),
        )


def _came(quarter: Quarter) -> Iterator[Case]:
    """Two of three; the others say nothing, as most do."""
    rows = Case.objects.filter(
        sealed=False,
        encounter=None,
        voice__channel__in=IN_PERSON,
        voice__erased_at=None,
        voice__received_at__date__gte=quarter.first,
        voice__received_at__date__lt=quarter.last,
    )
    found = rows.select_related("voice__taken_by__unit", "office").order_by("pk")
    yield from (case for at, case in enumerate(found[: MOST_MET * 3 // 2]) if at % 3)


def _praise(hands: Hands) -> None:
    """Of anonymous voices alone: nobody is written to. The newest stays with the dispatcher."""
    rows = Case.objects.filter(
        sealed=False, praises=None, voice__kind=Kind.PRAISE, voice__person=None, voice__received_at__lt=hands.ago(25)
    ).exclude(unit=hands.unit("centre"))
    found = list(rows.select_related("voice").order_by("-voice__received_at")[: MOST_PRAISED + 1])
    for at, case in enumerate(found[1:] or found):
        words, now = THANKS[at % len(THANKS)], hands.ago(2 + 3 * at)
        pass_praise(case.pk, case.unit_id, words, public=case.voice.may_publish, **hands.office(at=now))


def _report(hands: Hands) -> None:
    leader = Staff.objects.filter(username=LEADER).first()
    if leader is None:
        return
    now, past = quarter_of(hands.today), quarter_of(hands.today).moved(-1)
    for quarter in (past, now):
        _days(hands, leader, min(quarter.last, hands.today), quarter.first)
    who = hands.of("centre", Role.LEADER)
    report = draft_report(leader, of_quarter(past), **who)
    change_report(report.pk, WORDS, **who)
    publish_report(report.pk, **who)
    draft_report(leader, of_quarter(now), **who)


def _days(hands: Hands, leader: Staff, last: date, first: date) -> None:
    """Working days of the quarter, counted back from its end."""
    who, days = hands.of("centre", Role.LEADER), calendar()
    for back, kind, halves, words in DAYS:
        on = last - timedelta(days=back)
        while not days.is_workday(on):
            on -= timedelta(days=1)
        if on >= first:
            note_day(leader, Spent(on, kind, halves, words=words), **who)
