"""The supervision board: what an inspector has to decide, and what a unit sees of its own, in both languages."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from huiying.faces.desk.supervision import words
from huiying.judge.ratings.models import Rating
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.models import Advice, Flag
from tests.cast import NOW
from tests.faces.desk.supervision.found import doubtful, flag_of, late, late_promise
from tests.faces.desk.tongues import unmarked_chinese
from tests.serve.decisions.decided import decided, tasked
from tests.serve.supervision.ordered import advised

ZH = "zh-hans"
BOARD = "/desk/supervision/"
LISTS = ("late/", "ours/", "flags/", "signals/", "contests/", "orders/", "advice/", "measures/")


@pytest.fixture
def case(at_land):
    return Case.objects.select_related("unit").get(pk=at_land.pk)


def test_the_board_shows_what_was_found_why_and_what_was_done(cast, language, at_desk, case):
    late(case, level=2, told=cast.units["office"])
    doubtful(case)
    promise = tasked(cast, decided(cast)).commitment
    late_promise(promise)
    page = at_desk("chen", language).read(BOARD)
    said = ("升到 2 级", "打分说没有解决", "说好 2026年11月20日 前做到") if language == ZH else (
        "up to level 2", "The rating of", "Promised by 20 November 2026",
    )  # fmt: skip
    assert all(words in page for words in said)
    assert page.count("desk/supervision/orders/new/?case=") == 2
    assert f"desk/supervision/orders/new/?promise={promise.pk}&amp;flag=" in page
    assert language == ZH or (case.unit.name_en in page and unmarked_chinese(page) == [])


def test_who_only_reads_is_offered_no_order(at_desk, case):
    late(case)
    page = at_desk("sun").read(BOARD)
    assert case.voice.heading in page
    assert "orders/new" not in page
    assert "dismiss" not in page


def test_units_stand_by_name_with_their_numbers_and_no_rank(cast, language, at_desk, case):
    Case.objects.filter(pk=case.pk).update(next_due_at=NOW, hops=2)
    Rating.objects.create(case=case, round=1, resolved="no", given_at=NOW)
    page = at_desk("chen", language).read(BOARD)
    table = page[page.index("desk-units") :]
    assert [table.count(f">{number}<") for number in ("1", "2")] == [4, 0]
    assert f"/desk/supervision/late/?unit={case.unit_id}" in table
    assert ("其中超期 1 件（100.0%）" if language == ZH else "1 of them late (100.0%)") in page


def test_ratings_of_test_voices_are_left_out_with_a_note(at_desk, case):
    Rating.objects.create(case=case, round=1, resolved="no", given_at=NOW)
    case.voice.revealed_at = NOW
    case.voice.save(update_fields=["revealed_at"])
    page = at_desk("chen").read(BOARD)
    assert "有 1 条打分来自暗访件" in page


def test_late_cases_are_listed_with_what_was_done_about_them(language, at_desk, case):
    Case.objects.filter(pk=case.pk).update(next_due_at=NOW)
    late(case)
    page = at_desk("chen", language).read(f"{BOARD}late/?unit={case.unit_id}")
    assert ("已自动催办" if language == ZH else "The unit was told") in page
    assert f"orders/new/?case={case.pk}" in page
    assert case.voice.heading not in at_desk("chen", language).read(f"{BOARD}late/?unit=1")


def test_a_flag_is_dismissed_once_with_a_reason(language, at_desk, case):
    flag = flag_of(late(case))
    chen, path = at_desk("chen", language), f"{BOARD}flags/{flag.pk}/dismiss/"
    assert case.voice.heading in chen.read(path)
    assert chen.post(path, words="").status_code == 422
    assert chen.post(path, words="电话核实过，昨天已经修好").status_code == 302
    flag.refresh_from_db()
    assert (flag.state, flag.reason) == (FlagState.DISMISSED, "电话核实过，昨天已经修好")
    assert chen.post(path, words="再说一次理由").status_code == 422
    assert case.voice.heading not in chen.read(BOARD).split("desk-units")[0]
    assert "电话核实过" in chen.read(f"{BOARD}flags/")


def test_parts_of_the_board_open_whole(at_desk, case):
    doubtful(case)
    chen = at_desk("chen")
    assert case.voice.heading in chen.read(f"{BOARD}?only=doubtful")
    assert case.voice.heading not in chen.read(f"{BOARD}?only=promises")
    assert chen.get(f"{BOARD}?only=nothing").status_code == 200


def test_a_part_opened_whole_comes_in_pages(cast, at_desk, case, django_assert_max_num_queries):
    rows = [Flag(trigger=f"S4{n:02}", case=case, unit=case.unit, flagged_at=NOW) for n in range(60)]
    chen = at_desk("chen")
    chen.read(BOARD)
    Flag.objects.bulk_create(rows)
    with patch.object(words, "trigger_name", str), django_assert_max_num_queries(80):
        first, second = (chen.read(f"{BOARD}?only=late&page={number}") for number in (1, 2))
    assert [page.count('<tr role="row" data-row>') for page in (first, second)] == [50, 10]
    assert "?only=late&amp;page=2" in first


def test_advice_without_a_case_that_nobody_answered_stands_on_the_board(cast, language, at_desk):
    advice = advised(cast)
    assert advice.words not in at_desk("chen", language).read(BOARD)
    Advice.objects.filter(pk=advice.pk).update(feedback_by=NOW.date() - timedelta(days=1))
    page = at_desk("chen", language).read(BOARD)
    assert advice.words in page
    assert ("过期没有反馈的建议" if language == ZH else "Advice without an answer past its day") in page


def test_every_list_opens_in_both_languages_for_inspectors_and_leaders(cast, language, at_desk):
    for name in ("chen", "sun"):
        worker = at_desk(name, language)
        for path in LISTS:
            page = worker.read(BOARD + path)
            assert language == ZH or unmarked_chinese(page) == [], path


def test_what_is_not_the_viewers_shows_nowhere(at_desk, case):
    flag = flag_of(late(case))
    outsider = at_desk("outsider")
    assert case.voice.heading not in outsider.read(BOARD)
    assert outsider.get(f"{BOARD}signals/{flag.signals.get().pk}/").status_code == 404
    assert outsider.get(f"{BOARD}late/").status_code == 403
    assert outsider.get(f"{BOARD}flags/{flag.pk}/dismiss/").status_code == 403
    assert at_desk("zhou").get(BOARD).status_code == 403


def test_what_is_sealed_is_nobodys_on_the_board(at_desk, case):
    late(case)
    Case.objects.filter(pk=case.pk).update(sealed=True)
    chen = at_desk("chen")
    for path in ("", *LISTS):
        assert case.voice.heading not in chen.read(BOARD + path)
    assert Flag.objects.exists()
    assert Deadline.objects.filter(case=case).exists()
