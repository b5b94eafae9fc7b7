"""The yearly list on the public site, without an account and without JavaScript, in both languages."""

import re
from datetime import date, timedelta

import pytest

from huiying.core.voting.file import recount
from huiying.faces.public.doors import PublicDoors
from huiying.judge.ratings.models import Acceptance
from huiying.loop.keep_promise import accept_on_site
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import drop_commitment
from huiying.serve.matters.models import Matter, MatterBallot, Nomination
from huiying.serve.matters.services import deciding
from huiying.serve.matters.services import years as stages
from tests.serve.matters import year as play
from tests.serve.matters.year import BUS, DAYS, LAMPS, SAID, TOILETS, at, of

PAGE, NOMINATE, VOTE, BALLOTS = (f"/matters/2027/{name}" for name in ("", "nominate", "vote", "ballots.txt"))
ON_DAY = DAYS["vote_from"] + timedelta(days=1)


def key_of(page):
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def posted(one, path, **answers):
    """What a browser sends after it has read the page."""
    return one.client.post(path, {"key": key_of(one.read(path)), **answers})


@pytest.fixture
def year(cast):
    return play.opened(cast)


@pytest.fixture
def voting(cast, year, time):
    """Two lines on the ballot, and the second day of the vote."""
    play.nominated(cast, year, TOILETS, title_en="Two toilets")
    play.nominated(cast, year, LAMPS, title_en="Lamps at the school")
    play.screening(cast, year)
    play.voting_open(cast, year)
    time.now = at(ON_DAY)
    return play.MatterYear.objects.get()


def test_without_a_list_the_page_says_so(cast, reader, language):
    page = reader.read("/matters/")
    assert ("还没有" in page) == (language == "zh-hans")
    assert reader.get("/matters/1999/").status_code == 404


def test_anybody_nominates_and_nothing_shows_before_a_clerk_read_it(year, reader, language):
    assert reader.get("/matters/").headers["Location"] == PAGE
    answer = posted(reader, NOMINATE, words=SAID, place=reader.cast.places["liuhe"].pk)
    one = Nomination.objects.get()
    assert answer.headers["Location"] == f"/matters/2027/nominated?number={one.number}"
    assert ("第 1 号" if language == "zh-hans" else "number 1") in reader.read(answer.headers["Location"])
    assert SAID not in reader.read(PAGE)
    assert one.place == reader.cast.places["liuhe"]
    deciding.release_nomination(one.pk, TOILETS, title_en="Two toilets", **of(reader.cast, "zhou"))
    assert (TOILETS if language == "zh-hans" else "Two toilets") in reader.read(PAGE)
    assert "hy_session" not in reader.client.cookies


def test_pressed_twice_it_is_one_nomination(year, li):
    form = {"key": key_of(li.read(NOMINATE)), "words": SAID}
    assert [li.client.post(NOMINATE, form).status_code for _ in range(2)] == [302, 302]
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"words": ""}, {"words": "路" * 2001}, {"words": SAID, "key": "forged"}])
def test_what_cannot_be_taken_says_why_and_loses_nothing(year, reader, wrong):
    answer = posted(reader, NOMINATE, **wrong)
    assert answer.status_code == 422
    assert "hy-errsum" in answer.content.decode()
    assert not Nomination.objects.exists()


def test_a_nomination_that_is_refused_shows_number_and_reason(cast, year, reader, language):
    one = play.said_in_public(year, words="隔壁王二麻子占道")
    deciding.refuse_nomination(one.pk, "写到了具体的人", **of(cast, "zhou"))
    page = reader.read(PAGE)
    assert "写到了具体的人" in page
    assert "王二麻子" not in page


def test_a_number_that_is_not_there_is_not_thanked(year, reader):
    for number in ("", "9", "x", "9" * 40):
        assert reader.get(f"/matters/2027/nominated?number={number}").status_code == 404


def test_outside_its_days_there_is_no_form(year, reader, time):
    assert reader.get(VOTE).headers["Location"] == PAGE
    time.now = at(DAYS["nominate_until"] + timedelta(days=1))
    assert reader.get(NOMINATE).headers["Location"] == PAGE
    assert NOMINATE not in reader.read(PAGE)


