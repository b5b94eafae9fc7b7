"""The log as files is the log as it is shown, and at every moment one that a mirror may serve."""

from datetime import timedelta
from pathlib import Path

import pytest

from huiying.core.translog.checkpoint import open_checkpoint
from huiying.core.translog.note import VerifierKey
from huiying.core.translog.policy import parse_policy
from huiying.core.translog.tile import Tile, TrustedTiles, all_tiles, unpack_entries
from huiying.core.translog.tree import leaf_hash
from huiying.foundation.ledger.log import exporting
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.errors import LogBehind
from huiying.foundation.ledger.log.exporting import export
from huiying.foundation.ledger.log.keeping import keep
from huiying.foundation.ledger.log.reading import full_note, newest_checkpoint, tile_bytes
from huiying.foundation.ledger.log.witnessing import published_policy
from huiying.foundation.ledger.models import Log, LogKey
from tests.foundation.ledger.log.conftest import NOW, say

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


def grow(count, first):
    say(count, first=first)
    return checkpoint_logs(now=NOW)[-1]


def files(folder):
    """Path and bytes of what a web server would show."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def shown(log):
    head = newest_checkpoint(log)
    tiles = {tile.path: tile_bytes(log, tile, head.size) for tile in all_tiles(head.size)}
    return tiles | {"checkpoint": full_note(head)}


def check_as_a_stranger(folder):
    """Reads the files as a monitor does, with nothing but the keys; the size that the checkpoint states."""
    keys = [VerifierKey.of_vkey(vkey) for vkey in LogKey.objects.values_list("vkey", flat=True)]
    head, _note = open_checkpoint((folder / "checkpoint").read_bytes(), keys)

    def fetch(tile):
        """As the standard has it: the full tile where the narrower one has gone."""
        if (folder / tile.path).exists():
            return (folder / tile.path).read_bytes()
        return (folder / Tile(tile.level, tile.n).path).read_bytes()[: tile.width * 32]

    tiles = TrustedTiles(fetch, head.size, head.root)
    for n in range(-(-head.size // 256)):
        width = min(256, head.size - n * 256)
        bundle = Tile(-1, n, width)
        path = folder / (bundle.path if (folder / bundle.path).exists() else Tile(-1, n).path)
        read = unpack_entries(bundle if path.name != f"{n:03}" else Tile(-1, n), path.read_bytes())
        assert [leaf_hash(entry) for entry in read[:width]] == [tiles.leaf(n * 256 + at) for at in range(width)]
    return head.size


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
def test_the_files_are_the_tiles_the_checkpoint_and_the_policy(keys, folder, size):
    grow(size, 1)
    count = export(folder)
    assert files(folder / "2026") == shown(Log.objects.get())
    assert count == len(files(folder / "2026"))
    assert (folder / "policy").read_text() == published_policy()
    assert parse_policy((folder / "policy").read_text()).logs
    assert check_as_a_stranger(folder / "2026") == size


def test_an_office_without_a_signed_log_writes_nothing(keys, folder):
    say()
    assert export(folder) == 0
    assert not folder.exists()


def test_the_files_continue_and_full_tiles_are_written_once(keys, folder):
    grow(300, 1)
    export(folder)
    full = folder / "2026" / "tile" / "0" / "000"
    written = full.stat().st_mtime_ns
    grow(300, 301)
    export(folder)
    assert full.stat().st_mtime_ns == written
    assert shown(Log.objects.get()).items() <= files(folder / "2026").items()
    assert check_as_a_stranger(folder / "2026") == 601


def test_narrow_tiles_stay_until_the_full_one_is_there(keys, folder):
    base = folder / "2026" / "tile" / "0"
    grow(100, 1)
    export(folder)
    grow(100, 101)
    export(folder)
    assert sorted(path.name for path in (base / "000.p").iterdir()) == ["100", "201"]
    grow(100, 201)
    export(folder)
    assert not (base / "000.p").exists()
    assert (base / "000").exists()
    assert not (folder / "2026" / "tile" / "entries" / "000.p").exists()
    assert [path.name for path in (base / "001.p").iterdir()] == ["45"]


def test_nothing_new_writes_the_checkpoint_alone(keys, folder):
    grow(300, 1)
    export(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("0*") if path.is_file()}
    assert export(folder) == 1
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("0*") if path.is_file()} == before


def test_every_year_has_a_folder(keys, folder):
    grow(3, 1)
    say(2, first=4, now=NOW + timedelta(days=60))
    checkpoint_logs(now=NOW)
    export(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["2026", "2027", "policy"]


class Killed(BaseException):
    pass


def test_killed_between_any_two_files_it_serves_the_old_checkpoint_or_the_new(keys, folder, monkeypatch):
    grow(250, 1)
    export(folder)
    grow(300, 251)
    write, unlink, left = exporting._write, Path.unlink, [0]

    def mortal(act):
        def one(*args, **options):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return act(*args, **options)

        return one

    monkeypatch.setattr(exporting, "_write", mortal(write))
    monkeypatch.setattr(Path, "unlink", mortal(unlink))
    seen, lives = set(), 0
    while True:
        left[0] = lives
        try:
            export(folder)
            break
        except Killed:
            seen.add(check_as_a_stranger(folder / "2026"))
        lives += 1
    assert (lives > 8, seen) == (True, {250, 551})
    assert shown(Log.objects.get()).items() <= files(folder / "2026").items()
    assert not (folder / "2026" / "tile" / "0" / "000.p").exists()


def test_an_old_backup_does_not_set_the_files_back(keys, folder, no_guards):
    early = grow(5, 1)
    grow(5, 6)
    export(folder)
    before = files(folder)
    Log.objects.get().checkpoints.exclude(pk=early.pk).delete()
    with pytest.raises(LogBehind) as caught:
        export(folder)
    assert (caught.value.data["size"], caught.value.data["signed"]) == (5, 11)
    assert files(folder) == before


def test_the_worker_writes_the_files_where_the_office_says(keys, folder, settings):
    say(3)
    keep(now=NOW)
    assert not folder.exists()
    settings.LOG_FOLDER = str(folder)
    keep(now=NOW)
    assert check_as_a_stranger(folder / "2026") == 4


def test_a_folder_that_cannot_be_written_is_an_error(keys, tmp_path):
    grow(1, 1)
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="Not a directory"):
        export(tmp_path / "file")
