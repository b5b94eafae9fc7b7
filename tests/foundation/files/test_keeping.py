"""A file lies sealed under a random name, waits for what holds it, and goes for good when nothing does."""

import io
import os
from datetime import timedelta

import pytest
from django.db import transaction

from huiying.foundation.files import disk, scanning, services, sweeping
from huiying.foundation.files.checking import unreadable
from huiying.foundation.files.enums import Scan
from huiying.foundation.files.errors import (
    FileDamaged,
    FileEmpty,
    FileGone,
    FileInfected,
    FileTooLarge,
    FileUnreadable,
)
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.scanning import Verdict
from huiying.foundation.files.selectors import name_of, read_file, thumbnail
from huiying.foundation.files.services import (
    HELD_FOR,
    claim_files,
    drop_files,
    hold_files,
    keep_file,
    keep_original,
)
from huiying.foundation.ledger.models import Event
from tests.cast import NOW
from tests.foundation.files import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path / "files"


def text(words="路灯不亮，三盏都灭了", name="说明.txt"):
    return keep_file(words.encode(), name, now=NOW)


def on_disk(files):
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_file_comes_back_as_it_was_cleaned_under_its_name():
    file = text()
    assert read_file(file).decode() == "路灯不亮，三盏都灭了"
    assert (name_of(file), file.media_type, file.size) == ("说明.txt", "text/plain; charset=utf-8", 30)
    assert (file.held_until, file.scan, thumbnail(file)) == (NOW + HELD_FOR, Scan.NOT_SCANNED, None)


def test_nothing_readable_lies_on_the_disk(files):
    photo = making.photo(gps=False, orientation=1)
    file = keep_file(photo, "现场.jpg", now=NOW)
    paths = on_disk(files)
    assert len(paths) == 2
    for path in paths:
        sealed = path.read_bytes()
        assert not sealed.startswith((b"\xff\xd8", b"RIFF"))
        assert read_file(file)[100:140] not in sealed
        assert b"WEBP" not in sealed
        assert "现场" not in str(path)
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "现场".encode() not in bytes(StoredFile.objects.get().sealed)
    assert thumbnail(file).startswith(b"RIFF")


def test_a_large_original_is_sealed_piece_by_piece_and_comes_back_the_same():
    data = os.urandom(3 * disk.PIECE_BYTES + 17)
    file = keep_original(io.BytesIO(data), "export.csv", "text/csv", now=NOW, made_here=True)
    assert read_file(file) == data
    assert (file.scan, file.size, file.scan_after) == (Scan.OURS, len(data), None)
    exact = keep_original(data[: disk.PIECE_BYTES], "letter.eml", "message/rfc822", now=NOW)
    assert read_file(exact) == data[: disk.PIECE_BYTES]
    assert read_file(keep_original(b"", "empty.eml", "message/rfc822", now=NOW)) == b""


def test_changed_moved_and_cut_bytes_do_not_open():
    data = os.urandom(2 * disk.PIECE_BYTES + 5)
    file = keep_original(data, "a.eml", "message/rfc822", now=NOW)
    path = disk.path_of(file.place)
    whole = path.read_bytes()
    piece = disk.NONCE_BYTES + disk.PIECE_BYTES + disk.TAG_BYTES
    swapped = whole[piece : 2 * piece] + whole[:piece] + whole[2 * piece :]
    for wrong in (b"x" + whole[1:], whole[:-1], whole[: 2 * piece], swapped, b""):
        path.write_bytes(wrong)
        with pytest.raises(FileUnreadable):
            read_file(file)
    assert list(unreadable(thorough=True)) == [file.pk]
    path.unlink()
    assert list(unreadable()) == [file.pk]
    other = text()
    path.write_bytes(disk.path_of(other.place).read_bytes())
    with pytest.raises(FileUnreadable):
        read_file(file)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.jpg", FileEmpty),
        (b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), "a.jpg", FileTooLarge),
        (b"\xff\xd8\xff" + b"0" * 1000, "a.jpg", FileDamaged),
    ],
    ids=["empty", "too large", "damaged"],
)
def test_what_is_refused_leaves_nothing(data, name, error, files):
    with pytest.raises(error):
        keep_file(data, name, now=NOW)
    assert on_disk(files) == []
    assert not StoredFile.objects.exists()


def test_files_are_claimed_once_and_in_order():
    one, two = text("一"), text("二")
    assert claim_files([two.pk, one.pk]) == [two, one]
    assert {file.held_until for file in StoredFile.objects.all()} == {None}
    with pytest.raises(FileGone), transaction.atomic():
        claim_files([one.pk])
    with pytest.raises(FileGone), transaction.atomic():
        claim_files([one.pk + 99])
    assert claim_files([]) == []


