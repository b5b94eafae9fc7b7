"""A mediation from the offer to its end: signed and kept, or broken, failed, stopped; and who reads what of it."""

import json
from datetime import date, time, timedelta

import pytest

from huiying.core.mediation import ANY
from huiying.core.procedures.errors import Guarded, NotYourAct
from huiying.core.words import Text
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.announce_court import announce_court
from huiying.loop.mediate import (
    act_in_mediation,
    agree,
    ask,
    begin_mediation,
    name_mediator,
    offer,
    rechoose,
    say_in_mediation,
    sign_agreement,
)
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case, Document
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import keep_commitment
from huiying.serve.mediation.enums import Confirmed, Side
from huiying.serve.mediation.errors import (
    AgreementNotConfirmable,
    AgreementNotDrafted,
    MayNotKeepMediators,
    MayNotMediate,
    MediationNotFound,
    MediationOver,
    MediatorNotChosen,
    MediatorUnfit,
)
from huiying.serve.mediation.models import Agreement, Mediation, Offer, Session
from huiying.serve.mediation.selectors.mediations import mediation_for_viewer, mediations_for, mediators_of
from huiying.serve.mediation.selectors.sealed import read
from huiying.serve.mediation.services.agreeing import court_until, draft_agreement, draft_of, note_confirmation
from huiying.serve.mediation.services.consenting import name_other_side, read_party
from huiying.serve.mediation.services.listing import MediatorData, list_mediator, unlist_mediator
from huiying.serve.mediation.services.meeting import cancel_session, hold_session, plan_session
from huiying.serve.mediation.services.offering import take_down_offer
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
SECRET = "最低三千块，再少就不谈了"
TERMS = {"dispute": "院墙越界半米", "content": "李家退回半米，王家出工钱", "performance": "年底前做完"}


class Mediated:
    """The cast, a case in hand, and the steps of a mediation with it."""

    def __init__(self) -> None:
        self.cast = open_liuxi()
        for name, unit in (("town", "liuhe"), ("hu", "hotline")):
            Grant.objects.create(
                staff=self.cast.staff[name], role="mediator", unit=self.cast.units[unit], starts_on=date(2026, 1, 1)
            )
        said = Spoken(
            channel="counter",
            kind="complaint",
            naming="named",
            text="邻居的院墙占了我家半米地。",
            language="zh-hans",
            received_at=NOW,
        )
        self.voice = receive_voice(said, identity={"name": "李桂英"}, actor=SPEAKER, now=NOW).voice
        self.act("zhou", "forward", unit=self.cast.units["land"].pk, reason="职责目录")
        self.act("zhao", "accept", legal_class="claim", route="petition")
        self.act("zhao", "begin")
        self.committee = self.listed("town", committee=True)
        self.other = self.listed("hu")

    def who(self, name: str, now=NOW):
        person = self.cast.staff[name]
        return {
            "actor": self.cast.actor(name),
            "grants": grants_in_force(person.pk, today=date(2026, 11, 23)),
            "now": now,
        }

    def listed(self, name: str, *, committee: bool = False, by: str = "zhou"):
        data = MediatorData(
            office_id=self.cast.units["petition"].pk,
            staff_id=self.cast.staff[name].pk,
            name=self.cast.staff[name].name,
            body="柳河镇人民调解委员会" if committee else "柳溪县信访局",
            committee=committee,
        )
        centre = {**self.who(by)}
        return list_mediator(data, **centre)

    def act(self, name: str, act_id: str, now=NOW, **data):
        return act_on_case(self.voice.pk, act_id, actor=self.cast.actor(name), now=now, data=data)

    @property
    def mediation(self) -> Mediation:
        return Mediation.objects.latest("pk")

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.voice.pk)

    def offered(self):
        self.act("zhao", "offer_mediation", about="院墙退多少", within=True)
        return self

    def agreed(self, speaker=ANY, other=ANY):
        self.offered()
        agree(self.voice, chose=speaker, now=NOW)
        act_in_mediation(self.mediation.pk, "other_agrees", {"how": "met"}, chose=other, **self.who("zhao"))
        return self

    def running(self, mediator=None):
        mediator = mediator or self.committee
        self.agreed(mediator.pk, ANY)
        begin_mediation(self.mediation.pk, mediator.pk, **self.who("zhao"))
        return self

    def signed(self, **terms):
        self.running()
        draft_agreement(self.mediation.pk, TERMS | terms, **self.who("town"))
        sign_agreement(self.mediation.pk, date(2026, 11, 23), **self.who("town"))
        return self


@pytest.fixture
def mediated():
    return Mediated()


