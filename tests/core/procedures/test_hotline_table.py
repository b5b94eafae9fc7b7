"""The table of 热线 against lists written by hand from the procedures note, part 3."""

import os
import re
from collections import deque
from pathlib import Path

import pytest

from huiying.core.procedures.engine import clock_limit
from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.hotline_tables import BEIJING, GUANGDONG, JINAN, KINDS, LVLIANG, WEIFANG
from huiying.core.procedures.model import Basis, Holder, Role, Source, StateKind
from huiying.core.words import Text
from huiying.listen.voices.enums import Kind

ROOT = Path(__file__).resolve().parents[3]
LAW = Path(os.environ.get("HUIYING_TEST_DATA", ROOT.parent / "shared" / "data")) / "law"

STATES = {
    "open": "received laid_aside conferring dispatched objected designating handling coordinating interim_replied "
    "replied terminating calling_back redispatched",
    "waiting": "",
    "ended": "answered emergency_passed route_told progress_told explained other_channel_told dissuaded terminated "
    "withdrawn closed",
    "archived": "archived",
}
# clock → length, measure, where the number or the duty stands, the letters of its sources, extension in all, times
LIMITS = {
    "H-DISPATCH": (1, "half_workdays", {(LVLIANG, "3-4"), (BEIJING, "11(2)")}, "CC", 0, 0),
    "H-URGENT": (30, "minutes", {(LVLIANG, "4")}, "C", 0, 0),
    "H-CONTACT": (1, "workdays", {(BEIJING, "15 item 1")}, "PC", 0, 0),
    "H-RETURN": (1, "workdays", {(LVLIANG, "2")}, "C", 0, 0),
    "H-RETURN-DECIDE": (1, "workdays", {(BEIJING, "12(3)")}, "PCN", 0, 0),
    "H-HANDLE": (5, "workdays", {(WEIFANG, "20"), (JINAN, "24"), (LVLIANG, "4"), (BEIJING, "13")}, "CCCC", 9, 3),
    "H-STATUTE": (None, "", {(WEIFANG, "20 item 2"), (JINAN, "24 item 2")}, "CC", 0, 0),
    "H-PROMISED": (None, "", {(JINAN, "24 item 3"), (JINAN, "24(2)"), (WEIFANG, "20 item 3")}, "CCC", 0, 0),
    "H-REVIEW": (1, "workdays", {(JINAN, "27(1)")}, "PC", 0, 0),
    "H-CALLBACK": (3, "workdays", {(JINAN, "27(1)"), (BEIJING, "23"), (WEIFANG, "25")}, "PCCC", 0, 0),
    "H-REDO": (3, "workdays", {(JINAN, "27(2)")}, "PC", 0, 0),
    "H-CAP": (180, "days", {(LVLIANG, "4")}, "C", 0, 0),
    "H-SUPERVISE": (5, "workdays", {(WEIFANG, "26"), (JINAN, "28")}, "CCP", 0, 0),
}
# act → who may do it, who approves
WHO = {
    "take": ("receptionist dispatcher speaker system", ""),
    "set_aside": ("dispatcher receptionist system", ""),
    "take_up": ("dispatcher receptionist", ""),
    "ask_second_look": ("speaker", ""),
    "answer_now": ("receptionist", ""),
    "answer_objection": ("dispatcher handler unit_head", ""),
    "not_dispatch": ("receptionist dispatcher", "dispatcher"),
    "mark_urgent": ("receptionist dispatcher", ""),
    "seal": ("receptionist dispatcher handler speaker system", ""),
    "confer": ("dispatcher", ""),
    "conferred": ("dispatcher", ""),
    "dispatch": ("dispatcher", ""),
    "sign_for": ("handler", ""),
    "object": ("handler unit_head", ""),
    "allow_return": ("dispatcher", ""),
    "refuse_return": ("dispatcher", ""),
    "to_designate": ("dispatcher", ""),
    "designate": ("dispatcher", ""),
    "contact": ("handler", ""),
    "escalate": ("handler dispatcher", ""),
    "settle_escalation": ("handler dispatcher", ""),
    "extend": ("handler unit_head", "dispatcher"),
    "interim_reply": ("handler", ""),
    "reply": ("handler unit_head", ""),
    "cannot": ("handler", ""),
    "propose_end": ("handler", ""),
    "decide_end": ("dispatcher", ""),
    "stop_repeat": ("handler", "dispatcher"),
    "check_reply": ("dispatcher", ""),
    "call_back": ("callback_officer", ""),
    "redispatch": ("dispatcher", ""),
    "open_follow_up": ("speaker callback_officer", ""),
    "to_petition": ("speaker dispatcher", ""),
    "close": ("system", ""),
    "archive": ("archivist sealed_officer", ""),
    "ask_more": ("handler dispatcher receptionist", ""),
    "add": ("speaker", ""),
    "note": ("receptionist dispatcher handler unit_head inspector callback_officer sealed_officer", ""),
    "rate": ("speaker", ""),
    "hand_over": ("unit_head handler dispatcher", ""),
    "join": ("dispatcher system", ""),
    "order_supervision": ("inspector", ""),
    "answer_supervision": ("handler unit_head system", ""),
    "close_supervision": ("inspector system", ""),
    "separate": ("dispatcher", ""),
    "end_check": ("system", ""),
    "withdraw": ("speaker", ""),
    "undo_withdraw": ("speaker", ""),
}
# What a state that ends a ticket must have given the caller, or why not.
PAPER_OF = {
    "answered": {"H07"},
    "emergency_passed": {"H03"},
    "progress_told": {"H03"},
    "explained": {"H03"},
    "other_channel_told": {"H03"},
    "dissuaded": {"H03"},
    "terminated": {"H08"},
}
NO_PAPER = {
    "route_told": "H03 when not dispatched; none when sealed, for nothing may lie about",
    "closed": "the answer H07 was checked before; a move to petition gives a new receipt",
    "withdrawn": "the person's own act",
}
OFFERED = [act for act in HOTLINE.acts if act.offered]


