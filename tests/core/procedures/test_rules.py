"""A table that names a rule which does not exist, or a state that leads nowhere, stops the start with a sentence."""

from dataclasses import replace

import pytest

from huiying.core.procedures import PROCEDURES, procedure, rules
from huiying.core.procedures.effects import CLOCK_STARTS, STARTS
from huiying.core.procedures.guards import (
    CONDITIONS,
    GUARDS,
    TARGETS,
    afterwards,
    appeals,
    aside,
    handling,
    hotline,
    intake,
    mediation,
    naming,
    returns,
    sealed,
    supervision,
    together,
)
from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.model import Act, ClockOp, OpKind
from huiying.core.procedures.rules import sound
from huiying.core.procedures.xinfang import XINFANG


def test_both_procedures_stand_under_their_names():
    assert {name: item.id for name, item in PROCEDURES.items()} == {"xinfang": "xinfang", "hotline": "hotline"}
    assert procedure("hotline") is HOTLINE
    with pytest.raises(KeyError):
        procedure("notices")


def test_the_tables_are_sound():
    assert sound(XINFANG, HOTLINE) == (XINFANG, HOTLINE)


def changed(act_id: str, **change: object) -> tuple[Act, ...]:
    return tuple(replace(act, **change) if act.id == act_id else act for act in HOTLINE.acts)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"guards": ("on_a_sunday",)}, "sign_for: no guard on_a_sunday"),
        ({"clocks": (ClockOp(OpKind.MEET, "H-RETURN", "if_it_rains"),)}, "sign_for: no condition if_it_rains"),
        ({"approved_when": "if_it_rains"}, "sign_for: no condition if_it_rains"),
        ({"to_rule": "somewhere"}, "sign_for: no target somewhere"),
    ],
)
def test_a_rule_that_does_not_exist_is_named(change, said):
    with pytest.raises(ValueError, match=said):
        sound(XINFANG, replace(HOTLINE, acts=changed("sign_for", **change)))


def test_every_rule_is_used_by_some_act():
    acts = [act for item in PROCEDURES.values() for act in item.acts]
    assert {name for act in acts for name in act.guards} == set(GUARDS)
    assert {op.when for act in acts for op in act.clocks} | {act.approved_when for act in acts} == {"", *CONDITIONS}
    assert {act.to_rule for act in acts} == {"", *TARGETS}
    assert set(STARTS) <= {act.id for act in acts}
    assert set(CLOCK_STARTS) <= {clock.id for item in PROCEDURES.values() for clock in item.clocks}


def test_no_two_rules_share_a_name():
    parts = (
        intake,
        returns,
        handling,
        hotline,
        together,
        naming,
        afterwards,
        aside,
        supervision,
        sealed,
        appeals,
        mediation,
    )
    assert sum(len(part.RULES) for part in parts) == len(GUARDS)


def test_every_clock_is_started_by_an_act():
    """The yearly report of Art 41 is a duty of the department, not of a case: it has no clock here."""
    for item in PROCEDURES.values():
        started = {op.clock for act in item.acts for op in act.clocks if op.kind is OpKind.START}
        assert {clock.id for clock in item.clocks} - started == set()


def test_every_clock_that_an_act_starts_some_act_meets():
    for item in PROCEDURES.values():
        started = {op.clock for act in item.acts for op in act.clocks if op.kind is OpKind.START}
        met = {op.clock for act in item.acts for op in act.clocks if op.kind is OpKind.MEET}
        assert started - met == {"*"}


def test_an_effect_of_no_act_is_named(monkeypatch):
    monkeypatch.setattr(rules, "EFFECTS", {**rules.EFFECTS, "fly": lambda context: {}})
    with pytest.raises(ValueError, match="fly, which is no act"):
        sound(XINFANG, HOTLINE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"from_": frozenset({"limbo"})}, "sign_for: no state limbo"),
        ({"to": ("limbo",)}, "sign_for: no state limbo"),
        ({"to": ("handling", "closed")}, "sign_for: several targets and nothing chooses"),
        ({"to_field": "verdict"}, "sign_for: no field verdict"),
        ({"clocks": (ClockOp(OpKind.MEET, "H-MISSING"),)}, "sign_for: no clock H-MISSING"),
        ({"on_miss_of": ("H-MISSING",)}, "sign_for: no clock H-MISSING"),
        ({"documents": ("H99",)}, "sign_for: no document H99"),
        ({"documents_to": (("handling", "H99"),)}, "sign_for: no document H99"),
        ({"sources": ()}, "sign_for: no source"),
        ({"id": "object"}, "object stands twice"),
    ],
)
def test_a_name_that_leads_nowhere_is_named(change, said):
    with pytest.raises(ValueError, match=f"hotline: .*{said}"):
        replace(HOTLINE, acts=changed("sign_for", **change))


def test_a_state_or_a_clock_that_is_not_whole_is_named():
    with pytest.raises(ValueError, match="received stands twice"):
        replace(HOTLINE, states=(*HOTLINE.states, HOTLINE.states[0]))
    first, *rest = HOTLINE.clocks
    with pytest.raises(ValueError, match="H-DISPATCH: no source"):
        replace(HOTLINE, clocks=(replace(first, sources=()), *rest))
    with pytest.raises(ValueError, match=r"H-DISPATCH: no setting hotline\.nothing"):
        replace(HOTLINE, clocks=(replace(first, setting="hotline.nothing"), *rest))
