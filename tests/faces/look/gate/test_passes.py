"""Passes: found numbers and kept waits, for one door and one thing, within their time; nothing else opens."""

import base64
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.flood import solved
from huiying.core.crowding import Asked
from huiying.faces.look.gate.passes import GOOD_FOR_SECONDS, invite, read
from tests.faces.cli.running import ROOT

NOW = 1_795_350_000.0
EASY = Asked(work=200, wait_seconds=10)


def invited(door="send", thing="d1", now=NOW, asked=EASY):
    return invite(door, thing, asked, now=now)


def solution(invitation, **changed):
    text = solved(json.loads(invitation.challenge))
    if not changed:
        return f"a.{text}"
    payload = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) | changed
    return "a." + base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")


def test_a_number_that_was_found_opens_its_door_for_its_thing():
    found = read(solution(invited()), "send", "d1", now=NOW + 5)
    assert found is not None
    assert found.left_seconds == 0


def test_a_wait_that_is_over_opens_and_one_that_is_not_says_how_long():
    waiting = invited().waiting
    assert read(waiting, "send", "d1", now=NOW + 4).left_seconds == 6
    assert read(waiting, "send", "d1", now=NOW + 10).left_seconds == 0


@pytest.mark.parametrize(("door", "thing"), [("start", "d1"), ("send", "d2"), ("send", "")])
def test_neither_opens_another_door_or_for_another_draft(door, thing):
    invitation = invited()
    for text in (solution(invitation), invitation.waiting):
        assert read(text, door, thing, now=NOW + 20) is None


def test_both_expire():
    invitation = invited()
    assert read(solution(invitation), "send", "d1", now=NOW + GOOD_FOR_SECONDS + 1) is None
    assert read(invitation.waiting, "send", "d1", now=NOW + 11 + GOOD_FOR_SECONDS) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"number": -1},
        {"number": "7"},
        {"number": True},
        {"number": None},
        {"salt": "aa?expires=9999999999&"},
        {"salt": "aa?expires=9999999999&for=é&"},
        {"algorithm": "SHA-1"},
        {"challenge": "0" * 64},
        {"signature": "0" * 64},
        {"signature": 5},
    ],
)
def test_a_solution_that_was_altered_opens_nothing(changed):
    assert read(solution(invited(), **changed), "send", "d1", now=NOW) is None


def test_the_time_of_expiry_cannot_be_moved_by_cutting_the_salt_elsewhere():
    text = solved(json.loads(invited().challenge))
    payload = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    head, _, mark = payload["salt"].partition("&for=")
    for salt, number in ((head + "&", f"for={mark}{payload['number']}"), (payload["salt"] + "1", payload["number"])):
        assert read(solution(invited(), salt=salt, number=number), "send", "d1", now=NOW) is None


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_promise_to_wait_cannot_be_written_by_others(at):
    kind, issued, wait, name, mark = invited().waiting.split(".")
    parts = [issued, wait, name]
    parts[at] = {0: str(int(NOW) - 1_000), 1: "0", 2: "f" * 16}[at]
    assert read(".".join([kind, *parts, mark]), "send", "d1", now=NOW) is None


@given(st.text(max_size=200))
def test_anything_else_is_nothing(text):
    for head in ("", "a.", "w."):
        assert read(head + text, "send", "d1", now=NOW) is None


def test_what_is_very_long_is_not_looked_at():
    assert read("a." + "A" * 1_000_000, "send", "d1", now=NOW) is None


def test_no_clock_makes_anybody_wait_longer_than_a_minute():
    waiting = invited(asked=Asked(work=200, wait_seconds=60)).waiting
    for jump in (-1e8, -3_600, -1, 0, 30, 3_600, 1e8):
        found = read(waiting, "send", "d1", now=NOW + jump)
        assert found is None or found.left_seconds <= 60


OTHER_PROCESS = """
import sys
import tests.settings as settings
from django.conf import settings as django
import django as whole
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
whole.setup()
django.SECRET_KEY = sys.argv[1]
from huiying.faces.look.gate.passes import read
found = read(sys.argv[2], "send", "d1", now=float(sys.argv[3]))
print(found is not None and found.name)
"""


def test_another_process_of_the_office_takes_it_and_another_office_does_not(settings):
    text = solution(invited())
    own = read(text, "send", "d1", now=NOW)
    said = [
        subprocess.run(
            [sys.executable, "-c", OTHER_PROCESS, key, text, str(NOW)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for key in (settings.SECRET_KEY, "x" * 60)
    ]
    assert said == [own.name, "False"]
