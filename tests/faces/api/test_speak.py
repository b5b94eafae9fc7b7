"""Another system brings a voice in: written down at once, receipt and code once, nothing of the speaker sent back."""

import json
from datetime import timedelta

import pytest

from huiying.foundation.keys import clock
from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.foundation.people.models import ApiKey
from huiying.listen.voices.models import Consent, Voice
from huiying.serve.casework.models import Case, Recusal
from tests.cast import NOW
from tests.faces.api.conftest import LI, VOICE, WORDS


def test_a_voice_gets_its_receipt(app):
    answer = app.post("/voices", VOICE)
    assert answer.status_code == 201
    told = answer.json()
    voice = Voice.objects.get()
    assert told["number"] == voice.number
    assert len(told["code"]) == 16
    assert told["follow_url"] == f"http://testserver/follow?n={voice.number}"
    assert told["received_at"] == "2026-11-23T01:40:00Z"
    assert told["promised"]["on"] >= "2026-11-23"
    assert answer["Location"] == "http://testserver/api/v1/receipts/me"
    assert (voice.channel, voice.text, voice.naming) == ("api", WORDS, "anonymous")


def test_its_event_names_the_key(app, cast):
    app.post("/voices", VOICE)
    event = Event.objects.get(type="voice.received")
    key = ApiKey.objects.get()
    assert (event.actor_kind, event.actor_id) == ("api", key.pk)


def test_who_spoke_goes_into_the_vault_and_never_comes_back(app, cast):
    answer = app.post("/voices", VOICE | {"naming": "named", "contact": LI | {"email": "li@example.cn"}})
    assert answer.status_code == 201
    voice = Voice.objects.get()
    assert {str(name): text for name, text in vault.opened(voice.person_id).items()} == LI | {"email": "li@example.cn"}
    opened = app.opened(answer.json()).get("/receipts/me").content.decode()
    for told in (answer.content.decode(), opened, json.dumps(list(Event.objects.values_list("public", flat=True)))):
        assert LI["name"] not in told
        assert LI["phone"] not in told


def test_each_consent_is_given_for_itself_and_for_a_child_by_a_guardian(app):
    assert app.post("/voices", VOICE | {"naming": "named", "contact": LI}).status_code == 201
    assert not Consent.objects.exists()
    agreed = {"naming": "named", "contact": LI, "agrees_sensitive": True, "may_publish": True, "guardian": True}
    assert app.post("/voices", VOICE | agreed).status_code == 201
    assert set(Consent.objects.values_list("purpose", "by_guardian")) == {("publish", True), ("sensitive", True)}
    assert app.post("/voices", VOICE | {"guardian": True}).status_code == 422


def test_place_point_and_wish_are_kept(app, cast):
    sent = {
        "place": cast.places["village"].pk,
        "point": {"latitude": 36.1234567, "longitude": 119},
        "place_words": "村东头 小卖部旁",
        "wants": "action",
        "may_publish": True,
    }
    assert app.post("/voices", VOICE | sent).status_code == 201
    voice = Voice.objects.get()
    assert (voice.place_id, voice.place_words, voice.wants) == (sent["place"], "村东头 小卖部旁", "action")
    assert (str(voice.latitude), str(voice.longitude)) == ("36.123457", "119.000000")
    assert voice.may_publish


def test_a_report_is_sealed_and_never_published(app):
    told = app.post("/voices", VOICE | {"kind": "report", "may_publish": True}).json()
    voice = Voice.objects.get()
    assert voice.case.sealed
    assert not voice.may_publish
    assert told["promised"] is None


