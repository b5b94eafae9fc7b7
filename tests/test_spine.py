"""No change without an event: what every journey writes is in the ledger, in the same transaction, or nothing is."""

import ast
import re
import sys
from collections import defaultdict
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from huiying.core.procedures import PROCEDURES
from huiying.core.words import Text
from huiying.foundation.ledger import guards, recording, registry
from huiying.foundation.ledger.models import Event, Log, LogCheckpoint, LogCosignature, LogTile
from huiying.foundation.outbox import delivery
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.models import Message
from huiying.loop.daily import sweep
from huiying.loop.import_voices import run
from huiying.loop.open_office import open_office
from huiying.loop.rehearsal.demo import fill
from huiying.loop.rehearsal.rooms import PAPERS
from huiying.serve.casework.events import event_name
from tests.cast import NOW, open_liuxi
from tests.house import HOUSE, ROOT, python_files, tree
from tests.journeys_of_rows import JOURNEYS, LAMPS, Li, play

pytestmark = pytest.mark.django_db

OUTSIDE_THE_SPINE = {
    "voices_draft": "form drafts",
    "voices_codetrial": "wrong-code counters",
    "people_logintrial": "wrong-password counters",
    "people_findrequest": "a contact whose receipts were asked for",
    "people_secondfactor": "when a second factor was last used",
    "voices_linktoken": "link tokens",
    "files_storedfile": "form drafts",
    "django_session": "sessions",
    "likeness_unread": "rows of indexes",
    "likeness_storedprofile": "rows of indexes",
    "likeness_filedkey": "rows of indexes",
    "likeness_keycount": "rows of indexes",
    "casework_suggestion": "rows of indexes",
    "casework_handledcount": "rows of indexes",
    "coordination_proposal": "rows of indexes",
    "coordination_proposalcase": "rows of indexes",
    "scorecards_scoremonth": "rows of indexes",
    "scorecards_scorecell": "rows of indexes",
    "scorecards_scoreline": "rows of indexes",
    "insight_night": "rows of indexes",
    "insight_earlysign": "rows of indexes",
    "insight_unlikepair": "rows of indexes",
    "insight_slowplace": "rows of indexes",
    "loop_nightlyrun": "the day a nightly job was last done",
    "mail_mailbox": "how far another system was read",
    "loop_outersystem": "how far another system was read",
    "outbox_webhook": "another system was read or told",
    "people_apikey": "counts of calls with a key",
    "people_apianswer": "answers of the interface",
    "matters_matterballot": "ballots of a vote",
}
"""Tables that change without an event, with the words by which ARCHITECTURE.md lists them."""
_WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)


class SpineBroken(Exception):
    """What `record` raises in these tests."""


class Watch:
    """Which tables each transaction wrote, the outermost blocks counted from where the watch began."""

    def __init__(self):
        self.committed = []
        self._floor = len(connection.atomic_blocks)
        self._written = set()

    @property
    def alone(self):
        """The transactions that changed something of the spine's and have no event."""
        return [tables for tables in self.committed if tables - OUTSIDE_THE_SPINE.keys() and EVENTS not in tables]

    def statement(self, execute, sql, params, many, context):
        if found := _WRITES.match(sql):
            self._written.add(found[1])
            if len(connection.atomic_blocks) <= self._floor:
                self.end(kept=True)
        return execute(sql, params, many, context)

    def end(self, *, kept):
        if len(connection.atomic_blocks) > self._floor:
            return
        if kept and self._written:
            self.committed.append(self._written)
        self._written = set()


EVENTS = Event._meta.db_table


@contextmanager
def watching(monkeypatch):
    watch, leave = Watch(), transaction.Atomic.__exit__

    def exit_(block, kind, value, trace):
        try:
            return leave(block, kind, value, trace)
        finally:
            watch.end(kept=kind is None)

    with monkeypatch.context() as patch, connection.execute_wrapper(watch.statement):
        patch.setattr(transaction.Atomic, "__exit__", exit_)
        yield watch


