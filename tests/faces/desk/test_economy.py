"""What is asked of people, at the desk: a quarter in a sentence, tables and bars; the register; who notes what."""

import re
from datetime import date
from decimal import Decimal

import pytest

from huiying.core.economy import Quarter
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.services.burdens import BurdenData, note_burden
from tests.faces.desk.conftest import granted
from tests.faces.desk.tongues import unmarked_chinese
from tests.improve.insight.test_economy import item, meeting, promise
from tests.serve.coordination.interests import who

FILLED = {
    "kind": "form",
    "title": "垃圾分类周报表",
    "quarter": "2026-4",
    "units": "12",
    "people": "1",
    "hours": "0.5",
    "times": "13",
    "cost": "99.50",
    "purpose": "看各村分类做得怎样",
}


@pytest.fixture
def quarter(cast):
    """A meeting of 5 people for an hour, one called off, two resolutions, two promises, a form of 78 hours."""
    held = meeting(cast, took=60, people=(2, 3))
    meeting(cast, state="off", reason="没有议题", minutes=60, invited=2)
    item(cast, held, resolutions=2)
    promise(cast, date(2026, 10, 20))
    promise(cast, date(2026, 12, 20))
    granted(cast, "hu", "adviser", "office")
    line = BurdenData(
        "form", "垃圾分类周报表", cast.units["land"].pk, Quarter(2026, 4), 12, 1, Decimal("0.5"), 13, "看分类做得怎样"
    )
    return note_burden(line, **who(cast, "hu"))


SAID = {
    "zh-hans": (
        "2026年第4季度，开了 1 次会，大家一共花了 5 小时；填表、报材料等 1 项，花了 78 小时。",
        "换来 2 件决定；到期的 1 项承诺里，0 件按最初说的日子兑现。",
        "取消了 1 次会，至少省下 2 小时。",
        "每件合 41.5 小时",
    ),
    "en": (
        "In quarter 4 of 2026 1 meeting took 5 hours of people’s time, 1 line of forms, reports and the like took 78.",
        "For it there were 2 resolutions; of 1 promise whose day came, 0 kept by the day promised first.",
        "1 meeting was called off: at least 2 hours were not spent.",
        "41.5 hours of people for each",
    ),
}


def test_a_quarter_is_told_in_sentences_tables_and_bars(cast, language, at_desk, quarter):
    page = at_desk("sun", language).read("/desk/economy/")
    for words in (*SAID[language], "垃圾分类周报表", "26/4"):
        assert words in page
    assert page.count('<rect class="desk-bars') == 8
    assert 'href="/desk/economy/new/"' not in page
    if language == "en":
        assert unmarked_chinese(page) == []
        assert unmarked_chinese(at_desk("hu", "en").read(f"/desk/economy/{quarter.pk}/")) == []
    before = at_desk("sun", language).read("/desk/economy/?quarter=2026-3")
    assert "垃圾分类周报表" not in before
    assert "quarter=2026-4" in before


@pytest.mark.parametrize("asked", ["2026-9", "x", "", "0001-1", "2026-4'"])
def test_an_address_that_is_no_quarter_shows_this_one(cast, at_desk, quarter, asked):
    assert "2026年第4季度" in at_desk("sun").read(f"/desk/economy/?quarter={asked}")


def test_a_head_notes_what_the_own_unit_asks_and_says_later_what_came_of_it(cast, at_desk):
    qian = at_desk("qian")
    page = qian.read("/desk/economy/new/")
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]
    assert cast.units["land"].name in page
    assert f'value="{cast.units["housing"].pk}"' not in page.partition('name="unit"')[2].partition("</select>")[0]
    for _ in range(2):
        answer = qian.post("/desk/economy/new/", key=key, unit=cast.units["land"].pk, **FILLED)
        assert answer["Location"] == "/desk/economy/?quarter=2026-4"
    line = Burden.objects.get()
    assert (line.hours, line.cost_fen, line.quarter) == (Decimal("0.5"), 9950, date(2026, 10, 1))
    path = f"/desk/economy/{line.pk}/"
    assert path in qian.read("/desk/economy/")
    assert 'value="99.50"' in qian.read(path)
    qian.post(path, unit=cast.units["land"].pk, **FILLED, outcome="取消了这张表")
    assert "结果：取消了这张表" in qian.read("/desk/economy/")


def test_what_cannot_be_is_said_at_its_field(cast, language, at_desk):
    qian = at_desk("qian", language)
    wrong = FILLED | {"hours": "0", "units": "many", "title": "", "kind": ""}
    answer = qian.post("/desk/economy/new/", unit=cast.units["land"].pk, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'href="#id_{name}' in page for name in ("kind", "title", "units", "hours"))
    assert ("请写大于 0 的数" if language == "zh-hans" else "Please write a number above 0") in page
    answer = qian.post("/desk/economy/new/", unit=cast.units["housing"].pk, **FILLED)
    assert answer.status_code == 422
    assert not Burden.objects.exists()


@pytest.mark.parametrize(
    ("name", "reads", "notes"),
    [("zhou", 200, 200), ("sun", 200, 403), ("chen", 200, 403), ("town", 200, 200), ("zhao", 403, 403)],
)
def test_who_reads_and_who_notes(cast, at_desk, quarter, name, reads, notes):
    worker = at_desk(name)
    assert worker.get("/desk/economy/").status_code == reads
    assert worker.get("/desk/economy/new/").status_code == notes
    assert worker.get(f"/desk/economy/{quarter.pk}/").status_code == 403
    assert worker.post(f"/desk/economy/{quarter.pk}/", **FILLED).status_code == 403
    assert worker.get("/desk/economy/999999999/").status_code == (404 if reads == 200 else 403)


def test_the_register_and_the_quarters_go_out_as_files(cast, at_desk, quarter):
    zhou = at_desk("zhou")
    links = re.findall(r'href="(/desk/export/[^"]+)"', zhou.read("/desk/economy/"))
    asked = {"format": "csv", "language": "zh-hans"}
    said = [zhou.client.post(link.replace("&amp;", "&"), asked).content for link in links]
    assert len(said) == 2
    assert "2026-4,1,5.0,0,1,2.0,1,78.0,0,2,0,0,0,0,1,0,1" in said[0].decode("utf-8-sig")
    assert "垃圾分类周报表" in said[1].decode("utf-8-sig")
