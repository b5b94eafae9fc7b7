"""Who may call what: every operation × scope × role × owner. An operation without a row here fails."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiying.faces.api.openapi import described
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.enums import Scope
from huiying.listen.voices.models import Attachment, Voice
from huiying.loop.act_on_case import act_on_case
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.api.conftest import LI, VOICE, WORDS, Caller

ANY = frozenset(Scope.values)
ROWS = {
    "speak": {"speak"},
    "send_file": {"speak", "follow"},
    "open_receipt": {"follow"},
    "read_receipt": {"follow"},
    "read_proof": {"follow"},
    "add_words": {"follow"},
    "rate": {"follow"},
    "ask_follow_up": {"follow"},
    "ask_review": {"follow"},
    "withdraw": {"follow"},
    "undo_withdrawal": {"follow"},
    "open_opinion": {"follow"},
    "read_reference": ANY,
    "read_places": ANY,
    "read_units": ANY,
    "read_categories": ANY,
    "read_procedures": ANY,
    "list_cases": {"desk"},
    "read_case": {"desk"},
    "read_timeline": {"desk"},
    "act": {"desk"},
    "set_category": {"desk"},
    "join_cases": {"desk"},
    "part_cases": {"desk"},
    "export_list": {"export"},
    "read_log_head": None,
}
"""By operation: the scopes that open it; None: anybody."""
OPERATIONS = {
    told["operationId"]: (method.upper(), path.removeprefix("/api/v1"))
    for path, methods in described("en")["paths"].items()
    for method, told in methods.items()
}
OF_RECEIPT = {name for name, (_method, path) in OPERATIONS.items() if path.startswith("/receipts/me")}
ON_CASE = {name for name, (_method, path) in OPERATIONS.items() if "{case_id}" in path}
BODIES = {
    "speak": VOICE,
    "open_receipt": {"number": "1000000052", "code": "0" * 16},
    "add_words": {"words": "还有一句。"},
    "rate": {"responded": "yes"},
    "ask_follow_up": {"words": "没有解决。"},
    "ask_review": {"words": "事实不对。"},
    "withdraw": {},
    "act": {"data": {"note": "看过了"}},
    "set_category": {"category": 1},
    "join_cases": {"cases": [1], "reason": "同一件事"},
    "part_cases": {"cases": [1], "reason": "不是一件事"},
}


def _call(caller, name, case_id=1):
    method, path = OPERATIONS[name]
    for part, value in (("case_id", str(case_id)), ("act_id", "note"), ("kind", "board")):
        path = path.replace(f"{{{part}}}", value)
    return caller(method, path, BODIES.get(name))


def test_every_operation_has_its_row():
    assert set(ROWS) == set(OPERATIONS)


@pytest.mark.parametrize("name", sorted(name for name, scopes in ROWS.items() if scopes is not None))
def test_an_operation_opens_for_its_scopes_alone(name, client, keys, cast):
    assert _call(Caller(client), name).status_code == 401
    for scope in Scope.values:
        answer = _call(Caller(client, keys(scope, staff="hotline")), name)
        refused = answer.status_code == 403 and answer.json()["code"] == "api.scope_needed"
        assert refused == (scope not in ROWS[name]), (name, scope, answer.content)


@pytest.mark.parametrize("name", sorted(OF_RECEIPT))
def test_a_receipt_opens_for_the_key_that_opened_it_alone(name, app, calls, spoken):
    holder = app.opened(spoken)
    for other in (Caller(app.client, app.clear), calls("follow")):
        other.token = "" if other.clear == app.clear else holder.token
        answer = _call(other, name)
        assert (answer.status_code, answer.json()["code"]) == (401, "api.receipt_needed")
    assert _call(holder, name).status_code != 401


SEE_LAND = {"hotline", "hu", "zhao", "qian", "chen", "sun"}
"""Who sees a case that the hotline has dispatched to the land bureau; the cast holds the roles of tests/cast.py."""


@pytest.fixture
def at_land(app, cast):
    """A case at the land bureau, and who spoke."""
    app.post("/voices", VOICE | {"naming": "named", "contact": LI})
    voice = Voice.objects.get()
    data = {"unit": cast.units["land"].pk, "reason": "归它管"}
    act_on_case(voice.pk, "dispatch", actor=cast.actor("hotline"), now=NOW, data=data)
    return Case.objects.get()


@pytest.mark.parametrize("name", sorted(ON_CASE))
def test_a_case_is_there_for_those_alone_who_see_it_at_the_desk(name, calls, at_land, cast):
    for who in cast.staff:
        answer = _call(calls("desk", staff=who), name, at_land.pk)
        hidden = answer.status_code == 404 and answer.json()["code"] in ("case.not_found", "api.nothing_here")
        sees = who in SEE_LAND and name != "part_cases"
        assert hidden != sees, (who, answer.content)
        for canary in (*LI.values(), *(() if sees else (WORDS,))):
            assert canary not in answer.content.decode(), (who, name)


@pytest.mark.parametrize("name", sorted(ON_CASE))
def test_a_sealed_case_is_there_for_its_officer_alone(name, app, calls, cast):
    app.post("/voices", VOICE | {"kind": "report"})
    case_id = Case.objects.get().pk
    for who in cast.staff:
        answer = _call(calls("desk", staff=who), name, case_id)
        assert (answer.status_code == 404) == (who != "feng" or name == "part_cases"), (who, answer.content)


def test_lists_show_to_each_what_their_desk_shows(calls, at_land, cast):
    for who in cast.staff:
        caller = calls("desk", staff=who)
        found = {
            list_: [row["id"] for row in answer.json()["cases"]]
            for list_ in ("queue", "board", "sealed")
            if (answer := caller.get(f"/desk/cases?list={list_}")).status_code == 200
        }
        in_queue = who in {"zhao", "qian", "chen", "sun"}
        assert (at_land.pk in found.get("queue", [])) == in_queue, who
        assert set(found) <= {"queue", "board", "sealed"}
        assert found.get("sealed", []) == []


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_list_goes_out_to_those_alone_who_have_it_and_holds_nobody(form, calls, at_land, cast):
    for who in cast.staff:
        answer = calls("export", staff=who).get(f"/exports/board?format={form}")
        assert (answer.status_code == 200) == (who in {"zhou", "hotline", "hu"}), (who, answer.content)
        assert all(canary.encode() not in answer.content for canary in LI.values())
    taken = Event.objects.filter(type="export.made")
    assert taken.count() == 3
    assert set(taken.values_list("actor_kind", flat=True)) == {"api"}


@pytest.mark.parametrize("kind", ["nothing", "no", "x-y", "queue"])
def test_a_list_that_is_none_or_not_theirs_is_not_there(kind, calls, cast):
    answer = calls("export", staff="guo").get(f"/exports/{kind}")
    assert (answer.status_code, answer.json()["code"]) == (404, "export.not_open")


def _send(app, caller):
    file = SimpleUploadedFile("lamp.txt", "路灯照片说明".encode(), "text/plain")
    headers = {"Authorization": f"Bearer {caller.clear}", "Accept-Language": "zh"}
    return app.client.post("/api/v1/files", {"file": file}, headers=headers)


def test_a_file_is_for_the_key_that_sent_it_and_for_one_voice(app, calls, cast):
    sent = _send(app, app)
    assert sent.status_code == 201, sent.content
    token = sent.json()["token"]
    other = calls("speak").post("/voices", VOICE | {"files": [token]})
    assert (other.status_code, other.json()["code"]) == (422, "file.gone")
    assert app.post("/voices", VOICE | {"files": [token]}).status_code == 201
    assert Attachment.objects.count() == 1
    again = app.post("/voices", VOICE | {"files": [token]})
    assert (again.status_code, again.json()["code"]) == (422, "file.gone")
    assert Voice.objects.count() == 1


def test_a_file_is_added_to_an_opened_voice(app, spoken):
    holder, token = app.opened(spoken), _send(app, app).json()["token"]
    answer = holder.post("/receipts/me/additions", {"files": [token]})
    assert answer.status_code == 200, answer.content
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(("data", "kind"), [("{}", "application/json"), ("a=1", "application/x-www-form-urlencoded")])
def test_a_file_comes_as_a_form_with_a_file(data, kind, app):
    headers = {"Authorization": f"Bearer {app.clear}"}
    assert app.client.generic("POST", "/api/v1/files", data, content_type=kind, headers=headers).status_code == 415


def test_a_broken_form_and_one_without_a_file_are_refused(app):
    headers = {"Authorization": f"Bearer {app.clear}"}
    broken = app.client.generic("POST", "/api/v1/files", b"x", content_type="multipart/form-data", headers=headers)
    assert broken.status_code == 400
    empty = app.client.post("/api/v1/files", {"other": "x"}, headers=headers)
    assert empty.status_code == 422
    assert empty["Content-Type"] == "application/problem+json"
