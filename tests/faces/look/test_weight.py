"""What goes over the wire, and that nothing of it is inline."""

import gzip
import re
from pathlib import Path

import pytest

import huiying.faces.look

HERE = Path(huiying.faces.look.__file__).parent
STATIC = HERE / "static" / "look"
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
KIB = 1024


def weight(*names):
    return sum(len(gzip.compress((STATIC / name).read_bytes())) for name in names)


def test_styles_of_a_citizen_page_weigh_at_most_ten_kibibytes():
    assert weight("tokens.css", "base.css", "parts.css", "citizen.css", "print.css") <= 10 * KIB


def test_the_script_of_a_citizen_page_is_at_most_four_kibibytes():
    assert (STATIC / "page.js").stat().st_size <= 4 * KIB


def test_the_heaviest_page_with_all_it_loads_is_far_under_sixty_kilobytes(browse):
    page = len(gzip.compress(browse("/patterns", "en").encode()))
    everything = weight(*(path.name for path in STATIC.iterdir()))
    assert page + everything < 20 * KIB


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_inline(path):
    source = path.read_text("utf-8")
    assert not re.search(r"""\sstyle=|\son\w+=["']|<style|<script(?![^>]*\bsrc=)""", source)


def test_pages_load_nothing_from_elsewhere(browse):
    html = browse("/patterns", "en") + browse("/patterns?desk", "en")
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", html)


def declared(name):
    return set(re.findall(r"(--hy-[\w-]+)\s*:", (STATIC / name).read_text("utf-8")))


def test_every_variable_used_is_declared():
    used = {v for path in STATIC.glob("*.css") for v in re.findall(r"var\((--hy-[\w-]+)", path.read_text("utf-8"))}
    assert used <= declared("tokens.css")


def test_every_colour_has_a_dark_twin():
    light, dark = (STATIC / "tokens.css").read_text("utf-8").split("@media (prefers-color-scheme: dark)")
    colours = set(re.findall(r"(--hy-[\w-]+): #", light))
    same_in_both = {"--hy-glow", "--hy-on-glow"}
    assert colours - same_in_both == set(re.findall(r"(--hy-[\w-]+): #", dark))


def test_red_is_for_errors_alone():
    for path in STATIC.glob("*.css"):
        for rule in re.findall(r"([^{}]+)\{[^{}]*var\(--hy-red\)", path.read_text("utf-8")):
            assert re.search(r"error|errsum|wrong", rule), rule


def test_no_italics_and_no_sides():
    for path in STATIC.glob("*.css"):
        text = path.read_text("utf-8")
        assert "italic" not in text
        assert not re.search(r"(margin|padding|border)-(left|right|top|bottom)\b", text), path.name


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    digits = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunk"), ("ink-2", "paper"), ("ink-2", "surface"), ("ink-2", "sunk"),
    ("teal", "paper"), ("teal", "surface"), ("teal", "sunk"), ("on-teal", "teal"), ("on-teal", "teal-strong"),
    ("teal-strong", "teal-soft"), ("ink", "teal-soft"), ("on-hero", "hero"), ("amber", "amber-soft"),
    ("ink", "amber-soft"), ("on-glow", "glow"), ("on-solid", "solid"), ("red", "paper"), ("red", "surface"),
]  # fmt: skip
SHAPE_PAIRS = [("edge", "paper"), ("edge", "surface"), ("c1", "paper"), ("c2", "paper"), ("c3", "paper")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_has_its_contrast(scheme):
    light, dark = (STATIC / "tokens.css").read_text("utf-8").split("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--hy-([\w-]+): #(\w+);", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--hy-([\w-]+): #(\w+);", dark))
    for front, back in TEXT_PAIRS:
        assert contrast(colours[front], colours[back]) >= 4.5, (front, back)
    for front, back in SHAPE_PAIRS:
        assert contrast(colours[front], colours[back]) >= 3, (front, back)
