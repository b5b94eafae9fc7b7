"""Draws and what is drawn, for the tests: a December of call-backs, and unannounced checks in its whole weeks."""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.judge.checks.models import CallBack, Check, Draw
from huiying.judge.checks.services.drawing import DrawData, draw_lots, open_draw
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.check_on import sweep_draws
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case, Deadline
from tests.cast import NOW, Cast

TODAY = date(2026, 11, 23)
START, END = date(2026, 12, 1), date(2026, 12, 31)
NUMBER = "05 11 22 23 30 31 07"
LOTTERY = "福利彩票双色球，2027 年 1 月 3 日"
OUT = date(2027, 1, 3)
MONDAY = date(2026, 12, 7)


def at(day: date, hour: int = 9) -> Any:
    """That day in Liuxi."""
    return NOW + timedelta(days=(day - TODAY).days, hours=hour - 9)


def of(cast: Cast, name: str, now: Any = NOW) -> dict[str, Any]:
    """The arguments of who acts."""
    grants = grants_in_force(cast.staff[name].pk, today=now.date())
    return {"actor": cast.actor(name), "grants": grants, "now": now}


def caller(cast: Cast, name: str = "outsider", unit: str = "office") -> None:
    """Make a member of staff a call-back officer."""
    Grant.objects.create(staff=cast.staff[name], role="callback_officer", unit=cast.units[unit], starts_on=TODAY)
    Grant.objects.filter(staff=cast.staff[name], role="handler").delete()


def callbacks(**more: Any) -> DrawData:
    return DrawData(**{"kind": "callback", "starts_on": START, "ends_on": END, "wanted": 3} | PUBLIC | more)


PUBLIC: dict[str, Any] = {"number": LOTTERY, "number_on": OUT}


def unannounced(cast: Cast, **more: Any) -> DrawData:
    days = {"kind": "unannounced", "starts_on": START, "ends_on": END, "wanted": 2, "number_on": TODAY + timedelta(3)}
    grid = {"channels": ["web", "phone"], "places": [cast.places["liuhe"].pk, cast.places["qingshi"].pk]}
    return DrawData(**days | {"number": "福利彩票双色球，2026 年 11 月 26 日"} | grid | more)


def opened(cast: Cast, data: DrawData | None = None, **more: Any) -> Draw:
    return open_draw(data or callbacks(), **of(cast, "chen") | more)


def said(text: str = "柳河村到镇上的路灯坏了两盏，晚上看不见路。", **more: Any) -> tuple[Voice, str]:
    """A voice with its code. By default one of whom there is a phone."""
    given: dict[str, Any] = {"channel": "web", "kind": "request", "naming": "named", "at": NOW} | more
    moment = given.pop("at")
    phone = given.pop("phone", "13900001234")
    identity = {"name": "李秀英", "phone": phone} if given["naming"] != "anonymous" else {}
    spoken = Spoken(text=text, language="zh-hans", received_at=moment, **given)
    got = receive_voice(spoken, identity=identity, actor=SPEAKER, now=moment)
    return got.voice, got.code


def ended(cast: Cast, many: int, *, day: date = MONDAY, unit: str = "land", **more: Any) -> list[Case]:
    """So many cases that `unit` had when they ended that day."""
    found = [said(f"第{number}盏路灯不亮，家门口漆黑一片。", **more)[0].pk for number in range(many)]
    connection.finish_waiting()  # their names in the public log
    state = {"state": "closed", "standing": "ended", "ended_at": at(day, 15), "unit": cast.units[unit]}
    Deadline.objects.filter(case__in=found).update(stopped_at=at(day, 15))
    Case.objects.filter(pk__in=found).update(next_due_at=None)
    Case.objects.filter(pk__in=found).update(**state)
    return list(Case.objects.filter(pk__in=found).order_by("pk"))


def drawn(cast: Cast, many: int = 6, **more: Any) -> Draw:
    """A draw of call-backs of which the lots are drawn."""
    made = opened(cast, callbacks(**more))
    ended(cast, many)
    sweep_draws(now=at(date(2027, 1, 1)))
    return draw_lots(made.pk, NUMBER, **of(cast, "chen", at(OUT, 22)))


def first_call(cast: Cast, **more: Any) -> CallBack:
    return drawn(cast, **more).call_backs.order_by("position")[0]


def checks_drawn(cast: Cast, **more: Any) -> list[Check]:
    """Unannounced checks of which the cells are drawn."""
    made = opened(cast, unannounced(cast, **more))
    draw_lots(made.pk, NUMBER, **of(cast, "chen", at(made.number_on, 22)))
    return list(made.checks.order_by("position"))
