"""`huiying opinion recompute`: the same bytes each time, without an office and without Django."""

import json

import pytest
from click.testing import CliRunner

from huiying.faces.cli.opinion import recompute
from tests.core.opinion.conversations import bytes_of, camps
from tests.faces.cli.running import huiying

KEYS = {"groups", "statements", "consensus", "stability", "votes_sha256"}


@pytest.fixture
def conversation(tmp_path):
    rows = camps()
    lines = [f"{time},{statement},{voter},{vote}" for voter, statement, vote, time in rows]
    (tmp_path / "votes.csv").write_text("\n".join(["timestamp,comment-id,voter-id,vote", *lines]), "utf-8")
    statements = "\n".join(f"{number},1" for number in sorted({row[1] for row in rows}))
    (tmp_path / "comments.csv").write_text(f"comment-id,moderated\n{statements}\n", "utf-8")
    return tmp_path


def test_the_map_is_one_json_object_and_needs_no_office(conversation, tmp_path):
    nowhere = tmp_path / "no"
    done = huiying("opinion", "recompute", conversation, "--json", HUIYING_DATA=str(nowhere))
    assert done.returncode == 0, done.stderr
    assert done.stdout.encode() == bytes_of(camps()) + b"\n"
    assert json.loads(done.stdout).keys() >= KEYS
    assert not nowhere.exists()


@pytest.mark.parametrize(("tongue", "word"), [("zh_CN", "稳定度"), ("en_US", "stability")])
def test_words_for_people(conversation, monkeypatch, tongue, word):
    monkeypatch.setenv("LC_ALL", f"{tongue}.UTF-8")
    assert word in CliRunner().invoke(recompute, [str(conversation)]).output


def test_few_people_have_no_stability(conversation, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    (conversation / "votes.csv").write_text("comment-id,voter-id,vote\n10,1,1\n", "utf-8")
    assert "stability —" in CliRunner().invoke(recompute, [str(conversation)]).output


def test_a_missing_file_and_a_wrong_line_are_named(conversation, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    (conversation / "votes.csv").write_text("comment-id,voter-id,vote\n10,1,9\n", "utf-8")
    wrong = CliRunner().invoke(recompute, [str(conversation)])
    (conversation / "votes.csv").unlink()
    missing = CliRunner().invoke(recompute, [str(conversation)])
    assert (wrong.exit_code, missing.exit_code) == (1, 1)
    assert "line 2" in wrong.output
    assert "votes.csv" in missing.output
