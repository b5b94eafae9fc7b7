"""The front page: what the office says of itself, and no cookie before anybody does anything."""

from datetime import date, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from huiying.faces.public.front import figures
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


def test_last_month_shows_as_shares_with_what_they_rest_on(reader: Speaker, language: str) -> None:
    with (
        patch.object(figures, "answered_in_time", return_value=(1411, 1452)),
        patch.object(figures, "resolved_share", return_value=(863, 1120)),
    ):
        page = reader.read("/")
    month = {
        "zh-hans": "10月该答复的，每 100 件里 <b>97</b> 件按时。",
        "en": "Of every 100 answers due in October, <b>97</b>",
    }
    assert month[language] in page
    assert "1,411 / 1,452" in page or "1,411 of 1,452" in page
    assert "<b>77</b>" in page


@pytest.mark.parametrize("few", [(0, 0), (4, 4)])
def test_a_figure_that_rests_on_fewer_than_five_is_not_shown(li: Speaker, few: tuple[int, int]) -> None:
    with (
        patch.object(figures, "answered_in_time", return_value=few),
        patch.object(figures, "resolved_share", return_value=few),
    ):
        assert "hy-figure" not in li.read("/")


def test_figures_are_counted_once_in_five_minutes(li: Speaker) -> None:
    with patch.object(figures, "answered_in_time", return_value=(9, 9)) as counting:
        li.get("/")
        li.get("/")
        cache.clear()
        li.get("/")
    assert counting.call_count == 2


def test_the_month_is_the_calendar_month_before_in_the_zone_of_the_office() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    with (
        patch.object(figures, "answered_in_time", return_value=(5, 5)) as asked,
        patch.object(figures, "resolved_share", return_value=(5, 5)),
    ):
        found = figures.last_month(datetime(2026, 12, 31, 16, 30, tzinfo=ZoneInfo("UTC")))
    assert found.month == date(2026, 12, 1)
    asked.assert_called_once_with(datetime(2026, 12, 1, tzinfo=shanghai), datetime(2027, 1, 1, tzinfo=shanghai))


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(5, 5, 100), (0, 7, 0), (1, 200, 1), (863, 1120, 77), (1411, 1452, 97)]
)
def test_of_a_hundred_is_rounded_half_up(part: int, whole: int, said: int) -> None:
    assert figures.Share(part, whole).of_hundred == said


def test_an_empty_office_has_no_figures(li: Speaker) -> None:
    found = figures.last_month(NOW)
    assert found.in_time is None
    assert found.resolved is None
