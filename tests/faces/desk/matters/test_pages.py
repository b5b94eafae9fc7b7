"""The yearly list at the desk: a whole year by its forms, who is let in, and what each sees, in both languages."""

import re
from datetime import date, timedelta

import pytest

from huiying.foundation.keys import clock
from huiying.judge.ratings.models import Acceptance
from huiying.loop.keep_promise import accept_on_site
from huiying.serve.commitments.models import Commitment
from huiying.serve.matters.models import Matter, MatterYear, Nomination
from tests.serve.matters import year as play
from tests.serve.matters.year import DAYS, LAMPS, SAID, TOILETS, at

YEAR = "/desk/matters/2027/"
FILLED = {
    "year": "2027",
    "choices": "2",
    "lines": "1",
    "budget": "500,000",
    "criteria": ["大家需要", "归本地管"],
    "own_1": "全县都用得上",
    "means_1": "不止一个村用",
    **{name: day.isoformat() for name, day in DAYS.items()},
}
LINE = {
    "title": TOILETS,
    "words": "建好两座公厕，天天开门。",
    "due_on": "2027-10-31",
    "money": "200000.50",
    "milestones": "20 选好地点\n80 盖好通水",
}


def key_of(page):
    return re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]


def posted(worker, path, **filled):
    return worker.post(path, key=key_of(worker.read(path)), **filled)


@pytest.fixture
def on(monkeypatch):
    """`on(day)`: the clock of the office shows that day."""
    return lambda day: monkeypatch.setattr(clock, "now", lambda: at(day))


@pytest.fixture
def year(cast):
    return play.opened(cast)


def test_a_whole_year_by_its_forms(cast, at_desk, on):
    zhou, town = at_desk("zhou"), at_desk("town")
    assert posted(zhou, "/desk/matters/new/", **FILLED).headers["Location"] == YEAR
    year = MatterYear.objects.get()
    assert [one.name for one in year.criteria.all()] == ["大家需要", "归本地管", "全县都用得上"]
    assert year.budget_fen == 500_000_00
    play.said_in_public(year)
    assert posted(town, f"{YEAR}nominate/", title=LAMPS, words="孩子看不见路").headers["Location"] == YEAR
    said, lamps = Nomination.objects.order_by("number")
    assert SAID in zhou.read(YEAR)
    of_said, of_lamps = (f"/desk/matters/nominations/{one.pk}/" for one in (said, lamps))
    assert SAID in zhou.read(of_said)
    posted(zhou, f"{of_said}release/", title=TOILETS, title_en="Two toilets", words="赶集的日子没地方去")
    posted(zhou, f"{of_lamps}refuse/", words="已经列进电力公司的计划")
    on(DAYS["nominate_until"] + timedelta(days=1))
    posted(zhou, f"{YEAR}screening/")
    answers = {f"met_{one.pk}": "yes" for one in year.criteria.all()}
    assert posted(zhou, f"{of_said}screen/", **answers).headers["Location"] == YEAR
    posted(zhou, f"{YEAR}voting/")
    play.vote(MatterYear.objects.get(), *[(said.pk,)] * 5)
    on(DAYS["vote_until"] + timedelta(days=1))
    play.counted(year)
    page = zhou.read(YEAR)
    assert f"{YEAR}lines/new/?nomination={said.pk}" in page
    new = f"{YEAR}lines/new/?nomination={said.pk}"
    assert f'value="{TOILETS}"' in zhou.read(new)
    filled = LINE | {"owner": cast.units["liuhe"].pk, "nominations": [said.pk]}
    assert posted(zhou, new, **filled).headers["Location"] == f"{YEAR}lines/1/"
    posted(zhou, f"{YEAR}publish/")
    line, promise = Matter.objects.get(), Commitment.objects.get()
    assert (line.money_fen, line.commitment) == (200_000_50, promise)
    assert [part.weight for part in promise.parts.all()] == [20, 80]
    assert posted(town, f"{YEAR}lines/1/spent/", money="1,500").status_code == 302
    assert Matter.objects.get().spent_fen == 1_500_00
    assert posted(zhou, f"{YEAR}close/").status_code == 422
    assert "/desk/commitments/" in zhou.read(f"{YEAR}lines/1/")


