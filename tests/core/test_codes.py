"""Receipt numbers and codes: what is made, what is understood, what a slip of the hand or ear cannot get past."""

from contextlib import suppress
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core import codes
from huiying.core.codes import (
    CodeIncompleteError,
    NumberIncompleteError,
    NumberMistypedError,
    code_digest,
    code_matches,
    grouped_code,
    grouped_number,
    is_number,
    make_code,
    make_number,
    normal_code,
    normal_number,
)
from tests.core.calendars import ROOT

PAGE = ROOT / "docs" / "algorithms" / "receipt-numbers.md"
SAMPLE = [make_number(Random(seed).randrange) for seed in range(300)]
KEY = bytes(range(32))
NUMBER = "7304291656"
CODE = "4821093755162048"


def from_page(label: str) -> str:
    """The value in backticks on the line of the page that begins with `label`."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith(f"- {label}"))
    return line.split("`")[1]


def test_check_digit_of_the_published_example_is_4() -> None:
    assert codes._carry("572") == 4
    assert codes._carry("5724") == 0


def test_numbers_are_ten_digits_and_never_begin_with_0() -> None:
    assert all(is_number(number) and number[0] != "0" for number in SAMPLE)
    assert make_number(lambda n: 0)[:9] == "100000000"
    assert make_number(lambda n: n - 1)[:9] == "999999999"


def test_every_number_is_asked_for_evenly() -> None:
    asked: list[int] = []

    def least(n: int) -> int:
        asked.append(n)
        return 0

    make_number(least)
    make_code(least)
    assert asked == [9 * 10**8, 10**16]


def test_every_wrong_digit_is_caught() -> None:
    for number, place, digit in product(SAMPLE, range(10), "0123456789"):
        changed = number[:place] + digit + number[place + 1 :]
        assert is_number(changed) is (changed == number)


def test_every_swap_of_neighbours_is_caught() -> None:
    for number, place in product(SAMPLE, range(9)):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert is_number(swapped) is (swapped == number)


def test_one_in_ten_invented_numbers_fits() -> None:
    fitting = sum(is_number(str(number)) for number in range(5_000_000_000, 5_000_100_000))
    assert fitting == 10_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "730429165",
        "73042916564",
        "7304 2916 56",
        "730429165x",
        "７304291656",
        "٧304291654",
        "0000000000",
        "7304291655",
    ],
)
def test_only_the_normal_form_is_a_number(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "7304 2916 56",
        " 7304-2916-56\n",
        "7304–2916—56",
        "7304\N{MINUS SIGN}2916·56",
        "7304.2916,56",
        "７３０４　２９１６　５６",
        "７３０４－２９１６－５６",
        "七三零四 二九一六 五六",
        "七三〇四、二九幺六、五六",
        "7304\u200b2916\u00a056",
    ],
)
def test_a_number_is_understood_as_typed_or_said(text: str) -> None:
    assert normal_number(text) == NUMBER


@pytest.mark.parametrize(
    "text", ["", "7304 2916 5", "7304 2916 561", "七三零四二九一六五十六", "No. 7304291656", "٧304291654"]
)
def test_a_number_of_other_length_or_letters_says_how_many_digits(text: str) -> None:
    with pytest.raises(NumberIncompleteError) as caught:
        normal_number(text)
    assert caught.value.code == "codes.number_incomplete"
    assert "10 digits" in caught.value.say("en")
    assert "10位数字" in caught.value.say("zh-hans")


@pytest.mark.parametrize("text", ["7304291655", "3704291654", "0304291654", "0000000000"])
def test_a_number_that_cannot_be_asks_to_look_again(text: str) -> None:
    with pytest.raises(NumberMistypedError) as caught:
        normal_number(text)
    assert caught.value.code == "codes.number_mistyped"
    assert "check each digit" in caught.value.say("en")
    assert "逐位再看一遍" in caught.value.say("zh-hans")
    assert text not in f"{caught.value!r}{caught.value.data}{caught.value.say('en')}"


def test_numbers_and_codes_are_printed_in_fours() -> None:
    assert grouped_number("7304291658") == "7304 2916 58"
    assert grouped_code(CODE) == "4821 0937 5516 2048"


@given(st.integers(0, 9 * 10**8 - 1))
def test_what_is_printed_is_understood(pick: int) -> None:
    number = make_number(lambda _: pick)
    assert normal_number(grouped_number(number)) == number


@given(st.integers(0, 10**16 - 1))
def test_a_code_is_sixteen_digits_and_understood_as_printed(pick: int) -> None:
    code = make_code(lambda _: pick)
    assert len(code) == 16
    assert int(code) == pick
    assert normal_code(grouped_code(code)) == code


@pytest.mark.parametrize("text", ["", "4821 0937 5516 204", "4821 0937 5516 20488", "4821 0937 5516 204x"])
def test_a_code_of_other_length_or_letters_says_how_many_digits(text: str) -> None:
    with pytest.raises(CodeIncompleteError) as caught:
        normal_code(text)
    assert caught.value.code == "codes.code_incomplete"
    assert "16 digits" in caught.value.say("en")
    assert "16位数字" in caught.value.say("zh-hans")
    assert not text or text not in f"{caught.value!r}{caught.value.data}"


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_mistake_one_can_mend(text: str) -> None:
    with suppress(NumberIncompleteError, NumberMistypedError):
        assert is_number(normal_number(text))


def test_digest_is_that_of_the_page() -> None:
    assert from_page("number") == NUMBER
    assert from_page("code") == CODE
    assert code_digest(KEY, NUMBER, CODE).hex() == from_page("digest")


def test_code_matches_only_with_its_number_and_its_key() -> None:
    digest = code_digest(KEY, NUMBER, CODE)
    other = next(number for number in SAMPLE if number != NUMBER)
    assert code_matches(KEY, NUMBER, CODE, digest)
    assert not code_matches(KEY, other, CODE, digest)
    assert not code_matches(KEY, NUMBER, CODE[:-1] + "9", digest)
    assert not code_matches(KEY[::-1], NUMBER, CODE, digest)
    assert not code_matches(KEY, NUMBER, CODE, b"")


@pytest.mark.parametrize(
    ("key", "number", "code"),
    [
        (KEY[1:], NUMBER, CODE),
        (KEY, grouped_number(NUMBER), CODE),
        (KEY, NUMBER, grouped_code(CODE)),
        (KEY, NUMBER + CODE[:1], CODE[1:]),
    ],
)
def test_a_short_key_or_another_form_raises_without_repeating_it(key: bytes, number: str, code: str) -> None:
    with pytest.raises(ValueError, match=r"too short|normal form") as caught:
        code_digest(key, number, code)
    assert not any(c.isdigit() for c in str(caught.value))
