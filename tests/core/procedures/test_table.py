"""The table itself: complete, in both languages, every state reachable, every row with its source."""

import os
import re
from collections import deque
from pathlib import Path

import pytest

from huiying.core.procedures.fields import REASON
from huiying.core.procedures.guards import CONDITIONS, GUARDS, TARGETS
from huiying.core.procedures.model import Basis, Role, Source, StateKind
from huiying.core.procedures.names import ROLES
from huiying.core.procedures.xinfang import XINFANG
from huiying.core.words import Text

ROOT = Path(__file__).resolve().parents[3]
LAW = Path(os.environ.get("HUIYING_TEST_DATA", ROOT.parent / "shared" / "data")) / "law"

# Written by hand from the procedures note 1.3.
STATES = {
    "open": "registered laid_aside forwarded assigned objection_pending competence_pending sealed sealed_handling "
    "accepted performing_duty studying simple_handling handling opinion_issued review_asked reviewing review_issued "
    "final_asked final_reviewing final_hearing final_issued redo",
    "waiting": "reported_up opinion_delivered review_delivered",
    "ended": "sealed_handed sealed_closed handed_to_justice guided not_accepted no_longer_accepted route_introduced "
    "duty_answered suggestion_answered simple_answered final_delivered settled withdrawn concluded",
    "archived": "archived",
}
# What a state that ends a case must have given the person; the others say why they need no document of their own.
PAPER_OF = {
    "handed_to_justice": {"D06"},
    "guided": {"D05", "D06"},
    "not_accepted": {"D05"},
    "no_longer_accepted": {"D05"},
    "route_introduced": {"D07"},
    "duty_answered": {"D08"},
    "suggestion_answered": {"D15"},
    "settled": {"D16"},
}
NO_PAPER = {
    "simple_answered": "answered by phone, message or page; paper on request",
    "final_delivered": "D20, made when it was decided; here it is delivered",
    "withdrawn": "the person's own act",
    "concluded": "the document of the state before",
    "sealed_handed": "by the rules of the discipline body (Art 23(4))",
    "sealed_closed": "by the rules of the discipline body (Art 30(1))",
}
BROUGHT_LATER: set[str] = set()


def test_there_are_forty_states_twenty_clocks_and_twenty_four_documents():
    assert len(XINFANG.states) == 40
    assert len(XINFANG.clocks) == 20
    assert [paper.code for paper in XINFANG.papers] == [f"D{n:02}" for n in range(1, 25)]


@pytest.mark.parametrize("kind", STATES)
def test_each_state_is_of_its_kind(kind):
    assert {state.id for state in XINFANG.states if state.kind == kind} == set(STATES[kind].split())


def test_every_state_can_be_reached():
    seen, waiting = {""}, deque([""])
    while waiting:
        here = waiting.popleft()
        for act in XINFANG.acts:
            if here in act.from_ or (here == "" and not act.from_):
                fresh = set(act.to) - seen
                seen |= fresh
                waiting.extend(fresh)
    assert seen - {""} == {state.id for state in XINFANG.states}


def test_every_open_or_waiting_state_can_be_left():
    for state in XINFANG.states:
        if state.kind in (StateKind.OPEN, StateKind.WAITING):
            assert any(act.to and set(act.to) != {state.id} for act in XINFANG.acts_from(state.id)), state.id


@pytest.mark.parametrize("state", [s for s in XINFANG.states if s.kind is StateKind.ENDED], ids=lambda s: s.id)
def test_every_ended_state_has_its_document_or_a_reason_for_none(state):
    ending = [act for act in XINFANG.acts if state.id in act.to]
    assert ending
    if state.id in NO_PAPER:
        assert state.id not in PAPER_OF
        return
    for act in ending:
        assert set(act.documents) & PAPER_OF[state.id], act.id


def _texts(value, seen):
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from _texts(item, seen)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name), seen)


def test_both_languages_are_there_everywhere():
    texts = list(_texts(XINFANG, set())) + list(ROLES.values()) + [REASON.label]
    assert len(texts) > 300
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text.zh), text
        assert re.search(r"[A-Za-z]", text.en), text
        assert not re.search(r"[\u4e00-\u9fff]", text.en), text
        assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en)), text


def test_what_the_receipt_says_only_names_what_the_event_holds():
    for act in XINFANG.acts:
        if act.told is not None:
            known = {field.name for field in act.fields} | {"unit", "by"}  # the unit that has it, the one that acted
            assert set(re.findall(r"\{(\w+)\}", act.told.zh)) <= known, act.id


