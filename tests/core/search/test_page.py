"""The worked example and the words of docs/algorithms/search.md are what the code does."""

import re

import pytest

from huiying.core.search import LONGEST_QUERY, LONGEST_TEXT, MOST_WORDS, fold, matches, query, read, spans, windows
from huiying.core.search.signs import _ALIKE
from huiying.core.search.windows import code
from tests.house import ROOT

PAGE = (ROOT / "docs" / "algorithms" / "search.md").read_text("utf-8")
TEXT = re.search(r"The text: `(.+)`", PAGE)[1]


def table(header):
    """Rows of the table under this header, without its first two lines."""
    block = PAGE[PAGE.index(header) :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block[2:]]


def test_the_signs_of_the_example_are_those_of_the_page():
    found = read(TEXT)
    expected = [
        [sign, str(ord(sign)), code(sign), str(start), str(end)]
        for sign, start, end in zip(found.signs, found.starts, found.ends, strict=True)
    ]
    assert table("| sign | number |") == expected


def test_the_tokens_of_the_example_are_those_of_the_page():
    (window,) = windows(TEXT)
    assert re.findall(r"^    ([a-z ]+)$", PAGE, re.MULTILINE) == [window.tokens[:80], window.tokens[81:]]


@pytest.mark.parametrize("row", table("| typed |"), ids=lambda row: row[0])
def test_the_queries_of_the_example_are_those_of_the_page(row):
    asked = query(row[0].strip("`"))
    assert row == [
        row[0],
        " · ".join(word.signs for word in asked.words),
        " ".join(f"`{piece.fts5}`" for piece in asked.pieces),
        " ".join(f"`{piece.tsquery}`" for piece in asked.pieces),
        " · ".join(TEXT[start:end] for start, end in spans(TEXT, asked)),
    ]


def test_what_the_page_says_is_spelt_as_one_is_all_that_is():
    pairs = re.search(r"\(覆 复,(.+?)\)", PAGE, re.DOTALL)[0].strip("()").split(",")
    said = {tuple(pair.split()) for pair in pairs} | {("苧", "苎")}  # the last is OpenCC stopping half-way
    assert said == {(chr(one), chr(other)) for one, other in _ALIKE.items()}


def test_the_limits_are_those_of_the_page():
    assert f"**{LONGEST_TEXT:,} characters**" in PAGE
    assert f"{LONGEST_QUERY} signs in {MOST_WORDS} words" in PAGE


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("油烟，扰民", "油烟扰民"), ("night noise", '"night noise"'), ("the attic", "eat"), ("沈阳", "沉")],
)
def test_what_the_page_says_is_found(text, phrase):
    assert matches(text, query(phrase))


def test_what_the_page_says_is_left_out():
    assert fold("कि") == fold("क")
    assert not matches("é", query("e"))
