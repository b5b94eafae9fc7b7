"""The commands of an office: `--data`, and what they say without one."""

import json
import os

from click.testing import CliRunner

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.look.terminal import Outcome
from tests.faces.cli.running import huiying


def test_the_data_folder_is_named_before_the_work_begins(monkeypatch, tmp_path):
    monkeypatch.setenv("HUIYING_DATA", str(tmp_path))
    seen = []

    def look() -> Outcome:
        seen.append(os.environ["HUIYING_DATA"])
        return Outcome(Text(zh="看到", en="seen"))

    CliRunner().invoke(command("try", zh="试", en="Try.")(look), ["--data", str(tmp_path / "office")])
    assert seen == [str(tmp_path / "office")]


def test_a_command_that_needs_no_office_takes_no_folder():
    bare = command("try", zh="试", en="Try.", office=False)(lambda: Outcome(Text(zh="好", en="well")))
    assert CliRunner().invoke(bare, ["--data", "x"]).exit_code == 2
    assert CliRunner().invoke(bare, []).exit_code == 0


def test_help_is_in_chinese_where_the_terminal_is():
    assert "启动网页和后台任务" in huiying("serve", "--help", LANG="zh_CN.UTF-8").stdout


def test_a_command_without_an_office_says_what_to_do(tmp_path):
    done = huiying("check", "--data", tmp_path / "nothing", "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]) == (1, "cli.no_office")
    assert not (tmp_path / "nothing").exists()


def test_a_wrong_setting_stops_the_command_with_its_sentence(tmp_path):
    done = huiying("check", "--data", tmp_path, HUIYING_HTTPS="maybe")
    assert done.returncode == 2
    assert "HUIYING_HTTPS is 'maybe'; it must be yes or no." in done.stderr
