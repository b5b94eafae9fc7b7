"""One voice, from the person who speaks to the person who judges, through the services the pages call."""

from datetime import timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case, approve, refuse
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import add_words, ask_follow_up, rate, undo_withdraw, withdraw
from huiying.serve.casework.models import Approval, Case, Deadline, Document, Reply
from tests.cast import NOW, open_liuxi

LAMPS = "三盏灯是线路进水烧坏的，已换线换灯。"
SATURDAY = "周六上午也开门，八点半到十一点半。"
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


def speak(**changes):
    given = {
        "channel": "counter",
        "kind": "request",
        "naming": "named",
        "text": "去小学的路三盏灯都不亮，孩子早上上学看不见路。",
        "language": "zh-hans",
        "received_at": NOW,
        "wants": "action",
    } | changes
    identity = {} if given["naming"] == "anonymous" else {"name": "李桂英", "phone": "00001234567"}
    return receive_voice(Spoken(**given), identity=identity, actor=SPEAKER, now=NOW)


def acting(cast, case_id):
    def act(name, act_id, *, days=0, **data):
        return act_on_case(case_id, act_id, actor=cast.actor(name), now=NOW + timedelta(days=days), data=data)

    return act


REQUESTS = [
    {
        "request": "修好三盏路灯",
        "facts": "线路进水烧坏",
        "outcome": "supported",
        "decision": "换线换灯",
        "basis": "柳溪县城乡照明管理办法第九条",
    }
]


def test_a_petition_goes_from_speaking_to_rating(cast):
    receipt = speak()
    case_id = receipt.voice.pk
    act = acting(cast, case_id)
    assert Case.objects.get(pk=case_id).state == "registered"
    act("zhou", "forward", unit=cast.units["land"].pk, reason="职责目录第三项")
    act("zhao", "accept", days=1, legal_class="claim", route="petition")
    act("zhao", "begin", days=1)
    act("zhao", "hear_person", days=3, heard_on="2026-11-26", form="phone", record="孩子上学看不见路")
    act("zhao", "investigate", days=4, finding="现场查看，三盏灯不亮")
    asked = act(
        "zhao",
        "issue_opinion",
        days=6,
        looked=True,
        public_text=LAMPS,
        requests=REQUESTS,
    )
    assert asked.approval is not None
    approve(asked.approval.pk, actor=cast.actor("qian"), now=NOW + timedelta(days=6))
    act("zhao", "deliver", days=7, delivered_on="2026-11-30", proof="opened")
    rate(receipt.voice, responded="yes", resolved="yes", satisfied="yes", put_right="yes", now=NOW + timedelta(days=8))

    case = Case.objects.get(pk=case_id)
    assert (case.state, case.standing, case.hops) == ("opinion_delivered", "waiting", 1)
    clocks = {row.clock: row for row in Deadline.objects.filter(case=case)}
    assert clocks["C-REG"].met_at
    assert clocks["C-NOTICE-FWD"].met_at
    assert clocks["C-HANDLE"].met_at
    assert clocks["C-REVIEW-ASK"].due_on.isoformat() == "2026-12-30"
    assert set(Document.objects.filter(case=case).values_list("code", flat=True)) == {"D02", "D03", "D10", "D11"}
    assert Reply.objects.get(case=case).delivered_at is not None
    types = list(Event.objects.filter(subject_kind="case", subject_id=case_id).values_list("type", flat=True))
    assert types[0] == "case.opened"
    assert "xinfang.rate" in types