def test_it_goes_from_the_offer_to_a_signed_agreement_that_both_read(mediated):
    mediated.running()
    assert (mediated.mediation.state, mediated.case.state) == ("running", "handling")
    plan_session(
        mediated.mediation.pk, on=date(2026, 11, 24), at=time(14, 30), place="村委会二楼", **mediated.who("town")
    )
    session = Session.objects.get()
    later = NOW + timedelta(days=1)
    hold_session(session.pk, speaker_came=True, other_came=True, words="双方都让了一步", **mediated.who("town", later))
    task = {"unit": mediated.cast.units["land"].pk, "what": "重新钉界桩", "due_on": "2026-12-20"}
    draft_agreement(mediated.mediation.pk, {**TERMS, "tasks": [task]}, **mediated.who("town", later))
    sign_agreement(mediated.mediation.pk, date(2026, 11, 24), **mediated.who("town", later))
    assert (mediated.mediation.state, mediated.case.state) == ("reached", "settled")
    paper = Document.objects.get(case=mediated.case, code="D16")
    letter = letter_of(paper, "zh-hans")
    text = str(letter)
    assert letter.title == "调解协议书"
    assert all(words in text for words in (*TERMS.values(), "重新钉界桩", "2026年12月24日"))
    assert "李桂英" not in text
    promise = Commitment.objects.get()
    assert (promise.words, promise.public, promise.owner) == ("重新钉界桩", False, mediated.cast.units["land"])
    facts = receipt_facts(mediated.voice, now=later)
    said = [line.said.zh for line in facts.lines]
    assert "双方签了调解协议，照协议办" in said
    assert "定于 2026年11月24日 14:30 调解，地点：村委会二楼" in said
    assert [found.title for found in facts.papers if found.id == paper.pk] == [Text("调解（和解）协议书", "Settlement")]


def test_whoever_spoke_asks_for_it_once_and_the_unit_then_offers_it(mediated):
    for _ in range(2):
        ask(mediated.voice, now=NOW, key="form:ask")
    assert Event.objects.filter(type="xinfang.ask_mediation").count() == 1
    said = [line.said.zh for line in receipt_facts(mediated.voice, now=NOW).lines]
    assert said[0].startswith("您想请人调解")
    with pytest.raises(Guarded):
        ask(mediated.voice, now=NOW)
    assert mediated.offered().mediation.state == "asked"


def test_nobody_but_the_mediator_reads_offers_and_records(mediated):
    mediated.running()
    take_down_offer(mediated.mediation.pk, Side.OTHER, SECRET, may_pass=False, **mediated.who("town"))
    offer(mediated.voice, words=SECRET, may_pass=True, now=NOW)
    assert [read(row) for row in Offer.objects.all()] == [{"words": SECRET}] * 2
    for name in ("zhao", "qian", "zhou", "chen", "sun"):
        view = mediation_for_viewer(mediated.mediation.pk, mediated.cast.actor(name), mediated.who(name)["grants"])
        assert not view.mediates
        with pytest.raises(MayNotMediate):
            take_down_offer(mediated.mediation.pk, Side.OTHER, "x", may_pass=False, **mediated.who(name))
    for name in ("hu", "feng", "guo", "outsider"):
        with pytest.raises(MediationNotFound):
            mediation_for_viewer(mediated.mediation.pk, mediated.cast.actor(name), mediated.who(name)["grants"])
    events = list(Event.objects.all())
    assert SECRET not in json.dumps([event.public for event in events], ensure_ascii=False)
    assert SECRET not in json.dumps(list(private_fields(events).values()), ensure_ascii=False)


@pytest.mark.parametrize("end", ["fail", "stop", "speaker", "sign", "withdraw"])
def test_offers_are_deleted_with_the_end_whatever_it_is(mediated, end):
    mediated.running()
    take_down_offer(mediated.mediation.pk, Side.OTHER, SECRET, may_pass=True, **mediated.who("town"))
    draft_agreement(mediated.mediation.pk, TERMS, **mediated.who("town"))
    plan_session(mediated.mediation.pk, on=date(2026, 11, 30), at=time(9), place="村委会", **mediated.who("town"))
    if end == "fail":
        act_in_mediation(mediated.mediation.pk, "fail", {}, **mediated.who("town"))
    elif end == "stop":
        act_in_mediation(mediated.mediation.pk, "stop_mediation", {}, **mediated.who("zhao"))
    elif end == "speaker":
        say_in_mediation(mediated.voice, "stop_mediation", now=NOW)
    elif end == "withdraw":
        act_on_case(mediated.voice.pk, "withdraw", actor=speaker(mediated.voice), now=NOW, data={"reason": ""})
    else:
        sign_agreement(mediated.mediation.pk, date(2026, 11, 23), **mediated.who("town"))
    assert not Offer.objects.exists()
    assert not bytes(Agreement.objects.get().sealed)
    assert Session.objects.get().cancelled_at is not None
    assert mediated.mediation.state == ("reached" if end == "sign" else "ended")
    with pytest.raises(MediationOver):
        offer(mediated.voice, words="再给一次机会", may_pass=True, now=NOW)


