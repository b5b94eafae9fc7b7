"""`huiying eval issues`, as a process for the whole of it and in this one for what may go wrong."""

import json

import pytest
from click.testing import CliRunner

from huiying.faces.cli.eval_issues import issues
from tests.core.clusters.test_proposing import MANY
from tests.core.similarity.voices import DATA, rows
from tests.faces.cli.running import huiying

HOT = ("E01_lifa_batching_plant", "E02_yijingyuan_parking_bundling")


@pytest.fixture
def files(tmp_path):
    """Eleven invented messages, four of them of one issue, as files."""
    messages, events = tmp_path / "messages.csv", tmp_path / "events.csv"
    lines = [f"{number},u1,,2026-03-{number + 1:02}T09:00:00,{text}" for number, text in enumerate(MANY)]
    messages.write_text("\n".join(["msg_id,user,subject,time,text", *lines]), "utf-8")
    told = [*(f"plant,{number},member" for number in range(6, 10)), "plant,0,hard_negative", "lamps,2,member"]
    events.write_text("\n".join(["event,msg_id,role", *told]), "utf-8")
    return messages, events


def run(messages, events, *more):
    return CliRunner().invoke(issues, ["--messages", str(messages), "--events", str(events), *more])


def test_the_figures_come_as_one_json_object_without_an_office(files, tmp_path):
    done = huiying(
        "eval", "issues", "--messages", files[0], "--events", files[1], "--json", HUIYING_DATA=str(tmp_path / "no")
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    plant = {"members": 4, "rank": 1, "voices": 4, "precision": 1.0, "recall": 1.0}
    assert figures["events"]["plant"] == plant
    assert figures["events"]["lamps"]["rank"] is None
    assert figures["first"][0]["places"] == ["丽水新城"]
    assert not (tmp_path / "no").exists()


def test_the_figures_are_said_in_words(files):
    done = run(*files)
    assert done.exit_code == 0
    assert "plant" in done.stdout


def test_who_wrote_changes_nothing(files):
    before = run(*files, "--json").stdout
    text = files[0].read_text("utf-8")
    files[0].write_text(text.replace("msg_id,user,", "msg_id,somebody,").replace(",u1,", ",another,"), "utf-8")
    assert run(*files, "--json").stdout == before


def test_a_file_with_other_columns_is_refused_with_a_sentence(files):
    files[1].write_text("a,b\n1,2\n", "utf-8")
    assert json.loads(run(*files, "--json").stdout)["error"] == "eval.not_such_a_file"


def test_events_without_members_are_refused(files):
    files[1].write_text("event,msg_id,role\nplant,6,hard_negative\n", "utf-8")
    assert json.loads(run(*files, "--json").stdout)["error"] == "clusters.no_events"


def test_the_hot_issues_of_real_messages_are_the_first_proposals():
    rows("same_matter.csv")
    done = run(DATA / "messages.csv", DATA / "same_matter.csv", "--json")
    figures = json.loads(done.stdout)
    assert [figures["events"][name]["rank"] for name in HOT] == [1, 2]
    for name in HOT:
        assert figures["events"][name]["precision"] >= 0.97
        assert figures["events"][name]["recall"] >= 0.97
    assert "丽发新城" in figures["first"][0]["places"]
