"""另置: set aside in the open, the clocks run on, a second look brings it back for good."""

from dataclasses import replace

import pytest

from huiying.core.procedures.engine import clock_limit
from huiying.core.procedures.errors import Guarded
from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.model import Role, StateKind
from huiying.core.procedures.xinfang import XINFANG
from tests.core.procedures.players import Life, at, newborn

TABLES = {"xinfang": (XINFANG, "register", "registered"), "hotline": (HOTLINE, "take", "received")}
DAY = "2026-06-01"


@pytest.fixture(params=TABLES)
def life(request):
    table, begin, _ = TABLES[request.param]
    facts = replace(newborn(at(DAY), channel="web", to_petition=True), procedure=request.param)
    found = Life(facts, at(DAY), procedure=table)
    found.do(begin)
    return found


def first(life):
    return TABLES[life.procedure.id][2]


def aside(life, *roles):
    return life.do("set_aside", *(roles or (Role.DISPATCHER,)), rule="advert")


def test_it_stands_open_in_a_state_of_its_own_and_every_clock_runs_on(life):
    before = {name: clock.due for name, clock in life.facts.clocks.items() if clock.running}
    assert before
    taken = aside(life)
    assert life.facts.state == "laid_aside"
    assert life.procedure.state("laid_aside").kind is StateKind.OPEN
    assert taken.clock_changes == ()
    assert {name: clock.due for name, clock in life.facts.clocks.items() if clock.running} == before


def test_the_person_reads_why_and_how_to_object(life):
    act = life.procedure.act("set_aside")
    assert act.field("rule").shown
    for language in ("zh", "en"):
        assert any(word in getattr(act.told, language) for word in ("再看一遍", "second look"))
        assert any(
            word in getattr(life.procedure.state("laid_aside").said, language) for word in ("再看一遍", "second")
        )


def test_staff_take_it_up_where_it_was(life):
    aside(life)
    life.do("take_up", Role.RECEPTIONIST)
    assert life.facts.state == first(life)
    aside(life)
    assert life.facts.state == "laid_aside", "taken up by mistake, it may be set aside once more"


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.RECEPTIONIST, Role.SYSTEM])
def test_after_a_second_look_nobody_sets_it_aside_again(life, role):
    aside(life)
    life.do("ask_second_look", Role.SPEAKER, words="是真事")
    assert life.facts.state == first(life)
    with pytest.raises(Guarded) as refused:
        aside(life, role)
    assert "再看一遍" in refused.value.say("zh-hans")
    assert "second look" in refused.value.say("en")


@pytest.mark.parametrize("channel", ["counter", "phone", "letter", "home_visit", "suggestion_box", "email"])
def test_a_machine_never_sets_aside_what_a_person_took_down(life, channel):
    life.facts = replace(life.facts, channel=channel)
    with pytest.raises(Guarded):
        aside(life, Role.SYSTEM)
    aside(life, Role.DISPATCHER)


@pytest.mark.parametrize("channel", ["web", "api", "open311"])
def test_a_machine_may_with_what_came_by_the_web(life, channel):
    life.facts = replace(life.facts, channel=channel)
    assert aside(life, Role.SYSTEM).to_state == "laid_aside"


def test_it_ends_by_the_acts_that_end_others_each_with_its_reason():
    hotline, xinfang = TABLES["hotline"][0], TABLES["xinfang"][0]
    assert {a.id for a in hotline.acts_from("laid_aside") if a.id == "not_dispatch"} == {"not_dispatch"}
    declining = {"refuse_same", "refuse_other", "guide"}
    assert declining <= {a.id for a in xinfang.acts_from("laid_aside")}
    for act in (hotline.act("not_dispatch"), *(xinfang.act(name) for name in declining)):
        assert act.field("reason").required
        assert act.documents


def test_it_may_be_withdrawn_added_to_and_reported_in_confidence_but_not_joined(life):
    offered = {act.id for act in life.procedure.acts_from("laid_aside")}
    assert {"withdraw", "add", "seal", "note", "ask_more"} <= offered
    assert "join" not in offered


def test_a_notice_that_was_missed_meanwhile_counts_as_missed():
    life = Life(newborn(at(DAY), channel="web", to_petition=False), at(DAY))
    life.do("register")
    aside(life)
    clock = life.facts.running("C-NOTICE-DIRECT")
    assert clock is not None
    assert clock_limit(XINFANG.clock("C-NOTICE-DIRECT"), {}).length == 15
    life.now = clock.due.at
    assert [timed.act_id for timed in life.timed()] == ["notice_missed"]
