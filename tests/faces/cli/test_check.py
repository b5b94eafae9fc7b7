"""What `huiying check` finds."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from huiying.faces.cli import check
from huiying.foundation.keys.ring import create_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(tmp_path, settings):
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    create_keys(settings.KEYS)
    return tmp_path


def codes():
    return [finding.code for finding in check.find()]


def test_a_sound_office_has_no_findings(office):
    assert codes() == []


def test_a_missing_key_and_an_open_folder_are_found(office):
    (office / "keys" / "vault-1").unlink()
    (office / "keys").chmod(0o755)
    assert codes() == ["keys.missing", "keys.open"]


def test_a_full_disk_is_found(office, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1))
    assert codes() == ["disk.full"]


def test_waiting_migrations_are_found(office, monkeypatch):
    monkeypatch.setattr(check, "waiting_migrations", lambda: ["voices.0002_more"])
    assert codes() == ["database.old"]


def test_a_damaged_database_is_found(office, monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setattr(check, "_sqlite_trouble", lambda: 3)
        assert codes() == ["database.damaged"]


def test_a_folder_that_is_not_there_has_no_disk(settings):
    settings.DATA = Path("/nowhere")
    assert list(check._disk(settings.DATA)) == []
