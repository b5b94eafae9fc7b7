"""Doing things to a case: forms from the table, errors that keep what was typed, once for every press."""

import uuid

import pytest
from django.template.loader import render_to_string

from huiying.core.codes import grouped_number
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import viewer_of
from huiying.faces.desk.casework import forms
from huiying.faces.desk.casework.forms import ActForm
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.enums import HelpKind
from huiying.listen.voices.services.helping import ask_help
from huiying.loop.receive_voice import SPEAKER
from huiying.serve.casework.models import Approval, Case, Document, Reply
from huiying.serve.casework.selectors.offers import offers_for
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.models import Order
from tests.cast import NOW
from tests.faces.desk.conftest import LAMPS

SAID = "三盏灯是线路进水烧坏的，11月20日已换线换灯，当晚亮了。"
STAFF_ROLES = frozenset(Role) - {Role.SPEAKER, Role.SYSTEM}
BY_STAFF = [
    (table.id, act.id) for table in PROCEDURES.values() for act in table.acts if act.offered and act.who & STAFF_ROLES
]


def request_row(i, **changes):
    row = {
        "request": "修灯",
        "facts": "线路进水",
        "outcome": "supported",
        "decision": "换灯",
        "basis": "照明办法第九条",
    }
    return {f"requests-{i}-{key}": value for key, value in (row | changes).items()}


@pytest.mark.parametrize(("procedure", "act_id"), BY_STAFF)
def test_every_act_of_staff_has_a_form_with_all_its_fields(cast, at_land, procedure, act_id, monkeypatch):
    monkeypatch.setattr(forms, "easy_words_asked", lambda _cases: True)
    act = PROCEDURES[procedure].act(act_id)
    form = ActForm({}, act=act, case=Case.objects.get(pk=at_land.pk), viewer=viewer_of(cast.staff["zhao"], NOW))
    assert {field.name for field in act.fields} <= set(form.fields)
    required = {field.name for field in act.fields if field.required}
    assert required <= set(form.errors)
    drawn = render_to_string("desk/act_fields.html", {"form": form, "outcomes": ()})
    for field in act.fields:
        assert f'id="id_{field.name}' in drawn


@pytest.mark.parametrize("name", ["zhou", "zhao", "qian"])
def test_every_button_of_a_page_leads_to_a_form(cast, language, at_desk, at_land, name):
    worker = at_desk(name, language)
    page = worker.get(f"/desk/cases/{at_land.pk}/")
    buttons = [*page.context["acts"], *page.context["more_acts"]]
    assert buttons
    for button in buttons:
        assert worker.get(button.url).status_code == 200


def test_every_offered_act_can_be_done_through_its_form(cast, at_desk, speak, act):
    """From each case the act is posted with plausible answers; none may fail on the form's own account."""
    for name, act_id, given in (
        ("zhou", "classify", {"legal_class": "claim"}),
        ("zhou", "note", {"note": "电话核实过"}),
        ("zhou", "forward", {"unit": "land", "reason": "职责", "supporting": ["housing"]}),
        ("zhou", "assign", {"unit": "land", "reason": "职责", "due_on": "2026-12-20"}),
        ("zhou", "ask_more", {"question": "灯杆编号是多少？"}),
    ):
        voice = speak()
        typed = {key: _ids(cast, key, value) for key, value in given.items()}
        answer = at_desk(name).post(f"/desk/cases/{voice.pk}/{act_id}/", **typed)
        assert answer.status_code == 302, act_id
        assert Event.objects.filter(type=f"xinfang.{act_id}", subject_id=voice.pk).count() == 1


def _ids(cast, key, value):
    if key == "unit":
        return cast.units[value].pk
    return [cast.units[unit].pk for unit in value] if key == "supporting" else value


