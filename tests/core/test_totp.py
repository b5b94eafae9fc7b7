"""Codes of a phone (RFC 6238), against the vectors of the standard."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.totp import code_at, digits_of, step_of

SECRET = b"12345678901234567890"
AT = datetime(2026, 11, 22, 9, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds, code):
    """RFC 6238, appendix B: the last six of its eight digits."""
    assert code_at(SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(("late", "fits"), [(-46, False), (-16, True), (-15, True), (0, True), (44, True), (45, False)])
def test_a_clock_may_be_one_step_off_either_way(late, fits):
    code = code_at(SECRET, AT)
    assert (step_of(code, secret=SECRET, at=AT + timedelta(seconds=late), used=None) is not None) is fits


def test_a_code_opens_once_and_none_before_it_afterwards():
    step = step_of(code_at(SECRET, AT), secret=SECRET, at=AT, used=None)
    assert step == int(AT.timestamp()) // 30
    assert step_of(code_at(SECRET, AT), secret=SECRET, at=AT, used=step) is None
    assert step_of(code_at(SECRET, AT - timedelta(seconds=30)), secret=SECRET, at=AT, used=step) is None
    assert step_of(code_at(SECRET, AT + timedelta(seconds=30)), secret=SECRET, at=AT, used=step) == step + 1


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_none(typed):
    step = step_of(typed, secret=SECRET, at=AT, used=None)
    near = {code_at(SECRET, AT + timedelta(seconds=30 * i)) for i in (-1, 0, 1)}
    assert (step is not None) == (digits_of(typed) in near)


def test_blanks_and_wide_digits_are_read():
    code = code_at(SECRET, AT)
    wide = "".join(chr(ord("０") + int(digit)) for digit in code)
    assert digits_of(f" {wide[:3]} {wide[3:]}") == code
