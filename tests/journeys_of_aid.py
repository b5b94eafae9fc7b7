"""The journey of aid through the services, in the shape of tests/journeys_of_rows.py."""

from datetime import date
from decimal import Decimal

from huiying.foundation.people.selectors import grants_in_force
from huiying.loop.look_at_household import look_at_household
from huiying.serve.aid.enums import Agreed, Means, Met, Need, Outcome
from huiying.serve.aid.models import Help
from huiying.serve.aid.services.helping import HelpData, drop_help, give_help, plan_help, post_help
from huiying.serve.aid.services.opening import end_aid, note_visit, open_aid
from tests.cast import NOW


def aid(li):
    """Who spoke up about a roof is helped: money is posted, goods are given, somebody goes to see, it ends."""
    town = li.cast.staff["town"]
    grants = grants_in_force(town.pk, today=NOW.date())
    who = {"actor": li.cast.actor("town"), "grants": grants, "now": NOW}
    voice = (yield li.receive("counter")).voice
    yield li.act("zhou", voice.pk, "forward", unit=li.cast.units["liuhe"].pk, reason="镇里的事")
    begun = yield lambda: open_aid(
        unit_id=li.cast.units["liuhe"].pk,
        place_id=li.cast.places["village"].pk,
        need=Need.HOUSING,
        words="房顶漏雨，冬天没有取暖的",
        agreed=Agreed.SPOKEN,
        agreed_on=NOW.date(),
        identity={},
        case_id=voice.pk,
        **who,
    )
    given = {"due_on": date(2026, 12, 1), "giver": "柳溪慈善会"}
    stove = HelpData(programme="charity", means=Means.GOODS, words="取暖炉一台", **given)
    money = HelpData(programme="temporary", means=Means.MONEY, words="临时救助金", amount=Decimal(1500), **given)
    yield lambda: plan_help(begun.pk, stove, **who)
    yield lambda: plan_help(begun.pk, money, **who)
    first, second = Help.objects.filter(aid=begun).order_by("pk")
    yield lambda: look_at_household(begun.pk, reason="送炉子上门", **who)
    yield lambda: give_help(first.pk, NOW.date(), **who)
    yield lambda: post_help(second.pk, **who)
    yield lambda: drop_help(second.pk, "核实后不符合条件", **who)
    yield lambda: note_visit(begun.pk, NOW.date(), Met.FULLY, "炉子装好了，屋顶也补了", **who)
    yield lambda: end_aid(begun.pk, Outcome.MET, **who)
    return voice
