"""On English pages of the desk, whatever is Chinese says so: titles, places, answers, what was filled in."""

import pytest

from huiying.foundation.office.services import seed_calendar
from huiying.foundation.people.models import Place, Staff, Unit
from huiying.loop.act_on_case import approve
from huiying.loop.speaker_acts import rate, read_opinion
from huiying.serve.casework.models import Approval
from tests.cast import NOW
from tests.faces.desk.conftest import REQUESTS
from tests.faces.desk.tongues import unmarked_chinese


def test_what_is_not_marked_is_found():
    assert unmarked_chinese('<html lang="en"><p>路灯<b lang="zh-Hans">灯</b><br>灯</p></html>') == ["路灯", "灯"]
    assert unmarked_chinese('<html lang="en"><title>路灯</title><p lang="zh-Hans">路灯</p><p>Lamps</p></html>') == []


@pytest.fixture
def told(cast, speak, act, heard):
    """Voices in several states, with Chinese names and words wherever somebody may have written them."""
    speak(place_id=None, place_words="小学门口")
    spoken = speak()
    act(spoken, "zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act(spoken, "town", "hand_over", handler=cast.staff["town"].pk)
    act(heard, "zhao", "note", note="已约电工")
    act(heard, "zhao", "extend", days=10, reason="线路图在省里")
    Staff.objects.update(post="承办人")
    return heard


@pytest.fixture
def answered(cast, act, heard):
    """A case with an opinion, delivered and rated."""
    act(
        heard,
        "zhao",
        "issue_opinion",
        public_text="三盏灯都换了。",
        private_text="费用走照明维护",
        puts_right="已经修好",
        requests=REQUESTS,
        looked=True,
    )
    approve(Approval.objects.get().pk, actor=cast.actor("qian"), now=NOW)
    read_opinion(heard, now=NOW)
    rate(heard, responded="yes", resolved="no", satisfied="no", put_right="partly", words="还差一盏", now=NOW)
    return heard


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("zhao", "/desk/queue/"),
        ("town", "/desk/queue/"),
        ("chen", "/desk/queue/"),
        ("zhou", "/desk/board/"),
        ("zhou", "/desk/board/?only=all"),
        ("qian", "/desk/approvals/"),
        ("zhao", "/desk/cases/{case}/"),
        ("qian", "/desk/cases/{case}/?in=queue"),
        ("zhou", "/desk/cases/{case}/"),
        ("zhao", "/desk/cases/{case}/note/"),
        ("zhao", "/desk/cases/{case}/forward/"),
        ("zhou", "/desk/cases/{case}/identity/"),
        ("qian", "/desk/approvals/{approval}/"),
    ],
)
def test_chinese_on_an_english_page_says_so(told, at_desk, name, path):
    html = at_desk(name, "en").read(path.format(case=told.pk, approval=Approval.objects.get().pk))
    assert '<html lang="en"' in html
    assert unmarked_chinese(html) == []


def test_answers_and_judgements_say_their_language(answered, at_desk):
    html = at_desk("zhao", "en").read(f"/desk/cases/{answered.pk}/")
    assert "三盏灯都换了" in html
    assert "还差一盏" in html
    assert unmarked_chinese(html) == []


@pytest.mark.parametrize("path", ["queue/", "cases/{case}/", "admin/units/", "admin/staff/", "admin/places/"])
def test_names_without_an_english_one_say_so(told, at_desk, path):
    for model in (Unit, Place, Staff):
        model.objects.update(name_en="")
    worker = at_desk("guo" if "admin" in path else "zhao", "en")
    html = worker.read("/desk/" + path.format(case=told.pk))
    assert "柳" in html
    assert unmarked_chinese(html) == []


def test_an_english_voice_on_a_chinese_page_says_so(speak, at_desk, language):
    voice = speak(text="Three lamps are out on the way to school.", language="en")
    html = at_desk("zhou", language).read("/desk/board/")
    marked = f'<span lang="en">{voice.title}</span>' in html
    assert marked == (language == "zh-hans")


@pytest.mark.parametrize(
    "path", ["units/new/", "profile/", "calendar/2026-01-01/", "calendar/2026/", "limits/", "letters/"]
)
def test_chinese_words_in_the_administrators_sentences_say_so(cast, at_desk, path):
    seed_calendar(actor=cast.actor("guo"), now=NOW)
    assert unmarked_chinese(at_desk("guo", "en").read(f"/desk/admin/{path}")) == []


def test_a_title_in_the_tab_holds_no_markup(told, at_desk):
    Unit.objects.update(name_en="")
    assert "<title>Cases of 柳溪县自然资源局 –" in at_desk("zhao", "en").read("/desk/queue/")
