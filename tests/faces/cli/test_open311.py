"""`huiying open311 pull`, as it is called; what it brings in is tried beside the joint, and between two offices."""

import json

from tests import migrated
from tests.faces.cli.running import huiying


def test_a_folder_without_an_office_and_a_key_that_is_no_file_are_said(tmp_path):
    done = huiying("open311", "pull", "https://city.example/v2", "--data", tmp_path, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "cli.no_office"
    done = huiying("open311", "pull", "https://city.example/v2", "--data", tmp_path, "--api-key-file", tmp_path / "no")
    assert done.returncode == 2


def test_an_address_that_is_none_and_a_time_that_is_none_are_said(tmp_path):
    migrated.lay_into(tmp_path / "var")
    assert huiying(module="huiying.faces.cli.prepare", HUIYING_DATA=str(tmp_path / "var")).returncode == 0
    done = huiying("open311", "pull", "file:///etc/passwd", "--data", tmp_path / "var", "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]) == (1, "office.missing")
    done = huiying("open311", "pull", "https://city.example", "--since", "yesterday", "--data", tmp_path / "var")
    assert done.returncode == 2
    assert "2026-11-22T08:30" in done.stderr
