"""The rows say what they are, by numbers and public names alone."""

from datetime import date

from huiying.foundation.ledger.models import (
    Counted,
    Event,
    EventSecret,
    Log,
    LogCheckpoint,
    LogCosignature,
    LogDay,
    LogEntry,
    LogKey,
    LogTile,
    Promise,
    PublicName,
)


def test_every_row_has_a_name_without_words_of_persons():
    rows = [
        Event(pk=3, type="voice.received"),
        EventSecret(event_id=3),
        Log(name="2026"),
        LogEntry(log_id=1, idx=7),
        LogTile(log_id=1, level=0, n=2),
        LogCheckpoint(log_id=1, size=9),
        LogCosignature(witness="witness.example"),
        LogKey(vkey="voice.example/log/2026+0a+b"),
        PublicName(voice_id=5),
        Promise(due=date(2026, 12, 7)),
        LogDay(day=date(2026, 12, 7)),
        Counted(size=4),
    ]
    assert [str(row) for row in rows] == [
        "voice.received #3",
        "secret of event #3",
        "log 2026",
        "entry 7 of log #1",
        "tile 0/2 of log #1",
        "checkpoint 9 of log #1",
        "cosignature of witness.example",
        "voice.example/log/2026",
        "name of voice #5",
        "promise for 2026-12-07",
        "counts of 2026-12-07",
        "4 entries counted",
    ]