def test_no_end_asks_or_keeps_whose_fault_it_was(mediated):
    mediated.running()
    act_in_mediation(mediated.mediation.pk, "fail", {"reason": "他不讲理"}, **mediated.who("town"))
    event = Event.objects.get(type="xinfang.fail")
    assert private_fields([event]).get(event.pk, {}) == {}
    assert "reason" not in event.public


def test_both_sides_choose_the_mediator_from_the_list(mediated):
    mediated.agreed(mediated.committee.pk, mediated.other.pk)
    with pytest.raises(MediatorNotChosen):
        begin_mediation(mediated.mediation.pk, mediated.committee.pk, **mediated.who("zhao"))
    name_mediator(mediated.voice, chose=mediated.other.pk, now=NOW)
    with pytest.raises(MediatorUnfit):
        begin_mediation(mediated.mediation.pk, mediated.committee.pk, **mediated.who("zhao"))
    rechoose(mediated.mediation.pk, Side.OTHER, ANY, **mediated.who("zhao"))
    begin_mediation(mediated.mediation.pk, mediated.other.pk, **mediated.who("zhao"))
    assert mediated.mediation.mediator == mediated.other
    assert mediation_for_viewer(mediated.mediation.pk, mediated.cast.actor("hu"), mediated.who("hu")["grants"]).mediates


def test_who_handles_the_matter_or_is_off_the_list_does_not_mediate(mediated):
    Grant.objects.create(
        staff=mediated.cast.staff["zhao"], role="mediator", unit=mediated.cast.units["land"], starts_on=date(2026, 1, 1)
    )
    own = mediated.listed("zhao")
    assert own not in mediators_of(mediated.case)
    mediated.offered()
    with pytest.raises(MediatorUnfit):
        agree(mediated.voice, chose=own.pk, now=NOW)
    unlist_mediator(mediated.other.pk, **mediated.who("zhou"))
    with pytest.raises(MediatorUnfit):
        agree(mediated.voice, chose=mediated.other.pk, now=NOW)
    with pytest.raises(MayNotKeepMediators):
        mediated.listed("hu", by="zhao")


def test_it_does_not_begin_before_both_sides_agreed(mediated):
    mediated.offered()
    agree(mediated.voice, now=NOW)
    with pytest.raises(Guarded):
        begin_mediation(mediated.mediation.pk, mediated.committee.pk, **mediated.who("zhao"))
    with pytest.raises(MediationOver):
        offer(mediated.voice, words="先说说我的想法", may_pass=True, now=NOW)


def test_nothing_is_signed_that_was_not_written_and_only_the_mediator_notes_it(mediated):
    mediated.running()
    with pytest.raises(AgreementNotDrafted):
        sign_agreement(mediated.mediation.pk, date(2026, 11, 23), **mediated.who("town"))
    draft_agreement(mediated.mediation.pk, TERMS, **mediated.who("town"))
    assert draft_of(mediated.mediation)["content"] == TERMS["content"]
    with pytest.raises(MayNotMediate):
        sign_agreement(mediated.mediation.pk, date(2026, 11, 23), **mediated.who("zhao"))
    with pytest.raises(NotYourAct):
        mediated.act("zhao", "reach", **TERMS, signed_on="2026-11-23")


def test_what_is_not_kept_is_handled_again_with_at_least_fifteen_days(mediated):
    mediated.signed()
    later = NOW + timedelta(days=40)
    say_in_mediation(mediated.voice, "breach", words="墙没有拆", now=later)
    assert (mediated.case.state, mediated.mediation.state) == ("handling", "broken")
    assert (mediated.case.next_due_at - later).days >= 15
    mediated.offered()
    assert mediated.mediation.state == "asked"


def test_what_a_broken_agreement_promised_ends_with_it(mediated):
    unit = mediated.cast.units["land"].pk
    tasks = [{"unit": unit, "what": what, "due_on": "2026-12-20"} for what in ("重新钉界桩", "退回半米地")]
    mediated.signed(tasks=tasks)
    kept = Commitment.objects.order_by("pk").first()
    keep_commitment(kept.pk, "界桩钉好了", actor=mediated.cast.actor("qian"), grants=None, now=NOW)
    for _ in range(2):
        say_in_mediation(mediated.voice, "breach", words="地没有退", now=NOW + timedelta(days=9), key="form:b")
    assert list(Commitment.objects.order_by("pk").values_list("state", flat=True)) == ["kept", "dropped"]
    assert not mediated.case.facts.get("promises_open")