def test_there_are_twenty_four_states_thirteen_clocks_and_ten_documents():
    assert len(HOTLINE.states) == 24
    assert len(HOTLINE.clocks) == 13
    assert [paper.code for paper in HOTLINE.papers] == [f"H{n:02}" for n in range(1, 11)]


@pytest.mark.parametrize("kind", STATES)
def test_each_state_is_of_its_kind(kind):
    assert {state.id for state in HOTLINE.states if state.kind == kind} == set(STATES[kind].split())


@pytest.mark.parametrize("clock_id", LIMITS)
def test_each_limit_is_as_long_as_its_source_says(clock_id):
    length, measure, stands_in, bases, extension, times = LIMITS[clock_id]
    clock = HOTLINE.clock(clock_id)
    assert (clock.limit.length if clock.limit else None) == length
    assert (clock.limit.measure if clock.limit else "") == measure
    assert {(s.instrument, s.article) for s in clock.sources if s.basis is Basis.CITY} == stands_in
    assert "".join(source.basis for source in clock.sources) == bases
    assert (clock.extension_max, clock.extension_times) == (extension, times)
    assert clock.holder is Holder.OFFICE


def test_the_table_has_these_clocks_and_no_other():
    assert {clock.id for clock in HOTLINE.clocks} == set(LIMITS)


def test_a_question_has_three_working_days_and_everything_else_five():
    clock = HOTLINE.clock("H-HANDLE")
    for kind in KINDS:
        assert clock_limit(clock, {}, kind).length == (3 if kind == "inquiry" else 5)
        assert clock_limit(clock, {f"hotline.handle_workdays.{kind}": 2}, kind).length == 2
    assert clock_limit(clock, {"hotline.handle_workdays.inquiry": 1}, "request").length == 5


@pytest.mark.parametrize("clock_id", ["H-STATUTE", "H-PROMISED"])
def test_a_clock_whose_day_is_named_has_no_length_of_its_own(clock_id):
    with pytest.raises(ValueError, match=clock_id):
        clock_limit(HOTLINE.clock(clock_id), {})


def test_the_kinds_are_those_of_a_voice():
    assert set(KINDS) == set(Kind.values)


def test_the_hotline_knows_no_pause():
    assert not any(clock.may_pause for clock in HOTLINE.clocks)


def test_the_matrix_names_every_act_that_is_offered():
    assert set(WHO) == {act.id for act in OFFERED}


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_each_act_belongs_to_these_roles(act):
    who, approver = WHO[act.id]
    assert act.who == {Role(name) for name in who.split()}
    assert (act.approved_by or "") == approver


def test_every_act_of_the_hotline_is_offered():
    assert [act.id for act in HOTLINE.acts if not act.offered] == []


def test_every_state_can_be_reached_by_acts_that_are_offered():
    seen, waiting = {""}, deque([""])
    while waiting:
        here = waiting.popleft()
        for act in OFFERED:
            if here in act.from_ or (here == "" and not act.from_):
                fresh = set(act.to) - seen
                seen |= fresh
                waiting.extend(fresh)
    assert seen - {""} == {state.id for state in HOTLINE.states}


