"""A receipt opens its voice for the key that opened it: read, add, rate, follow up, withdraw, take the proof."""

import pytest

from huiying.faces.api.auth import RECEIPT_SECONDS
from huiying.foundation.keys import clock
from huiying.listen.voices.enums import Checked
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import reissue_receipt
from huiying.loop.act_on_case import act_on_case
from tests.cast import NOW
from tests.faces.api.conftest import VOICE, WORDS, Caller

WHERE = "/receipts/me"


@pytest.fixture
def holder(app, spoken):
    """The app with the receipt opened."""
    return app.opened(spoken)


def _answered(cast):
    """The voice is dispatched, signed for, answered and checked."""
    voice = Voice.objects.get()
    reply = {"public_text": "路灯已于11月23日修好，当晚亮了。", "basis": "柳溪县城乡照明管理办法第九条"}
    for who, act, data in (
        ("hotline", "dispatch", {"unit": cast.units["liuhe"].pk, "reason": "归镇里管"}),
        ("town", "sign_for", {}),
        ("town", "reply", reply | {"looked": True}),
        ("hotline", "check_reply", {"verdict": "calling_back", "reason": "答复属实"}),
    ):
        act_on_case(voice.pk, act, actor=cast.actor(who), now=NOW, data=data)
    return voice


def test_reading_says_where_it_stands(holder, spoken):
    told = holder.get(WHERE).json()
    assert (told["number"], told["words"], told["sealed"]) == (spoken["number"], WORDS, False)
    assert told["state"]["name"]
    assert told["limits"][0]["owed"]
    assert {"add", "withdraw"} <= set(told["may"])
    assert told["steps"][-1]["at"] == "2026-11-23T01:40:00Z"


def test_the_language_of_the_caller_is_used(holder):
    chinese = holder.get(WHERE)
    holder.language = "en"
    english = holder.get(WHERE)
    assert chinese.json()["state"]["id"] == english.json()["state"]["id"]
    assert chinese.json()["state"]["name"] != english.json()["state"]["name"]
    assert (chinese["Content-Language"], english["Content-Language"]) == ("zh-hans", "en")


@pytest.mark.parametrize("wrong", [{"code": "0" * 16}, {"number": "1000000052"}])
def test_wrong_code_and_wrong_number_are_not_told_apart(wrong, app, spoken):
    sent = {"number": spoken["number"], "code": spoken["code"]} | wrong
    answer = app.post("/receipts/open", sent)
    assert (answer.status_code, answer.json()["code"]) == (404, "voice.receipt_unknown")


def test_after_wrong_codes_the_next_try_waits(app, spoken):
    for _ in range(6):
        answer = app.post("/receipts/open", {"number": spoken["number"], "code": "0" * 16})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1


def test_a_token_opens_nothing_for_another_key(holder, calls):
    other = calls("follow")
    other.token = holder.token
    answer = other.get(WHERE)
    assert (answer.status_code, answer.json()["code"]) == (401, "api.receipt_needed")


def test_a_token_ends_after_half_an_hour(app, holder, monkeypatch):
    import time

    later = time.time() + RECEIPT_SECONDS + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert holder.get(WHERE).status_code == 401


def test_a_receipt_issued_again_ends_the_token(holder, cast):
    reissue_receipt(Voice.objects.get(), how=Checked.CODE, actor=cast.actor("wang"), now=NOW)
    assert holder.get(WHERE).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\u00e9", "1" * 5_000])
def test_any_other_text_is_no_token(token, app, spoken):
    assert Caller(app.client, app.clear, token or "none").get(WHERE).status_code == 401


def test_words_are_added(holder):
    answer = holder.post(f"{WHERE}/additions", {"words": "昨晚有人摔了一跤。"})
    assert answer.status_code == 200, answer.content
    assert any("昨晚有人摔了一跤。" in step["notes"] for step in holder.get(WHERE).json()["steps"])


def test_an_addition_sent_twice_is_added_once(holder):
    for _ in range(2):
        assert holder.post(f"{WHERE}/additions", {"words": "同一句。"}, Idempotency_Key="k").status_code == 200
    notes = [note for step in holder.get(WHERE).json()["steps"] for note in step["notes"]]
    assert notes.count("同一句。") == 1


def test_what_is_answered_to_a_call_holds_no_words(holder):
    answer = holder.post(f"{WHERE}/additions", {"words": "昨晚有人摔了一跤。"})
    assert set(answer.json()) == {"state", "may"}


def test_withdrawn_and_taken_up_again(holder):
    answer = holder.post(f"{WHERE}/withdrawal", {"reason": "已经修好了"})
    assert answer.status_code == 200, answer.content
    assert "undo_withdraw" in answer.json()["may"]
    answer = holder.post(f"{WHERE}/withdrawal/undo")
    assert answer.status_code == 200
    assert "withdraw" in answer.json()["may"]
    assert holder.post(f"{WHERE}/withdrawal/undo").status_code == 409


def test_an_answer_is_rated_and_sent_back(holder, cast):
    _answered(cast)
    told = holder.get(WHERE).json()
    assert told["answers"][0]["text"].startswith("路灯已于")
    assert holder.post(f"{WHERE}/ratings", {}).status_code == 422
    answer = holder.post(f"{WHERE}/ratings", {"responded": "yes", "resolved": "no", "words": "还有一盏不亮"})
    assert answer.status_code == 200, answer.content
    assert any(one["id"] == "H-REDO" and one["running"] for one in holder.get(WHERE).json()["limits"])


def test_nothing_to_rate_yet_is_said(holder):
    answer = holder.post(f"{WHERE}/ratings", {"responded": "yes"})
    assert answer.status_code in (403, 409)
    assert answer.json()["detail"]


def test_a_sealed_voice_tells_its_holder_no_more_than_its_page(app):
    holder = app.opened(app.post("/voices", VOICE | {"kind": "report"}).json())
    told = holder.get(WHERE).json()
    assert told["sealed"]
    assert (told["words"], told["unit"], told["limits"], told["papers"]) == ("", "", [], [])
    assert WORDS not in str(told)


def test_there_is_no_proof_before_the_log_is_signed(holder):
    answer = holder.get(f"{WHERE}/proof")
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"


def test_a_link_of_the_page_is_no_token(holder, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    holder.client.cookies["hy_session"] = "whatever"
    holder.token = ""
    assert holder.get(WHERE).status_code == 401
