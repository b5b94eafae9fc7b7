"""`huiying train`, as a process of its own: its figures, its words, and the exit when a worse model is not taken."""

import json

import pytest
from click.testing import CliRunner

from huiying.core.classify.tree import TreeCard
from huiying.faces.cli.train import train
from huiying.loop.understanding import training
from huiying.loop.understanding.training import Trained
from tests import migrated
from tests.faces.cli.running import huiying

CARD = TreeCard("2026-11-22", "", {"office": 9, "starter": 7}, 0, 9, "", 0.5, 0.6, 0.7, 0.8, (1, 0, 0), 2.5)


def test_an_office_gets_its_model_and_the_figures(tmp_path):
    migrated.lay_into(tmp_path)
    assert huiying("demo", "--voices", "30", "--data", str(tmp_path)).returncode == 0
    done = huiying("train", "--json", "--data", str(tmp_path))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["kept"] is True
    assert told["examples"]["starter"] > 900
    assert 0 < told["macro_f1"] <= 1
    assert told["model_bytes"] == (tmp_path / "models" / "categories.model").stat().st_size < 30_000_000
    assert told["seconds"] < 60


@pytest.mark.parametrize("kept", [True, False])
def test_it_says_what_became_of_it(monkeypatch, kept):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setattr("huiying.faces.cli.train.open_office_to_write", lambda: None)
    monkeypatch.setattr("huiying.faces.cli.train.die_with_parent", lambda: None)
    monkeypatch.setattr("huiying.faces.cli.train.os.nice", lambda _more: 0)
    monkeypatch.setattr(training, "train", lambda **_: Trained(CARD, None, kept, 1_500_000, 0, 0, 0))
    said = CliRunner().invoke(train, [])
    assert said.exit_code == (0 if kept else 1)
    assert "9 decisions of this office and 7 shipped messages" in said.output
    assert "70% get a suggestion, 80% of those are right" in said.output
    assert ("It is in use" if kept else "clearly worse") in said.output