def test_what_nobody_claims_is_thrown_away_after_two_days(files):
    waiting, held, claimed = text("一"), text("二"), text("三")
    hold_files([held.pk], until=NOW + timedelta(days=5))
    claim_files([claimed.pk])
    assert sweeping.sweep_files(now=NOW + timedelta(hours=47)) == 0
    assert sweeping.sweep_files(now=NOW + HELD_FOR) == 1
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {held.pk, claimed.pk}
    assert waiting.pk not in {held.pk, claimed.pk}


@pytest.mark.django_db(transaction=True)
def test_dropped_files_leave_the_disk_when_the_transaction_ends(files):
    file = keep_file(making.photo(), "a.jpg", now=NOW)
    with transaction.atomic():
        assert drop_files([file]) == 1
        transaction.set_rollback(True)
    assert read_file(file)
    drop_files([file])
    assert on_disk(files) == []


def test_a_kill_between_file_and_row_leaves_only_what_the_sweep_takes(files, monkeypatch):
    kept = text("二")

    def killed(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(StoredFile, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            keep_file(making.photo(), "a.jpg", now=NOW)
    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            text("一")
    assert len(on_disk(files)) == 4
    for path in on_disk(files):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert sweeping.sweep_orphans(now=NOW + timedelta(hours=1)) == 0
    assert sweeping.sweep_orphans(now=NOW + timedelta(hours=7)) == 3
    assert on_disk(files) == [disk.path_of(kept.place)]
    assert read_file(kept)


def full(*_args, **_more):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("what", "name"), [(disk.os, "fsync"), (services, "seal_json"), (StoredFile, "save")])
def test_a_full_disk_keeps_nothing_of_a_file_that_did_not_fit(what, name, files, monkeypatch):
    monkeypatch.setattr(what, name, full)
    with pytest.raises(OSError, match="No space"):
        keep_file(making.photo(), "a.jpg", now=NOW)
    assert on_disk(files) == []


def test_the_folder_of_another_database_is_left_alone(files, monkeypatch, caplog):
    monkeypatch.setattr(sweeping, "MOST_ORPHANS", 1)
    for words in ("一", "二", "三"):
        text(words)
    StoredFile.objects.all().delete()
    for path in on_disk(files):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert sweeping.sweep_orphans(now=NOW + timedelta(days=1)) == 0
    assert len(on_disk(files)) == 3
    assert "3 files" in caplog.text


@pytest.fixture
def clamd(settings, monkeypatch):
    """A scanner whose answer the test sets."""
    settings.CLAMD = "127.0.0.1:1"
    said = {"verdict": Verdict.CLEAN}
    for module in (services, sweeping):
        monkeypatch.setattr(module, "scan", lambda data: said["verdict"])
    return said


def test_an_infected_file_is_not_kept(clamd, files):
    clamd["verdict"] = Verdict.INFECTED
    with pytest.raises(FileInfected):
        text()
    assert on_disk(files) == []


def test_what_no_scanner_saw_is_scanned_later_and_locked_away_when_infected(clamd):
    clamd["verdict"] = Verdict.NO_ANSWER
    file, other = keep_file(making.photo(), "a.jpg", now=NOW), text("二")
    assert sweeping.scan_waiting(now=NOW) == 0
    clamd["verdict"] = Verdict.INFECTED
    assert sweeping.scan_waiting(now=NOW) == 2
    file.refresh_from_db()
    assert (file.scan, file.scan_after) == (Scan.REFUSED, None)
    assert thumbnail(file) is None
    with pytest.raises(FileInfected):
        read_file(file)
    assert Event.objects.filter(type="file.refused").count() == 2
    assert sweeping.scan_waiting(now=NOW) == 0
    assert other.pk


def test_a_clean_file_is_scanned_once_and_one_too_large_for_the_scanner_stays_marked(clamd):
    assert text().scan == Scan.CLEAN
    clamd["verdict"] = Verdict.TOO_LARGE
    assert (text().scan, text().scan_after) == (Scan.NOT_SCANNED, None)
    clamd["verdict"] = Verdict.NO_ANSWER
    lost = text("三")
    disk.remove(lost.place)
    clamd["verdict"] = Verdict.CLEAN
    assert sweeping.scan_waiting(now=NOW) == 0
    lost.refresh_from_db()
    assert (lost.scan, lost.scan_after) == (Scan.NOT_SCANNED, None)


def test_without_a_scanner_nothing_is_asked(settings):
    settings.CLAMD = ""
    assert scanning.scan(b"x") is Verdict.NO_ANSWER
    assert sweeping.scan_waiting(now=NOW) == 0