def test_what_is_wrong_is_said_at_its_field(cast, at_desk, language):
    zhou = at_desk("zhou", language)
    for wrong in ({"year": "1999"}, {"vote_from": "2026-11-24"}, {"criteria": [], "own_1": ""}, {"budget": "viel"}):
        answer = posted(zhou, "/desk/matters/new/", **FILLED | wrong)
        assert answer.status_code == 422
        assert "hy-errsum" in answer.content.decode()
    assert not MatterYear.objects.exists()


def test_a_second_post_of_the_same_page_does_it_once(at_desk, year):
    zhou = at_desk("zhou")
    path = f"{YEAR}nominate/"
    filled = {"key": key_of(zhou.read(path)), "title": LAMPS}
    assert [zhou.post(path, **filled).status_code for _ in range(2)] == [302, 302]
    assert Nomination.objects.count() == 1


def test_a_case_is_nominated_from_its_page(cast, at_desk, at_land, year, language):
    zhou = at_desk("zhou", language)
    path = f"{YEAR}nominate/?case={at_land.pk}"
    assert path in zhou.read(f"/desk/cases/{at_land.pk}/")
    assert at_land.text in zhou.read(path)
    assert posted(zhou, path, title=LAMPS).headers["Location"] == YEAR
    one = Nomination.objects.get()
    assert (one.case_id, one.source, one.standing) == (at_land.pk, "voice", "shown")
    assert f"/desk/matters/nominations/{one.pk}/" in zhou.read(f"/desk/cases/{at_land.pk}/")
    assert at_desk("outsider").get(path).status_code == 404


def test_what_waits_is_read_by_those_who_keep_the_list_alone(cast, at_desk, year):
    one = play.said_in_public(year)
    for name in ("zhao", "qian", "chen", "sun", "town"):
        worker = at_desk(name)
        assert SAID not in worker.read(YEAR)
        assert worker.get(f"/desk/matters/nominations/{one.pk}/").status_code == 404
    assert at_desk("hotline").get(f"/desk/matters/nominations/{one.pk}/").status_code == 404
    assert SAID in at_desk("zhou").read(f"/desk/matters/nominations/{one.pk}/")


@pytest.mark.parametrize(("name", "sees"), [("zhao", 200), ("sun", 200), ("chen", 200), ("wang", 403), ("guo", 403)])
def test_who_is_let_in(cast, at_desk, year, name, sees):
    worker = at_desk(name)
    assert worker.get("/desk/matters/").status_code == sees
    assert worker.get(YEAR).status_code == sees
    assert worker.get("/desk/matters/new/").status_code == 403
    assert worker.get(f"{YEAR}publish/").status_code == 403


def test_acts_of_others_are_not_open(cast, at_desk, year):
    one = play.nominated(cast, year, LAMPS)
    hotline, zhao = at_desk("hotline"), at_desk("zhao")
    for path in ("change/", "screening/", "lines/new/"):
        assert hotline.get(YEAR + path).status_code == 403
    for path in ("release/", "join/", "screen/"):
        assert zhao.get(f"/desk/matters/nominations/{one.pk}/{path}").status_code == 403
    lines = (f"{YEAR}lines/9/", f"{YEAR}lines/9/poster/")
    for path in ("/desk/matters/2031/", "/desk/matters/nominations/999999999/", *lines):
        assert at_desk("zhou").get(path).status_code == 404


def test_days_are_changed_and_the_same_is_joined(cast, at_desk, year):
    zhou = at_desk("zhou")
    later = FILLED | {"listed_by": (DAYS["listed_by"] + timedelta(days=5)).isoformat()}
    assert posted(zhou, f"{YEAR}change/", **later).status_code == 302
    assert MatterYear.objects.get().listed_by == DAYS["listed_by"] + timedelta(days=5)
    lamps, again = play.nominated(cast, year, LAMPS), play.nominated(cast, year, "校门口要灯")
    path = f"/desk/matters/nominations/{again.pk}/"
    assert posted(zhou, f"{path}join/", same_as=lamps.pk).status_code == 302
    assert LAMPS in zhou.read(path)


