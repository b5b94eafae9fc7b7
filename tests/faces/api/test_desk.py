"""A desk key works for a named member of staff: the same lists, cases and acts, never more than they hold today."""

import contextlib
from urllib.parse import quote

import pytest

from huiying.core.errors import HuiyingError
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.data import cleaned
from huiying.faces.api.desk.fields import data_of
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.foundation.people.models import ApiAnswer, ApiKey, Grant
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Approval, Case
from tests.faces.api.conftest import VOICE, WORDS


@pytest.fixture
def case(spoken):
    """The case of the voice."""
    return Case.objects.get()


@pytest.fixture
def dispatcher(calls):
    """A key that works for He Jing, who dispatches at the hotline."""
    return calls("desk", staff="hotline")


@pytest.fixture
def handler(calls):
    """A key that works for Zhao Min of the land bureau."""
    return calls("desk", staff="zhao")


def _dispatch(caller, case, unit, **more):
    data = {"unit": unit.pk, "reason": "路灯归它管"}
    return caller.post(f"/desk/cases/{case.pk}/acts/dispatch", {"data": data, **more})


def test_the_list_is_that_of_the_page(dispatcher, handler, case):
    listed = dispatcher.get("/desk/cases?list=board").json()
    assert [row["id"] for row in listed["cases"]] == [case.pk]
    assert listed["next"] is None
    assert handler.get("/desk/cases?list=queue").json()["cases"] == []
    assert handler.get("/desk/cases?list=board").status_code == 404


def test_one_case_says_what_may_be_done_and_with_what(dispatcher, case):
    told = dispatcher.get(f"/desk/cases/{case.pk}").json()
    assert (told["words"], told["number"]) == (WORDS, case.voice.number)
    dispatch = next(act for act in told["allowed_actions"] if act["id"] == "dispatch")
    assert dispatch["allowed"]
    assert dispatch["data"]["properties"]["unit"]["type"] == "integer"
    assert "unit" in dispatch["data"]["required"]
    assert dispatch["data"]["additionalProperties"] is False


def test_an_act_is_done_in_the_name_of_the_key(dispatcher, handler, case, cast):
    answer = _dispatch(dispatcher, case, cast.units["land"])
    assert answer.status_code == 200, answer.content
    assert answer.json()["waits"] is False
    event = Event.objects.get(type="hotline.dispatch")
    key = ApiKey.objects.get(staff=cast.staff["hotline"])
    assert (event.actor_kind, event.actor_id, event.actor_unit) == ("api", key.pk, cast.units["hotline"].pk)
    assert handler.post(f"/desk/cases/{case.pk}/acts/sign_for", {}).status_code == 200
    case.refresh_from_db()
    assert case.handler_id == cast.staff["zhao"].pk


def test_an_act_sent_twice_is_done_once(dispatcher, case, cast):
    body = {"data": {"unit": cast.units["land"].pk, "reason": "归它管"}}
    first, again = (
        dispatcher.post(f"/desk/cases/{case.pk}/acts/dispatch", body, Idempotency_Key="d-1") for _ in range(2)
    )
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert Event.objects.filter(type="hotline.dispatch").count() == 1


def test_a_case_of_others_is_not_there(handler, dispatcher, case, cast):
    for method, path, body in (
        ("GET", "", None),
        ("GET", "/timeline", None),
        ("POST", "/acts/note", {"data": {"note": "看看"}}),
        ("PUT", "/category", {"category": 1}),
        ("POST", "/joined", {"cases": [case.pk], "reason": "同一件事"}),
        ("POST", "/part", {"cases": [case.pk], "reason": "不是一件事"}),
    ):
        answer = handler(method, f"/desk/cases/{case.pk}{path}", body)
        assert (answer.status_code, WORDS in answer.content.decode()) == (404, False), path


def test_a_sealed_case_opens_for_its_officer_alone(app, calls, cast):
    app.post("/voices", VOICE | {"kind": "report"})
    case = Case.objects.get()
    for name in ("zhou", "hotline", "chen", "sun", "wang", "guo"):
        caller = calls("desk", staff=name)
        assert caller.get(f"/desk/cases/{case.pk}").status_code == 404
        assert WORDS not in caller.get("/desk/cases?list=sealed").content.decode()
    feng = calls("desk", staff="feng")
    assert feng.get(f"/desk/cases/{case.pk}").json()["words"] == WORDS
    assert [row["id"] for row in feng.get("/desk/cases?list=sealed").json()["cases"]] == [case.pk]