def test_the_unit_that_a_report_is_about_is_out_from_the_first_moment(app, cast):
    units = {row["name"]: row["id"] for row in app.get("/reference/units", Accept_Language="zh").json()}
    report = VOICE | {"kind": "report", "accused": units["柳溪县自然资源局"]}
    assert app.post("/voices", report).status_code == 201
    case = Case.objects.get()
    assert str(cast.units["land"].pk) == case.facts["tracks"]["accused"]
    assert Recusal.objects.get(case=case).unit == cast.units["land"]
    for wrong, code in (
        (report | {"accused": 999_999_999}, "case.unit_unknown"),
        (report | {"accused": cast.units["office"].pk}, "sealed.nobody_left"),
        (report | {"kind": "request"}, "api.accused_of_report"),
    ):
        refused = app.post("/voices", wrong)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert Voice.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"words": ""}, "/words"),
        ({"words": None}, "/words"),
        ({"words": 7}, "/words"),
        ({"words": " \n "}, "/words"),
        ({"words": "字" * 20_001}, "/words"),
        ({"words": "\ud800"}, "/words"),
        ({"kind": "gossip"}, "/kind"),
        ({"naming": "nobody"}, ""),
        ({"naming": "named"}, "/contact"),
        ({"naming": "shielded", "contact": {"name": "李"}}, "/contact"),
        ({"naming": "named", "contact": {"phone": "13900001234"}}, "/contact/name"),
        ({"naming": "shielded", "contact": {"phone": "none"}}, "/contact/phone"),
        ({"naming": "shielded", "contact": {"email": "li at example"}}, "/contact/email"),
        ({"place": 10**400}, "/place"),
        ({"place": -1}, "/place"),
        ({"place": "1"}, "/place"),
        ({"may_publish": "yes"}, "/may_publish"),
        ({"point": {"latitude": 91, "longitude": 0}}, "/point/latitude"),
        ({"files": "none"}, "/files"),
        ({"surprise": 1}, ""),
    ],
)
def test_what_is_wrong_is_named_in_the_callers_language(changed, pointer, app, cast):
    for language, title in (("zh", "内容不对"), ("en", "Not right")):
        app.language = language
        answer = app.post("/voices", VOICE | changed)
        told = answer.json()
        assert answer.status_code == 422, told
        assert answer["Content-Type"] == "application/problem+json"
        assert (told["title"], told["code"], told["status"]) == (title, "api.fields_wrong", 422)
        assert pointer in [one["pointer"] for one in told["errors"]]
    assert not Voice.objects.exists()


def test_words_of_invisible_signs_are_no_words(app, cast):
    answer = app.post("/voices", VOICE | {"words": "\u200b\u2060"})
    assert (answer.status_code, answer.json()["code"]) == (422, "voice.words_missing")


def test_unknown_place_is_said(app, cast):
    answer = app.post("/voices", VOICE | {"place": 999_999})
    assert (answer.status_code, answer.json()["code"]) == (409, "api.place_unknown")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 422),
        (b"\xff", "application/json", 400),
        (b'{"words": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"null", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"words=a", "application/x-www-form-urlencoded", 415),
        (b"<a/>", "application/xml", 415),
        (b"[" + b"9" * 5_000 + b"]", "application/json", 400),
    ],
)
def test_what_is_no_json_is_refused(body, kind, status, app):
    answer = app.client.generic(
        "POST", "/api/v1/voices", body, content_type=kind, headers={"Authorization": f"Bearer {app.clear}"}
    )
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_too_much_is_refused(app, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = app.post("/voices", VOICE | {"words": "字" * 2_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "api.too_large")


def test_the_same_call_again_is_carried_out_once_and_answered_alike(app, cast):
    first = app.post("/voices", VOICE, Idempotency_Key="a-1")
    again = app.post("/voices", VOICE, Idempotency_Key="a-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again["Location"] == first["Location"]
    assert Voice.objects.count() == 1


def test_another_voice_under_the_same_key_is_refused(app, cast):
    app.post("/voices", VOICE, Idempotency_Key="a-1")
    other = app.post("/voices", VOICE | {"words": "另一件事。"}, Idempotency_Key="a-1")
    assert (other.status_code, other.json()["code"]) == (422, "api.idempotency_key_reused")
    assert Voice.objects.count() == 1


def test_idempotency_keys_of_two_keys_have_nothing_to_do_with_each_other(app, calls):
    first = app.post("/voices", VOICE, Idempotency_Key="a-1").json()
    second = calls("speak").post("/voices", VOICE, Idempotency_Key="a-1").json()
    assert first["number"] != second["number"]


def test_a_refused_call_may_be_mended_under_its_key(app, cast):
    assert app.post("/voices", VOICE | {"place": 999_999}, Idempotency_Key="a-1").status_code == 409
    assert app.post("/voices", VOICE, Idempotency_Key="a-1").status_code == 201


def test_a_day_later_the_voice_still_comes_once_but_the_code_is_not_shown_again(app, cast, monkeypatch):
    app.post("/voices", VOICE, Idempotency_Key="a-1")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=25))
    again = app.post("/voices", VOICE, Idempotency_Key="a-1")
    assert (again.status_code, again.json()["code"]) == (201, None)
    assert Voice.objects.count() == 1


def test_a_day_later_another_voice_under_a_number_used_before_is_not_lost(app, cast, monkeypatch):
    first = app.post("/voices", VOICE, Idempotency_Key="1").json()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=25))
    other = app.post("/voices", VOICE | {"words": "另一件事。"}, Idempotency_Key="1").json()
    assert other["number"] != first["number"]
    assert Voice.objects.filter(text="另一件事。").exists()
