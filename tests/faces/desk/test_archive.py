"""The archivist's list: what has ended and waits to be archived, what ended first on top."""

from datetime import timedelta

import pytest

from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.desk.conftest import granted

PAGE = "/desk/archive/"


@pytest.fixture
def ended(speak, act):
    """`ended(days)`: a call that was answered at once and ended `days` ago."""

    def done(days=0, **changes):
        voice = speak(channel="phone", kind="inquiry", **changes)
        said = "周六上午也开门，八点半到十一点半。"
        act(voice, "hotline", "answer_now", public_text=said, basis="服务指南", looked=True)
        Case.objects.filter(pk=voice.pk).update(ended_at=NOW - timedelta(days=days))
        return voice

    return done


@pytest.fixture
def archivist(cast, at_desk, language):
    """Hu, who keeps the archive of the hotline and nothing else."""
    cast.staff["hu"].grants.all().delete()
    granted(cast, "hu", "archivist", "hotline")
    return at_desk("hu", language)


def shown(page):
    return [row["case"].pk for row in page.context["rows"]]


def test_it_is_the_archivists_first_place_of_work(archivist):
    assert archivist.get("/desk/")["Location"] == PAGE


def test_what_ended_first_comes_first_and_what_is_open_is_not_there(archivist, ended, speak):
    newer, older = ended(1), ended(9)
    speak(channel="phone")
    assert shown(archivist.get(PAGE)) == [older.pk, newer.pk]


def test_cases_of_another_office_and_sealed_ones_are_not_there(archivist, ended, heard):
    voice = ended()
    Case.objects.filter(pk=heard.pk).update(state="concluded", standing="ended", ended_at=NOW, next_due_at=None)
    assert shown(archivist.get(PAGE)) == [voice.pk]
    Case.objects.filter(pk=voice.pk).update(sealed=True)
    assert shown(archivist.get(PAGE)) == []


def test_an_archivist_for_one_place_sees_that_place(cast, archivist, ended):
    here, elsewhere = ended(), ended(place_id=cast.places["qingshi"].pk)
    cast.staff["hu"].grants.update(place=cast.places["liuhe"])
    assert shown(archivist.get(PAGE)) == [here.pk]
    assert archivist.get(f"/desk/cases/{elsewhere.pk}/").status_code == 404


def test_a_case_in_which_a_clock_runs_again_waits(archivist, ended):
    voice = ended()
    Case.objects.filter(pk=voice.pk).update(next_due_at=NOW + timedelta(days=3), next_clock="H-HANDLE")
    assert shown(archivist.get(PAGE)) == []


def test_it_leads_to_the_act_and_what_is_archived_leaves(archivist, ended, language):
    first, second = ended(9), ended(1)
    page = f"/desk/cases/{first.pk}/"
    assert f'href="{page}?in=archive"' in archivist.read(PAGE)
    html = archivist.read(f"{page}?in=archive")
    assert f'href="{page}archive/?in=archive"' in html
    assert ("待归档" if language == "zh-hans" else "To archive") in html
    assert f'href="/desk/cases/{second.pk}/?in=archive" rel="next"' in html
    assert archivist.post(f"{page}archive/?in=archive", retention="长期，《档案法》").status_code == 302
    assert Case.objects.get(pk=first.pk).standing == "archived"
    assert shown(archivist.get(PAGE)) == [second.pk]


def test_petitions_that_are_concluded_are_there_too(at_desk, heard):
    Case.objects.filter(pk=heard.pk).update(state="concluded", standing="ended", ended_at=NOW, next_due_at=None)
    assert shown(at_desk("zhou").get(PAGE)) == [heard.pk]
    Case.objects.filter(pk=heard.pk).update(state="handling", standing="open")
    assert shown(at_desk("zhou").get(PAGE)) == []


@pytest.mark.parametrize("name", ["wang", "zhao", "hotline", "guo", "chen", "feng"])
def test_it_is_closed_to_other_roles(cast, at_desk, name):
    assert at_desk(name).get(PAGE).status_code == 403


def test_a_long_list_comes_in_pages(archivist, ended, monkeypatch):
    monkeypatch.setattr("huiying.faces.desk.paging.PAGE_ROWS", 2)
    expected = [ended(days).pk for days in (5, 4, 3)]
    assert shown(archivist.get(PAGE)) == expected[:2]
    assert shown(archivist.get(f"{PAGE}?page=2")) == expected[2:]
    assert 'rel="next"' in archivist.read(PAGE)