def contents():
    """Every row of every table of ours and of the libraries: on PostgreSQL a digest of each table, in one question."""
    tables = [model._meta.db_table for model in apps.get_models()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(" UNION ALL ".join(map(_digest, tables)))
            return dict(cursor.fetchall())
        return {table: cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


def _digest(table):
    return f"""SELECT '{table}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM "{table}" t"""


@contextmanager
def broken_spine(monkeypatch, name):
    """`record` fails: before it has written anything, or when the event is in and its secret is not."""

    def fail(*_args, **_more):
        raise SpineBroken

    with monkeypatch.context() as patch:
        patch.setattr(recording, name, fail)
        yield


@pytest.fixture
def li():
    return Li(open_liuxi())


@pytest.fixture
def mail(monkeypatch):
    """An office that sends mail, to nobody."""
    from huiying.foundation.outbox import services

    monkeypatch.setitem(services.IS_CONFIGURED, Way.EMAIL, lambda: True)
    monkeypatch.setitem(delivery.SEND, Way.EMAIL, lambda parcel: None)


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_transaction_that_changes_something_holds_an_event(name, li, mail, monkeypatch):
    with watching(monkeypatch) as watch:
        play(JOURNEYS[name](li))
    assert watch.alone == []
    assert sum(EVENTS in tables for tables in watch.committed) >= 2


@pytest.mark.parametrize("name", JOURNEYS)
def test_when_record_raises_nothing_has_changed(name, li, mail, monkeypatch):
    def broken_first(step):
        before = contents()
        for where in ("_event", "_secret"):
            with broken_spine(monkeypatch, where), pytest.raises(SpineBroken):
                step()
            assert contents() == before
        return step()

    play(JOURNEYS[name](li), broken_first)


def test_opening_an_office_is_one_event_or_nothing(monkeypatch):
    before = contents()
    with broken_spine(monkeypatch, "_secret"), pytest.raises(SpineBroken):
        open_office(name="柳溪县", template="county", now=NOW)
    assert contents() == before
    with watching(monkeypatch) as watch:
        open_office(name="柳溪县", template="county", now=NOW)
    assert watch.alone == []


def test_what_time_alone_brings_is_an_event_and_clears_what_expired(li, mail, monkeypatch):
    play(JOURNEYS["petition"](li))
    play(JOURNEYS["hotline"](li))
    before = Event.objects.filter(actor_kind="system").count()
    with watching(monkeypatch) as watch:
        assert sweep(now=NOW + timedelta(days=400)) > 0
    assert watch.alone == []
    assert Event.objects.filter(actor_kind="system").count() > before


def brought_in(tmp_path):
    """A table of two voices, one with its reply."""
    table = tmp_path / "voices.csv"
    rows = ["msg_id,subject,time,text,reply,reply_time", f"a1,路灯,2026-10-01,{LAMPS},已换好。,2026-10-09"]
    table.write_text("\n".join([*rows, f"a2,路灯,2026-10-02,{LAMPS},,"]) + "\n", "utf-8")
    return run(table, mapping=None, dry_run=False, rejects=tmp_path / "no.csv", now=NOW, progress=lambda *_: None)


def test_a_batch_of_an_import_has_its_events_or_leaves_nothing(li, tmp_path, monkeypatch):
    before = contents()
    with broken_spine(monkeypatch, "_secret"), pytest.raises(SpineBroken):
        brought_in(tmp_path)
    assert contents() == before
    with watching(monkeypatch) as watch:
        assert brought_in(tmp_path).imported == 2
    assert watch.alone == []
    assert Event.objects.filter(type="voice.imported").count() == 2


def test_the_demo_is_made_of_events_too(monkeypatch):
    with watching(monkeypatch) as watch:
        made = fill(voices=12, seed=3, months=2, now=NOW, progress=lambda *_: None)
    assert watch.alone == []
    assert Event.objects.filter(type="voice.received").count() == made.voices > 12 + len(PAPERS)


def test_what_was_sent_is_an_event_in_the_transaction_that_empties_the_message(li, mail, monkeypatch):
    play(JOURNEYS["taken_back"](li))
    waiting = Message.objects.filter(standing=Standing.WAITING).count()
    with watching(monkeypatch) as watch:
        delivery.deliver_due(now=NOW + timedelta(minutes=1))
    assert Message.objects.filter(standing=Standing.SENT, sealed=None).count() == waiting > 0
    claims, ends = watch.alone, [tables for tables in watch.committed if EVENTS in tables]
    assert all(tables == {"outbox_message"} for tables in claims)
    assert len(claims) == len(ends) == waiting


def test_a_change_past_the_spine_is_found(li, monkeypatch):
    with watching(monkeypatch) as watch:
        with transaction.atomic():
            li.cast.units["land"].save()
        li.cast.units["land"].save()
    assert watch.alone == [{"people_unit"}, {"people_unit"}]


def test_what_is_rolled_back_needs_no_event(li, monkeypatch):
    def change_and_fail():
        with transaction.atomic():
            li.cast.units["land"].save()
            raise SpineBroken

    with watching(monkeypatch) as watch, pytest.raises(SpineBroken):
        change_and_fail()
    assert watch.committed == []


def test_the_tables_outside_the_spine_are_those_that_the_architecture_lists():
    (listed,) = re.findall(
        r"(?s)Outside the spine, on purpose: (.*?)\n\n", (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    )
    tables = {model._meta.db_table for model in apps.get_models()}
    for table, words in OUTSIDE_THE_SPINE.items():
        assert table in tables
        assert words in " ".join(listed.split())


def texts(event_type):
    return [text for text in (event_type.says, event_type.speaker_says) if text is not None]


def test_every_event_type_speaks_both_languages():
    for event_type in registry.all_types():
        for text in texts(event_type):
            assert isinstance(text, Text)
            assert re.search(r"[\u4e00-\u9fff]", text.zh), event_type.name
            assert text.en.strip(), event_type.name
            assert not re.search(r"[\u4e00-\u9fff]", text.en), event_type.name
            assert set(re.findall(r"\{\w+\}", text.zh)) == set(re.findall(r"\{\w+\}", text.en)), event_type.name


def test_every_act_that_can_be_done_has_its_event_type():
    names = {one.name for one in registry.all_types()}
    for table in PROCEDURES.values():
        assert {event_name(table.id, act.id) for act in table.acts if act.offered} <= names


def recorded_names():
    """Event types that a service records by name: the first argument of record, Entry and record_change."""
    found = defaultdict(set)
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in CALLS and node.args:
                first = node.args[0]
                names = [n.value for n in ast.walk(first) if isinstance(n, ast.Constant) and "." in str(n.value)]
                found[path.relative_to(HOUSE).as_posix()].update(names)
    return {path: names for path, names in found.items() if names}


CALLS = ("record", "Entry", "record_change")


def test_every_name_that_a_service_records_is_registered():
    names = {one.name for one in registry.all_types()}
    recorded = recorded_names()
    assert len(recorded) >= 8
    assert {path: wrong for path, given in recorded.items() if (wrong := given - names)} == {}


def test_every_registered_type_is_recorded_somewhere():
    by_name = {
        node.value
        for path in python_files()
        if "events" not in {path.stem, path.parent.name}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
    }
    acts = {event_name(t.id, act.id) for t in PROCEDURES.values() for act in t.acts}
    sources = "".join(path.read_text("utf-8") for path in python_files())
    constants = set(re.findall(r"(\w+) = EventType\(", sources))
    by_constant = {
        name for name in constants if re.search(rf"record\w*\(\s*{name}\b|_record\({name}\b|{name}\.name", sources)
    }
    told = re.findall(r'(\w+) = EventType\(\s*"([\w.]+)"', sources)
    recorded = {kind for name, kind in told if name in by_constant} | set(chosen_from_tables(sources))
    assert sorted({one.name for one in registry.all_types()} - acts - by_name - recorded) == []


def chosen_from_tables(sources):
    """Types of a table of events, such as one for each outcome, that something beside its own file reads."""
    for name, module in sys.modules.items():
        if name.startswith("huiying.") and "events" in name.split("."):
            tables = {key: value for key, value in vars(module).items() if isinstance(value, dict)}
            for key, table in tables.items():
                kinds = [kind.name for kind in table.values() if isinstance(kind, registry.EventType)]
                if len(re.findall(rf"\b{key}\b", sources)) > 3:  # made, listed among the types, imported, read
                    yield from kinds


def triggers():
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}


def test_the_guards_are_in_the_database():
    assert EVENTS in guards.GUARDED
    verbs = ("no_update", "no_delete") if connection.vendor == "sqlite" else ("no_change",)
    assert {f"{table}_{verb}" for table in guards.GUARDED for verb in verbs} <= triggers()


def in_every_guarded_table():
    """A row in each guarded table, beside those that a journey has written."""
    connection.finish_waiting()
    log = Log.objects.get()
    LogTile.objects.create(log=log, level=0, n=0, data=b"", top=b"")
    head = LogCheckpoint.objects.create(log=log, size=1, root=b"", note=b"", created_at=NOW)
    LogCosignature.objects.create(checkpoint=head, witness="w", line="", at=NOW)


@pytest.mark.parametrize("verb", ["update", "delete", "replace"])
def test_the_guards_refuse_plain_sql(li, verb):
    if verb == "replace" and connection.vendor != "sqlite":
        return  # PostgreSQL knows no INSERT OR REPLACE
    play(JOURNEYS["taken_back"](li))
    in_every_guarded_table()
    for table, key in guards.GUARDED.items():
        column = key.split()[0]
        sql = {
            "update": f"UPDATE {table} SET {column} = {column}",
            "delete": f"DELETE FROM {table}",
            "replace": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        }[verb]
        with pytest.raises(DatabaseError, match=guards.SAYS), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
