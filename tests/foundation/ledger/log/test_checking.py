"""Whatever is changed in the stored log, in a single byte, is found when it is looked over."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from huiying.core.translog.note import Note
from huiying.core.translog.tree import Frontier, leaf_hash
from huiying.faces.cli.ledger import SAYS
from huiying.foundation.keys import ring
from huiying.foundation.keys.errors import KeyMissing
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log import checking, signing
from huiying.foundation.ledger.log.checking import Fault, faults, sizes
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.errors import PolicyBroken
from huiying.foundation.ledger.log.head import Head, keep_signed
from huiying.foundation.ledger.log.witnessing import FILE
from huiying.foundation.ledger.models import (
    Event,
    EventSecret,
    Log,
    LogCheckpoint,
    LogCosignature,
    LogEntry,
    LogTile,
)
from huiying.foundation.ledger.recording import Entry, record_many
from tests.foundation.ledger.log.conftest import NOW, said_with_words, say
from tests.foundation.ledger.log.parties import NAME, key_of, policy_of

pytestmark = pytest.mark.django_db(transaction=True)
NEXT_YEAR = NOW + timedelta(days=60)


@pytest.fixture
def office(keys, tmp_path, no_guards):
    """A log of two years: full tiles, many checkpoints, two keys in one of them, a witness that has seen some."""
    (tmp_path / FILE).write_text(policy_of((NAME, 7, "")))
    said_with_words(voice=1000)
    with transaction.atomic():
        about, public = About("voice", 1000), {"basis": "§1", "role": "leader"}
        record_many([Entry("case.opened", about, SYSTEM, NOW, public=public, public_type="voice.erased")])
    for first, count in ((1, 2), (3, 250), (253, 20)):
        say(count, first=first)
        cosign(checkpoint_logs(now=NOW)[0])
    signing.make_key()
    say(5, kind="case.opened", first=300)
    cosign(checkpoint_logs(now=NOW)[0])
    say(300, first=400)
    checkpoint_logs(now=NOW)
    say(9, first=800, now=NEXT_YEAR)
    checkpoint_logs(now=NEXT_YEAR)
    say(3, first=900, now=NEXT_YEAR)


def cosign(made, name=NAME, at=1_795_000_000):
    line = key_of().cosign(Note.of_data(bytes(made.note)).text, at).line.strip()
    at = NOW.fromtimestamp(at, NOW.tzinfo)
    return LogCosignature.objects.create(checkpoint=made, witness=name, line=line, at=at)


@contextmanager
def undone():
    """What the block does is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found(**how):
    return [(one.code, one.about) for one in faults(**how)]


def codes(**how):
    return {code for code, _about in found(**how)}


def test_a_clean_log_gives_nothing(office):
    assert found() == found(deep=True) == []
    assert Log.objects.count() == 2
    assert LogTile.objects.count() == 2
    assert LogCheckpoint.objects.count() >= 6


