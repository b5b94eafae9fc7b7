"""The rules by which a machine sets something aside: off by default, high thresholds, only by the web."""

from time import perf_counter

import pytest

from huiying.core.aside import only_links, rule_for
from huiying.core.procedures.settings import office_settings

ON = {"hotline.aside_same_text": 20, "hotline.aside_only_links": "on"}
LAMP = "路灯不亮，孩子看不见路。"
LINK = "https://win.example.top/a?b=1"


def found(text, *, channel="web", same=0, settings=ON):
    return rule_for(text, channel=channel, same_before=same, procedure="hotline", settings=settings)


def test_nothing_is_set_aside_until_the_office_wants_it():
    shipped = office_settings({})
    assert found(LINK, same=10_000, settings=shipped) == ""
    assert found(LINK, same=10_000, settings={}) == ""


@pytest.mark.parametrize(
    ("same", "rule"), [(0, ""), (19, ""), (20, "same_text"), (500, "same_text")], ids=["first", "20th", "21st", "501st"]
)
def test_a_neighbourhood_with_one_text_is_heard_a_flood_is_set_aside(same, rule):
    assert found(LAMP, same=same) == rule


@pytest.mark.parametrize("channel", ["counter", "phone", "letter", "email", "suggestion_box", "home_visit", "import"])
def test_other_channels_are_left_alone(channel):
    assert found(LINK, channel=channel, same=10_000) == ""


@pytest.mark.parametrize(
    ("text", "nothing_else"),
    [
        (LINK, True),
        (f"{LINK} {LINK}", True),
        (f"看 {LINK}", True),
        ("www.win.example", True),
        (f"路灯坏了，照片在 {LINK}", False),
        (f"The lamp is dark: {LINK}", False),
        (LAMP, False),
        ("救命", False),
        ("？？？", False),
    ],
)
def test_only_links(text, nothing_else):
    assert only_links(text) is nothing_else
    assert (found(text) == "only_links") is nothing_else


def test_no_text_of_a_voice_makes_looking_for_links_last():
    """It is done while the voice is written down, when nobody else can write."""
    begun = perf_counter()
    assert not only_links("a." * 10_000)
    assert perf_counter() - begun < 3
