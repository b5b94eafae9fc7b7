"""The invented county: the same for the same seed, rich in words, true to the figures, and nobody real in it."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from huiying.loop.rehearsal.inventions import InventedVoice, invent_office, invent_voices
from huiying.loop.rehearsal.inventions.grammar import Number, OneOf, Phrase, Telling, Word, phrase, say
from huiying.loop.rehearsal.inventions.lives import LIVES
from huiying.loop.rehearsal.inventions.matters import MATTERS
from huiying.loop.rehearsal.inventions.speech import WORDS

ENDS_ON = date(2026, 11, 22)
TAXONOMY = Path(__file__).parents[3] / "huiying/foundation/office/seeds/taxonomy.csv"


def voices(count: int = 2000, seed: int = 7) -> list[InventedVoice]:
    return list(invent_voices(invent_office(), count=count, seed=seed, months=14, ends_on=ENDS_ON))


@pytest.fixture(scope="module")
def heard() -> list[InventedVoice]:
    return voices()


@pytest.fixture(scope="module")
def many() -> list[InventedVoice]:
    return voices(20_000, seed=3)


def test_the_same_seed_gives_the_same_voices() -> None:
    assert voices(300) == voices(300)
    assert [v.text for v in voices(300)] != [v.text for v in voices(300, seed=8)]


def test_keys_are_unique_and_voices_come_oldest_first(heard: list[InventedVoice]) -> None:
    assert len({v.key for v in heard}) == len(heard) == 2000
    days = [v.said_at.date() for v in heard]
    assert days == sorted(days)
    assert days[0] >= ENDS_ON - timedelta(days=430)
    assert days[-1] <= ENDS_ON


def test_at_two_thousand_voices_nearly_all_texts_differ(heard: list[InventedVoice]) -> None:
    assert len({v.text for v in heard}) >= 0.95 * len(heard)


@pytest.mark.slow
def test_at_a_hundred_thousand_voices_most_texts_still_differ() -> None:
    texts = {v.text for v in invent_voices(invent_office(), count=100_000, seed=1, months=14, ends_on=ENDS_ON)}
    assert len(texts) >= 60_000


def test_texts_are_between_twenty_and_six_hundred_characters(many: list[InventedVoice]) -> None:
    lengths = [len(v.text) for v in many]
    assert min(lengths) >= 20
    assert max(lengths) <= 600
    assert sum(length > 200 for length in lengths) > 100


def test_replies_take_as_long_as_in_the_known_figures(many: list[InventedVoice]) -> None:
    days = [v.plan.reply_days for v in many if v.plan.reply_days is not None]
    assert median(days) == pytest.approx(11.2, abs=0.9)
    assert sum(d <= 15 for d in days) / len(days) == pytest.approx(0.615, abs=0.025)
    assert sum(d <= 60 for d in days) / len(days) == pytest.approx(0.944, abs=0.012)


def test_about_forty_in_a_hundred_of_those_answered_rate(many: list[InventedVoice]) -> None:
    answered = [v for v in many if v.plan.reply is not None]
    rated = sum(v.plan.rating is not None for v in answered)
    assert rated / len(answered) == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize("seed", [1, 2, 3, 11])
def test_every_life_is_led_among_two_thousand(seed: int) -> None:
    led = {(v.procedure, v.plan.name) for v in voices(seed=seed)}
    assert {(life.procedure, life.name) for life in LIVES} - led == set()


def test_no_silent_place_is_ever_spoken_from_or_named(many: list[InventedVoice]) -> None:
    silent = [place for place in invent_office().places if place.silent]
    assert len([place for place in silent if place.level == "community"]) >= 5
    keys = {place.key for place in silent}
    names = [place.name.zh for place in silent if place.level == "community"]
    names += [estate for place in silent for estate in place.estates]
    assert not [v.key for v in many if v.place in keys]
    assert not [v.key for v in many for name in names if name in v.text + v.title + v.place_words]


def test_no_phone_or_address_can_belong_to_anybody(many: list[InventedVoice]) -> None:
    people = [v.person for v in many if v.person is not None]
    assert all(re.fullmatch(r"100\d{8}", p.phone) for p in people if p.phone)
    assert all(p.email.endswith(".example") for p in people if p.email)
    assert all(re.fullmatch(r"0000-\d{7}", unit.phone) for unit in invent_office().units)
    long_numbers = {n for v in many for n in re.findall(r"\d{7,}", v.text)}
    assert all(n.startswith("100") and len(n) == 11 for n in long_numbers)


def test_the_two_hot_issues_are_told_in_many_words(many: list[InventedVoice]) -> None:
    for matter, town in (("quarry_dust", "石桥镇"), ("title_deeds", "青石街道")):
        told = [v for v in many if v.matter == matter and v.place_words.startswith(town)]
        assert 0.02 < len(told) / len(many) < 0.05
        assert len({v.text for v in told}) > 0.9 * len(told)
        assert len({v.title for v in told}) > 8


def test_anonymous_voices_have_no_person_and_reports_are_sealed(many: list[InventedVoice]) -> None:
    assert all((v.person is None) == (v.naming == "anonymous") for v in many)
    reports = [v for v in many if v.kind == "report"]
    assert reports
    assert all("seal" in [step.act for step in v.plan.steps] or len(v.plan.steps) < 2 for v in reports)
    assert all(v.plan.reply is None for v in reports)


def test_steps_stand_in_order_and_not_after_the_end(many: list[InventedVoice]) -> None:
    for voice in many:
        times = [step.at for step in voice.plan.steps]
        assert times == sorted(times)
        assert times[0] >= voice.said_at
        assert times[-1].date() <= ENDS_ON


def test_a_voice_joins_only_one_that_came_before(many: list[InventedVoice]) -> None:
    order = {v.key: n for n, v in enumerate(many)}
    joined = [v for v in many if v.plan.joins]
    assert joined
    assert all(order[str(v.plan.joins)] < order[v.key] for v in joined)
    matters = {v.key: v.matter for v in many}
    assert all(matters[str(v.plan.joins)] == v.matter for v in joined)


def test_few_voices_are_in_english_and_all_english(many: list[InventedVoice]) -> None:
    english = [v for v in many if v.language == "en"]
    assert 0.01 < len(english) / len(many) < 0.03
    assert not [v.text for v in english if re.search(r"[\u4e00-\u9fff]", v.text + v.title)]


def test_weekends_are_quieter_and_desks_are_closed_then(many: list[InventedVoice]) -> None:
    by_weekday = Counter(v.said_at.weekday() for v in many)
    assert by_weekday[6] < 0.7 * by_weekday[2]
    assert not [v for v in many if v.channel in ("counter", "reception", "letter") and v.said_at.weekday() > 4]


def test_units_places_and_staff_have_names_in_both_languages_and_real_parents() -> None:
    office = invent_office()
    for rows in (office.units, office.places, office.staff):
        assert all(row.name.zh and re.fullmatch(r"[\x20-\x7eü]+", row.name.en) for row in rows)
    for tree in (office.units, office.places):
        seen: set[str | None] = {None}
        for node in tree:
            assert node.parent in seen
            seen.add(node.key)
        assert len(seen) == len(tree) + 1
    units = {unit.key for unit in office.units}
    assert {person.unit for person in office.staff} <= units
    assert len({person.username for person in office.staff}) == len(office.staff) >= 50
    assert len({person.name.zh for person in office.staff}) == len(office.staff)


def test_every_voice_has_a_known_unit_category_and_place(many: list[InventedVoice]) -> None:
    office = invent_office()
    with TAXONOMY.open(encoding="utf-8") as file:
        categories = {tuple(row) for row in csv.reader(file)}
    units, places = {unit.key for unit in office.units}, {place.key for place in office.places} | {None}
    assert {v.category for v in many} <= categories
    assert {v.unit for v in many} | {step.to for v in many for step in v.plan.steps} - {""} <= units
    assert {v.place for v in many} <= places


def test_what_units_answer_for_are_known_categories() -> None:
    with TAXONOMY.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    known = {"/".join(row[:depth]) for row in rows for depth in (1, 2, 3)}
    assert len(rows) == len({tuple(row) for row in rows}) == 517
    assert {path for unit in invent_office().units for path in unit.answers_for} - known == set()


def test_every_phrase_uses_only_words_that_can_be_found() -> None:
    known = {*WORDS, "here", "spot", "home", "t", "v", "group"}
    for matter in MATTERS:
        for name in ("titles", "facts", "more", "asks", "tried", "asked", "ideas", "fine", "found", "done", "refused"):
            for line in (*getattr(matter, name), matter.basis):
                assert _unknown(line, set(known)) == set(), f"{matter.key} {name}"


def _unknown(line: Phrase, known: set[str]) -> set[str]:
    found: set[str] = set()
    for node in line:
        if isinstance(node, Word) and node.name not in known:
            found.add(node.name)
        elif isinstance(node, Number) and node.name:
            known.add(node.name)
        elif isinstance(node, OneOf):
            found |= {name for choice in node.phrases for name in _unknown(choice, known)}
    return found


def test_the_grammar_says_choices_numbers_and_kept_words() -> None:
    telling = Telling(lambda: 0.999, lambda telling, name: name.upper())
    assert say(phrase("[a|b[c|d]]{1~3} {n=10~50/20} {n} {word}"), telling) == "bd3 50 50 WORD"


@pytest.mark.parametrize("broken", ["[a|b", "a]b"])
def test_a_broken_phrase_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|not closed"):
        phrase(broken)
