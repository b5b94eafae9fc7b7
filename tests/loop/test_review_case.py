"""Review and final review from the receipt to the letter: bodies above, positions, rows, delivery, hearing."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from huiying.core.errors import HuiyingError
from huiying.core.letters.reading import letter_text
from huiying.core.procedures.errors import Guarded, NotYourAct
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Person
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop import speaker_acts
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.aid.models import Aid
from huiying.serve.appeals.models import Hearing, Review
from huiying.serve.casework.errors import HostUnfit
from huiying.serve.casework.models import Approval, Case, Deadline, Document, Recusal, Reply
from huiying.serve.casework.selectors.approvals import approvals_waiting
from huiying.serve.casework.selectors.casepage import may_see_case
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.offers import offers_for
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.casework.selectors.reviewing import refuse_host
from huiying.serve.mediation.models import Mediation
from huiying.serve.supervision.models import Advice
from tests.cast import NOW, open_liuxi
from tests.faces.public.handling import do, petition_only, write_opinion
from tests.reviewers import DECISION, with_reviewers

pytestmark = pytest.mark.django_db


def at(day, hour=2):
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def cast():
    made = with_reviewers(open_liuxi())
    petition_only(made)
    return made


@pytest.fixture
def voice(cast):
    """A voice whose opinion was opened on 27 November 2026."""
    spoken = Spoken("web", "request", "anonymous", "三盏路灯都不亮。", "zh-hans", NOW)
    voice = receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice
    write_opinion(cast, voice, now=NOW)
    speaker_acts.read_opinion(voice, now=at("2026-11-27"))
    return voice


def case(voice):
    return Case.objects.select_related("voice__place", "office", "unit", "sender").get(pk=voice.pk)


def offered(cast, who, voice, now):
    found = offers_for(case(voice), actor=cast.actor(who), now=now)
    return {offer.act.id for offer in found if offer.allowed}


def asked(cast, voice, *, day="2026-12-01", key=None):
    body = cast.units["office"].pk
    return speaker_acts.ask_review(voice, body_id=body, words="没有换线。", now=at(day), key=key)


def decided(cast, voice, *, day="2026-12-05", **other):
    do(cast, voice, "shen", "start_review", now=at(day))
    act_on_case(voice.pk, "decide_review", actor=cast.actor("shen"), now=at(day, 3), data=DECISION | other)
    approve(Approval.objects.get(state="asked").pk, actor=cast.actor("lu"), now=at(day, 4))


def final_running(cast, voice, *, day="2026-12-10"):
    asked(cast, voice)
    decided(cast, voice)
    speaker_acts.read_opinion(voice, now=at("2026-12-07"))
    speaker_acts.ask_review(voice, body_id=cast.units["city"].pk, words="还是没有换线。", now=at(day))
    do(cast, voice, "tan", "start_final", now=at(day, 3))


def test_a_review_is_asked_for_decided_signed_and_delivered(cast, voice):
    asked(cast, voice, key="form:1")
    asked(cast, voice, key="form:1")
    review = Review.objects.get()
    assert (review.body, review.state, review.round) == (cast.units["office"], "asked", "review")
    limit = Deadline.objects.get(case=voice.pk, clock="C-REVIEW")
    assert (limit.unit, limit.due_on.isoformat()) == (cast.units["office"], "2026-12-31")
    receipt = Document.objects.get(case=voice.pk, code="D17")
    assert "2026年12月31日" in letter_text(letter_of(receipt, "zh-hans"))
    assert letter_of(receipt, "zh-hans").office == "柳溪县群众诉求服务中心"

    do(cast, voice, "shen", "start_review", now=at("2026-12-05"))
    act_on_case(voice.pk, "decide_review", actor=cast.actor("shen"), now=at("2026-12-05", 3), data=DECISION)
    waiting = Approval.objects.get(state="asked")
    grants = grants_in_force(cast.staff["lu"].pk, today=at("2026-12-05").date())
    assert list(approvals_waiting(grants, cast.actor("lu"))) == [waiting]
    with pytest.raises(NotYourAct):
        approve(waiting.pk, actor=cast.actor("town"), now=at("2026-12-05", 4))
    approve(waiting.pk, actor=cast.actor("lu"), now=at("2026-12-05", 4))
    assert case(voice).state == "review_issued"
    assert not any(answer.kind == "review" for answer in receipt_facts(voice, now=at("2026-12-06")).answers)
    assert not Deadline.objects.filter(case=voice.pk, clock="C-FINAL-ASK").exists()

    speaker_acts.read_opinion(voice, now=at("2026-12-07"))
    facts = receipt_facts(voice, now=at("2026-12-07"))
    assert facts.running("C-FINAL-ASK").due.on.isoformat() == "2027-01-06"
    assert next(answer for answer in facts.answers if answer.kind == "review").unit == "柳溪县群众诉求服务中心"
    review.refresh_from_db()
    assert (review.state, review.result, review.reviewer) == ("delivered", "upheld", cast.staff["shen"])
    letter = letter_text(letter_of(review.document, "zh-hans"))
    assert "柳州市信访局复核" in letter
    assert "维持" in letter
    assert Reply.objects.get(kind="review").unit == cast.units["office"]
    assert "{" not in "".join(line.said.zh + line.said.en for line in facts.lines)
    assert "申请了复查，由柳溪县群众诉求服务中心办理" in {line.said.zh for line in facts.lines}


def test_who_handled_it_never_reviews_it(cast, voice):
    Grant.objects.create(staff=cast.staff["zhou"], role="reviewer", unit=cast.units["office"], starts_on=NOW.date())
    Grant.objects.create(staff=cast.staff["town"], role="reviewer", unit=cast.units["office"], starts_on=NOW.date())
    Grant.objects.create(staff=cast.staff["outsider"], role="reviewer", unit=cast.units["liuhe"], starts_on=NOW.date())
    asked(cast, voice)
    now = at("2026-12-02")
    assert "start_review" in offered(cast, "shen", voice, now)
    for who in ("zhou", "town", "outsider"):  # forwarded it, handled it, of the very unit
        assert "start_review" not in offered(cast, who, voice, now)
        with pytest.raises(HuiyingError):
            do(cast, voice, who, "start_review", now=now)


def aid_of(cast, voice):
    return Aid.objects.create(
        unit=cast.units["liuhe"], place=cast.places["village"], case_id=voice.pk, need="housing", agreed="spoken",
        agreed_on=NOW.date(), opened_at=NOW, opened_by=cast.staff["town"],
    )  # fmt: skip


def advice_of(cast, voice):
    return Advice.objects.create(
        kind="improve", unit=cast.units["liuhe"], office=cast.units["office"], case_id=voice.pk, words="建立巡查制度",
        basis="条例第三十九条", feedback_by=NOW.date(), given_at=NOW, given_by=cast.staff["chen"],
    )  # fmt: skip


def who_spoke(_cast, voice):
    voice.person = Person.objects.create(created_at=NOW)
    voice.save(update_fields=["person"])
    return voice.person


HANDS = {
    "aid.visited": aid_of,
    "mediation.drafted": lambda _cast, voice: Mediation.objects.create(case_id=voice.pk, asked_at=NOW),
    "advice.given": advice_of,
    "identity.viewed": who_spoke,
}


@pytest.mark.parametrize("event", HANDS)
def test_who_had_another_hand_in_it_never_reviews_it(cast, voice, event):
    about = HANDS[event](cast, voice)
    asked(cast, voice)
    now = at("2026-12-02")
    assert "start_review" in offered(cast, "shen", voice, now)
    record(event, about, actor=cast.actor("shen"), now=at("2026-11-28"))
    assert "start_review" not in offered(cast, "shen", voice, now)


def test_a_look_at_who_spoke_during_the_review_is_no_hand_in_it(cast, voice):
    about = who_spoke(cast, voice)
    asked(cast, voice)
    record("identity.viewed", about, actor=cast.actor("shen"), now=at("2026-12-02"))
    assert "start_review" in offered(cast, "shen", voice, at("2026-12-03"))


def test_nobody_of_a_unit_that_keeps_out_hosts(cast, voice):
    refuse_host(case(voice), cast.staff["host"].pk, today=NOW.date())
    Recusal.objects.create(case_id=voice.pk, unit=cast.units["city"], state="granted", by_speaker=True, asked_at=NOW)
    with pytest.raises(HostUnfit):
        refuse_host(case(voice), cast.staff["host"].pk, today=NOW.date())


def test_bodies_see_what_they_review_and_nothing_else(cast, voice):
    def sees(who):
        return may_see_case(voice.pk, grants_in_force(cast.staff[who].pk, today=at("2026-12-10").date()))

    assert not sees("shen")
    asked(cast, voice)
    assert sees("shen")
    assert not sees("tan")


def test_nobody_but_the_next_higher_body_is_asked(cast, voice):
    for unit in ("liuhe", "housing", "city"):
        with pytest.raises(Guarded):
            speaker_acts.ask_review(voice, body_id=cast.units[unit].pk, words="不服", now=at("2026-12-01"))
    assert not Review.objects.exists()


def test_a_final_review_with_its_hearing(cast, voice):
    final_running(cast, voice)
    limit = Deadline.objects.get(case=voice.pk, clock="C-FINAL")
    assert (limit.unit, limit.due_on.isoformat()) == (cast.units["city"], "2027-01-11")  # 9 January is a Saturday
    hearing = {
        "about": "线换了没有", "hearing_on": "2026-12-21", "hearing_at": "上午九点", "hearing_place": "市信访局二楼",
        "reason": "双方说法不一",
    }  # fmt: skip
    with pytest.raises(HostUnfit):
        do(cast, voice, "tan", "call_final_hearing", now=at("2026-12-14"), host=cast.staff["shen"].pk, **hearing)
    do(cast, voice, "tan", "call_final_hearing", now=at("2026-12-14"), host=cast.staff["host"].pk, **hearing)
    shown = receipt_facts(voice, now=at("2026-12-20")).running("C-FINAL")
    assert str(shown.standing.kind) == "paused"
    assert any("定于2026年12月21日听证" in line.said.zh for line in receipt_facts(voice, now=at("2026-12-20")).lines)
    letter = letter_text(letter_of(Document.objects.get(case=voice.pk, code="D13"), "zh-hans"))
    assert "不算在复核期限里" in letter
    assert "任宁" not in letter
    held = {"held_on": "2026-12-21", "attended": "both", "record": "双方各说了一遍。", "signed": True}
    do(cast, voice, "host", "hold_hearing", now=at("2026-12-21"), **held)
    do(cast, voice, "host", "close_hearing", now=at("2026-12-21", 3), conclusion="线没有换。")
    limit.refresh_from_db()
    assert limit.due_on.isoformat() == "2027-01-18"  # 9 January and eight days: Sunday the 17th
    one = Hearing.objects.get()
    assert one.final
    assert one.closed_at is not None
    act_on_case(voice.pk, "decide_final", actor=cast.actor("tan"), now=at("2026-12-25"), data=DECISION)
    approve(Approval.objects.get(state="asked").pk, actor=cast.actor("bai"), now=at("2026-12-25", 4))
    speaker_acts.read_opinion(voice, now=at("2026-12-28"))
    assert case(voice).state == "final_delivered"
    letter = letter_text(letter_of(Document.objects.get(case=voice.pk, code="D20"), "zh-hans"))
    assert "第三十六条第三款" in letter
    assert "2026年12月21日" in letter
    assert Review.objects.get(round="final").state == "delivered"


def test_what_is_annulled_is_handled_again_and_can_be_reviewed_again(cast, voice):
    asked(cast, voice)
    do(cast, voice, "shen", "start_review", now=at("2026-12-05"))
    redo = {name: said for name, said in DECISION.items() if name != "result"} | {"redo": "线换没换，再查一遍。"}
    act_on_case(voice.pk, "order_redo", actor=cast.actor("shen"), now=at("2026-12-05", 3), data=redo)
    approve(Approval.objects.get(state="asked").pk, actor=cast.actor("lu"), now=at("2026-12-05", 4))
    assert (case(voice).state, Review.objects.get().result) == ("redo", "annulled")
    limit = Deadline.objects.get(case=voice.pk, clock="C-REDO")
    assert (limit.unit, limit.due_on.isoformat()) == (cast.units["liuhe"], "2027-01-04")
    letter = letter_text(letter_of(Document.objects.get(case=voice.pk, code="D18"), "zh-hans"))
    assert "2027年1月4日" in letter
    assert "复核" not in letter.replace("复核申请", "")
    assert any(answer.kind == "review" for answer in receipt_facts(voice, now=at("2026-12-06")).answers)
    answer = {"public_text": "线已经换新，12月10日又查过，灯都亮。", "looked": True}
    request = Reply.objects.filter(kind="opinion").latest("pk").requests
    do(cast, voice, "town", "issue_opinion", now=at("2026-12-15"), requests=request, **answer)
    speaker_acts.read_opinion(voice, now=at("2026-12-16"))
    asked(cast, voice, day="2026-12-20")
    assert Review.objects.count() == 2
    assert "start_review" in offered(cast, "shen", voice, at("2026-12-21"))


def test_files_come_with_the_request_once(cast, voice):
    with pytest.raises(HuiyingError):
        speaker_acts.ask_review(
            voice, body_id=cast.units["office"].pk, words="不服", files=[999999999], now=at("2026-12-01")
        )
    assert not Review.objects.exists()
    assert not Event.objects.filter(type="xinfang.ask_review").exists()
    assert Voice.objects.get().case.state == "opinion_delivered"
