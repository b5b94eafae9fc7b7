"""Call-backs and unannounced checks of the invented county: one draw of each that is over, one that goes on."""

from datetime import date, datetime, timedelta
from typing import Any

from huiying.core.procedures.model import Role
from huiying.foundation.office.models import Place
from huiying.judge.checks.enums import CallOutcome, DrawKind
from huiying.judge.checks.errors import MayNotCheck, NotIndependent
from huiying.judge.checks.models import CallBack, Check, Draw
from huiying.judge.checks.services.calling import Said, close_uncalled, write_try
from huiying.judge.checks.services.checking import Result, send_tester
from huiying.judge.checks.services.drawing import DrawData, draw_lots, open_draw
from huiying.listen.voices.enums import Channel
from huiying.loop.check_on import may_call, reveal_check, sweep_draws
from huiying.loop.rehearsal.together.hands import Hands

LOTTERY = "福利彩票双色球（演练，{day}）"
NUMBER = "05 11 22 23 30 31 07"
PLACES = 6
# reached · minutes · receipt · civil · in time
FOUND = (
    ("yes", 1, "yes", "yes", "yes"),
    ("yes", 3, "yes", "yes", "yes"),
    ("no", 15, "", "", ""),
    ("yes", 6, "no", "yes", "no"),
    ("yes", 2, "yes", "yes", "yes"),
    ("yes", 9, "yes", "no", "yes"),
    ("yes", 1, "yes", "yes", ""),
    ("no", 20, "", "", ""),
)
ANSWERS = (
    Said("yes", "yes", "yes", "yes", "办得快，也讲得清楚"),
    Said("yes", "partly", "so_so", "partly", "修了一半，剩下的说下个月"),
    Said("no", "no", "no", "no", "电话里只说在研究"),
    Said("yes", "yes", "yes", ""),
    Said("yes", "yes", "so_so", "yes", "等得久了一点"),
)
TASK = "问老旧小区加装电梯怎么申请"


def fill_checks(hands: Hands) -> None:
    """Where too few cases ended or there are too few places, less is drawn; nothing fails."""
    _calls_over(hands)
    _tests_over(hands)
    _tests_going_on(hands)
    day = hands.today
    _open(hands, DrawKind.CALLBACK, 5, day - timedelta(days=4), day + timedelta(days=25), day + timedelta(days=28), 20)


def _open(
    hands: Hands, kind: DrawKind, ago: int, first: date, last: date, number_on: date, wanted: int, **grid: Any
) -> Draw:
    said = LOTTERY.format(day=number_on.isoformat())
    data = DrawData(kind.value, first, last, wanted, said, number_on, **grid)
    return open_draw(data, **hands.of("centre", Role.INSPECTOR, at=hands.ago(ago)))


def _calls_over(hands: Hands) -> None:
    day = hands.today
    first, last, out = day - timedelta(days=70), day - timedelta(days=41), day - timedelta(days=38)
    drawn = _open(hands, DrawKind.CALLBACK, 72, first, last, out, 24)
    sweep_draws(now=hands.ago(40))
    draw_lots(drawn.pk, NUMBER, **hands.of("centre", Role.INSPECTOR, at=hands.ago(37)))
    for one in drawn.call_backs.select_related("case__voice__person", "case__office", "unit").order_by("position"):
        _call(hands, one)
    sweep_draws(now=hands.ago(20))


def _call(hands: Hands, one: CallBack) -> None:
    """Called where that is possible, else closed by the inspector with the reason. Nobody is written to."""
    at = hands.ago(36 - one.position % 12)
    inspector = hands.of("centre", Role.INSPECTOR, at=at)
    if not may_call(one):
        close_uncalled(one.pk, "没有留名留电话，或者不愿被联系", **inspector)
        return
    try:
        _speak(hands, one, at)
    except (MayNotCheck, NotIndependent):
        close_uncalled(one.pk, "派办机关没有与承办单位无关的回访员", **inspector)


def _speak(hands: Hands, one: CallBack, at: datetime) -> None:
    if one.position % 7 == 0:
        for hours in (0, 3, 6):
            who = hands.of("hotline", Role.CALLBACK_OFFICER, at=at + timedelta(hours=hours))
            write_try(one.pk, CallOutcome.NO_ANSWER, **who)
        return
    who = hands.of("hotline", Role.CALLBACK_OFFICER, at=at)
    if one.position % 9 == 0:
        write_try(one.pk, CallOutcome.REFUSED, **who)
    else:
        write_try(one.pk, CallOutcome.REACHED, ANSWERS[one.position % len(ANSWERS)], **who)


def _tests(hands: Hands, channel: Channel, ago: int, days: int, wanted: int) -> list[Check]:
    places = list(Place.objects.filter(active=True, parent__isnull=False).order_by("pk")[:PLACES])
    day, ids = hands.today, [place.pk for place in places]
    if not ids:
        return []
    first, last = day - timedelta(days=ago - 3), day - timedelta(days=ago - 3 - days)
    grid = {"channels": [channel.value], "places": ids}
    drawn = _open(hands, DrawKind.UNANNOUNCED, ago, first, last, day - timedelta(days=ago - 1), wanted, **grid)
    draw_lots(drawn.pk, NUMBER, **hands.of("centre", Role.INSPECTOR, at=hands.ago(ago - 2)))
    return list(drawn.checks.order_by("position"))


def _tests_over(hands: Hands) -> None:
    """Of duty telephones, told without a voice."""
    for one, (reached, minutes, receipt, civil, in_time) in zip(
        _tests(hands, Channel.PHONE, 70, 29, len(FOUND)), FOUND, strict=False
    ):
        result = Result(reached, minutes, receipt, civil, in_time)
        reveal_check(one.pk, result, **hands.of("centre", Role.INSPECTOR, at=hands.ago(35)))
    sweep_draws(now=hands.ago(20))


def _tests_going_on(hands: Hands) -> None:
    for one in _tests(hands, Channel.WEB, 6, 27, 4)[:1]:
        send_tester(one.pk, TASK, **hands.of("centre", Role.INSPECTOR, at=hands.ago(1)))
