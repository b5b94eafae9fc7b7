"""Words, exit codes and JSON that all commands share."""

import json
from datetime import UTC, datetime, timedelta, timezone

import click
import pytest
from click.testing import CliRunner

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, command, language, moment, option, progress


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def run(function, *arguments):
    """Runs a command made of `function` and gives exit code, standard output and standard error."""
    result = CliRunner().invoke(command("try", zh="试", en="Try.")(function), arguments)
    return result.exit_code, result.stdout, result.stderr


def greet() -> Outcome:
    return Outcome(Text(zh="你好", en="hello"), {"said": "你好"})


def test_words_go_to_standard_output():
    assert run(greet) == (0, "hello\n", "")


def test_json_is_one_object_and_words_step_aside():
    code, out, err = run(greet, "--json")
    assert (code, json.loads(out), err) == (0, {"said": "你好"}, "hello\n")


def test_words_are_in_the_language_of_the_terminal(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run(greet) == (0, "你好\n", "")
    monkeypatch.delenv("LC_ALL")
    monkeypatch.setenv("LC_MESSAGES", "")
    monkeypatch.setenv("LANG", "C")
    assert language() == "en"


def test_a_mistake_is_a_sentence_and_exit_code_1():
    class Empty(HuiyingError):
        code, sentence = "try.empty", Text(zh="盒子是空的，请放点东西。", en="The box is empty. Put something in.")

    def fail() -> Outcome:
        raise Empty

    assert run(fail) == (1, "", f"huiying: {Empty().say('en')}\n")
    assert json.loads(run(fail, "--json")[1]) == {"error": "try.empty", "says": Empty().say("en")}


def test_trouble_with_a_file_names_the_file():
    def fail() -> Outcome:
        raise PermissionError(13, "Permission denied", "/office/files")

    assert run(fail) == (1, "", "huiying: /office/files Permission denied\n")


def test_a_wrong_setting_is_exit_code_2():
    def fail() -> Outcome:
        raise SystemExit("huiying: HUIYING_HTTPS is 'maybe'; it must be yes or no.")

    assert run(fail) == (2, "", "huiying: HUIYING_HTTPS is 'maybe'; it must be yes or no.\n")


def test_an_end_with_a_number_keeps_it():
    def fail() -> Outcome:
        raise SystemExit(3)

    assert run(fail)[0] == 3


def test_what_was_not_done_is_exit_code_1():
    assert run(lambda: Outcome(Text(zh="没有", en="not done"), done=False))[:2] == (1, "not done\n")


def test_wrong_use_is_exit_code_2():
    assert run(greet, "--unknown")[0] == 2


def test_options_reach_the_command():
    def add(*, number: int) -> Outcome:
        return Outcome(Text(zh=f"{number + 1}", en=f"{number + 1}"))

    assert run(option("--number", type=int, zh="数", en="A number.")(add), "--number", "1")[1] == "2\n"


@pytest.mark.parametrize(("text", "expected"), [
    (None, None),
    ("2026-11-22T08:30", datetime(2026, 11, 22, 0, 30, tzinfo=UTC)),
    ("2026-11-22", datetime(2026, 11, 21, 16, 0, tzinfo=UTC)),
    ("2026-11-22T08:30+00:00", datetime(2026, 11, 22, 8, 30, tzinfo=UTC)),
])  # fmt: skip
def test_a_moment_without_offset_is_meant_in_the_offices_zone(text, expected):
    assert moment(text, timezone(timedelta(hours=8))) == expected


def test_what_is_no_moment_is_wrong_use():
    with pytest.raises(click.BadParameter, match="not a time"):
        moment("tomorrow", UTC)


def test_progress_writes_nothing_to_standard_output(capsys):
    with progress("Working") as move:
        move(1, 2)
        move(2, 2)
    assert capsys.readouterr().out == ""
