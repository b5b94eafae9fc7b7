"""What a decision gave, and which two decisions treat like cases differently."""

import pytest

from huiying.core.fairness import OUTCOMES, Outcome, differ, outcome_of
from huiying.core.fairness.outcomes import DECIDING
from huiying.core.procedures import PROCEDURES


@pytest.mark.parametrize(
    ("requests", "outcome"),
    [
        (["supported"], Outcome.GRANTED),
        (["supported", "supported"], Outcome.GRANTED),
        (["supported", "not_supported"], Outcome.PARTLY),
        (["supported", "explained"], Outcome.PARTLY),
        (["not_supported"], Outcome.REFUSED),
        (["explained"], Outcome.REFUSED),
        ([], Outcome.ANSWERED),
    ],
)
def test_an_opinion_gives_what_its_requests_got(requests, outcome):
    assert outcome_of("xinfang", "issue_opinion", requests) is outcome


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        ("adopt", "adopted"),
        ("not_adopt", "not_adopted"),
        ("refuse_other", "declined"),
        ("refuse_same", None),
        ("note", None),
    ],
)
def test_an_act_decides_by_itself_or_not_at_all(act, outcome):
    assert outcome_of("xinfang", act, ["supported"]) == outcome


def test_every_deciding_act_is_one_of_the_table():
    for procedure, act in DECIDING:
        assert PROCEDURES[procedure].act(act) is not None, act


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("granted", "granted", False),
        ("granted", "refused", True),
        ("granted", "partly", True),
        ("declined", "refused", True),
        ("declined", "answered", True),
        ("answered", "granted", False),
        ("answered", "refused", False),
        ("adopted", "not_adopted", True),
        ("adopted", "adopted_partly", True),
    ],
)
def test_which_two_decisions_are_different_treatment(one, other, different):
    assert differ(Outcome(one), Outcome(other)) is different
    assert differ(Outcome(other), Outcome(one)) is different


def test_every_outcome_has_its_words():
    assert OUTCOMES.keys() == set(Outcome)