def test_a_browser_votes_once_and_may_change_its_mind(voting, reader, language):
    toilets, lamps = Nomination.objects.order_by("number")
    page = reader.read(VOTE)
    assert "hy_ballot_2027" not in reader.client.cookies
    assert ("Lamps at the school" in page) == (language == "en")
    answer = posted(reader, VOTE, choices=[toilets.pk])
    assert answer.headers["Location"] == f"{VOTE}?done"
    assert MatterBallot.objects.get().choices == [toilets.pk]
    posted(reader, VOTE, choices=[lamps.pk, toilets.pk])
    ballot = MatterBallot.objects.get()
    assert ballot.choices == [toilets.pk, lamps.pk]
    page = reader.read(answer.headers["Location"])
    assert ballot.token[:8] in page
    assert page.count(" checked") == 2
    cookie = reader.client.cookies["hy_ballot_2027"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", PAGE)


def test_a_double_click_is_one_ballot_and_another_browser_another(voting, li, another):
    toilets = Nomination.objects.order_by("number").first()
    form = {"key": key_of(li.read(VOTE)), "choices": [toilets.pk]}
    for _ in range(2):
        li.client.cookies.pop("hy_ballot_2027", None)
        li.client.post(VOTE, form)
    assert MatterBallot.objects.count() == 1
    posted(another(), VOTE, choices=[toilets.pk])
    assert MatterBallot.objects.count() == 2


def test_a_cookie_that_we_did_not_sign_is_no_ballot(voting, li):
    li.client.cookies["hy_ballot_2027"] = "a" * 32 + ":forged"
    toilets = Nomination.objects.order_by("number").first()
    posted(li, VOTE, choices=[toilets.pk])
    assert MatterBallot.objects.get().token != "a" * 32


def test_too_many_or_no_choices_are_refused_with_a_sentence(voting, reader, language):
    assert posted(reader, VOTE).status_code == 422
    year = play.MatterYear.objects.get()
    year.choices = 1
    year.save()
    both = list(Nomination.objects.values_list("pk", flat=True))
    said = "最多选 1 件" if language == "zh-hans" else "1 at most"
    assert said in posted(reader, VOTE, choices=both).content.decode()
    assert posted(reader, VOTE, choices=["999999"]).status_code == 422
    assert not MatterBallot.objects.exists()


def test_counts_show_after_the_end_alone_and_everybody_can_count_again(cast, voting, reader, time, language):
    toilets, lamps = Nomination.objects.order_by("number")
    play.vote(voting, *[(toilets.pk,)] * 5, (lamps.pk, toilets.pk))
    assert reader.get(BALLOTS).status_code == 404
    assert "sha-256" not in reader.read(PAGE).lower()
    time.now = at(DAYS["vote_until"] + timedelta(days=1))
    year = play.counted(voting)
    file = reader.get(BALLOTS).content
    assert [(one.line, one.votes) for one in recount(file)] == [(toilets.pk, 6), (lamps.pk, 1)]
    page = reader.read(PAGE)
    assert year.ballots_sha256 in page
    assert ("投了 6 张票" if language == "zh-hans" else "6 ballots were cast") in page


def test_every_result_of_the_screening_is_public_once_the_vote_is_open(cast, year, reader, time):
    bus = play.nominated(cast, year, BUS)
    play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    play.screened(cast, bus, met=False)
    assert "要上级批" not in reader.read(PAGE)
    play.voting_open(cast, year)
    time.now = at(DAYS["vote_from"] - timedelta(days=1))
    assert "要上级批" in reader.read(PAGE)
    assert VOTE not in reader.read(PAGE)


def test_a_line_says_who_by_when_for_how_much_and_which_need(cast, reader, time, language):
    play.on_list(cast)
    page = reader.read(PAGE)
    line = reader.read("/matters/2027/1/")
    if language == "zh-hans":
        assert "清单一共 20 万元，预算 50 万元" in page
        assert "柳河镇人民政府" in line
        assert "6 票" in line
    else:
        assert "200,000 yuan in all, of 500,000 yuan" in page
        assert "Liuhe Town" in line
        assert "6 votes" in line
    assert reader.get("/matters/2027/2/").status_code == 404


def test_money_without_a_need_shows_as_such(cast, voting, reader, time, language):
    toilets = Nomination.objects.order_by("number").first()
    play.vote(voting, *[(toilets.pk,)] * 5)
    year = play.counted(voting)
    play.line(cast, year, toilets)
    play.line(cast, year, reason="铺装破了，老人摔过", money_fen=70_000_00)
    assert reader.get("/matters/2027/1/").status_code == 404
    play.listed(cast, year)
    page, line = reader.read(PAGE), reader.read("/matters/2027/2/")
    assert ("其中 7 万元没有对应的需求" if language == "zh-hans" else "70,000 yuan of it is not linked") in page
    assert ("没有对应的需求" if language == "zh-hans" else "Not linked to a need") in line
    assert "老人摔过" in line


def test_those_it_is_for_say_what_they_find_on_the_spot(cast, reader, time, language):
    year = play.on_list(cast)
    path = f"/matters/{year.year}/1/found"
    assert 'name="there"' not in reader.read(path)
    time.now = at(date(2027, 11, 1))
    posted(reader, path, there="yes")
    assert not Acceptance.objects.exists()
    for works in ("no", "yes"):
        assert posted(reader, path, there="yes", works=works).headers["Location"] == f"{path}?done"
    given = Acceptance.objects.get()
    assert (given.there, given.works, given.case) == ("yes", "yes", None)
    assert reader.read(f"{path}?done").count(" checked") == 2
    few = "还不到五个人" if language == "zh-hans" else "Fewer than five"
    assert few in reader.read("/matters/2027/1/")
    for number in range(4):
        accept_on_site(given.commitment_id, token=f"{number:032x}", there="no", works="", now=time.now)
    page = reader.read("/matters/2027/1/")
    each_few = "说是的、没说是的都不到 5 人" if language == "zh-hans" else "fewer than 5 say yes, fewer than 5 do not"
    assert each_few in page
    for number in range(4, 9):
        accept_on_site(given.commitment_id, token=f"{number:032x}", there="no", works="", now=time.now)
    page = reader.read("/matters/2027/1/")
    told = "说是的不到 5 人，没说是的 9 人" if language == "zh-hans" else "fewer than 5 say yes, 9 do not"
    assert told in page


def test_the_speaker_behind_a_line_is_asked_on_the_receipt(cast, li, time):
    number, code = li.speak(kind="request")
    case = play.case_of(number)
    play.on_list(cast, by="hotline", case_id=case.pk)
    promise = Commitment.objects.get()
    time.now = at(date(2027, 11, 1))
    li.open(number, code)
    path = f"/follow/voice/matters/{promise.pk}"
    assert path in li.read("/follow/voice")
    assert posted(li, path, there="no", works="").status_code == 302
    given = Acceptance.objects.get()
    assert (given.case, given.there, given.works) == (case, "no", "")
    assert li.get("/follow/voice/matters/999").status_code == 404


def test_the_next_list_opens_with_what_became_of_the_last(cast, reader, time, language):
    year = play.on_list(cast)
    promise = Commitment.objects.get()
    for number in range(5):
        accept_on_site(promise.pk, token=f"{number:032x}", there="yes", works="no", now=at(date(2027, 11, 1)))
    drop_commitment(promise.pk, "选址没谈成，明年再办", **of(cast, "zhou", at(date(2027, 11, 2))))
    stages.close_year(year.pk, **of(cast, "zhou", at(date(2027, 11, 2))))
    time.now = at(date(2027, 11, 3))
    days = {name: day + timedelta(days=365) for name, day in DAYS.items()}
    stages.open_year(2028, play.data(**days), **of(cast, "zhou", time.now))
    page = reader.read("/matters/2028/")
    assert ("2027年清单后来怎么样" if language == "zh-hans" else "What became of the list of 2027") in page
    assert ("5 人说是，没说是的不到 5 人" if language == "zh-hans" else "5 say yes, fewer than 5 do not") in page
    assert Matter.objects.get().title in page or "Two public toilets" in page


def test_pages_fit_the_weight_of_a_citizen_page(voting, li):
    for path in (PAGE, VOTE):
        assert len(li.get(path).content) < 30_000


@pytest.mark.parametrize(
    ("path", "door", "closes"),
    [(NOMINATE, "nominate", True), (VOTE, "vote", False), ("/matters/2027/1/found", "found", False)],
)
def test_who_posts_many_is_asked_for_a_little_work_and_a_vote_is_never_paused(path, door, closes):
    knock = PublicDoors(5)({"REQUEST_METHOD": "POST", "PATH_INFO": path})
    assert (knock.door.name, knock.door.closes) == (door, closes)
    assert PublicDoors(5)({"REQUEST_METHOD": "GET", "PATH_INFO": path}) is None


STRANGE = ("", "\0", "-1", "0", "9" * 40, "1.5", "None", "字" * 6_000, "<script>", "1 2", "٣")
FOUND = "/matters/2027/1/found"


def strangely(one, path, *fields):
    """Every field with every strange value, with the key of the page and without."""
    for field in fields:
        for value in STRANGE:
            read = one.get(path)
            key = {"key": key_of(read.content.decode())} if read.status_code == 200 else {}
            for answers in ({**key, field: value}, {field: value}):
                answer = one.client.post(path, answers)
                assert answer.status_code in {302, 404, 409, 422}, f"{path} {field} {value[:9]!r}"
                if answer.status_code == 422:
                    assert "hy-errsum" in answer.content.decode(), f"{path} {field} {value[:9]!r}"


def test_whatever_is_nominated_or_voted_is_taken_or_gets_a_sentence(cast, year, time, li):
    strangely(li, NOMINATE, "words", "place", "key")
    play.nominated(cast, year, LAMPS)
    play.nominated(cast, year, TOILETS)
    for one in Nomination.objects.filter(standing="waiting"):
        deciding.refuse_nomination(one.pk, "看不懂写的什么", **of(cast, "zhou"))
    play.screening(cast, year)
    play.voting_open(cast, year)
    time.now = at(ON_DAY)
    strangely(li, VOTE, "choices", "key")


def test_whatever_is_said_on_the_spot_is_taken_or_gets_a_sentence(cast, time, li):
    play.on_list(cast)
    time.now = at(date(2028, 1, 5))
    assert li.get(FOUND).status_code == 200
    strangely(li, FOUND, "there", "works", "words", "key")