def test_a_list_that_is_done_shows_what_people_found(cast, at_desk, on, language):
    year = play.on_list(cast)
    promise = Commitment.objects.get()
    on(date(2027, 11, 1))
    for number in range(5):
        words = "门锁着" if number == 0 else ""
        accept_on_site(
            promise.pk, token=f"{number:032x}", there="yes", works="no", words=words, now=at(date(2027, 11, 1))
        )
    assert Acceptance.objects.count() == 5
    page = at_desk("zhou", language).read(f"/desk/matters/{year.year}/lines/1/")
    assert ("5 人说是，没说是的不到 5 人" if language == "zh-hans" else "5 say yes, fewer than 5 do not") in page
    assert "门锁着" in page
    assert "门锁着" not in at_desk("qian", language).read(f"/desk/matters/{year.year}/lines/1/")
    assert ("没有按期" if language == "zh-hans" else "late") in page


def test_the_poster_asks_two_questions_in_both_languages(cast, at_desk):
    play.on_list(cast)
    page = at_desk("town").read(f"{YEAR}lines/1/poster/")
    for said in ("有了吗？", "Does it work?", "/matters/2027/1/found", "<svg", "柳河镇人民政府"):
        assert said in page


@pytest.mark.parametrize(("ballots", "says"), [(4, False), (5, True)])
def test_the_form_of_a_line_tells_votes_from_five_ballots_on(cast, at_desk, year, ballots, says):
    lamps = play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    play.vote(year, *[(lamps.pk,)] * ballots)
    play.counted(year)
    page = at_desk("zhou").read(f"{YEAR}lines/new/")
    assert LAMPS in page
    assert (f"{ballots} 票" in page) is says


def test_a_draft_is_changed_and_taken_out(cast, at_desk, year, on):
    zhou = at_desk("zhou")
    lamps = play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    play.vote(year, *[(lamps.pk,)] * 5)
    play.counted(year)
    on(DAYS["listed_by"])
    line = play.line(cast, year, reason="铺装破了，老人摔过")
    assert posted(zhou, f"{YEAR}publish/").status_code == 422
    filled = LINE | {"owner": cast.units["land"].pk, "nominations": [lamps.pk]}
    assert posted(zhou, f"{YEAR}lines/1/edit/", **filled).status_code == 302
    line.refresh_from_db()
    assert (line.title, line.owner, line.reason) == (TOILETS, cast.units["land"], "")
    assert posted(zhou, f"{YEAR}lines/1/out/").status_code == 302
    assert posted(zhou, f"/desk/matters/nominations/{lamps.pk}/leave/", words="电力公司统一换").status_code == 302
    assert "电力公司统一换" in zhou.read(YEAR)


def test_a_form_of_a_line_never_reaches_the_one_that_moved_up_to_its_place(cast, at_desk, year, on):
    zhou = at_desk("zhou")
    lamps = play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    play.vote(year, *[(lamps.pk,)] * 5)
    play.counted(year)
    on(DAYS["listed_by"])
    gone, below = (play.line(cast, year, reason="铺装破了，老人摔过") for _ in range(2))
    page = zhou.read(f"{YEAR}lines/1/out/")
    assert f'name="line" value="{gone.pk}"' in page
    filled = {"key": key_of(page), "line": gone.pk}
    for _pressed in range(2):
        assert zhou.post(f"{YEAR}lines/1/out/", **filled)["Location"] == YEAR
    assert zhou.post(f"{YEAR}lines/1/edit/", **LINE, **filled)["Location"] == YEAR
    assert "草稿已有变化，请重新看一遍。" in zhou.read(YEAR)
    (left,) = Matter.objects.all()
    assert (left.pk, left.position, left.title) == (below.pk, 1, below.title)
