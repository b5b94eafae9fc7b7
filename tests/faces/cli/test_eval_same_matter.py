"""`huiying eval same-matter`, as a process for the whole of it and in this one for what may go wrong."""

import json

import pytest
from click.testing import CliRunner

from huiying.core.similarity import evidence, search
from huiying.faces.cli.eval_same_matter import same_matter
from tests.core.similarity.voices import VOICES
from tests.faces.cli.running import huiying

KEYS = ["auc", "best_f1", "p_at_5", "r_at_20", "milliseconds_per_query"]


@pytest.fixture
def files(tmp_path):
    """Six invented messages, the first two on the same matter, as files."""
    messages, pairs = tmp_path / "messages.csv", tmp_path / "pairs.csv"
    lines = [f"{number},u{number},,2026-03-0{number + 1}T09:00:00,{text}" for number, text in enumerate(VOICES)]
    messages.write_text("\n".join(["msg_id,user,subject,time,text", *lines]), "utf-8")
    pairs.write_text("a,b,same,kind\n0,1,1,same_event\n0,2,0,other\n0,3,0,other\n4,5,0,other\n", "utf-8")
    return messages, pairs


def run(messages, pairs, *more):
    return CliRunner().invoke(same_matter, ["--messages", str(messages), "--pairs", str(pairs), *more])


def test_the_figures_come_as_one_json_object_without_an_office(files, tmp_path):
    done = huiying(
        "eval", "same-matter", "--messages", files[0], "--pairs", files[1], "--json", HUIYING_DATA=str(tmp_path / "no")
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert list(figures) == KEYS
    assert (figures["auc"], figures["p_at_5"], figures["r_at_20"]) == (1, 1, 1)
    assert figures["milliseconds_per_query"] > 0
    assert not (tmp_path / "no").exists()


def test_the_figures_are_said_in_words(files):
    done = run(*files)
    assert done.exit_code == 0
    assert "right among the first 5 1.0" in done.stdout or "前 5 个中找对 1.0" in done.stdout


def test_breaking_the_look_up_makes_the_figures_fall(files, monkeypatch):
    monkeypatch.setattr(search, "candidates", lambda *_: [])
    assert json.loads(run(*files, "--json").stdout)["r_at_20"] == 0


def test_breaking_the_score_makes_the_figures_fall(files, monkeypatch):
    monkeypatch.setattr(evidence, "_shared_words", lambda one, others, table: ([0.0 for _ in others],) * 2)
    monkeypatch.setattr(evidence, "resemblances", lambda one, others: [0.0 for _ in others])
    assert json.loads(run(*files, "--json").stdout)["auc"] == 0.5


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00"], ids=["empty", "columns", "nul"])
def test_a_file_with_other_columns_is_refused_with_a_sentence(files, content):
    files[1].write_text(content, "utf-8")
    done = run(*files, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == "eval.not_such_a_file"


def test_a_file_that_is_no_text_is_refused_with_a_sentence(files):
    files[0].write_bytes(b"\xff\xfe\x00PK")
    assert json.loads(run(*files, "--json").stdout)["error"] == "eval.not_such_a_file"


def test_files_that_do_not_belong_together_are_refused(files):
    files[1].write_text("a,b,same\n0,77,1\n0,1,0\n", "utf-8")
    said = json.loads(run(*files, "--json").stdout)
    assert said["error"] == "similarity.nothing_to_measure"


def test_a_file_that_is_not_there_is_wrong_use(files, tmp_path):
    assert run(tmp_path / "none.csv", files[1]).exit_code == 2


def test_times_may_be_missing_odd_or_with_an_offset(files):
    text = files[0].read_text("utf-8")
    files[0].write_text(
        text.replace("2026-03-01T09:00:00", "")
        .replace("2026-03-02T09:00:00", "昨天")
        .replace("03T09:00:00", "03T09:00:00+08:00"),
        "utf-8-sig",
    )
    assert run(*files).exit_code == 0


def test_a_message_of_ten_megabytes_is_read(files):
    files[0].write_text(files[0].read_text("utf-8") + "\n9,u,,," + "烟" * 3_500_000, "utf-8")
    assert run(*files).exit_code == 0
