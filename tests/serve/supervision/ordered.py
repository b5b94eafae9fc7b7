"""Orders and advice around a broken lamp, for the tests of supervision."""

from datetime import date, timedelta

from huiying.loop.act_on_case import act_on_case
from huiying.loop.supervise.advising import give_advice
from huiying.loop.supervise.ordering import give_order
from huiying.serve.casework.models import Case
from huiying.serve.supervision.enums import AdviceKind
from tests.cast import NOW
from tests.serve.coordination.issues import grants_of, speak

LAMP = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"
ASKED = "三个月没有去看，请马上派人检修，并说明为什么没有按期办"
AT = NOW + timedelta(days=1)
BY = date(2026, 12, 4)


def who(cast, name, *, days=0.0):
    """Who does it, with which rights, and when."""
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": AT + timedelta(days=days)}


def at_land(cast, text=LAMP, **more):
    """A case forwarded to the land bureau."""
    case = speak(text, **more)
    data = {"unit": cast.units["land"].pk, "reason": "归自然资源局"}
    act_on_case(case.pk, "forward", actor=cast.actor("zhou"), now=NOW + timedelta(hours=2), data=data)
    return Case.objects.get(pk=case.pk)


def ordered(cast, case, *, by="chen", words=ASKED, reply_by=BY, trigger="S3", days=0.0, **more):
    """An order of the inspector on a case."""
    return give_order(words, reply_by, trigger=trigger, case_id=case.pk, **who(cast, by, days=days), **more)


def advised(cast, case=None, *, by="chen", unit="land", kind=AdviceKind.IMPROVE, days=0.0, **more):
    """An advice of the inspector."""
    told = {"words": "建立路灯巡查制度，坏了三天内修", "basis": "柳溪县城乡照明管理办法第九条", **more}
    return give_advice(
        kind, cast.units[unit].pk, told.pop("words"), told.pop("basis"), date(2026, 12, 24),
        case_id=case.pk if case is not None else None, **told, **who(cast, by, days=days),
    )  # fmt: skip
