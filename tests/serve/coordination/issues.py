"""A concrete plant beside an estate, as several people speak of it, for the tests of issues."""

from datetime import date, timedelta

from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.coordination.services.keeping import Description, open_issue
from tests.cast import NOW

PLANT = (
    "丽水新城附近的搅拌站日夜施工，粉尘很大，噪音让人睡不着。",
    "搅拌站离丽水新城只有两百米，水泥粉尘飘进家里，噪音从早到晚。",
    "请查一查丽水新城旁边的搅拌站，运水泥的车半夜轰鸣，粉尘呛人。",
    "丽水新城业主：楼下搅拌站的粉尘和噪音什么时候有人管？",
    "搅拌站的粉尘落满丽水新城的阳台，水泥车的噪音整夜不停。",
    "丽水新城的老人被搅拌站的噪音吵得睡不着，粉尘还呛人。",
    "丽水新城旁的搅拌站没有围挡，水泥粉尘满天飞，噪音很大。",
)
OTHERS = (
    "青石巷的路灯坏了半个月，晚上漆黑一片，孩子放学摔了一跤，请派人修一修。",
    "开发区到火车站的公交末班车太早，加班的工人只能走路回宿舍，能不能延长到晚上十点？",
    "杨柳小学门口上下学时间堵得厉害，电动车和汽车抢道，请安排人维持秩序。",
    "育才小区的水管老化，自来水发黄，有一股铁锈味，已经三个月。",
)
TITLE = "丽水新城旁搅拌站扰民"


def speak(text, *, channel="counter", days=0, kind="request", name="", **more):
    """One voice; its case."""
    naming = "named" if name else "anonymous"
    identity = {"name": name, "email": "li@example.org"} if name else {}
    at = NOW + timedelta(days=days)
    said = Spoken(channel, kind, naming, text, "zh-hans", at, **more)
    return Case.objects.get(pk=receive_voice(said, identity=identity, actor=SPEAKER, now=at).voice.pk)


def speak_all(texts=PLANT, **more):
    return [speak(text, days=number / 10, **more) for number, text in enumerate(texts)]


def grants_of(cast, name):
    return grants_in_force(cast.staff[name].pk, today=date(2026, 11, 24))


def adviser(cast, name="chen", unit="office"):
    """Make a member of staff an adviser."""
    given = {"role": "adviser", "unit": cast.units[unit], "starts_on": date(2026, 11, 1)}
    return Grant.objects.create(staff=cast.staff[name], **given)


def opened(cast, cases, *, by="zhou", key=None, proposal_id=None, **described):
    said = Description(**{"title": TITLE, **described})
    ids = [case.pk for case in cases]
    who = {"actor": cast.actor(by), "grants": grants_of(cast, by), "now": NOW + timedelta(days=1)}
    return open_issue(said, ids, proposal_id=proposal_id, key=key, **who)