def test_a_case_goes_from_the_board_to_the_delivered_opinion_in_the_browser(cast, at_desk, speak, language):
    voice = speak()
    path = f"/desk/cases/{voice.pk}"
    zhou, zhao, qian = (at_desk(name, language) for name in ("zhou", "zhao", "qian"))
    zhou.post(f"{path}/forward/", unit=cast.units["land"].pk, reason="职责目录第三项")
    zhao.post(f"{path}/accept/", legal_class="claim", route="petition")
    zhao.post(f"{path}/begin/")
    zhao.post(f"{path}/hear_person/", heard_on="2026-11-23", form="phone", record="看不见路")
    zhao.post(f"{path}/investigate/", finding="三盏灯不亮")
    typed = {"public_text": SAID, "requests-count": 1, **request_row(0), "looked": "on"}
    asked = zhao.client.post(f"{path}/issue_opinion/", typed, follow=True)
    assert ("已报请批准" if language == "zh-hans" else "Asked for approval") in asked.content.decode()
    approval = Approval.objects.get()
    inbox = qian.read("/desk/approvals/")
    assert voice.title in inbox
    filled = qian.read(f"/desk/approvals/{approval.pk}/")
    assert SAID in filled
    assert "照明办法第九条" in filled
    assert qian.post(f"/desk/approvals/{approval.pk}/", go="1").status_code == 302
    assert Case.objects.get(pk=voice.pk).state == "opinion_issued"
    zhao.post(f"{path}/deliver/", delivered_on="2026-11-23", proof="signature")
    assert Case.objects.get(pk=voice.pk).state == "opinion_delivered"
    assert Reply.objects.get().requests[0]["decision"] == "换灯"
    assert SAID in zhao.read(f"{path}/")
    assert Document.objects.filter(code="D11").exists()


def test_pressing_twice_does_it_once(cast, at_desk, speak):
    voice, key = speak(), uuid.uuid4()
    zhou = at_desk("zhou")
    for _ in range(2):
        answer = zhou.post(f"/desk/cases/{voice.pk}/forward/", unit=cast.units["land"].pk, reason="职责", key=key)
        assert answer.status_code == 302
    assert Event.objects.filter(type="xinfang.forward").count() == 1
    assert Case.objects.get(pk=voice.pk).hops == 1


def test_a_forged_key_neither_fails_nor_swallows_somebody_elses_act(cast, at_desk, at_land):
    key = uuid.uuid4()
    assert at_desk("zhou").post(f"/desk/cases/{at_land.pk}/note/", note="调度的记录", key=key).status_code == 302
    assert at_desk("zhao").post(f"/desk/cases/{at_land.pk}/note/", note="承办的记录", key=key).status_code == 302
    assert Event.objects.filter(type="xinfang.note").count() == 2
    forged = at_desk("zhao").post(f"/desk/cases/{at_land.pk}/note/", note="一条", key="' OR 1=1")
    assert forged.status_code == 422


def test_a_missing_answer_is_told_at_its_field_and_nothing_typed_is_lost(cast, language, at_desk, speak):
    voice = speak()
    page = at_desk("zhou", language).post(f"/desk/cases/{voice.pk}/forward/", unit="", reason="写好的理由")
    said = page.content.decode()
    assert page.status_code == 422
    assert "写好的理由" in said
    assert 'href="#id_unit"' in said
    assert ("请填写“交给哪个单位”" if language == "zh-hans" else "Please fill in") in said
    assert ("出错了：" if language == "zh-hans" else "Error:") in said.partition("</title>")[0]


