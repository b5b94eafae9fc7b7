"""The worked example on docs/algorithms/reply-check.md is what the code does."""

import re

from huiying.core.replycheck.asked import KEY_WORDS
from huiying.core.replycheck.copied import ALIKE, LEAST, OWN_SHARE, RUN, own_clauses, share_copied
from tests.house import ROOT

PAGE = (ROOT / "docs" / "algorithms" / "reply-check.md").read_text("utf-8")


def test_the_share_of_the_example_is_that_of_the_page():
    text, other = re.findall(r"「(.+?)」", PAGE)
    lengths = [len(clause) for clause in own_clauses(text)]
    assert f"Of {sum(lengths)} own letters the {lengths[0]} of the first and the {lengths[2]} of the third" in PAGE
    assert f"**{share_copied(text, other):.2f}**" in PAGE


def test_the_numbers_of_the_page_are_those_of_the_code():
    assert (ALIKE, LEAST, OWN_SHARE, RUN, KEY_WORDS) == (0.7, 40, 0.45, 8, 8)
