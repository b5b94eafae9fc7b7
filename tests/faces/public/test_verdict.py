"""The server says of a receipt what the script of the page says of it."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from huiying.faces.public.log.verdict import verdict_of
from huiying.faces.public.log.verifier_words import WORDS, in_language
from tests.journeys.logged import FULL, INDEX, LOG, LONELY, ORIGIN, POLICY, Log, address, entries


def shown(data: bytes, policy: str, language: str = "en") -> str:
    with override(language):
        return render_to_string(
            "public/log/_verdict.html", {"verdict": verdict_of(data, policy), "words": in_language(language)}
        )


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("zh-hans", "第 21 条（签名时共 40 条）", "最迟 2026年12月7日"), ("en", "number 21 of 40", "by 7 December 2026")],
)
def test_a_good_receipt_is_told_in_plain_words(language: str, number: str, day: str) -> None:
    page = shown(LOG.receipt(INDEX).data, POLICY, language)
    assert WORDS["ok"].say(language) in page
    assert number in page
    assert day in page
    assert WORDS["not.words"].say(language) in page
    assert WORDS["not.split"].say(language) not in page


def test_an_address_of_a_code_is_taken_too() -> None:
    assert verdict_of(address(LOG.receipt(INDEX)).encode(), POLICY).holds


def test_words_in_the_receipt_are_shown_and_escaped() -> None:
    page = shown(FULL.data, POLICY)
    assert "&lt;b&gt;请修&lt;/b&gt;" in page
    assert WORDS["proved.words"].en in page
    assert WORDS["not.words"].en not in page


def test_without_a_witness_it_says_that_others_may_see_another_log() -> None:
    assert WORDS["not.split"] in verdict_of(LONELY.receipt(INDEX).data, LONELY.policy()).not_proved


GOOD = LOG.receipt(INDEX).data
OTHER = Log(entries(), origin="paper.example/log/2026")


@pytest.mark.parametrize(
    ("data", "policy", "fault", "todo"),
    [
        (b"", POLICY, "fault.nothing", "todo.nothing"),
        (b"hello", POLICY, "fault.damaged", "todo.damaged"),
        (GOOD.replace(f"index {INDEX}".encode(), b"index 3"), POLICY, "fault.not_included", "todo.signature"),
        (GOOD, OTHER.policy(), "fault.not_signed", "todo.not_signed"),
        (GOOD, "logg", "fault.policy", "todo.policy"),
        (LONELY.receipt(INDEX).data, POLICY, "fault.quorum", "todo.quorum"),
    ],
)
def test_a_bad_receipt_is_told_with_what_to_do(data: bytes, policy: str, fault: str, todo: str) -> None:
    verdict = verdict_of(data, policy)
    assert not verdict.holds
    said = [verdict.heading.en, *(line.en for line in verdict.lines)]
    assert WORDS[todo].en in said
    assert any(line.startswith(WORDS[fault].en.split("{")[0]) for line in said)


def test_another_log_is_named_with_the_one_that_is_trusted() -> None:
    told = verdict_of(GOOD, OTHER.policy()).lines[0].en
    assert ORIGIN in told
    assert "paper.example/log/2026" in told


def test_every_fault_tells_what_to_do() -> None:
    plain = {"named_key", "not_included", "fields", "words"}
    faults = {key.removeprefix("fault.") for key in WORDS if key.startswith("fault.")}
    assert {f"todo.{name}" for name in faults - plain} <= WORDS.keys()
