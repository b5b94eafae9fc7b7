"""`huiying export` writes lists to a file, without who spoke."""

import json

import pytest
from click.testing import CliRunner

from huiying.faces.cli import export
from huiying.foundation.tables.columns import BOTH
from huiying.foundation.tables.enums import ExportFormat
from huiying.loop.export_lists.kinds import OF_THE_MACHINE
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import LI, Li

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "en")
    monkeypatch.setenv("HUIYING_DATA", str(tmp_path))
    monkeypatch.setattr(export, "open_office_to_write", lambda: None)
    monkeypatch.setattr("huiying.foundation.keys.clock.now", lambda: NOW)
    return Li(open_liuxi()).receive("counter")().voice


@pytest.mark.parametrize("form", export.FORMATS)
def test_it_prints_how_many_rows_it_wrote(voice, tmp_path, form):
    out = tmp_path / f"cases.{form}"
    done = CliRunner().invoke(export.export, ["cases", "--json", "--out", str(out), "--format", form])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {"rows": 1}
    assert out.stat().st_size > 0
    if form in ("csv", "json"):
        assert voice.number in out.read_text("utf-8-sig")
        assert LI["name"] not in out.read_text("utf-8-sig")


def test_it_offers_what_there_is():
    assert set(export.KINDS) == set(OF_THE_MACHINE)
    assert set(export.FORMATS) == set(ExportFormat.values)
    assert BOTH in export.LANGUAGES


@pytest.mark.parametrize("arguments", [["cases"], ["sealed", "--out", "x.csv"], ["people", "--out", "x.csv"]])
def test_wrong_use_ends_with_two(arguments):
    assert CliRunner().invoke(export.export, arguments).exit_code == 2
