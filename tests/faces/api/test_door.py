"""What holds for every address: keys, limits, methods, languages, other origins, and a problem for all else."""

import json

import pytest

from huiying.faces.api import pages, shapes
from huiying.faces.api.openapi import described
from huiying.foundation.office import selectors
from huiying.foundation.people.models import ApiKey
from tests.cast import NOW
from tests.faces.api.conftest import LI, VOICE, Caller

ANYWHERE = "/reference"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer hy", "bearer\u00e9", "Bearer " + "x" * 5_000]
)
def test_without_a_key_nothing_opens(header, client, cast):
    answer = client.get(f"/api/v1{ANYWHERE}", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="huiying"'
    assert answer.json()["code"] == "api.key_needed"


def test_a_log_in_at_the_desk_opens_nothing_here(client, cast):
    client.force_login(cast.staff["guo"])
    assert client.get(f"/api/v1{ANYWHERE}").status_code == 401
    assert client.post("/api/v1/voices", json.dumps(VOICE), content_type="application/json").status_code == 401


def test_no_token_of_a_form_is_needed_and_no_cookie_set(keys):
    from django.test import Client

    answer = Caller(Client(enforce_csrf_checks=True), keys("speak")).post("/voices", VOICE)
    assert answer.status_code == 201
    assert not answer.cookies


def test_revoked_and_ended_keys_open_nothing(calls):
    caller = calls("speak")
    ApiKey.objects.update(revoked_at=NOW)
    assert caller.get(ANYWHERE).status_code == 401


def test_a_key_opens_its_scopes_alone(calls):
    answer = calls("follow").post("/voices", VOICE)
    assert (answer.status_code, answer.json()["code"]) == (403, "api.scope_needed")
    assert "speak" in answer.json()["detail"]


def test_after_its_limit_a_key_waits(calls):
    caller = calls("speak", per_minute=2)
    first, second, third = (caller.get(ANYWHERE) for _ in range(3))
    assert first["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert (first["RateLimit"], second["RateLimit"]) == ('"minute";r=1;t=60', '"minute";r=0;t=60')
    assert (third.status_code, third["Retry-After"]) == (429, "60")
    assert third.json()["code"] == "api.too_many_calls"


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "TRACE", "PROPFIND"])
def test_other_methods_are_refused_with_those_allowed(method, calls):
    answer = calls("speak")(method, ANYWHERE)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"


def test_head_is_get_without_its_body(calls):
    caller = calls("speak")
    full, head = caller.get(ANYWHERE), caller("HEAD", ANYWHERE)
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(full.content))
    assert head["ETag"] == full["ETag"]


def test_options_say_what_is_allowed_without_a_key(client, cast):
    answer = client.options("/api/v1/voices")
    assert (answer.status_code, answer["Allow"]) == (204, "OPTIONS, POST")
    assert "Access-Control-Allow-Origin" not in answer


def test_other_origins_are_closed_out_unless_the_office_names_them(settings, calls):
    caller, origin = calls("speak"), "https://app.example"
    assert "Access-Control-Allow-Origin" not in caller.get(ANYWHERE, Origin=origin)
    settings.API_ORIGINS = [origin]
    answer = caller.get(ANYWHERE, Origin=origin)
    assert answer["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Origin" in answer["Vary"]
    assert "Access-Control-Allow-Origin" not in caller.get(ANYWHERE, Origin="https://other.example")
    asked = caller("OPTIONS", "/voices", Origin=origin, Access_Control_Request_Method="POST")
    assert asked["Access-Control-Allow-Methods"] == "OPTIONS, POST"
    assert "Authorization" in asked["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["", "/", "/v1/nothing", "/v1/voices/", "/v2/voices", "/v1/desk", "/v1/%2e%2e/desk/"])
def test_what_is_not_there_is_a_problem_too(path, client, cast):
    answer = client.get(f"/api/{path.lstrip('/')}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "api.nothing_here"


def test_what_has_not_changed_is_not_sent_again(calls):
    caller = calls("speak")
    tag = caller.get(ANYWHERE)["ETag"]
    assert caller.get(ANYWHERE, If_None_Match=tag).status_code == 304
    assert caller.get(ANYWHERE, If_None_Match='"other"').status_code == 200
    caller.language = "en"
    assert caller.get(ANYWHERE, If_None_Match=tag).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("zh", "zh-hans"),
        ("en-GB,zh;q=0.5", "en"),
        ("fr, en;q=0.3", "en"),
        ("fr", "zh-hans"),
        ("", "zh-hans"),
        (";;", "zh-hans"),
    ],
)
def test_the_first_of_our_languages_is_spoken_whatever_the_cookie_says(wanted, language, client, cast):
    client.cookies["hy_language"] = "en"
    answer = client.get(f"/api/v1{ANYWHERE}", headers={"Accept-Language": wanted})
    assert answer["Content-Language"] == language
    assert "no-store" in answer["Cache-Control"]


def test_what_breaks_on_our_side_is_logged_without_words(calls, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError(" ".join(LI.values()))

    monkeypatch.setattr("huiying.faces.api.voices.speak.receive_draft", broken)
    answer = calls("speak").post("/voices", VOICE)
    assert (answer.status_code, answer.json()["code"]) == (500, "api.our_fault")
    assert LI["name"] not in answer.content.decode() + caplog.text
    assert "RuntimeError" in caplog.text


def test_reference_data_is_in_the_callers_language(calls, cast):
    caller = calls("speak")
    county = {"id": cast.places["county"].pk, "parent": None, "name": "柳溪县"}
    assert caller.get("/reference/places").json()[0] == county
    caller.language = "en"
    assert caller.get("/reference/places").json()[0]["name"] == "Liuxi County"
    assert caller.get("/reference/categories").json() == []
    told = {one["id"]: one for one in caller.get("/reference/procedures").json()}
    assert set(told) == {"xinfang", "hotline"}
    handle = next(clock for clock in told["xinfang"]["clocks"] if clock["id"] == "C-HANDLE")
    assert handle["length"] == f"{selectors.procedure_settings()['xinfang.handle_days']} days"


def test_anybody_reads_the_head_of_the_log(client, cast):
    answer = client.get("/api/v1/log/head")
    assert answer.status_code == 200
    assert answer.json()["head"] is None
    assert answer.json()["address"] == "http://testserver/log/"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_document_and_its_page_fetch_nothing_from_anybody(language, client, cast):
    document = client.get("/api/v1/openapi.json", headers={"Accept-Language": language})
    assert document.json()["openapi"] == "3.1.0"
    page = client.get("/api/v1/", headers={"Accept-Language": language})
    text = page.content.decode()
    assert page.status_code == 200
    assert "POST /api/v1/voices</code>" in text
    assert 'src="http' not in text
    assert "//cdn" not in text
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert ("接口" in text) == (language == "zh")


def test_every_operation_tells_its_scope_and_every_refusal():
    for path, methods in described("en")["paths"].items():
        for operation in methods.values():
            responses = operation["responses"]
            assert {"400", "404", "405", "429", "500"} <= set(responses), path
            assert ("security" in operation) == ("401" in responses) == ("403" in responses)
            assert pages._scopes(operation)


def test_no_two_shapes_share_a_name():
    names = [shape.__name__ for one in (shapes.In, shapes.Out) for shape in _below(one)]
    assert sorted(names) == sorted(set(names))


def _below(shape):
    return [shape, *(found for inner in shape.__subclasses__() for found in _below(inner))]
