"""Which help is posted first, for how long, and when it may be given (社会救助暂行办法 Art 11, 30, 40, 48)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.aid import PROGRAMMES, may_be_given, posted_until
from huiying.core.procedures.model import Basis

POSTED = {"living": "11", "temporary": "48", "medical": "30", "housing": "40"}
ON, UNTIL = date(2026, 11, 23), date(2026, 11, 30)


def test_the_law_has_these_posted_and_no_others():
    assert {one.id for one in PROGRAMMES.values() if one.posted} == set(POSTED)
    for name, article in POSTED.items():
        assert article in {source.article for source in PROGRAMMES[name].sources if source.basis is Basis.LAW}


def test_a_posting_of_seven_days_ends_on_the_seventh_after_its_first():
    assert posted_until(ON, 7) == UNTIL


@pytest.mark.parametrize(
    ("programme", "until", "hurried", "on", "may"),
    [
        ("living", None, False, ON, False),
        ("living", UNTIL, False, date(2026, 11, 30), False),
        ("living", UNTIL, False, date(2026, 12, 1), True),
        ("living", UNTIL, True, date(2026, 11, 30), False),  # only Art 48 lets anybody hurry
        ("temporary", None, True, ON, True),
        ("temporary", None, False, ON, False),
        ("medical", UNTIL, False, date(2026, 12, 1), True),
        ("school", None, False, ON, True),
        ("charity", None, False, ON, True),
    ],
)
def test_when_it_may_be_given(programme, until, hurried, on, may):
    assert may_be_given(PROGRAMMES[programme], until=until, hurried=hurried, on=on) is may


@given(st.sampled_from(sorted(PROGRAMMES)), st.dates(), st.integers(1, 30), st.dates())
def test_what_is_posted_is_never_given_before_its_last_day_without_hurry(name, posted, days, on):
    until = posted_until(posted, days)
    if may_be_given(PROGRAMMES[name], until=until, hurried=False, on=on) and PROGRAMMES[name].posted:
        assert (on - posted).days > days
