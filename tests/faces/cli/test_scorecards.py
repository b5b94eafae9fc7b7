"""`huiying scorecards` makes the figures of the months anew."""

import json

import pytest
from click.testing import CliRunner

from huiying.faces.cli import scorecards
from huiying.judge.scorecards.models import ScoreMonth
from tests.cast import NOW, open_liuxi
from tests.judge.scorecards.month import cases_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "en")
    monkeypatch.setenv("HUIYING_DATA", str(tmp_path))
    monkeypatch.setattr(scorecards, "open_office_to_write", lambda: None)
    monkeypatch.setattr("huiying.foundation.keys.clock.now", lambda: NOW)
    cases_of(open_liuxi(), "land")


def run(*arguments):
    return CliRunner().invoke(scorecards.scorecards, ["--json", *arguments])


def test_every_month_or_one(office):
    assert json.loads(run().stdout)["months"] == ["2026-09", "2026-10", "2026-11"]
    ScoreMonth.objects.all().delete()
    assert json.loads(run("--month", "2026-10").stdout)["months"] == ["2026-10"]
    assert ScoreMonth.objects.count() == 1


def test_a_month_is_written_like_one(office):
    done = run("--month", "October")
    assert done.exit_code == 2
    assert "2026-10" in done.output