def test_an_office_without_a_log_gives_nothing(keys):
    assert found(deep=True) == []
    assert sizes() == (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


def test_the_sizes_are_those_of_all_logs_and_the_root_of_the_newest(office):
    made = checkpoint_logs(now=NEXT_YEAR)[-1]
    assert made.log == Log.objects.order_by("-pk")[0]
    assert sizes() == (LogEntry.objects.count(), bytes(made.root).hex())


BYTES = [
    (LogEntry, "entry", "idx"),
    (LogEntry, "leaf", "idx"),
    (LogTile, "data", "n"),
    (LogTile, "top", "n"),
    (LogCheckpoint, "note", "id"),
    (LogCheckpoint, "root", "id"),
    (Event, "commitment", "id"),
    (Log, "frontier", "id"),
]


@pytest.mark.parametrize(("model", "column", "order"), BYTES)
def test_one_changed_byte_is_found(office, model, column, order):
    chance = random.Random(f"{model.__name__}.{column}")
    for row in chance.choices(list(model.objects.order_by(order)), k=25):
        data = bytearray(getattr(row, column))
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        with undone():
            model.objects.filter(pk=row.pk).update(**{column: bytes(data)})
            assert found(), row
    assert found() == []


@pytest.mark.parametrize(("model", "column", "order"), BYTES)
def test_what_is_not_of_its_kind_or_length_is_found(office, model, column, order):
    """SQLite takes text in a column of bytes."""
    table, row = model._meta.db_table, f"{order} = (SELECT max({order}) FROM {model._meta.db_table})"
    for value in ("'text'", "''", "x'00'") if connection.vendor == "sqlite" else ("''", r"'\x00'"):
        with undone():
            connection.cursor().execute(f"UPDATE {table} SET {column} = {value} WHERE {row}")
            assert found(), value
            assert sizes()[1] != "" or model is Log


def test_every_byte_of_a_checkpoint_with_two_signatures_counts(office):
    two = next(one for one in LogCheckpoint.objects.all() if len(Note.of_data(bytes(one.note)).signatures) == 2)
    note = bytes(two.note)
    for at in range(len(note)):
        with undone():
            LogCheckpoint.objects.filter(pk=two.pk).update(note=note[:at] + bytes([note[at] ^ 1]) + note[at + 1 :])
            assert found() == [("checkpoint", f"2026/{two.size}")], at


def test_every_character_of_a_cosignature_counts(office):
    one = LogCosignature.objects.order_by("pk")[1]
    for at, was in enumerate(one.line):
        with undone():
            LogCosignature.objects.filter(pk=one.pk).update(
                line=one.line[:at] + ("B" if was == "A" else "A") + one.line[at + 1 :]
            )
            assert codes() == {"checkpoint"}, at


def test_another_time_of_a_cosignature_is_found(office):
    with undone():
        LogCosignature.objects.update(at=NOW)
        assert codes() == {"checkpoint"}


def test_of_a_witness_that_left_the_list_the_form_is_checked(office, tmp_path):
    (tmp_path / FILE).write_text("quorum none\n")
    assert found() == []
    with undone():
        LogCosignature.objects.update(line="nothing")
        assert codes() == {"checkpoint"}


def test_a_broken_list_of_witnesses_is_said_first(office, tmp_path):
    (tmp_path / FILE).write_text("witness\n")
    with pytest.raises(PolicyBroken):
        found()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledger_log SET size = size + 1", "size"),
        ("UPDATE ledger_log SET size = size - 1", "size"),
        ("UPDATE ledger_log SET origin = 'else.example/' || name", "checkpoint"),
        ("UPDATE ledger_logcheckpoint SET size = size + 1 WHERE size = 4", "checkpoint"),
        ("UPDATE ledger_logcheckpoint SET size = 99999 WHERE size = 4", "checkpoint"),
        ("UPDATE ledger_logkey SET vkey = 'x' || vkey", "checkpoint"),
        ("UPDATE ledger_logkey SET vkey = 'nothing' || id", "checkpoint"),
        ("DELETE FROM ledger_logkey", "checkpoint"),
        ("DELETE FROM ledger_logtile WHERE n = 1", "tile"),
        ("UPDATE ledger_logtile SET n = 7 WHERE n = 1", "tile_too_many"),
        ("UPDATE ledger_logtile SET level = 1 WHERE n = 1", "tile"),
        ("DELETE FROM ledger_logentry WHERE idx = 3", "gap"),
        ("DELETE FROM ledger_logentry WHERE idx = 3", "events_without_line"),
        ("UPDATE ledger_logentry SET idx = 5000 WHERE idx = 10", "gap"),
        ("DELETE FROM ledger_event WHERE id = (SELECT min(id) FROM ledger_event)", "event_missing"),
        ("UPDATE ledger_event SET id = id + 100000 WHERE id = (SELECT min(id) FROM ledger_event)", "event_missing"),
    ],
)
def test_rows_that_go_or_move_are_found(office, statement, code):
    with undone():
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount > 0
        assert code in codes()


def test_the_last_line_cut_off_is_found(office):
    """With frontier and size set back it is an old backup: what was signed, and the loose event, tell."""
    log = Log.objects.order_by("-pk")[0]
    made = log.checkpoints.get()
    keep_signed(Head(log.pk, log.name, log.size, "ab" * 32))
    with undone():
        LogEntry.objects.filter(log=log, idx__gte=made.size).delete()
        leaves = [bytes(leaf) for leaf in log.entries.order_by("idx").values_list("leaf", flat=True)]
        Log.objects.filter(pk=log.pk).update(size=made.size, frontier=Frontier().grown(leaves).packed())
        assert found() == [
            ("events_without_line", str(log.size - made.size)),
            ("behind", f"{log.name}/{log.size}"),
        ]


