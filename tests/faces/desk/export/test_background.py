"""Exports that are made in the background, at the desk: asked for, shown, fetched, cancelled."""

import pytest

from huiying.faces.desk.export import views
from huiying.foundation.tables.enums import ExportState
from huiying.foundation.tables.models import ExportJob
from huiying.loop.export_lists import at_once, table
from huiying.loop.export_lists.background import make_exports
from tests.cast import NOW
from tests.faces.desk.tongues import unmarked_chinese

BOARD = "/desk/export/?list=board&only=all"
REASON = "逐户核对受灾名单"
FORM = {"language": "en", "format": "csv"}


@pytest.fixture
def zhou(at_desk, speak):
    speak()
    speak(naming="shielded")
    return at_desk("zhou")


def test_names_are_asked_for_with_a_reason(zhou, language):
    page = zhou.client.post(BOARD, FORM | {"identities": "on"}, headers={"accept-language": language})
    assert page.status_code == 422
    said = "请写明理由，每个人都会看到" if language == "zh-hans" else "Say why; each person will read it"
    assert said in page.content.decode()
    assert not ExportJob.objects.exists()


def test_a_handler_is_not_offered_names_and_gets_none_by_asking(at_desk, at_land):
    zhao = at_desk("zhao")
    assert 'name="identities"' not in zhao.read("/desk/export/?list=queue")
    answer = zhao.client.post("/desk/export/?list=queue", FORM | {"identities": "on", "reason": REASON})
    assert answer.status_code == 200
    assert "李桂英" not in answer.content.decode("utf-8-sig")
    assert not ExportJob.objects.exists()


def test_it_is_made_shown_and_fetched_by_who_asked_alone(zhou, at_desk, language):
    answer = zhou.client.post(BOARD, FORM | {"identities": "on", "reason": REASON})
    assert answer["Location"] == "/desk/exports/"
    assert "hx-trigger" in zhou.read("/desk/exports/")
    make_exports(clock=lambda: NOW)
    job = ExportJob.objects.get()
    shown = zhou.client.get("/desk/exports/", headers={"accept-language": language}).content.decode()
    assert f"/desk/exports/{job.pk}/" in shown
    assert "hx-trigger" not in shown
    if language == "en":
        assert unmarked_chinese(shown) == []
    answer = zhou.get(f"/desk/exports/{job.pk}/")
    body = b"".join(answer.streaming_content)
    assert "李桂英".encode() in body
    assert (int(answer["Content-Length"]), answer["Cache-Control"]) == (len(body), "no-store")
    assert answer["Content-Disposition"] == 'attachment; filename="board-20261123.csv"'
    for name in ("hotline", "chen", "guo", "wang"):
        assert at_desk(name).get(f"/desk/exports/{job.pk}/").status_code == 404
        assert at_desk(name).post(f"/desk/exports/{job.pk}/cancel/").status_code == 404
        assert f"/desk/exports/{job.pk}/" not in at_desk(name).read("/desk/exports/")


def test_who_lost_the_role_no_longer_fetches_the_file(zhou, cast):
    zhou.post(BOARD, **FORM, identities="on", reason=REASON)
    make_exports(clock=lambda: NOW)
    cast.staff["zhou"].grants.all().delete()
    assert zhou.get(f"/desk/exports/{ExportJob.objects.get().pk}/").status_code == 403


def test_it_can_be_cancelled_by_a_post_alone(zhou):
    zhou.post(BOARD, **FORM, identities="on", reason=REASON)
    job = ExportJob.objects.get()
    assert zhou.get(f"/desk/exports/{job.pk}/cancel/").status_code == 405
    assert zhou.post(f"/desk/exports/{job.pk}/cancel/")["Location"] == "/desk/exports/"
    assert ExportJob.objects.get().state == ExportState.CANCELLED
    assert zhou.get(f"/desk/exports/{job.pk}/").status_code == 404


def test_parquet_and_long_lists_are_made_in_the_background(zhou, monkeypatch):
    zhou.post(BOARD, **FORM | {"format": "parquet"})
    monkeypatch.setattr(at_once, "SMALL_ROWS", 1)
    monkeypatch.setattr(views, "SMALL_ROWS", 1)
    assert "background" in zhou.client.get(BOARD, headers={"accept-language": "en"}).content.decode()
    assert zhou.post(BOARD, **FORM)["Location"] == "/desk/exports/"
    assert make_exports(clock=lambda: NOW) == 2
    assert {job.state for job in ExportJob.objects.all()} == {ExportState.READY}


def test_the_same_form_posted_twice_is_one_export(zhou):
    key = "4c1d6a2e-5b1f-4f0e-9c53-9d3c1a2b7f10"
    for _ in range(2):
        assert zhou.post(BOARD, **FORM, identities="on", reason=REASON, key=key).status_code == 302
    assert ExportJob.objects.count() == 1


def test_too_many_with_names_are_refused_on_the_form(zhou, monkeypatch):
    for module in (views, table):
        monkeypatch.setattr(module, "MOST_IDENTITIES", 1)
    page = zhou.post(BOARD, **FORM, identities="on", reason=REASON)
    assert page.status_code == 422
    assert "2" in page.context["form"].errors["reason"][0]


def test_what_could_not_be_made_says_why(zhou, cast, language):
    zhou.post(BOARD, **FORM, identities="on", reason=REASON)
    ExportJob.objects.update(state=ExportState.FAILED, trouble="tables.export_interrupted")
    shown = zhou.client.get("/desk/exports/", headers={"accept-language": language}).content.decode()
    assert ("服务中断" if language == "zh-hans" else "The service stopped") in shown


def test_words_of_a_search_that_went_with_the_session_are_asked_for_again(zhou):
    page = zhou.get("/desk/export/?list=search&q=AAAA")
    assert page.status_code == 422
    assert "/desk/search/" in page.content.decode()
