"""Filters of the search, with and without words: what they let through, and how they are said."""

from datetime import timedelta

import pytest

from huiying.foundation.office.models import Category
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.desk.search.conftest import ids, text


@pytest.fixture
def two(speak):
    """A request that came to the counter today, and a complaint by letter of the evening before, written down after."""
    return speak(), speak(kind="complaint", channel="letter", received_at=NOW - timedelta(hours=10))


def test_nothing_is_listed_before_anything_is_asked(searcher, at_land):
    page = searcher("zhao").ask()
    assert (page.status_code, page.context["rows"], page.context["count"]) == (200, [], None)


def test_the_newest_come_first_and_filters_need_no_words(searcher, two):
    assert searcher("zhou").found(state="open") == [two[1].pk, two[0].pk]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"kind": "complaint"}, [1]),
        ({"kind": "request"}, [0]),
        ({"kind": "praise"}, []),
        ({"channel": "letter"}, [1]),
        ({"channel": "phone"}, []),
        ({"state": "open"}, [1, 0]),
        ({"state": "registered"}, [1, 0]),
        ({"state": "ended"}, []),
        ({"state": "archived"}, []),
        ({"since": "2026-11-23"}, [0]),
        ({"until": "2026-11-22"}, [1]),
        ({"since": "2026-11-22", "until": "2026-11-22"}, [1]),
        ({"since": "2026-11-24"}, []),
        ({"kind": "request", "since": "2026-11-23"}, [0]),
    ],
)
def test_each_filter_lets_its_own_through_and_they_are_counted(searcher, two, asked, kept):
    page = searcher("zhou").ask(**asked)
    assert ids(page) == [two[n].pk for n in kept]
    assert page.context["count"].number == len(kept)


@pytest.mark.parametrize("asked", ["state=nonsense", "unit=x", "place=77777", "since=yesterday", "kind=%00"])
def test_what_is_no_answer_in_the_address_asks_nothing(searcher, two, asked):
    page = searcher("zhou").worker.get(f"/desk/search/?channel=letter&{asked}")
    assert ids(page) == [two[1].pk]


def test_a_unit_stands_for_all_below_it(cast, searcher, at_land):
    chen = searcher("chen")
    for unit, found in (("land", [at_land.pk]), ("office", [at_land.pk]), ("housing", [])):
        assert chen.found(unit=cast.units[unit].pk) == found


def test_a_place_stands_for_all_below_it(cast, searcher, at_land):
    chen = searcher("chen")
    for place, found in (("village", [at_land.pk]), ("county", [at_land.pk]), ("qingshi", [])):
        assert chen.found(place=cast.places[place].pk) == found


def test_a_category_stands_for_all_below_it(searcher, two):
    top = Category.objects.create(pk=900, name="城乡建设", path="/900/")
    lamps = Category.objects.create(pk=901, parent=top, name="路灯", path="/900/901/")
    other = Category.objects.create(pk=902, name="教育", path="/902/")
    Case.objects.filter(pk=two[0].pk).update(category=lamps)
    found = {one.pk: searcher("zhou").found(category=one.pk) for one in (top, lamps, other)}
    assert found == {900: [two[0].pk], 901: [two[0].pk], 902: []}


def test_days_the_wrong_way_round_are_refused_with_the_filters_open(searcher, two, language):
    page = searcher("zhou", language).ask("路灯", since="2026-11-23", until="2026-11-22")
    assert page.status_code == 422
    assert "hy-errsum" in page.content.decode()
    assert page.context["asked"].narrow
    assert 'value="路灯"' in page.content.decode()


def test_htmx_is_given_the_whole_page_of_a_refusal(searcher, two):
    sent = {"since": "2026-11-23", "until": "2026-11-22"}
    page = searcher("zhou").worker.client.post("/desk/search/", sent, headers={"HX-Request": "true"})
    assert (page.status_code, page["HX-Retarget"], page["HX-Push-Url"]) == (200, "main", "false")


def test_what_is_asked_is_said_and_can_be_taken_away(cast, searcher, two):
    page = searcher("zhou", "en").ask(kind="complaint", since="2026-11-01", place=cast.places["liuhe"].pk)
    said = {one["label"]: one["words"] for one in page.context["applied"]}
    assert {str(label): words for label, words in said.items()} == {
        "Place": "Liuhe",
        "Kind": "complaint",
        "Received from": "1 November 2026",
    }
    without = {str(one["label"]): one["url"] for one in page.context["applied"]}["Kind"]
    assert "kind=" not in without
    assert "since=2026-11-01" in without


def test_the_filters_open_on_request_and_offer_everything(cast, searcher, two):
    zhou = searcher("zhou", "en")
    closed = zhou.ask(channel="letter")
    assert 'name="unit"' not in closed.content.decode()
    assert '<input type="hidden" name="channel" value="letter">' in closed.content.decode()
    opened = zhou.worker.get(closed.context["narrow_url"])
    assert ids(opened) == ids(closed)
    for words in ("Liuxi Natural Resources Bureau", "Liuhe Village", "suggestion box", "answered at once", "In hand"):
        assert words in text(opened)
    assert "sealed, in hand" not in text(opened)


def test_a_page_goes_on_where_the_one_before_ended(searcher, speak):
    made = [speak().pk for _ in range(45)]
    zhou = searcher("zhou")
    page = zhou.ask(state="open")
    walked = [ids(page)]
    while page.context["older"]:
        page = zhou.worker.get(page.context["older"])
        walked.append(ids(page))
        assert page.context["count"].number == 45
    assert [len(one) for one in walked] == [20, 20, 5]
    assert [one for part in walked for one in part] == made[::-1]
    assert ids(zhou.worker.get(page.context["newer"])) == walked[0]