def test_not_resolved_opens_a_follow_up_and_leaves_the_review_clock_alone(cast):
    receipt = speak()
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act("town", "accept", legal_class="claim", route="petition")
    act("town", "begin")
    act("town", "hear_person", heard_on="2026-11-23", form="phone", record="听了")
    act("town", "investigate", finding="查了")
    act("town", "issue_opinion", looked=True, public_text="已经安排换灯，下周三前装好。", requests=REQUESTS)
    act("town", "deliver", delivered_on="2026-11-23", proof="signature")
    before = Deadline.objects.get(case_id=receipt.voice.pk, clock="C-REVIEW-ASK").due_at
    rate(receipt.voice, resolved="no", words="还是不亮", now=NOW + timedelta(days=1))
    case = Case.objects.get(pk=receipt.voice.pk)
    assert case.facts["tracks"]["follow_up"] == "open"
    assert case.next_clock == "C-FOLLOWUP"
    act("town", "reply_follow_up", days=2, looked=True, public_text="昨晚又换了一根线，三盏都亮了。")
    rate(receipt.voice, resolved="yes", now=NOW + timedelta(days=3))
    assert Deadline.objects.get(case_id=receipt.voice.pk, clock="C-REVIEW-ASK").due_at == before
    assert [rating.resolved for rating in Case.objects.get(pk=receipt.voice.pk).ratings.order_by("round")] == [
        "no",
        "yes",
    ]


def test_a_unit_objects_and_the_sender_takes_it_back(cast):
    receipt = speak()
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["land"].pk, reason="先转自然资源局")
    asked = act("zhao", "object", reason="村道路灯归镇里管", proposed_unit=cast.units["liuhe"].pk)
    approve(asked.approval.pk, actor=cast.actor("qian"), now=NOW)
    notice = Deadline.objects.get(case_id=receipt.voice.pk, clock="C-NOTICE-FWD")
    assert notice.stopped_at is None
    act("zhou", "consent_return", reason="核实属实")
    act("zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    case = Case.objects.get(pk=receipt.voice.pk)
    assert (case.state, case.hops, case.unit.name) == ("forwarded", 2, "柳河镇人民政府")


def test_a_report_of_wrongdoing_is_sealed_at_once(cast):
    receipt = speak(kind="report")
    case = Case.objects.get(pk=receipt.voice.pk)
    assert (case.state, case.sealed, case.next_clock) == ("sealed", True, "")


def test_withdrawing_and_undoing_keeps_the_days_that_were_left(cast):
    receipt = speak()
    withdraw(receipt.voice, now=NOW + timedelta(days=5))
    assert Case.objects.get(pk=receipt.voice.pk).state == "withdrawn"
    undo_withdraw(receipt.voice, now=NOW + timedelta(days=10))
    case = Case.objects.get(pk=receipt.voice.pk)
    assert case.state == "registered"
    assert Deadline.objects.filter(case=case, clock="C-REG").latest("pk").due_on.isoformat() == "2026-12-14"


def test_the_same_key_does_an_act_once(cast):
    receipt = speak()
    for _ in range(2):
        add_words(receipt.voice, text="灯杆上有编号 17", now=NOW, key="form:1")
    assert Event.objects.filter(type="xinfang.add").count() == 1


def test_who_holds_no_role_there_may_not_act(cast):
    receipt = speak()
    with pytest.raises(Exception, match=r"case\.not_your_act"):
        acting(cast, receipt.voice.pk)("outsider", "forward", unit=cast.units["land"].pk, reason="x")
    assert Case.objects.get(pk=receipt.voice.pk).state == "registered"


def test_a_reply_that_names_the_speaker_does_not_go_out(cast):
    receipt = speak(kind="suggestion")
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act("town", "accept", legal_class="suggestion")
    with pytest.raises(Exception, match=r"case\.reply_not_ready"):
        act("town", "adopt", looked=True, public_text="李桂英反映的路灯已列入计划。", measure="镇里十二月底前装好")
    assert not Reply.objects.exists()


def test_the_speaker_who_left_no_name_has_no_person(cast):
    receipt = speak(naming="anonymous")
    assert receipt.voice.person is None


def test_what_was_given_lies_sealed(cast):
    receipt = speak()
    person = Voice.objects.get(pk=receipt.voice.pk).person
    assert vault.opened(person.pk)["name"] == "李桂英"
    stored = b"".join(bytes(row.sealed) for row in person.sealed_fields.all())
    assert "李桂英".encode() not in stored


def test_follow_up_can_be_asked_for_in_words(cast):
    receipt = speak(kind="inquiry")
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act("town", "enter_simple", first_time=True, clear=True, will_support=True)
    act(
        "town",
        "answer_simple",
        outcome="explained",
        looked=True,
        public_text=SATURDAY,
        basis="服务指南",
    )
    ask_follow_up(receipt.voice, words="没说清周日", now=NOW)
    assert Case.objects.get(pk=receipt.voice.pk).facts["tracks"]["follow_up"] == "open"
    assert not Approval.objects.exists()


def test_hints_are_looked_at_before_an_answer_goes_out(cast):
    receipt = speak(kind="suggestion")
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act("town", "accept", legal_class="suggestion")
    answer = {"public_text": "高度重视，正在研究。", "measure": "镇里十二月底前装好"}
    with pytest.raises(Exception, match=r"case\.reply_not_ready"):
        act("town", "adopt", **answer)
    act("town", "adopt", looked=True, **answer)
    assert Reply.objects.get().public_text == "高度重视，正在研究。"


def test_a_draft_is_read_again_before_its_approval_is_asked(cast):
    receipt = speak()
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["land"].pk, reason="职责目录")
    act("zhao", "accept", legal_class="claim", route="duty")
    act("zhao", "begin_duty")
    with pytest.raises(Exception, match=r"case\.reply_not_ready"):
        act("zhao", "answer_duty", public_text="请拨打李桂英的电话13812345678。", basis="x", remedies="y", looked=True)
    assert not Approval.objects.exists()