def test_what_the_member_of_staff_no_longer_holds_the_key_does_not_either(dispatcher, case, cast):
    Grant.objects.filter(staff=cast.staff["hotline"]).update(ends_on="2026-11-22")
    assert dispatcher.get(f"/desk/cases/{case.pk}").status_code == 404
    assert dispatcher.get("/desk/cases?list=board").status_code == 404
    assert _dispatch(dispatcher, case, cast.units["land"]).status_code == 404


def test_an_act_that_is_not_theirs_is_refused(calls, case, cast):
    inspector = calls("desk", staff="chen")
    answer = _dispatch(inspector, case, cast.units["land"])
    assert (answer.status_code, answer.json()["code"]) == (403, "case.not_your_act")


@pytest.mark.parametrize("act", ["add", "rate", "withdraw", "nonsense", "deliver_", "x" * 41, "sweep"])
def test_acts_of_the_speaker_and_of_time_are_none_of_the_desk(act, dispatcher, case):
    answer = dispatcher.post(f"/desk/cases/{case.pk}/acts/{act}", {})
    assert answer.status_code in (404, 422)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"unit": "1", "reason": "x"},
        {"unit": 10**30, "reason": "x"},
        {"unit": True, "reason": "x"},
        {"unit": [1], "reason": "x"},
        {"unit": {"a": 1}, "reason": "x"},
        {"unit": 1, "reason": 5},
        {"unit": 1, "reason": "x", "supporting": "1,2"},
        {"unit": 1, "reason": "x", "supporting": [True]},
        {"unit": 1, "reason": "x", "surprise": 1},
        {"unit": 1, "reason": "字" * 5_001},
    ],
)
def test_what_does_not_fit_the_table_is_refused(data, dispatcher, case):
    answer = dispatcher.post(f"/desk/cases/{case.pk}/acts/dispatch", {"data": data})
    assert answer.status_code == 422, answer.content
    assert answer.json()["code"] in ("case.field_missing", "case.field_wrong")


class Nobody:
    """A caller who sees no case."""

    grants = ()


STRANGE = (
    None, "", "x", "\ud800", 0, -1, 10**40, 1.5, True, [], [None], [[]], {}, {"a": 1}, [{"request": 1}], "9" * 40,
)  # fmt: skip


@pytest.mark.parametrize("value", STRANGE, ids=repr)
def test_no_field_of_any_act_breaks_on_any_value(value, cast):
    for act in (act for table in PROCEDURES.values() for act in table.acts):
        for field in act.fields:
            with contextlib.suppress(HuiyingError):
                cleaned(act, data_of(act, {field.name: value}, Nobody()))


def test_an_act_that_needs_approval_waits(calls, case, dispatcher, cast):
    _dispatch(dispatcher, case, cast.units["land"])
    zhao = calls("desk", staff="zhao")
    zhao.post(f"/desk/cases/{case.pk}/acts/sign_for", {})
    told = zhao.get(f"/desk/cases/{case.pk}").json()
    asks = next(act for act in told["allowed_actions"] if act["approved_by"] and act["id"] == "extend")
    half = zhao.post(f"/desk/cases/{case.pk}/acts/extend", {"data": {"days": 3, "reason": "等配件\ud83d"}})
    assert (half.status_code, half.json()["code"]) == (422, "case.field_wrong"), half.content
    answer = zhao.post(f"/desk/cases/{case.pk}/acts/{asks['id']}", {"data": {"days": 3, "reason": "等配件到货"}})
    assert answer.status_code == 200, answer.content
    assert answer.json()["waits"]
    assert Approval.objects.get().asked_by_id == cast.staff["zhao"].pk


