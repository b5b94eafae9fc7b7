"""Checks at the desk and for everybody: who sees what, and that nobody can tell a test before it is told."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from huiying.core.draws.file import check as drawn_again
from huiying.foundation.keys import clock
from huiying.foundation.ledger.models import Event
from huiying.judge.checks.models import CallBack, Check, Draw
from huiying.listen.voices.models import Voice
from huiying.loop.check_on import sweep_draws
from tests.cast import NOW
from tests.judge.checks.lots import END, LOTTERY, NUMBER, OUT, START, at, caller, checks_drawn, drawn, first_call, said

DAY = timedelta(days=1)
STAFF = ("wang", "zhou", "hu", "zhao", "qian", "outsider", "town", "feng", "guo", "sun")


@pytest.fixture
def moment(monkeypatch):
    def to(when):
        monkeypatch.setattr(clock, "now", lambda: when)

    return to


def form(**more):
    return {"key": str(uuid.uuid4()), **more}


def test_an_inspector_announces_a_draw_and_draws_it(cast, at_desk, moment):
    chen = at_desk("chen")
    days = {"starts_on": START.isoformat(), "ends_on": END.isoformat(), "number_on": OUT.isoformat()}
    bad = chen.post(reverse("desk:draw_new", args=("callback",)), **form(**days, wanted="0", number=LOTTERY))
    assert bad.status_code == 422
    answer = chen.post(reverse("desk:draw_new", args=("callback",)), **form(**days, wanted="3", number=LOTTERY))
    made = Draw.objects.get()
    assert answer.url == reverse("desk:draw", args=(made.pk,))
    sweep_draws(now=at(END) + DAY)
    moment(at(OUT, 22))
    chen.client.force_login(cast.staff["chen"])
    assert reverse("desk:draw_lots", args=(made.pk,)) in chen.read(answer.url)
    chen.post(reverse("desk:draw_lots", args=(made.pk,)), **form(number=NUMBER))
    assert Draw.objects.get().drawn_at is not None


def test_a_caller_reads_the_script_looks_up_the_number_and_writes_down_the_answers(cast, at_desk, moment):
    caller(cast)
    one = first_call(cast)
    moment(at(OUT, 30))
    him = at_desk("outsider")
    assert one.case.voice.number in him.read(reverse("desk:checks"))
    page = him.read(reverse("desk:call_back", args=(one.pk,)))
    assert "我是柳溪县12345热线中心的回访员" in page
    assert "I am not of the unit that handled" in page
    assert "13900001234" not in page
    assert "13900001234" in him.post(reverse("desk:call_back_phone", args=(one.pk,)), **form()).content.decode()
    assert Event.objects.filter(type="identity.viewed").count() == 1
    him.post(reverse("desk:call_back_try", args=(one.pk,)), **form(outcome="reached", resolved="yes", words="修好了"))
    one.refresh_from_db()
    assert (one.outcome, one.resolved) == ("reached", "yes")
    assert "修好了" in him.read(reverse("desk:call_back", args=(one.pk,)))


def test_no_answer_with_answers_ticked_keeps_none(cast, at_desk, moment):
    caller(cast)
    one = first_call(cast)
    moment(at(OUT, 30))
    path = reverse("desk:call_back_try", args=(one.pk,))
    at_desk("outsider").post(path, **form(outcome="refused", satisfied="yes", words="很好"))
    one.refresh_from_db()
    assert (one.outcome, one.satisfied, one.words) == ("refused", "", "")


def test_whoever_has_to_do_with_it_sees_no_number(cast, at_desk, moment):
    caller(cast, "zhao")
    one = first_call(cast)
    moment(at(OUT, 30))
    answer = at_desk("zhao").post(reverse("desk:call_back_phone", args=(one.pk,)), **form())
    assert "13900001234" not in answer.content.decode()
    for name in ("call_back", "call_back_try"):
        assert at_desk("zhao").get(reverse(f"desk:{name}", args=(one.pk,))).status_code == 404
    assert not Event.objects.filter(type="identity.viewed").exists()


def test_an_inspector_closes_what_cannot_be_called(cast, at_desk, moment):
    one = first_call(cast)
    moment(at(OUT, 30))
    at_desk("chen").post(reverse("desk:call_back_close", args=(one.pk,)), **form(words="没有留电话"))
    assert CallBack.objects.get(pk=one.pk).outcome == "not_called"


@pytest.fixture
def tested(cast):
    """A check of the web that was drawn."""
    return checks_drawn(cast, wanted=12, channels=["web"])[0]


def test_a_check_goes_out_is_tied_and_told(cast, at_desk, moment, tested):
    moment(at(tested.monday) + timedelta(hours=30))
    voice, code = said("镇政府门口的斑马线看不清了。", at=at(tested.monday) + timedelta(hours=29))
    chen = at_desk("chen")
    paths = {name: reverse(f"desk:check_{name}", args=(tested.pk,)) for name in ("send", "tie", "tell", "off")}
    chen.post(paths["send"], **form(task="问斑马线什么时候画"))
    wrong = chen.post(paths["tie"], **form(number=voice.number, code="0" * 16))
    assert wrong.status_code == 422
    chen.post(paths["tie"], **form(number=voice.number, code=code))
    assert voice.number in chen.read(reverse("desk:check", args=(tested.pk,))).replace(" ", "")
    chen.post(paths["tell"], **form(reached="yes", waited_minutes="2", receipt="yes", civil="", notes="一切正常"))
    assert Check.objects.get(pk=tested.pk).state == "revealed"
    assert Voice.objects.get(pk=voice.pk).revealed_at is not None


def test_nobody_but_the_inspector_opens_a_page_of_it(cast, at_desk, tested):
    names = ("check", "check_send", "check_tie", "check_tell", "check_off")
    paths = [reverse(f"desk:{name}", args=(tested.pk,)) for name in names]
    found = {(name, at_desk(name).get(path).status_code) for name in STAFF for path in paths}
    assert {status for _name, status in found} <= {403, 404}
    assert Client().get(paths[0]).status_code == 302


def pages_about(worker, voice):
    """What this person can read about a voice, without what differs from page to page by chance."""
    case = reverse("desk:case", args=(voice.pk,))
    return [worker.get(path).status_code for path in (case, reverse("desk:queue"))] + [worker.read(case).count(" ")]


@pytest.mark.parametrize("name", ["zhou", "hotline", "hu", "sun"])
def test_the_case_of_a_test_reads_the_same_before_and_after_it_is_tied(cast, at_desk, moment, tested, name):
    now = at(tested.monday) + timedelta(hours=30)
    moment(now)
    voice, code = said("镇政府门口的斑马线看不清了。", at=now - timedelta(hours=1))
    worker = at_desk(name)
    before = pages_about(worker, voice)
    at_desk("chen").post(reverse("desk:check_tie", args=(tested.pk,)), **form(number=voice.number, code=code))
    assert Check.objects.get(pk=tested.pk).state == "waiting"
    assert pages_about(worker, voice) == before


def test_leader_and_public_read_the_draw_without_its_cells(cast, at_desk, tested):
    draw = Draw.objects.get()
    page = at_desk("sun").read(reverse("desk:draw", args=(draw.pk,)))
    public = Client().get(reverse("public:check_draw", args=(draw.pk,))).content.decode()
    for shown in (page, public):
        assert draw.sha256 in shown
        assert "desk/checks/" + str(tested.pk) not in shown
        assert "2026年12月7日" not in shown
    assert Client().get(reverse("public:check_file", args=(draw.pk,))).status_code == 404
    assert draw.number not in public


def test_once_the_seed_is_told_everybody_gets_the_file_and_draws_again(cast, language):
    made = drawn(cast)
    CallBack.objects.update(outcome="not_called", done_at=NOW)
    sweep_draws(now=at(OUT) + 2 * DAY)
    browser = Client(headers={"accept-language": language})
    page = browser.get(reverse("public:check_draw", args=(made.pk,))).content.decode()
    assert "hashlib" in page
    file = browser.get(reverse("public:check_file", args=(made.pk,)))
    assert drawn_again(file.content).announcement == made.sha256
    assert browser.get(reverse("public:checks")).status_code == 200


@pytest.mark.parametrize(("hours", "warned"), [(23, False), (24, True)])
def test_a_list_that_was_fixed_after_the_day_of_its_number_is_said_to_be(cast, hours, warned):
    made = drawn(cast)
    Draw.objects.update(framed_at=at(OUT, 0) + hours * DAY / 24)
    page = Client().get(reverse("public:check_draw", args=(made.pk,))).content.decode()
    assert ("号码公布以后才封存" in page) is warned


def test_without_any_draw_the_pages_say_so(cast, at_desk, language):
    assert at_desk("chen").get(reverse("desk:checks")).status_code == 200
    assert Client(headers={"accept-language": language}).get(reverse("public:checks")).status_code == 200