def test_every_act_names_rules_that_exist():
    for act in XINFANG.acts:
        assert set(act.guards) <= set(GUARDS), act.id
        assert {op.when for op in act.clocks if op.when} <= set(CONDITIONS), act.id
        assert not act.to_rule or act.to_rule in TARGETS, act.id


def test_each_document_is_found_by_its_code_and_names_what_it_rests_on():
    for paper in XINFANG.papers:
        assert XINFANG.paper(paper.code) is paper
        assert paper.sources
    assert XINFANG.paper("D11").title.zh == "信访处理意见书"


def test_nobody_but_the_person_may_withdraw():
    for act_id in ("withdraw", "undo_withdraw"):
        assert XINFANG.act(act_id).who == {Role.SPEAKER}


def test_the_system_never_decides_on_a_right():
    alone = {act.id for act in XINFANG.acts if Role.SYSTEM in act.who}
    assert alone == {
        "register",
        "seal",
        "notice_missed",
        "deliver",
        "lapse",
        "join",
        "breach",
        "set_aside",
        "order_execution",
        "answer_supervision",
        "close_supervision",
        "answer_advice",
        "end_check",
    }


def test_the_hearing_of_a_final_review_is_the_only_pause():
    """条例 Art 36(2)."""
    pausing = {
        (act.id, op.kind, op.clock) for act in XINFANG.acts for op in act.clocks if op.kind in ("pause", "resume")
    }
    assert pausing == {("call_final_hearing", "pause", "C-FINAL"), ("close_hearing", "resume", "C-FINAL")}
    assert {clock.id for clock in XINFANG.clocks if clock.may_pause} == {"C-FINAL"}


def test_only_the_handling_limit_can_be_extended():
    extended = {(act.id, op.clock) for act in XINFANG.acts for op in act.clocks if op.kind == "extend"}
    assert extended == {("extend", "C-HANDLE")}


def test_what_is_not_offered_says_which_capability_brings_it():
    assert {act.later for act in XINFANG.acts if not act.offered} == BROUGHT_LATER
    later = {act.id for act in XINFANG.acts if not act.offered}
    assert "reach" not in later
    assert not {"ask_review", "decide_review", "ask_final", "call_final_hearing", "final_redo"} & later
    assert not {"seal", "withdraw", "join", "open_follow_up", "enter_simple", "deliver", "order_supervision"} & later


def test_keys_do_not_collide_among_the_acts_of_one_state():
    for state in XINFANG.states:
        for role in Role:
            keys = [a.key for a in XINFANG.acts_from(state.id) if a.key and a.offered and role in a.who]
            assert len(keys) == len(set(keys)), (state.id, role, keys)


def _articles():
    """Article → its paragraphs: (text, items) as the Regulations print them."""
    files = sorted(LAW.glob("信访工作条例*.md"))
    if not files:
        pytest.skip("the statutes are not here: set HUIYING_TEST_DATA to the folder that holds law/")
    found, paragraphs = {}, []
    for line in files[0].read_text(encoding="utf-8").splitlines():
        if start := re.match(r"第([一二三四五六七八九十]+)条 ", line):
            paragraphs = found.setdefault(_number(start[1]), [])
            paragraphs.append(0)
        elif re.match(r"（[一二三四五六七八九十]+）", line) and paragraphs:
            paragraphs[-1] += 1
        elif line.strip() and not line.startswith(("#", "<")) and paragraphs:
            paragraphs.append(0)
    return found


def _number(zh):
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")}
    tens, _, ones = zh.rpartition("十")
    return (digits[tens] if tens else 1 if "十" in zh else 0) * 10 + (digits[ones] if ones else 0)


def _law_sources():
    rows = {act.id: act.sources for act in XINFANG.acts}
    rows |= {clock.id: clock.sources for clock in XINFANG.clocks}
    rows |= {paper.code: paper.sources for paper in XINFANG.papers}
    return [(row, source) for row, sources in rows.items() for source in sources if source.basis is Basis.LAW]


@pytest.mark.parametrize(("row", "source"), _law_sources(), ids=lambda value: getattr(value, "article", value))
def test_every_article_named_exists_in_the_regulations(row, source: Source):
    """23(3) is the third paragraph of Art 23; 31 item 6 the sixth item of Art 31."""
    articles = _articles()
    assert len(articles) == 50
    written = re.fullmatch(r"(\d+)(?:\((\d)\))?(?: item (\d))?", source.article)
    assert written, source.article
    article, paragraph, item = (int(part) if part else 0 for part in written.groups())
    paragraphs = articles[article]
    assert paragraph <= len(paragraphs)
    assert item <= paragraphs[max(paragraph - 1, 0)]


def test_every_act_has_a_source():
    assert all(act.sources for act in XINFANG.acts)