def test_an_entry_rewritten_with_its_leaf_is_found_by_the_tree(office):
    line = LogEntry.objects.get(log__name="2026", idx=5)
    forged = bytes(line.entry).replace(b'"day":"2026-11-23"', b'"day":"2026-11-24"')
    assert forged != bytes(line.entry)
    with undone():
        LogEntry.objects.filter(pk=line.pk).update(entry=forged, leaf=leaf_hash(forged))
        assert {"tile", "checkpoint", "frontier"} <= codes()


def test_an_entry_of_an_erasure_binds_its_event_too(office):
    line = LogEntry.objects.get(log__name="2026", idx=1)
    assert bytes(line.entry).startswith(b'{"basis":')
    with undone():
        Event.objects.filter(pk=line.event_id).update(commitment=bytes(32))
        assert found() == [("event", "2026/1")]
    with undone():
        LogEntry.objects.filter(pk=line.pk).update(entry=b'{"basis":' + b"x" * 30)
        assert ("event", "2026/1") in found()


def test_a_log_that_was_signed_and_is_not_there_is_found(office):
    keep_signed(Head(10**9, "2030", 1, "ab" * 32))
    assert found() == [("behind", "2030/1")]


@pytest.mark.parametrize(
    "change",
    [
        {"type": "case.opened"},
        {"public": {"channel": "phone"}},
        {"public": {}},
        {"public": {"channel": "web", "more": 1}},
        {"subject_kind": "case"},
        {"subject_id": 1001},
        {"actor_kind": "staff"},
        {"actor_kind": "nobody"},
        {"actor_id": 1},
        {"actor_unit": 1},
        {"at": NOW + timedelta(microseconds=1)},
        {"happened_at": NOW - timedelta(days=1)},
    ],
)
def test_a_changed_field_of_an_event_is_found_by_looking_deep(office, change):
    event = Event.objects.order_by("pk").first()
    with undone():
        Event.objects.filter(pk=event.pk).update(**change)
        assert found() == []
        assert found(deep=True) == [("event_fields", str(event.pk))]


@pytest.mark.parametrize("column", ["salt", "sealed", "key_version"])
def test_a_changed_secret_is_found_by_looking_deep(office, column):
    secret = EventSecret.objects.order_by("pk").first()
    if column == "key_version":
        wrong = [None]
    else:
        data = bytes(getattr(secret, column))
        wrong = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in (0, 12, len(data) // 2, len(data) - 1)]
        wrong.append(b"")
    for value in wrong:
        with undone():
            EventSecret.objects.filter(pk=secret.pk).update(**{column: value})
            assert found(deep=True) == [("event_fields", str(secret.pk))]


def test_words_taken_away_are_found_by_looking_deep(office):
    with undone():
        EventSecret.objects.filter(sealed__isnull=False).update(sealed=None)
        assert codes(deep=True) == {"event_fields"}


def test_an_event_whose_secret_was_erased_cannot_be_looked_into(office):
    EventSecret.objects.order_by("pk").first().delete()
    assert found(deep=True) == []


def test_without_the_key_of_the_words_looking_deep_says_so(office, keys):
    (keys / "vault-1").unlink()
    ring._key.cache_clear()
    with pytest.raises(KeyMissing):
        found(deep=True)


def test_a_log_that_grows_meanwhile_gives_nothing(keys, together, monkeypatch):
    say(10)
    checkpoint_logs(now=NOW)
    rows, written = checking._rows, []

    def grow():
        try:
            return say(300, first=100 + 1000 * len(written))
        finally:
            connection.close()

    def while_others_write(sql, values):
        with ThreadPoolExecutor(1) as pool:
            written.append(pool.submit(grow).result())
        return rows(sql, values)

    monkeypatch.setattr(checking, "_rows", while_others_write)
    (seen,) = together(lambda: list(faults(deep=True)))
    assert seen == []
    assert len(written) == 2


def test_every_fault_has_a_sentence_in_both_languages():
    source = Path(checking.__file__).read_text()
    assert set(re.findall(r'Fault\("(\w+)"', source)) == set(SAYS)
    assert all("{about}" in text.zh + text.en for text in SAYS.values())
    assert Fault("gap", "2026/1").code in SAYS
