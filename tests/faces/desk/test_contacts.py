"""Contact reports at the desk: days noted, a report drafted, written, signed, read by everybody, commented on."""

from datetime import UTC, date, datetime

import pytest

from huiying.foundation.keys import clock
from huiying.judge.contacts.models import ContactDay, ContactReport
from tests.cast import NOW

LATER = datetime(2027, 1, 5, 2, tzinfo=UTC)
SAID = {
    "heard": "青石巷的路灯和末班车说得最多。",
    "done": "路灯已经换完，末班车延到七点半。",
    "missing": "",
    "ahead": "",
}


def key_of(answer):
    return answer.content.decode().split('name="key" value="')[1].split('"')[0]


def done(worker, path, **data):
    page = worker.get(path)
    assert page.status_code == 200
    return worker.post(path, key=key_of(page), **data)


@pytest.fixture
def report(at_desk):
    sun = at_desk("sun")
    answer = done(sun, "/desk/contacts/new/", period="2026-4")
    assert answer.status_code == 302, answer.content.decode()
    found = ContactReport.objects.get()
    assert answer["Location"] == f"/desk/contacts/{found.pk}/"
    assert done(sun, f"/desk/contacts/{found.pk}/edit/", **SAID).status_code == 302
    return found


def test_a_day_is_noted_and_taken_out(cast, at_desk, language):
    sun = at_desk("sun", language)
    given = {"on": "2026-11-20", "kind": "reception", "halves": "2", "place": str(cast.places["liuhe"].pk), "words": ""}
    assert done(sun, "/desk/contacts/days/note/", **given).status_code == 302
    said = "接访" if language == "zh-hans" else "Reception days"
    assert said in sun.read("/desk/contacts/days/")
    ahead = done(sun, "/desk/contacts/days/note/", **(given | {"on": "2026-12-20"}))
    assert ahead.status_code == 422
    day = ContactDay.objects.get()
    assert day.on == date(2026, 11, 20)
    assert done(at_desk("zhou"), f"/desk/contacts/days/{day.pk}/remove/").status_code == 302
    assert not ContactDay.objects.exists()


def test_the_leader_signs_and_everybody_reads(at_desk, language, report, monkeypatch, client):
    sun, published = at_desk("sun", language), f"/contacts/{report.pk}/"
    assert client.get(published).status_code == 404
    assert SAID["heard"] in sun.read(f"/desk/contacts/{report.pk}/")
    monkeypatch.setattr(clock, "now", lambda: LATER)
    assert done(sun, f"/desk/contacts/{report.pk}/publish/").status_code == 302
    for path in ("/contacts/", published):
        page = client.get(path, headers={"accept-language": language}).content.decode()
        assert ("孙伟" if language == "zh-hans" else "Sun Wei") in page
    assert SAID["heard"] in page
    assert f"/speak?report={report.pk}" in page
    assert f"report={report.pk}" in client.get(f"/speak?report={report.pk}").content.decode()
    assert client.get(f"/contacts/{report.pk}.pdf").content.startswith(b"%PDF")
    assert sun.get(f"/desk/contacts/{report.pk}/edit/").status_code == 404
    assert SAID["heard"] in at_desk("chen").read(f"/desk/contacts/{report.pk}/")


def test_a_draft_is_the_leaders_and_the_offices(at_desk, report):
    assert at_desk("zhou").get(f"/desk/contacts/{report.pk}/").status_code == 200
    assert at_desk("zhou").get(f"/desk/contacts/{report.pk}/publish/").status_code == 403
    assert at_desk("chen").get(f"/desk/contacts/{report.pk}/").status_code == 404
    assert at_desk("zhao").get("/desk/contacts/").status_code == 403
    assert at_desk("zhou").get(f"/desk/contacts/{report.pk}.docx").content.startswith(b"PK")
    assert report.drafted_at == NOW


def test_too_early_is_told_on_the_form(at_desk, report):
    answer = done(at_desk("sun"), f"/desk/contacts/{report.pk}/publish/")
    assert answer.status_code == 422
    assert "还没有过完" in answer.content.decode()
