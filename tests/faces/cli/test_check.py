"""What `huiying check` finds."""

import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from huiying.core.mail.address import imap_address
from huiying.faces.cli import check
from huiying.foundation.documents import pdf
from huiying.foundation.documents.errors import NoPango
from huiying.foundation.files import disk
from huiying.foundation.files.services import keep_original
from huiying.foundation.keys import clock
from huiying.foundation.keys.ring import create_keys
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log.figures import unsigned_since
from huiying.foundation.ledger.log.head import Head, keep_signed
from huiying.foundation.ledger.models import Log
from huiying.foundation.ledger.recording import record
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.services import put_in_line
from tests.mailbox import dovecot, mailbox

__all__ = ["dovecot", "mailbox"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def office(tmp_path, settings):
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    settings.ALLOWED_HOSTS = ["localhost"]
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


def test_texts_that_nobody_reads_are_found_when_they_are_many(office, monkeypatch):
    monkeypatch.setattr(check, "MANY_UNREAD", 2)
    put_in_line(Kind.VOICE, [1])
    assert codes() == []
    put_in_line(Kind.REPLY, [1])
    assert codes() == ["likeness.behind"]


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


def said(at):
    """A voice that was received `at`, in the log."""
    with transaction.atomic():
        record("voice.received", About("voice", 1), actor=SYSTEM, now=at)
    connection.finish_waiting()


def test_a_log_that_nobody_signs_is_found(office):
    said(clock.now() - timedelta(minutes=9))
    assert codes() == []
    assert unsigned_since() < clock.now() - timedelta(minutes=8)


def test_a_log_that_waits_for_ten_minutes_is_found(office):
    said(clock.now() - timedelta(minutes=11))
    assert codes() == ["log.unsigned"]


def test_an_old_backup_is_found(office):
    said(clock.now())
    log = Log.objects.get()
    keep_signed(Head(log.pk, log.name, 2, "00" * 32))
    assert codes() == ["log.behind"]


@pytest.mark.parametrize(("url", "code"), [("imap://a@127.0.0.1:9", "mailbox.connection"), ("", None)])
def test_a_mailbox_that_cannot_be_read_is_found(office, settings, url, code):
    settings.MAILBOX, settings.MAILBOX_PASSWORD = imap_address(url), "lamp"
    assert codes() == ([code] if code else [])


def test_the_log_in_of_the_mailbox_is_tried(office, mailbox, settings):
    assert codes() == []
    settings.MAILBOX_PASSWORD = "wrong"
    assert codes() == ["mailbox.log_in"]


def test_files_that_are_missing_cut_or_changed_are_found(office):
    kept = [keep_original(b"x" * 99, f"{at}.txt", "text/plain", now=clock.now()) for at in range(3)]
    assert codes() == []
    path = disk.path_of(kept[0].place)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert codes() == []
    assert [finding.code for finding in check.find(files=True)] == ["files.damaged"]
    path.write_bytes(b"")
    disk.remove(kept[1].place)
    (found,) = check.find()
    assert f"{kept[0].pk}, {kept[1].pk}" in found.says.en


def test_a_scanner_that_does_not_answer_is_found(office, settings):
    settings.CLAMD = str(office / "nobody.sock")
    assert codes() == ["files.scanner"]


def test_a_machine_that_cannot_make_pdfs_is_found(office, monkeypatch):
    monkeypatch.setattr(pdf, "trouble", NoPango)
    assert codes() == ["documents.no_pango"]
