"""The front page: what the office says of itself, and no cookie before anybody does anything."""

from datetime import date, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from huiying.core.rates.intervals import Share as Told
from huiying.core.rates.measures import Measure
from huiying.core.rates.months import Month
from huiying.faces.public.front import figures
from huiying.judge.scorecards.selectors.cards import Card
from tests.cast import NOW
from tests.faces.public.conftest import Speaker


def test_the_front_page_invites_to_speak_and_to_follow(reader: Speaker, language: str) -> None:
    page = reader.read("/")
    said = {
        "zh-hans": ("有事请讲，件件有回音", "我要说事", "查一查"),
        "en": ("Tell us. Every voice", "Speak up", "Look it up"),
    }
    assert all(words in page for words in said[language])
    assert 'href="/speak"' in page
    assert 'action="/follow"' in page


def test_it_names_the_four_answers(reader: Speaker) -> None:
    page = reader.read("/")
    for pair in ("呼应", "难助", "忧虑", "应为"):
        assert f'{pair[0]}<span aria-hidden="true">→</span>{pair[1]}' in page


def test_it_says_how_to_speak_without_the_internet(li: Speaker) -> None:
    page = li.read("/")
    assert "打电话：12345" in page
    assert "到窗口：柳溪县人民路1号" in page


@pytest.mark.parametrize("path", ["/", "/speak", "/follow"])
def test_reading_sets_no_cookie(li: Speaker, path: str) -> None:
    li.get(path)
    assert not li.client.cookies


def month(**shares: tuple[int, int]) -> Card:
    return Card(shares={Measure(name): Told(*share) for name, share in shares.items()})


def test_last_month_shows_as_shares_with_what_they_rest_on(reader: Speaker, language: str) -> None:
    with patch.object(figures, "whole", return_value=month(on_time=(1411, 1452), resolved=(863, 1120))):
        page = reader.read("/")
    said = {
        "zh-hans": "10月该答复的，每 100 件里 <b>97</b> 件按时。",
        "en": "Of every 100 answers due in October, <b>97</b>",
    }
    assert said[language] in page
    assert "1,411 / 1,452" in page or "1,411 of 1,452" in page
    assert "<b>77</b>" in page


def test_a_figure_that_is_not_told_is_not_shown(li: Speaker) -> None:
    with patch.object(figures, "whole", return_value=month(on_time=(9, 9))):
        page = li.read("/")
    assert page.count("hy-figure") == 1


def test_figures_are_read_once_in_five_minutes(li: Speaker) -> None:
    with patch.object(figures, "whole", return_value=month(on_time=(9, 9))) as reading:
        li.get("/")
        li.get("/")
        cache.clear()
        li.get("/")
    assert reading.call_count == 2


def test_the_month_is_the_calendar_month_before_in_the_zone_of_the_office() -> None:
    with patch.object(figures, "whole", return_value=Card()) as asked:
        found = figures.last_month(datetime(2026, 12, 31, 16, 30, tzinfo=ZoneInfo("UTC")))
    assert found.month == date(2026, 12, 1)
    asked.assert_called_once_with(Month(2026, 12))


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(5, 5, 100), (0, 7, 0), (1, 200, 1), (863, 1120, 77), (1411, 1452, 97)]
)
def test_of_a_hundred_is_rounded_half_up(part: int, whole: int, said: int) -> None:
    assert figures.Share(part, whole).of_hundred == said


def test_an_empty_office_has_no_figures(li: Speaker) -> None:
    found = figures.last_month(NOW)
    assert found.in_time is None
    assert found.resolved is None