@pytest.mark.parametrize(
    ("act_id", "typed", "field"),
    [
        ("forward", {"unit": "999999", "reason": "x"}, "unit"),
        ("forward", {"unit": "petition' --", "reason": "x"}, "unit"),
        ("assign", {"unit": "land", "reason": "x", "due_on": "2026-02-31"}, "due_on"),
        ("classify", {"legal_class": "nothing"}, "legal_class"),
        ("join", {"case": "12", "reason": "x"}, "case"),
        ("note", {"note": "  \u202e "}, "note"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast, at_desk, speak, act_id, typed, field):
    voice = speak()
    if typed.get("unit") in cast.units:
        typed = typed | {"unit": cast.units[typed["unit"]].pk}
    page = at_desk("zhou").post(f"/desk/cases/{voice.pk}/{act_id}/", **typed)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert Event.objects.filter(type=f"xinfang.{act_id}").count() == 0


def test_a_rule_that_forbids_is_a_sentence_and_the_words_stay(cast, at_desk, at_land):
    typed = {"public_text": SAID, "requests-count": 1, **request_row(0)}
    page = at_desk("zhao").client.post(f"/desk/cases/{at_land.pk}/issue_opinion/", typed)
    assert page.status_code == 422
    assert SAID in page.content.decode()
    assert "照明办法第九条" in page.content.decode()


def test_who_may_not_is_told_who_may(cast, language, at_desk, at_land):
    page = at_desk("qian", language).get(f"/desk/cases/{at_land.pk}/accept/")
    assert page.status_code == 403
    assert ("承办人" if language == "zh-hans" else "handler") in page.content.decode()
    refused = at_desk("qian").post(f"/desk/cases/{at_land.pk}/accept/", legal_class="claim", route="petition")
    assert refused.status_code == 422
    assert Case.objects.get(pk=at_land.pk).state == "forwarded"


def test_an_inspector_orders_and_the_unit_answers_on_the_page_of_the_case(cast, language, at_desk, at_land):
    page = at_desk("chen", language).get(f"/desk/cases/{at_land.pk}/order_supervision/").content.decode()
    assert ("逾期办结、拖延" if language == "zh-hans" else "Late, or put off") in page
    said = {"trigger": "S3", "asked": "三个月没有去看，请马上检修", "due_on": "2026-12-10"}
    assert at_desk("chen").post(f"/desk/cases/{at_land.pk}/order_supervision/", **said).status_code == 302
    order = Order.objects.select_related("unit").get(case=at_land.pk)
    assert (order.unit, order.reply_by.isoformat()) == (cast.units["land"], "2026-12-10")
    answer = {"answer": "已经派人检修，三盏都亮了"}
    assert at_desk("zhao").post(f"/desk/cases/{at_land.pk}/answer_supervision/", **answer).status_code == 302
    order.refresh_from_db()
    assert order.state == "answered"


def test_acts_of_the_speaker_and_of_the_system_have_no_page(cast, at_desk, at_land):
    for act_id in ("add", "rate", "withdraw", "notice_missed", "nothing"):
        assert at_desk("zhao").get(f"/desk/cases/{at_land.pk}/{act_id}/").status_code == 404
        assert at_desk("zhao").post(f"/desk/cases/{at_land.pk}/{act_id}/").status_code == 404


def test_one_more_request_keeps_what_was_typed_and_judges_nothing(cast, at_desk, heard):
    typed = {"public_text": SAID, "requests-count": 1, **request_row(0, basis=""), "more": "requests"}
    page = at_desk("zhao").client.post(f"/desk/cases/{heard.pk}/issue_opinion/", typed)
    said = page.content.decode()
    assert page.status_code == 200
    assert 'name="requests-1-request"' in said
    assert 'name="requests-count" value="2"' in said
    assert SAID in said
    assert "hy-errsum" not in said
    assert not Approval.objects.exists()


def task_row(cast, i, **changes):
    row = {"what": "查一遍线路", "unit": cast.units["land"].pk, "due_on": "2026-12-20"}
    return {f"tasks-{i}-{key}": value for key, value in (row | changes).items()}


def test_what_an_opinion_promises_is_typed_row_by_row(cast, language, at_desk, heard):
    zhao, qian = at_desk("zhao", language), at_desk("qian", language)
    path = f"/desk/cases/{heard.pk}/issue_opinion/"
    typed = {"public_text": SAID, "requests-count": 1, **request_row(0), "looked": "on"}
    more = zhao.client.post(path, typed | {"tasks-count": 1, **task_row(cast, 0), "more": "tasks"}).content.decode()
    assert 'name="tasks-1-what"' in more
    assert "查一遍线路" in more
    assert f'<option value="{cast.units["land"].pk}" selected>' in more
    assert 'value="2026-12-20"' in more
    assert zhao.client.post(path, typed | {"more": "nonsense"}).status_code == 200
    for wrong in ({"due_on": ""}, {"unit": ""}, {"due_on": "2026-11-01"}):
        page = zhao.client.post(path, typed | {"tasks-count": 1, **task_row(cast, 0, **wrong)})
        assert page.status_code == 422
        assert "tasks" in page.context["form"].errors
    zhao.client.post(path, typed | {"tasks-count": 2, **task_row(cast, 0), **task_row(cast, 1, what="换两处接头")})
    approval = Approval.objects.get()
    filled = qian.read(f"/desk/approvals/{approval.pk}/")
    assert "查一遍线路" in filled
    assert ("柳溪县自然资源局" if language == "zh-hans" else "Liuxi Natural Resources Bureau, by") in filled
    qian.post(f"/desk/approvals/{approval.pk}/", go="1")
    assert list(Commitment.objects.order_by("pk").values_list("words", flat=True)) == ["查一遍线路", "换两处接头"]
    assert "换两处接头" in zhao.read(f"/desk/cases/{heard.pk}/")


def test_a_reply_shows_the_voice_and_what_would_put_it_right_beside_it(cast, language, at_desk, heard):
    page = at_desk("zhao", language).read(f"/desk/cases/{heard.pk}/issue_opinion/")
    assert LAMPS in page
    assert ("把事办了" if language == "zh-hans" else "something done") in page


def test_a_reply_that_names_the_speaker_is_stopped_with_the_words_kept(cast, at_desk, heard):
    typed = {"public_text": "李桂英反映的路灯已换好。", "requests-count": 1, **request_row(0), "looked": "on"}
    page = at_desk("zhao").client.post(f"/desk/cases/{heard.pk}/issue_opinion/", typed)
    assert page.status_code == 422
    assert "李桂英反映的路灯已换好。" in page.content.decode()
    assert not Reply.objects.exists()


def test_who_asked_for_easy_words_gets_them_first_or_somebody_says_why_not(cast, language, at_desk, heard):
    zhao, path = at_desk("zhao", language), f"/desk/cases/{heard.pk}/issue_opinion/"
    assert 'name="easy_text"' not in zhao.read(path)
    ask_help(heard, [HelpKind.EASY], actor=SPEAKER, now=NOW)
    assert 'name="easy_text"' in zhao.read(path)
    typed = {"public_text": SAID, "requests-count": 1, **request_row(0), "looked": "on"}
    refused = zhao.client.post(path, typed)
    assert (refused.status_code, "easy_text" in refused.context["form"].errors) == (422, True)
    zhao.post(path, **typed, easy_text="灯修好了。")
    asked = Approval.objects.get()
    at_desk("qian").post(f"/desk/approvals/{asked.pk}/", go="1")
    zhao.post(f"/desk/cases/{heard.pk}/deliver/", delivered_on="2026-11-23", proof="signature")
    assert Reply.objects.get().easy_text == "灯修好了。"
    assert "灯修好了。" in zhao.read(f"/desk/cases/{heard.pk}/")
    (answer,) = receipt_facts(heard, now=NOW).answers
    assert (answer.easy, answer.text) == ("灯修好了。", SAID)


def test_hints_of_the_gate_are_shown_first_and_ticked_then(cast, at_desk, heard):
    zhao = at_desk("zhao")
    path = f"/desk/cases/{heard.pk}/issue_opinion/"
    assert 'name="looked"' not in zhao.read(path)
    typed = {"public_text": "好。", "requests-count": 1, **request_row(0)}
    page = zhao.client.post(path, typed)
    assert page.status_code == 422
    assert 'name="looked"' in page.content.decode()


def test_a_joined_case_gets_the_answer_only_when_it_was_ticked(cast, at_desk, speak, act, now):
    lead, second, third = (speak() for _ in range(3))
    for voice in (lead, second, third):
        act(voice, "zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    for voice in (second, third):
        answer = at_desk("zhou").post(f"/desk/cases/{voice.pk}/join/", case=lead.number, reason="同一条路")
        assert answer.status_code == 302
    town = at_desk("town")
    for voice in (lead, second, third):
        act(voice, "town", "enter_simple", first_time=True, clear=True, will_support=True)
    path = f"/desk/cases/{lead.pk}/answer_simple/"
    assert grouped_number(second.number) in town.read(path)
    typed = {
        "outcome": "supported",
        "public_text": SAID,
        "basis": "照明办法第九条",
        "also": [second.pk],
        "looked": "on",
    }
    assert town.client.post(path, typed).status_code == 302
    states = [Case.objects.get(pk=voice.pk).state for voice in (lead, second, third)]
    assert states == ["simple_answered", "simple_answered", "simple_handling"]


def test_only_joined_cases_can_be_ticked(cast, at_desk, speak, act):
    lead, other = speak(), speak()
    for voice in (lead, other):
        act(voice, "zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
        act(voice, "town", "enter_simple", first_time=True, clear=True, will_support=True)
    typed = {"outcome": "supported", "public_text": SAID, "basis": "x", "also": [other.pk], "looked": "on"}
    at_desk("town").client.post(f"/desk/cases/{lead.pk}/answer_simple/", typed)
    assert Case.objects.get(pk=other.pk).state == "simple_handling"


def test_a_case_that_leaves_the_unit_leads_back_to_the_list(cast, at_desk, at_land):
    answer = at_desk("zhao").post(
        f"/desk/cases/{at_land.pk}/forward_down/?in=queue", unit=cast.units["liuhe"].pk, reason="镇里的事"
    )
    assert answer["Location"] == "/desk/queue/"


def test_a_handler_is_chosen_among_the_people_of_the_unit(cast, at_desk, at_land):
    qian = at_desk("qian")
    path = f"/desk/cases/{at_land.pk}/hand_over/"
    page = qian.read(path)
    assert "赵敏" in page
    assert "刘凯" not in page
    assert qian.post(path, handler=cast.staff["outsider"].pk).status_code == 422
    assert qian.post(path, handler=cast.staff["zhao"].pk).status_code == 302
    assert Case.objects.get(pk=at_land.pk).handler == cast.staff["zhao"]


def test_the_hotline_goes_through_the_same_pages(cast, at_desk, speak, language):
    voice = speak(channel="phone")
    path = f"/desk/cases/{voice.pk}"
    hotline, zhao = at_desk("hotline", language), at_desk("zhao", language)
    assert hotline.post(f"{path}/dispatch/", unit=cast.units["land"].pk, reason="职责").status_code == 302
    assert zhao.post(f"{path}/sign_for/").status_code == 302
    assert zhao.post(f"{path}/contact/", form="phone", record="说了").status_code == 302
    case = Case.objects.select_related("voice", "office", "unit", "sender").get(pk=voice.pk)
    offered = [offer.act.id for offer in offers_for(case, actor=cast.actor("zhao"), now=NOW) if offer.allowed]
    for act_id in offered:
        assert zhao.get(f"{path}/{act_id}/").status_code == 200


def test_an_approval_is_given_once(cast, at_desk, at_land):
    asked = at_desk("zhao").post(f"/desk/cases/{at_land.pk}/object/", reason="归镇里管")
    assert asked.status_code == 302
    approval, qian = Approval.objects.get(), at_desk("qian")
    for _ in range(2):
        assert qian.post(f"/desk/approvals/{approval.pk}/", go="1").status_code == 302
    assert Event.objects.filter(type="xinfang.object").count() == 1


def test_sending_back_needs_a_reason_and_the_asker_reads_it(cast, language, at_desk, at_land):
    at_desk("zhao").post(f"/desk/cases/{at_land.pk}/object/", reason="归镇里管")
    approval, qian = Approval.objects.get(), at_desk("qian", language)
    assert qian.post(f"/desk/approvals/{approval.pk}/", back="1", reason="").status_code == 422
    assert qian.post(f"/desk/approvals/{approval.pk}/", back="1", reason="先问镇里").status_code == 302
    assert Case.objects.get(pk=at_land.pk).state == "forwarded"
    assert "先问镇里" in at_desk("zhao", language).read(f"/desk/cases/{at_land.pk}/")


def test_an_approval_of_another_unit_is_nobodys_business(cast, at_desk, at_land):
    at_desk("zhao").post(f"/desk/cases/{at_land.pk}/object/", reason="归镇里管")
    approval = Approval.objects.get()
    town = at_desk("town")
    assert at_land.title not in town.read("/desk/approvals/")
    assert town.get(f"/desk/approvals/{approval.pk}/").status_code == 404
    town.post(f"/desk/approvals/{approval.pk}/", go="1")
    town.post(f"/desk/approvals/{approval.pk}/", back="1", reason="不归我")
    assert Approval.objects.get().state == "asked"


def test_who_asked_sees_that_it_waits_and_cannot_decide(cast, at_desk, speak, act):
    voice = speak()
    act(voice, "zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act(voice, "town", "accept", legal_class="claim", route="petition")
    act(voice, "town", "begin")
    town = at_desk("town")
    assert town.post(f"/desk/cases/{voice.pk}/extend/", days="20", reason="要等厂家发货").status_code == 302
    approval = Approval.objects.get()
    assert approval.state == "asked"
    assert voice.title in town.read("/desk/approvals/")
    assert town.get(f"/desk/approvals/{approval.pk}/").status_code == 404
