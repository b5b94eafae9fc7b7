"""What `huiying check` says of an office that is not yet safe, or whose worker, clock or backups are not well."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from huiying.faces.cli import exposed, running
from huiying.foundation.keys import clock
from huiying.foundation.keys.ring import create_keys
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.recording import record
from huiying.foundation.upkeep import nightly, signs
from huiying.foundation.upkeep.nightly import BackupFailed, back_up_at_night, forget_old, forget_too_old
from huiying.foundation.upkeep.signs import Backup, keep_last, last_backup

pytestmark = pytest.mark.django_db
SAFE = {
    "ADDRESS": "https://voice.example",
    "ALLOWED_HOSTS": ["voice.example"],
    "HTTPS": True,
    "PROXIES": 1,
    "MAIL_URL": "smtp://mail.example",
    "CLAMD": "clamd:3310",
    "DEBUG": False,
}


@pytest.fixture
def office(tmp_path, settings):
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    create_keys(settings.KEYS)
    for name, value in SAFE.items():
        setattr(settings, name, value)
    keep_last(Backup(clock.now(), "one", 1))
    return tmp_path


def codes(now=None):
    return [finding.code for finding in (*running.running(now or clock.now()), *exposed.exposed())]


def test_a_safe_office_has_no_findings(office):
    assert codes() == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("HTTPS", False, "settings.https"),
        ("ALLOWED_HOSTS", ["*"], "settings.hosts"),
        ("ADDRESS", "", "settings.address"),
        ("PROXIES", 0, "settings.proxies"),
        ("MAIL_URL", "", "settings.mail"),
        ("CLAMD", "", "settings.scanner"),
        ("DEBUG", True, "settings.debug"),
    ],
)
def test_each_unsafe_setting_is_told(office, settings, name, value, code):
    setattr(settings, name, value)
    assert codes() == [code]


def test_an_office_on_this_machine_alone_needs_none_of_them(office, settings):
    settings.ADDRESS, settings.ALLOWED_HOSTS, settings.HTTPS, settings.MAIL_URL = "", ["localhost"], False, ""
    assert codes() == []


def test_key_files_that_others_may_read_are_told_by_name(office):
    (office / "keys" / "receipt").chmod(0o644)
    (found,) = exposed.exposed()
    assert found.code == "keys.readable"
    assert "receipt" in found.says.en


def test_a_worker_that_hangs_or_does_not_sweep_is_told_and_one_that_was_stopped_is_not(office):
    signs.touch(signs.SWEPT)
    later = clock.now() + timedelta(minutes=16)
    assert codes(later) == []
    held = signs.hold_alive()
    try:
        assert codes() == []
        assert codes(later) == ["worker.silent"]
        os.utime(office / signs.ALIVE, (later.timestamp(), later.timestamp()))
        assert codes(later) == ["worker.unswept"]
    finally:
        os.close(held)


def test_a_clock_before_the_newest_event_is_told(office):
    record("voice.received", About("voice", 1), actor=SYSTEM, now=clock.now() + timedelta(minutes=4))
    assert codes() == []
    assert codes(clock.now() - timedelta(minutes=2)) == ["clock.behind"]


def test_backups_that_are_old_missing_or_on_the_same_disk_are_told(office, settings):
    assert codes(clock.now() + timedelta(hours=50)) == ["backup.old"]
    (office / signs.LAST_BACKUP).write_text("{")
    assert last_backup() is None
    assert codes() == ["backup.old"]
    settings.ADDRESS, settings.ALLOWED_HOSTS = "", ["localhost"]
    assert codes() == []
    settings.BACKUP_FOLDER = office
    assert codes() == ["backup.old", "backup.same_disk"]


def test_a_backup_by_hand_that_is_past_its_time_is_told_and_one_of_an_upgrade_goes_by_itself(office, settings):
    settings.BACKUP_FOLDER, settings.BACKUP_DAYS, now = None, 30, clock.now()
    old = (now - timedelta(days=33)).timestamp()
    for path in (office / "by-hand.backup", office / "backups" / "before-upgrade-20260930-010000.backup"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
        os.utime(path, (old, old))
    back_up_at_night(now=now)
    assert list((office / "backups").iterdir()) == []
    settings.BACKUP_FOLDER = office
    assert forget_too_old(now=now) == []
    told = {finding.code: finding.says.en for finding in running.running(now)}
    assert set(told) == {"backup.too_old", "backup.same_disk"}
    assert "by-hand.backup" in told["backup.too_old"]


def test_old_backups_go_also_when_the_new_one_fails(office, settings, monkeypatch):
    def failing(now):
        raise BackupFailed("1")

    settings.BACKUP_FOLDER = office
    monkeypatch.setattr(nightly, "_back_up", failing)
    for name, days in (("night-20260901-010000.backup", 80), ("night-20261120-010000.backup", 2)):
        at = (clock.now() - timedelta(days=days)).timestamp()
        (office / name).write_bytes(b"")
        os.utime(office / name, (at, at))
    with pytest.raises(BackupFailed):
        back_up_at_night(now=clock.now())
    assert [path.name for path in office.glob("*.backup")] == ["night-20261120-010000.backup"]


def test_old_backups_of_ours_go_and_the_newest_and_what_is_not_ours_stay(tmp_path, settings):
    settings.BACKUP_DAYS, now = 30, clock.now()
    for name, days in (
        ("night-20260901-010000.backup", 80),
        ("before-upgrade-20260930-010000.backup", 40),
        ("night-20261020-010000.backup", 31),
        ("by-hand.backup", 400),
    ):
        at = (now - timedelta(days=days)).timestamp()
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (at, at))
    assert forget_old(Path(tmp_path), now=now) == [
        "night-20260901-010000.backup",
        "before-upgrade-20260930-010000.backup",
    ]
    assert {path.name for path in tmp_path.iterdir()} == {"night-20261020-010000.backup", "by-hand.backup"}
