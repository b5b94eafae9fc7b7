"""Polis's export format, as conversations have it, and what is said of a line that cannot be."""

import pytest

from huiying.core.opinion.errors import ColumnMissing, FileUnreadable, StatementTwice, ValueWrong
from huiying.core.opinion.polis import read_statements, read_texts, read_votes
from huiying.core.opinion.statements import Moderation, Statement
from huiying.core.opinion.votes import votes_sha256

PLAIN = "timestamp,datetime,comment-id,voter-id,vote\n10,x,0,0,1\n11,x,1,0,-1\n12,x,0,5,0\n"


def triples(votes):
    rows = [voter for voter, many in zip(votes.voters, votes.given, strict=True) for _ in range(many)]
    columns = (rows, votes.statements[votes.columns], votes.values)
    return [tuple(map(int, row)) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.rstrip("\n"),
        PLAIN + "\n\n",
        "vote,voter-id,comment-id\n1,0,0\n-1,0,1\n0,5,0\n",
        'Vote , Voter_ID,"comment-id",more\n+1,0,0,a\n-1.0,0,1\n0,5,0,"b\nb"\n',
        "timestamp,comment-id,voter-id,vote\n,0,0,1\n,1,0,-1\n,0,5,0\n",
        "timestamp,comment-id,voter-id,vote\n1.0,0,0,1\n1,1,0,-1\n1,0,5,0\n",
    ],
)
def test_the_same_votes_in_another_dress_are_the_same(text):
    assert triples(read_votes(text.encode())) == [(0, 0, 1), (0, 1, -1), (5, 0, 0)]
    assert votes_sha256(read_votes(text.encode())) == votes_sha256(read_votes(PLAIN.encode()))


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (["7,1,1,1", "9,1,1,-1"], -1),
        (["9,1,1,-1", "7,1,1,1"], -1),
        (["7,1,1,1", "7,1,1,-1"], 1),
        (["7,1,1,-1", "7,1,1,1"], 1),
    ],
    ids=["later below", "later above", "same moment", "same moment turned"],
)
def test_the_latest_vote_of_a_pair_counts(rows, counts):
    text = "\n".join(["timestamp,comment-id,voter-id,vote", *rows])
    assert triples(read_votes(text.encode())) == [(1, 1, counts)]


def test_without_times_the_last_line_counts():
    assert triples(read_votes(b"comment-id,voter-id,vote\n1,1,1\n1,1,-1\n1,1,0\n2,1,1")) == [(1, 1, 0), (1, 2, 1)]


@pytest.mark.parametrize(
    ("text", "fault", "data"),
    [
        (b"", ColumnMissing, {"column": "comment-id"}),
        (b"comment-id,vote\n", ColumnMissing, {"column": "voter-id"}),
        (b"comment-id,voter-id,vote,vote\n", ColumnMissing, {"column": "vote"}),
        (b"comment-id,voter-id,vote\n1,1,1\n1,x,1\n", ValueWrong, {"line": 3, "column": "voter-id"}),
        (b"comment-id,voter-id,vote\n1,1,1\n\n1,2,2\n", ValueWrong, {"line": 4, "column": "vote"}),
        (b"comment-id,voter-id,vote\n1,1,\n", ValueWrong, {"line": 2, "column": "vote"}),
        (b"comment-id,voter-id,vote\n1,1,nan\n", ValueWrong, {"line": 2, "column": "vote"}),
        (b"comment-id,voter-id,vote\n1,1,1e400\n", ValueWrong, {"line": 2, "column": "vote"}),
        (b"comment-id,voter-id,vote\n1,1\n", ValueWrong, {"line": 2, "column": "vote"}),
        (b"comment-id,voter-id,vote\n99999999999999999999,1,1\n", ValueWrong, {"line": 2, "column": "comment-id"}),
        (b"comment-id,voter-id,vote,timestamp\n1,1,1,noon\n", ValueWrong, {"line": 2, "column": "timestamp"}),
        (b"comment-id,voter-id,vote\n\xff,1,1\n", FileUnreadable, {"file": "votes.csv"}),
        (b'comment-id,voter-id,vote\n"1,1,1\n', FileUnreadable, {"file": "votes.csv"}),
    ],
)
def test_a_line_that_cannot_be_is_named(text, fault, data):
    with pytest.raises(fault) as caught:
        read_votes(text)
    assert data.items() <= caught.value.data.items()
    assert all(caught.value.say(language) for language in ("zh-hans", "en"))


def test_a_file_without_votes_has_none():
    assert triples(read_votes(b"comment-id,voter-id,vote\n")) == []


def test_statements_are_read_with_what_was_decided_about_them():
    text = (
        "comment-id,moderated,is-meta,comment-body\r\n"
        '3,1,false,"Two\r\nlines"\r\n1,-1,,no\r\n2,0,TRUE,"say ""yes"""\r\n4,,0,\r\n'
    ).encode("utf-8-sig")
    assert read_statements(text) == [
        Statement(3),
        Statement(1, Moderation.REJECTED),
        Statement(2, Moderation.WAITING, is_meta=True),
        Statement(4, Moderation.WAITING),
    ]
    assert read_texts(text) == {3: "Two\r\nlines", 1: "no", 2: 'say "yes"', 4: ""}


def test_statements_need_only_their_numbers():
    assert read_statements(b"comment-id\n8\n") == [Statement(8)]
    assert read_texts(b"comment-id\n8\n") == {8: ""}


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        (b"comment-id\n1\n2\n1\n", StatementTwice, 4),
        (b"comment-id,moderated\n1,7\n", ValueWrong, 2),
        (b"comment-id,is-meta\n1,maybe\n", ValueWrong, 2),
    ],
)
def test_a_statement_that_cannot_be_is_named(text, fault, line):
    with pytest.raises(fault) as caught:
        read_statements(text)
    assert caught.value.data["line"] == line