def test_a_chance_to_object_is_nothing_the_unit_can_be_late_with(cast):
    receipt = speak()
    acting(cast, receipt.voice.pk)("zhou", "forward", unit=cast.units["land"].pk, reason="职责目录")
    case = Case.objects.get(pk=receipt.voice.pk)
    assert Deadline.objects.filter(case=case, clock="C-OBJECT").exists()
    assert case.next_clock == "C-NOTICE-FWD"


def refused(approval_id, *, actor, now):
    return refuse(approval_id, actor=actor, now=now, reason="不同意")


@pytest.mark.parametrize("decide", [approve, refused])
def test_who_holds_no_role_there_decides_no_request(cast, decide):
    receipt = speak()
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["land"].pk, reason="职责目录")
    asked = act("zhao", "object", reason="村道路灯归镇里管").approval
    for name in ("outsider", "zhao", "town"):
        with pytest.raises(Exception, match=r"case\.not_your_act"):
            decide(asked.pk, actor=cast.actor(name), now=NOW)
    assert Approval.objects.get(pk=asked.pk).state == "asked"


def test_a_request_is_sent_back_with_a_reason_and_decided_once(cast):
    receipt = speak()
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["land"].pk, reason="职责目录")
    asked = act("zhao", "object", reason="村道路灯归镇里管").approval
    refuse(asked.pk, actor=cast.actor("qian"), now=NOW, reason="这件归我们管")
    with pytest.raises(Exception, match=r"case\.approval_gone"):
        approve(asked.pk, actor=cast.actor("qian"), now=NOW)
    assert Case.objects.get(pk=receipt.voice.pk).state == "forwarded"


def test_no_second_judgement_is_taken_while_the_unit_looks_again(cast):
    receipt = speak(kind="inquiry")
    act = acting(cast, receipt.voice.pk)
    act("zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act("town", "enter_simple", first_time=True, clear=True, will_support=True)
    act("town", "answer_simple", outcome="explained", looked=True, public_text=SATURDAY, basis="服务指南")
    rate(receipt.voice, resolved="no", words="没说清周日", now=NOW)
    with pytest.raises(Exception, match=r"case\.guarded"):
        rate(receipt.voice, resolved="yes", now=NOW)
    act("town", "reply_follow_up", looked=True, public_text="周日不开门，急事可以打值班电话预约。")
    rate(receipt.voice, resolved="yes", now=NOW)
    assert Case.objects.get(pk=receipt.voice.pk).ratings.count() == 2
