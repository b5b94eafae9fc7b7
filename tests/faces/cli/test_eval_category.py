"""`huiying eval category`, as a process for the whole of it and in this one for what may go wrong."""

import csv
import json
import random

import pytest
from click.testing import CliRunner

from huiying.faces.cli.eval_category import category
from tests.core.classify.invented import EXAMPLES, QUESTIONS
from tests.faces.cli.running import huiying

KEYS = ["macro_f1", "accuracy", "messages_per_second", "train_seconds", "model_bytes"]
LEARN = [("", one.text, one.category) for one in EXAMPLES]
JUDGE = [(text[:4], text[4:], label) for text, label in QUESTIONS.items()]


def written(path, rows, columns=("subject", "text", "label"), encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


@pytest.fixture
def files(tmp_path):
    return written(tmp_path / "learn.csv", LEARN), written(tmp_path / "judge.csv", JUDGE)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def run(learn, judge, *more):
    return CliRunner().invoke(category, ["--train", str(learn), "--test", str(judge), *more])


def test_labels_that_are_shipped_names_learn_from_what_is_shipped_too(files, tmp_path):
    names = {label for *_, label in JUDGE}
    one_each = written(tmp_path / "one.csv", JUDGE)
    assert names == {"交通运输", "教育文体", "环境保护"}
    assert json.loads(run(one_each, files[0], "--json").stdout)["accuracy"] > 0.9


def figures(learn, judge):
    return json.loads(run(learn, judge, "--json").stdout)


def test_the_figures_come_as_one_json_object_without_an_office(files, tmp_path):
    nowhere = tmp_path / "no"
    done = huiying("eval", "category", "--train", files[0], "--test", files[1], "--json", HUIYING_DATA=str(nowhere))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found) == KEYS
    assert (found["macro_f1"], found["accuracy"]) == (1, 1)
    assert min(found.values()) > 0
    assert not nowhere.exists()


def test_the_figures_are_also_told_in_words(files, monkeypatch):
    assert "Macro-F1 1.0000, accuracy 1.0000" in run(*files).stdout
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "准确率 1.0000" in run(*files).stdout


def test_shuffled_labels_make_the_figures_fall(files, tmp_path):
    labels = [label for *_, label in LEARN]
    random.Random(5).shuffle(labels)
    wrong = [(subject, text, label) for (subject, text, _), label in zip(LEARN, labels, strict=True)]
    assert figures(written(tmp_path / "wrong.csv", wrong), files[0])["macro_f1"] < 0.6
    assert figures(files[0], files[0])["macro_f1"] == 1


def test_a_category_that_was_never_learnt_counts_as_wrong(files, tmp_path):
    found = figures(files[0], written(tmp_path / "more.csv", [*JUDGE, ("", "渡船停航", "水上")]))
    assert (found["accuracy"], found["macro_f1"]) == (0.75, pytest.approx((2 + 2 / 3) / 4, abs=1e-4))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_files_as_spreadsheets_write_them_are_read(files, tmp_path, encoding):
    columns = ("key", "label", "text", "subject")
    rows = [(at, label, text, subject) for at, (subject, text, label) in enumerate(LEARN)]
    learn = written(tmp_path / "sheet.csv", rows, columns, encoding)
    assert figures(learn, files[1])["accuracy"] == 1


def test_rows_without_words_or_label_are_passed_over(files, tmp_path):
    judge = written(tmp_path / "gaps.csv", [*JUDGE, ("", "", "环境保护"), ("", "油烟", " "), ("", " ", "")])
    assert figures(files[0], judge)["accuracy"] == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"subject,text\n,abc\n",
        b"subject,text,label\n",
        b"subject,text,label\n,,\n",
        b"\xff\xfe\x00\x01\xff",
        b"\x00" * 1_000,
        b'subject,text,label\n,"never closed,x\n',
        b"PK\x03\x04 a workbook",
    ],
    ids=["empty", "a column missing", "no row", "an empty row", "bytes", "zeros", "broken quotes", "xlsx"],
)
def test_a_file_without_sorted_messages_is_refused_with_what_to_do(files, tmp_path, content):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    for order in ((bad, files[1]), (files[0], bad)):
        done = run(*order, "--json")
        assert done.exit_code == 1
        assert json.loads(done.stdout)["error"] == "eval.no_sorted_messages"
        assert "bad.csv" in done.stderr
        assert "subject, text, label" in done.stderr


def test_too_few_messages_of_labels_of_ones_own_are_refused(files, tmp_path):
    few = written(tmp_path / "few.csv", [(*row[:2], f"我们的{row[2]}") for row in JUDGE])
    done = run(few, files[0], "--json")
    assert (done.exit_code, json.loads(done.stdout)["error"]) == (1, "classify.too_few_examples")


def test_a_file_that_is_not_there_is_wrong_use(files, tmp_path):
    assert run(files[0], tmp_path / "gone.csv").exit_code == 2
