import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import UnreadablePostError
from django.test import RequestFactory

from huiying.faces.look import views

pytestmark = pytest.mark.django_db
PAGES = ["/patterns", "/patterns?desk", "/privacy", "/accessibility", "/nowhere", "/question"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_stands_in_both_languages(browse, path, language):
    html = browse(path, language)
    assert f'<html lang="{"zh-Hans" if language == "zh-hans" else "en"}">' in html
    assert {"zh-hans": "回应</title>", "en": "Huiying</title>"}[language] in html
    assert html.count("<h1>") == 1


def test_a_switch_is_remembered_and_leads_back(client):
    response = client.get("/language", {"to": "en", "next": "/privacy?a=1"})
    assert response.headers["Location"] == "/privacy?a=1"
    cookie = response.cookies["hy_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert '<html lang="en">' in client.get("/privacy", headers={"accept-language": "zh-CN"}).content.decode()


def test_large_text_is_remembered(client):
    client.get("/display", {"text": "large", "next": "/privacy"})
    html = client.get("/privacy").content.decode()
    assert 'data-text="large"' in html
    assert "/display?text=normal" in html
    client.get("/display", {"text": "normal"})
    assert "data-text" not in client.get("/privacy").content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "evil",
        "/\n/evil.example",
    ],
)
def test_a_switch_never_leads_off_the_site(client, target):
    assert client.get("/language", {"to": "en", "next": target}).headers["Location"] == "/"


def test_a_switch_to_what_is_not_offered_changes_nothing(client):
    assert not client.get("/language", {"to": "xx"}).cookies
    assert not client.get("/display", {"text": "huge"}).cookies


def test_no_cookie_before_a_person_acts(client):
    for path in ("/privacy", "/accessibility", "/patterns"):
        assert not client.get(path).cookies


def test_private_pages_are_stored_nowhere(client):
    assert client.get("/question").headers["Cache-Control"] == "no-store"
    assert client.get("/desk/nowhere").headers["Cache-Control"] == "no-store"
    public = client.get("/privacy").headers
    assert "Cache-Control" not in public
    assert {"Cookie", "Accept-Language"} <= set(public["Vary"].split(", "))
    assert public["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_language_link_comes_back_with_its_query(browse):
    assert "/language?to=en&amp;next=%2Fprivacy%3Fa%3D1" in browse("/privacy?a=1", "zh-hans")


def test_an_error_is_first_in_the_title(client):
    html = client.post("/question", {"words": ""}, headers={"accept-language": "en"}).content.decode()
    assert "<title>Error: " in html
    assert html.index('id="errors"') < html.index("<h1>")
    assert 'name="key"' in html


def test_the_manifest_speaks_the_language(client):
    manifest = json.loads(client.get("/manifest.webmanifest", headers={"accept-language": "zh-CN"}).content)
    assert manifest["name"] == "回应"


@pytest.mark.parametrize(
    ("view", "error", "status", "words"),
    [
        (views.bad_request, SuspiciousOperation(), 400, "没送出去"),
        (views.bad_request, RequestDataTooBig(), 413, "太长了"),
        (views.forbidden, PermissionDenied(), 403, "不能看"),
        (views.not_found, Exception(), 404, "没有这一页"),
    ],
)
def test_a_refusal_says_what_to_do(view, error, status, words, language):
    response = view(RequestFactory().get("/x"), error)
    assert response.status_code == status
    assert language == "en" or words in response.content.decode()


def test_what_is_too_long_is_read_to_its_end_so_that_the_browser_shows_the_sentence():
    request = RequestFactory().post("/x", b"x" * 300_000, content_type="text/plain")
    assert views.bad_request(request, RequestDataTooBig()).status_code == 413
    assert request.read() == b""


def test_who_goes_away_while_sending_too_much_is_let_go(monkeypatch):
    def gone(_size: int) -> bytes:
        raise UnreadablePostError

    request = RequestFactory().post("/x")
    monkeypatch.setattr(request, "read", gone)
    assert views.bad_request(request, RequestDataTooBig()).status_code == 413


def test_failures_promise_that_the_words_are_safe_and_ask_nothing_of_the_database(language, monkeypatch):
    def no_office() -> None:
        raise AssertionError("the database may be what failed")

    monkeypatch.setattr("huiying.faces.look.context.office_profile", no_office)
    safe = {"zh-hans": "您写的还在", "en": "your words are safe"}[language]
    request = RequestFactory().post("/x")
    for response, status in ((views.server_error(request), 500), (views.csrf_failure(request), 403)):
        assert response.status_code == status
        assert safe in response.content.decode()
        assert 'data-kept="no"' in response.content.decode()


def test_who_watches_the_machine_learns_that_it_works_and_nothing_else(client, db, monkeypatch):
    well = client.get("/healthz")
    assert (well.status_code, well.content, well.cookies) == (200, b"ok\n", {})
    assert "no-store" in well["Cache-Control"]

    def broken():
        raise OperationalError("the words of a driver")

    with monkeypatch.context() as patch:
        patch.setattr(views.connection, "cursor", broken)
        ill = client.get("/healthz")
    assert (ill.status_code, ill.content) == (503, b"no\n")