def test_every_open_state_can_be_left_by_staff():
    for state in HOTLINE.states:
        if state.kind is StateKind.OPEN:
            acts = [act for act in HOTLINE.acts_from(state.id) if act.offered and act.who - {Role.SPEAKER, Role.SYSTEM}]
            assert any(set(act.to) - {state.id} for act in acts), state.id


@pytest.mark.parametrize("state", [s for s in HOTLINE.states if s.kind is StateKind.ENDED], ids=lambda s: s.id)
def test_every_ended_state_has_its_document_or_a_reason_for_none(state):
    assert (state.id in PAPER_OF) != (state.id in NO_PAPER)
    for act in HOTLINE.acts:
        if state.id in PAPER_OF and state.id in act.to:
            assert set(act.documents_at(state.id)) & PAPER_OF[state.id], act.id


def _texts(value):
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


def test_both_languages_are_there_everywhere():
    texts = list(_texts(HOTLINE))
    assert len(texts) > 200
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text.zh), text
        assert re.search(r"[A-Za-z]", text.en), text
        assert not re.search(r"[\u4e00-\u9fff]", text.en), text
        assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en)), text


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_what_the_receipt_says_names_only_what_the_caller_may_read(act):
    known = {field.name for field in act.fields if field.shown} | {"unit", "days", "by"}
    if act.told is not None:
        assert set(re.findall(r"\{(\w+)\}", act.told.zh)) <= known


def test_nobody_but_the_person_may_withdraw():
    for act_id in ("withdraw", "undo_withdraw"):
        assert HOTLINE.act(act_id).who == {Role.SPEAKER}


def test_the_system_never_decides_on_a_right():
    assert {act.id for act in HOTLINE.acts if Role.SYSTEM in act.who} == {
        "take",
        "seal",
        "join",
        "close",
        "set_aside",
        "end_check",
        "answer_supervision",
        "close_supervision",
    }


def test_only_the_handling_limit_can_be_extended():
    extended = {(act.id, op.clock) for act in HOTLINE.acts for op in act.clocks if op.kind == "extend"}
    assert extended == {("extend", "H-HANDLE")}


def test_keys_do_not_collide_among_the_acts_of_one_state():
    for state in HOTLINE.states:
        for role in Role:
            keys = [a.key for a in HOTLINE.acts_from(state.id) if a.key and a.offered and role in a.who]
            assert len(keys) == len(set(keys)), (state.id, role, keys)


def _number(zh: str) -> int:
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")}
    tens, _, ones = zh.rpartition("十")
    return (digits[tens] if tens else 1 if "十" in zh else 0) * 10 + (digits[ones] if ones else 0)


def _articles(instrument: str) -> dict[int, tuple[int, int]]:
    """Article → (paragraphs, items) as printed."""
    files = sorted(LAW.glob(f"{instrument}*.md"))
    if not files:
        pytest.skip("the ordinances are not here: set HUIYING_TEST_DATA to the folder that holds law/")
    found: dict[int, list[int]] = {}
    counts = [0, 0]
    for line in files[0].read_text(encoding="utf-8").splitlines():
        if start := re.match(r"第([一二三四五六七八九十]+)条\s", line):
            counts = found.setdefault(_number(start[1]), [1, 0])
        elif re.match(r"（[一二三四五六七八九十]+）", line):
            counts[1] += 1
        elif line.strip() and not line.startswith(("#", "<")):
            counts[0] += 1
    return {article: (paragraphs, items) for article, (paragraphs, items) in found.items()}


def _sources() -> list[Source]:
    rows = [*HOTLINE.acts, *HOTLINE.clocks, *HOTLINE.papers]
    choices = [c.source for a in HOTLINE.acts for f in a.fields for c in f.choices if c.source]
    return sorted(
        {s for row in rows for s in row.sources if s.basis is Basis.CITY} | set(choices),
        key=lambda s: (s.instrument, s.article),
    )


@pytest.mark.parametrize("source", _sources(), ids=lambda s: f"{s.instrument[:2]} {s.article}")
def test_every_article_named_exists_in_its_ordinance(source):
    """ "20 item 2": the second item of Art 20; "27(2)": its second paragraph."""
    if source.instrument in (LVLIANG, GUANGDONG):
        assert source.article in ("", "2", "3-4", "4")
        return
    article, paragraph, item = re.fullmatch(r"(\d+)(?:\((\d+)\))?(?: item (\d+))?", source.article).groups()
    paragraphs, items = _articles(source.instrument)[int(article)]
    assert int(paragraph or 1) <= paragraphs
    assert int(item or 0) <= items
