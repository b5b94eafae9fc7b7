"""The thin commands pass on what was asked and tell what came of it. The joints themselves have their own tests."""

import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import ModuleType

import pytest
from click.testing import CliRunner

import huiying.loop
from huiying.faces.cli import demo, import_voices, init, simulate, tick

NOW = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)


@dataclass
class Made:
    voices: int = 20
    cases: int = 20
    seconds: float = 1.5


@dataclass
class Imported:
    read: int = 5
    imported: int = 3
    already: int = 1
    rejected: int = 1
    seconds: float = 0.5
    rejects: str = "imports/voices.rejects.csv"


@dataclass
class Opened:
    office: str = "柳河街道办事处"
    admin: str = "admin"
    password: str = "once-only"


@dataclass
class Simulated:
    cases: int = 60
    days: int = 365
    fired: dict = field(default_factory=lambda: {"clock.past": 9})
    writing_seconds: float = 1.5
    sweeping_seconds: float = 2.5


@pytest.fixture
def joint(monkeypatch, tmp_path):
    """Replaces a function of the loop and collects what it is called with; no office is opened."""
    asked = {}
    monkeypatch.setenv("LC_ALL", "en")
    monkeypatch.setenv("HUIYING_DATA", str(tmp_path))
    for command in (import_voices, tick):
        monkeypatch.setattr(command, "open_office_to_write", lambda: None)
    for command in (init, demo, simulate):
        monkeypatch.setattr(command, "prepare", lambda: asked.update(prepared=True))
    monkeypatch.setattr("huiying.foundation.keys.clock.now", lambda: NOW)

    def replace(module, name, answer):
        def act(*arguments, progress=lambda _done, _total: None, **options):
            progress(1, 2)
            asked.update(options, arguments=arguments)
            return answer

        fake = ModuleType(module)
        setattr(fake, name, act)
        monkeypatch.setitem(sys.modules, module, fake)
        monkeypatch.setattr(huiying.loop, module.rsplit(".", 1)[1], fake, raising=False)
        return asked

    return replace


def run(command, *arguments):
    result = CliRunner().invoke(command, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout), result.stderr


def test_init_prepares_the_folder_and_tells_the_password_once(joint):
    asked = joint("huiying.loop.open_office", "open_office", Opened())
    keys, words = run(init.init, "--office", "柳河街道办事处")
    assert asked == {"prepared": True, "name": "柳河街道办事处", "template": "street", "now": NOW, "arguments": ()}
    assert keys == {"office": "柳河街道办事处", "admin": "admin", "password": "once-only"}
    assert "one-time password once-only" in words


def test_tick_sweeps_now_or_at_the_moment_given(joint):
    asked = joint("huiying.loop.daily", "sweep", 4)
    assert run(tick.tick)[0] == {"acts": 4}
    assert asked["now"] == NOW
    run(tick.tick, "--now", "2026-11-23T08:30+08:00")
    assert asked["now"] == datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def test_tick_at_no_moment_is_wrong_use(joint):
    joint("huiying.loop.daily", "sweep", 4)
    assert CliRunner().invoke(tick.tick, ["--now", "soon"]).exit_code == 2


def test_demo_passes_on_size_seed_and_months(joint):
    asked = joint("huiying.loop.rehearsal.demo", "fill", Made())
    keys, words = run(demo.demo, "--voices", "20", "--seed", "7", "--months", "3")
    assert keys == {"voices": 20, "cases": 20, "seconds": 1.5}
    assert asked == {"prepared": True, "voices": 20, "seed": 7, "months": 3, "now": NOW, "arguments": ()}
    assert "20 voices, 20 cases, 1.5 seconds." in words


def test_simulate_passes_on_cases_seed_and_year_and_tells_each_rule(joint):
    asked = joint("huiying.loop.rehearsal.simulation.year", "simulate", Simulated())
    keys, words = run(simulate.simulate, "--cases", "60", "--seed", "4", "--year", "2026")
    assert asked == {"prepared": True, "cases": 60, "seed": 4, "year": 2026, "arguments": ()}
    assert (keys["cases"], keys["days"], keys["seconds"]) == (60, 365, 4.0)
    assert keys["fired"] == {"clock.past": 9}
    assert "60 cases, 365 days: 1.5 s to write, 2.5 s to sweep.\nclock.past: 9" in words


def test_import_tells_what_became_of_the_rows(joint, tmp_path):
    asked = joint("huiying.loop.import_voices", "run", Imported())
    file = tmp_path / "voices.csv"
    file.touch()
    keys, words = run(import_voices.import_voices, str(file), "--mapping", "hotline", "--dry-run")
    counts = {"read": 5, "imported": 3, "already": 1, "rejected": 1, "seconds": 0.5}
    assert keys == {**counts, "rejects": "imports/voices.rejects.csv"}
    assert asked == {"arguments": (file,), "mapping": "hotline", "dry_run": True, "rejects": None, "now": NOW}
    assert "5 rows read: 3 imported, 1 already there, 1 rejected; 0.5 seconds." in words
    assert "Rejected rows and why: imports/voices.rejects.csv" in words


def test_import_of_a_file_that_is_not_there_is_wrong_use(joint):
    joint("huiying.loop.import_voices", "run", Imported())
    assert CliRunner().invoke(import_voices.import_voices, ["nothing.csv"]).exit_code == 2
