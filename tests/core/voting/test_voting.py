"""Votes: what a ballot may hold, how they are counted, what ties mean, and the file that anybody can count again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.errors import HuiyingError
from huiying.core.voting.ballots import Ballot, checked
from huiying.core.voting.counting import Standing, count, taken
from huiying.core.voting.errors import FileBroken, LineNotOnBallot, NothingChosen, TooManyChosen
from huiying.core.voting.file import Vote, digest, read, recount, written
from tests.house import ROOT

PAGE = ROOT / "docs" / "algorithms" / "voting.md"
BEGAN = datetime(2026, 12, 18, 1, 41, tzinfo=UTC)
EXAMPLE = b"""huiying-ballots 1
year 2027
most 3
lines 4 7 9
ballots 2
b 0b5c9e7d41f24c86a1f3a2b4c6d8e0f1 4 9
b 91aa3e0c7d5b4f62b8c1d2e3f4a5b6c7 7
t 2026-12-18T01:41Z
t 2026-12-18T09:02Z
"""
LINES = (1, 2, 3, 4, 5)


@st.composite
def votes(draw):
    ids = draw(st.lists(st.uuids(version=4), unique=True, max_size=12))
    choices = st.sets(st.sampled_from(LINES), min_size=1, max_size=3)
    ballots = tuple(Ballot(one.hex, tuple(sorted(draw(choices)))) for one in ids)
    minutes = tuple(BEGAN + timedelta(minutes=draw(st.integers(0, 10_000))) for _ in ids)
    return Vote(2027, 3, LINES, ballots, minutes)


@pytest.mark.parametrize(
    ("chosen", "kept"), [([2], (2,)), ([3, 1], (1, 3)), ([1, 1, 1, 1], (1,)), ([5, 4, 3], (3, 4, 5))]
)
def test_a_ballot_holds_each_choice_once(chosen, kept):
    assert checked(chosen, lines=LINES, most=3) == kept


@pytest.mark.parametrize(
    ("chosen", "error"), [([], NothingChosen), ([1, 2, 3, 4], TooManyChosen), ([6], LineNotOnBallot)]
)
def test_what_a_ballot_may_not_hold_is_refused_with_a_sentence(chosen, error):
    with pytest.raises(HuiyingError) as refused:
        checked(chosen, lines=LINES, most=3)
    assert isinstance(refused.value, error)
    assert refused.value.say("en") != refused.value.say("zh-hans")


def ballots(*choices):
    return [Ballot(f"{number:032x}", chosen) for number, chosen in enumerate(choices)]


@pytest.mark.parametrize(
    ("cast", "standings"),
    [
        ((), [(1, 0, None), (2, 0, None), (3, 0, None), (4, 0, None)]),
        (((1,),), [(1, 1, 1), (2, 0, None), (3, 0, None), (4, 0, None)]),
        (((2, 3), (3,), (2,), (1,)), [(2, 2, 1), (3, 2, 1), (1, 1, 3), (4, 0, None)]),
        (((4, 1), (4, 2), (4, 3)), [(4, 3, 1), (1, 1, 2), (2, 1, 2), (3, 1, 2)]),
        (((9, 1),), [(1, 1, 1), (2, 0, None), (3, 0, None), (4, 0, None)]),
    ],
)
def test_equal_votes_share_a_place_and_no_vote_is_no_place(cast, standings):
    assert count(ballots(*cast), (1, 2, 3, 4)) == tuple(Standing(*one) for one in standings)


@pytest.mark.parametrize(("places", "lines"), [(0, set()), (1, {4}), (2, {4, 1, 2, 3}), (9, {4, 1, 2, 3})])
def test_who_shares_the_last_place_is_taken_as_well(places, lines):
    assert taken(count(ballots((4, 1), (4, 2), (4, 3)), LINES), places) == lines


def test_the_file_is_the_one_that_is_documented():
    page = PAGE.read_text("utf-8")
    shown = "".join(f"{line.removeprefix('    ')}\n" for line in page.splitlines() if line.startswith("    "))
    vote = read(EXAMPLE)
    assert written(vote) == EXAMPLE == shown.encode()
    assert digest(EXAMPLE) in page
    assert [(one.line, one.votes) for one in recount(EXAMPLE)] == [(4, 1), (7, 1), (9, 1)]


@given(votes(), st.randoms(use_true_random=False))
def test_the_file_knows_no_order_of_casting_and_is_read_back(vote, chance):
    def mixed(things):
        return tuple(chance.sample(things, len(things)))

    file = written(vote)
    assert written(Vote(2027, 3, mixed(vote.lines), mixed(vote.ballots), mixed(vote.minutes))) == file
    assert sorted(read(file).ballots) == sorted(vote.ballots)
    assert recount(file) == count(vote.ballots, LINES)


@given(votes())
def test_every_choice_counts_one_and_the_places_follow_the_votes(vote):
    standings = count(vote.ballots, LINES)
    assert sum(one.votes for one in standings) == sum(len(ballot.choices) for ballot in vote.ballots)
    assert all(one.votes == sum(one.line in ballot.choices for ballot in vote.ballots) for one in standings)
    for one in standings:
        assert one.place == (1 + sum(other.votes > one.votes for other in standings) if one.votes else None)


@given(votes().filter(lambda vote: vote.ballots), st.data())
def test_one_flipped_bit_is_another_digest(vote, data):
    file = written(vote)
    at = data.draw(st.integers(0, len(file) * 8 - 1))
    flipped = bytearray(file)
    flipped[at // 8] ^= 1 << at % 8
    assert digest(bytes(flipped)) != digest(file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"huiying-ballots 1", b"huiying-ballots 2"),
        (b"ballots 2", b"ballots 3"),
        (b"ballots 2", b"ballots 1"),
        (b" 4 9\n", b" 9 4\n"),
        (b" 4 9\n", b" 4 8\n"),
        (b" 4 9\n", b" 4 4\n"),
        (b" 4 9\n", b"\n"),
        (b"most 3", b"most 1"),
        (b"lines 4 7 9", b"lines 9 7 4"),
        (b"year 2027", b"year 02027"),
        (b"t 2026-12-18T01:41Z\n", b""),
        (b"t 2026-12-18T01:41Z", b"t 2026-12-18T01:41"),
        (b"\n", b"\r\n"),
        (b"91aa3e0c7d5b4f62b8c1d2e3f4a5b6c7", b"0b5c9e7d41f24c86a1f3a2b4c6d8e0f1"),
        (b"91aa3e0c7d5b4f62b8c1d2e3f4a5b6c7", b"91AA3e0c7d5b4f62b8c1d2e3f4a5b6c7"),
        (b"91aa3e0c7d5b4f62b8c1d2e3f4a5b6c7", b"91aa"),
        (EXAMPLE, b""),
        (EXAMPLE, b"\xff\xfe"),
    ],
)
def test_what_is_not_canonical_is_refused(old, new):
    with pytest.raises(FileBroken):
        read(EXAMPLE.replace(old, new))


def test_a_file_needs_a_minute_for_each_ballot():
    with pytest.raises(ValueError, match="a minute"):
        written(Vote(2027, 3, LINES, (Ballot("0" * 32, (1,)),), ()))