def test_the_last_days_to_ask_the_court_are_told_once_each(mediated):
    mediated.signed()
    found = [announce_court(now=NOW + timedelta(days=days)) for days in (19, 20, 21, 27, 28, 31)]
    assert found == [0, 1, 0, 1, 0, 0]
    said = [line.said.zh for line in receipt_facts(mediated.voice, now=NOW + timedelta(days=28)).lines]
    assert said.count("提醒您：双方可以一起请法院确认协议，到2026年12月23日为止") == 2


@pytest.mark.parametrize("why", ["asked", "settled", "broken", "sealed"])
def test_of_the_court_nothing_is_told_where_nobody_can_ask_it_any_more(mediated, why):
    if why == "settled":
        mediated.act("zhao", "settle", **TERMS, signed_on="2026-11-23")
    else:
        mediated.signed()
    if why == "asked":
        asked = (Confirmed.ASKED, date(2026, 11, 23))
        note_confirmation(mediated.mediation.pk, *asked, **mediated.who("town"))
    elif why == "broken":
        say_in_mediation(mediated.voice, "breach", words="没做到", now=NOW)
    elif why == "sealed":
        Case.objects.update(sealed=True)
    assert announce_court(now=NOW + timedelta(days=25)) == 0


def test_what_is_kept_can_be_concluded(mediated):
    mediated.signed()
    with pytest.raises(Guarded):
        mediated.act("zhao", "conclude")
    say_in_mediation(mediated.voice, "settlement_kept", now=NOW)
    assert mediated.mediation.state == "kept"
    mediated.act("zhao", "conclude")
    assert mediated.case.state == "concluded"


def test_a_court_confirms_what_a_committee_mediated_and_nothing_else(mediated):
    mediated.signed()
    assert court_until(mediated.mediation) == date(2026, 12, 23)
    with pytest.raises(AgreementNotConfirmable):
        note_confirmation(
            mediated.mediation.pk,
            Confirmed.ASKED,
            date(2026, 12, 24),
            **mediated.who("town", NOW + timedelta(days=31)),
        )
    note_confirmation(mediated.mediation.pk, Confirmed.ASKED, date(2026, 11, 23), **mediated.who("zhao"))
    said = [line.said.zh for line in receipt_facts(mediated.voice, now=NOW).lines]
    assert "双方共同申请了司法确认" in said


def test_what_somebody_else_mediated_or_the_sides_settled_is_not_confirmed(mediated):
    mediated.act("zhao", "settle", **TERMS, signed_on="2026-11-23")
    assert (mediated.mediation.alone, mediated.mediation.state) == (True, "reached")
    assert court_until(mediated.mediation) is None
    with pytest.raises(AgreementNotConfirmable):
        note_confirmation(mediated.mediation.pk, Confirmed.ASKED, date(2026, 11, 23), **mediated.who("zhao"))
    text = str(letter_of(Document.objects.get(case=mediated.case, code="D16"), "zh-hans"))
    assert "和解协议书" in text
    assert "司法确认" not in text


def test_each_look_at_the_other_side_is_written_down(mediated):
    mediated.offered()
    party = name_other_side(mediated.mediation.pk, name="王大山", contact="0000-123", **mediated.who("zhao"))
    assert not Event.objects.filter(type="mediation.party_seen").exists()
    assert "王大山".encode() not in bytes(party.sealed)
    assert read_party(party.pk, **mediated.who("zhao")) == {"name": "王大山", "contact": "0000-123"}
    assert Event.objects.filter(type="mediation.party_seen").count() == 1
    with pytest.raises(MayNotMediate):
        read_party(party.pk, **mediated.who("chen"))


def test_the_same_form_twice_is_one_step(mediated):
    mediated.running()
    for _ in range(2):
        offer(mediated.voice, words=SECRET, may_pass=False, now=NOW, key="form:1")
        plan_session(
            mediated.mediation.pk,
            on=date(2026, 11, 30),
            at=time(9),
            place="村委会",
            **mediated.who("town"),
            key="form:2",
        )
    for _ in range(2):
        cancel_session(Session.objects.get().pk, **mediated.who("town"), key="form:3")
        act_in_mediation(mediated.mediation.pk, "fail", {}, **mediated.who("town"), key="form:4")
    assert Offer.objects.count() == 0
    assert Event.objects.filter(type="mediation.offer_made").count() == 1
    assert Event.objects.filter(type="xinfang.fail").count() == 1


def test_the_list_of_a_viewer_holds_what_they_mediate_and_what_they_see(mediated):
    mediated.running()
    for name, count in (("town", 1), ("zhao", 1), ("zhou", 1), ("hu", 0), ("outsider", 0)):
        assert mediations_for(mediated.cast.actor(name), mediated.who(name)["grants"]).count() == count, name