def test_the_category_is_set(dispatcher, case):
    lamps = Category.objects.create(name="路灯", path="/1/")
    answer = dispatcher("PUT", f"/desk/cases/{case.pk}/category", {"category": lamps.pk})
    assert answer.status_code == 200, answer.content
    assert dispatcher.get(f"/desk/cases/{case.pk}").json()["category"] == {"id": lamps.pk, "name": "路灯"}
    assert dispatcher("PUT", f"/desk/cases/{case.pk}/category", {"category": 999_999}).status_code == 409


def test_cases_are_joined_and_parted(dispatcher, app, case):
    app.post("/voices", VOICE | {"words": "东头路灯不亮，第二个人说。"})
    other = Voice.objects.latest("pk").pk
    sent = {"cases": [other], "reason": "同一处路灯"}
    answer = dispatcher.post(f"/desk/cases/{case.pk}/joined", sent)
    assert answer.json() == {"done": [other], "left": []}
    assert dispatcher.get(f"/desk/cases/{other}").json()["lead"] == case.pk
    assert dispatcher.post(f"/desk/cases/{case.pk}/part", sent).json()["done"] == [other]
    left = dispatcher.post(f"/desk/cases/{case.pk}/joined", {"cases": [987_654], "reason": "同一处"}).json()["left"]
    assert [one["id"] for one in left] == [987_654]
    assert left[0]["detail"]


def test_a_parting_whose_answer_was_lost_is_answered_when_it_comes_again(dispatcher, app, case):
    app.post("/voices", VOICE | {"words": "东头路灯不亮，第二个人说。"})
    other = Voice.objects.latest("pk").pk
    sent = {"cases": [other], "reason": "同一处路灯"}
    dispatcher.post(f"/desk/cases/{case.pk}/joined", sent)
    assert dispatcher.post(f"/desk/cases/{case.pk}/part", sent, Idempotency_Key="p").status_code == 200
    ApiAnswer.objects.update(sealed=None, key_version=None)  # as after a kill between the act and its answer
    answer = dispatcher.post(f"/desk/cases/{case.pk}/part", sent, Idempotency_Key="p")
    assert (answer.status_code, answer.json()["done"]) == (200, [other])
    assert dispatcher.post(f"/desk/cases/{case.pk}/part", sent, Idempotency_Key="q").status_code == 404


def test_the_timeline_names_unit_and_post_and_nobody(dispatcher, calls, case, cast):
    _dispatch(dispatcher, case, cast.units["land"])
    told = calls("desk", staff="chen").get(f"/desk/cases/{case.pk}/timeline")
    lines = told.json()["lines"]
    assert lines[0]["act"] == "dispatch"
    assert (lines[0]["by"], lines[0]["unit"]) == ("api", "柳溪县12345热线中心")
    assert {"label": "理由（只在内部可见）", "value": "路灯归它管"} in lines[0]["filled"]
    for person in cast.staff.values():
        assert person.name not in told.content.decode()


def test_pages_follow_one_another_and_a_foreign_cursor_is_refused(dispatcher, app):
    for number in range(27):
        app.post("/voices", VOICE | {"words": f"第{number}盏路灯不亮。"})
    first = dispatcher.get("/desk/cases?list=board")
    told = first.json()
    assert len(told["cases"]) == 25
    following = f"http://testserver/api/v1/desk/cases?list=board&cursor={_quoted(told['next'])}"
    assert first["Link"] == f'<{following}>; rel="next"'
    second = dispatcher.get(f"/desk/cases?list=board&cursor={_quoted(told['next'])}").json()
    assert len({row["id"] for row in (*told["cases"], *second["cases"])}) == 27
    assert second["next"] is None
    for cursor in (told["next"] + "x", "x", "_1", "%ED%A0%80", _quoted("字")):
        answer = dispatcher.get(f"/desk/cases?list=board&cursor={cursor}")
        assert (answer.status_code, answer.json()["code"]) == (422, "api.cursor_wrong")
    other = dispatcher.get(f"/desk/cases?list=board&only=new&cursor={_quoted(told['next'])}")
    assert other.status_code == 422


def _quoted(text):
    return quote(text, safe="")


@pytest.mark.parametrize("case_id", ["0", "-1", "x", "1.0", "9" * 30, "%00", "１"])
def test_a_number_that_is_none_finds_nothing(case_id, dispatcher):
    answer = dispatcher.get(f"/desk/cases/{case_id}")
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"
