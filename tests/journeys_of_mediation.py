"""The journey of a mediation through the services, in the shape of tests/journeys_of_rows.py."""

from datetime import date, time

from huiying.core.mediation import ANY
from huiying.foundation.people.selectors import grants_in_force
from huiying.foundation.people.services import grant_role
from huiying.loop import mediate
from huiying.loop.act_on_case import act_on_case
from huiying.serve.mediation.enums import Confirmed, Side
from huiying.serve.mediation.models import Mediation, Session
from huiying.serve.mediation.services.agreeing import draft_agreement, note_confirmation
from huiying.serve.mediation.services.consenting import name_other_side, read_party
from huiying.serve.mediation.services.listing import MediatorData, list_mediator, unlist_mediator
from huiying.serve.mediation.services.meeting import cancel_session, hold_session, plan_session
from huiying.serve.mediation.services.offering import take_down_offer
from tests.cast import NOW

TERMS = {
    "dispute": "院墙越界半米，砌墙时没有量",
    "content": "院墙退回半米，工钱各出一半",
    "performance": "十二月底以前拆完砌好",
}


def _who(li, name):
    grants = grants_in_force(li.cast.staff[name].pk, today=NOW.date())
    return {"actor": li.cast.actor(name), "grants": grants, "now": NOW}


def mediation(li):
    """A mediation that ends without an agreement, and a second one that is signed and brought before the court."""
    cast = li.cast
    role = {"staff_id": cast.staff["town"].pk, "role": "mediator", "unit_id": cast.units["liuhe"].pk}
    yield lambda: grant_role(**role, starts_on=date(2026, 1, 1), actor=cast.actor("guo"), now=NOW)
    zhou, zhao, town = (_who(li, name) for name in ("zhou", "zhao", "town"))
    data = MediatorData(
        office_id=cast.units["petition"].pk,
        staff_id=cast.staff["town"].pk,
        name="吴娟",
        body="柳河镇人民调解委员会",
        committee=True,
    )
    listed = yield lambda: list_mediator(data, **zhou)
    voice = (yield li.receive("counter")).voice
    for name, act_id, more in (
        ("zhou", "forward", {"unit": cast.units["land"].pk, "reason": "职责目录"}),
        ("zhao", "accept", {"legal_class": "claim", "route": "petition"}),
        ("zhao", "begin", {}),
    ):
        yield _does(li, voice, name, act_id, more)
    first = yield from _begun(li, voice, listed)
    yield lambda: name_other_side(first, name="覃大山", contact="13955508888", **zhao)
    party = Mediation.objects.get(pk=first).parties.get()
    yield lambda: read_party(party.pk, **zhao)
    yield lambda: mediate.offer(voice, words="最低三千块，不能再少", may_pass=False, now=NOW)
    yield lambda: take_down_offer(first, Side.OTHER, "最多两千块", may_pass=True, **town)
    yield lambda: plan_session(first, on=NOW.date(), at=time(14, 30), place="村委会二楼", **town)
    yield lambda: plan_session(first, on=NOW.date(), at=time(16), place="村委会一楼", **town)
    one, other = Session.objects.order_by("pk")
    yield lambda: hold_session(one.pk, speaker_came=True, other_came=True, words="双方各说各的", **town)
    yield lambda: cancel_session(other.pk, **town)
    yield lambda: mediate.act_in_mediation(first, "fail", {}, **town)
    second = yield from _begun(li, voice, listed)
    yield lambda: draft_agreement(second, TERMS, **town)
    yield lambda: mediate.sign_agreement(second, NOW.date(), **town)
    yield lambda: note_confirmation(second, Confirmed.ASKED, NOW.date(), **zhao)
    yield lambda: mediate.say_in_mediation(voice, "settlement_kept", now=NOW)
    yield lambda: unlist_mediator(listed.pk, **zhou)
    return voice


def _does(li, voice, name, act_id, data):
    return lambda: act_on_case(voice.pk, act_id, actor=li.cast.actor(name), now=NOW, data=data)


def _begun(li, voice, listed):
    zhao = _who(li, "zhao")
    yield lambda: mediate.ask(voice, now=NOW)
    yield _does(li, voice, "zhao", "offer_mediation", {"about": "院墙退多少", "within": True})
    found = Mediation.objects.latest("pk").pk
    yield lambda: mediate.agree(voice, chose=ANY, now=NOW)
    yield lambda: mediate.name_mediator(voice, chose=listed.pk, now=NOW)
    yield lambda: mediate.act_in_mediation(found, "other_agrees", {"how": "met"}, chose=listed.pk, **zhao)
    yield lambda: mediate.rechoose(found, Side.OTHER, ANY, **zhao)
    yield lambda: mediate.begin_mediation(found, listed.pk, **zhao)
    return found
