"""Passkeys: added, asked for, and refused when anything about the answer is another's."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from huiying.foundation.people.models import SecondFactor, Staff
from tests.cast import NOW, PASSWORD
from tests.faces.desk.account.soft_key import SoftKey

NEW, PROVE = "/desk/account/passkeys/new/", "/desk/account/prove/"


def asked(answer):
    return json.loads(unescape(re.search(r'data-options="([^"]+)"', answer.content.decode())[1]))


def add(browser, key):
    made = key.make(asked(browser.get(NEW)))
    return browser.post(NEW, {"answer": json.dumps(made), "name": "钥匙串"})


def logged_in(name="zhao"):
    browser = Client()
    assert browser.post("/desk/login/", {"username": name, "password": PASSWORD}).status_code == 302
    return browser


@pytest.fixture
def key(cast):
    """Zhao's passkey, added."""
    key = SoftKey()
    assert "hy-keep" in add(logged_in(), key).content.decode()
    return key


def test_a_passkey_is_kept_sealed_and_opens_the_desk(key):
    row = SecondFactor.objects.get()
    assert (row.kind, row.name) == ("passkey", "钥匙串")
    assert key.id not in bytes(row.sealed)
    browser = logged_in()
    assert browser.get("/desk/queue/")["Location"] == PROVE
    options = asked(browser.get(PROVE))
    assert len(options["publicKey"]["allowCredentials"]) == 1
    answer = json.dumps(key.prove(options))
    assert browser.post(PROVE, {"answer": answer, "next": "/desk/queue/"})["Location"] == "/desk/queue/"
    assert browser.get("/desk/queue/").status_code == 200
    assert logged_in().post(PROVE, {"answer": answer}).status_code == 422


@pytest.mark.parametrize("wrong", ["origin", "host", "challenge", "signature", "counter", "another", "twice"])
def test_whatever_is_not_this_keys_answer_to_this_question_is_refused(key, wrong):
    browser = logged_in()
    options = asked(browser.get(PROVE))
    if wrong == "origin":
        key.origin = "http://testserver.example"
    elif wrong == "host":
        key.host = "elsewhere"
    elif wrong == "challenge":
        options["publicKey"]["challenge"] = "AAAA"
    elif wrong == "counter":
        key.counter = 0
    elif wrong == "another":
        stranger = SoftKey()
        stranger.id = key.id
        key = stranger
        key.counter = 8
    answer = key.prove(options)
    if wrong == "signature":
        answer["response"]["signature"] = answer["response"]["signature"][::-1]
    if wrong == "twice":
        asked(browser.get(PROVE))
    assert browser.post(PROVE, {"answer": json.dumps(answer)}).status_code == 422
    assert browser.get("/desk/queue/")["Location"] == PROVE


@pytest.mark.parametrize(
    "answer", ["", "[]", "null", "{}", '{"id": 1}', "x", '{"response": {"clientDataJSON": "e30"}}']
)
def test_bad_answers_are_told_and_nothing_breaks(key, answer):
    assert logged_in().post(PROVE, {"answer": answer}).status_code == 422
    browser = logged_in("qian")
    assert browser.post(NEW, {"answer": answer}).status_code == 422
    assert SecondFactor.objects.count() == 1


def test_one_passkey_serves_one_account(key):
    qian = logged_in("qian")
    assert add(qian, key).status_code == 422
    Staff.objects.filter(username="qian").update(second_factor_since=NOW)
    options = {"publicKey": {"challenge": "AAAA"}}
    assert qian.post(PROVE, {"answer": json.dumps(key.prove(options))}).status_code == 422


def test_a_number_in_place_of_a_name_is_told(cast):
    browser = Client(headers={"host": "127.0.0.1:8000"})
    browser.force_login(cast.staff["zhao"])
    said = browser.get(NEW).content.decode()
    assert "data-options" not in said
    assert "localhost" in said
