"""The SQLite backend under many writers, and what lets a turn go."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections, transaction

from huiying.config.sqlite.turn import NoTurnError, Turn, turn_for
from huiying.foundation.keys.snapshot import reading
from tests.config.sqlite_office import office, write_row

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _own_database(django_db_blocker):
    """These tests bring their own files; Django's test database is not touched."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "office.sqlite3"
    connection = office(file)
    connection.cursor().execute("CREATE TABLE rows (name text, number integer)")
    connection.close()
    return file


@pytest.fixture
def connection(path):
    connection = office(path)
    yield connection
    connection.close()


@pytest.fixture
def named(connection, monkeypatch):
    """The same connection under an alias, so that `transaction.atomic` finds it."""
    monkeypatch.setitem(connections.settings, "office", connection.settings_dict)
    connections["office"] = connection
    yield connection
    del connections["office"]


def start(path, name, count, *more):
    command = [sys.executable, "-m", "tests.config.sqlite_writer", str(path), name, str(count), *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def count_rows(connection):
    return connection.cursor().execute("SELECT count(*) FROM rows").fetchone()[0]


def pragma(connection, name):
    return connection.cursor().execute(f"PRAGMA {name}").fetchone()[0]


def test_eight_threads_and_three_processes_write_without_a_locked_database(path, connection):
    processes = [start(path, f"process {number}", 100) for number in range(3)]
    waits, errors = [], []

    def write(name):
        own = office(path)
        try:
            waits.append(max(write_row(own, name, number) for number in range(50)))
        except Exception as err:
            errors.append(err)
        own.close()

    threads = [threading.Thread(target=write, args=(f"thread {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waits += [float(process.communicate(timeout=60)[0]) for process in processes]
    print(f"longest wait {max(waits) * 1000:.1f} ms")
    assert errors == []
    assert count_rows(connection) == 8 * 50 + 3 * 100


def test_a_connection_is_durable_and_keeps_foreign_keys(connection):
    found = {name: pragma(connection, name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_durability_may_be_lowered_by_the_setting_and_to_nothing_else(path):
    normal = office(path, synchronous="normal")
    assert pragma(normal, "synchronous") == 1
    normal.close()
    with pytest.raises(ImproperlyConfigured, match="FULL or NORMAL"):
        office(path, synchronous="OFF").connect()


def test_a_killed_holder_lets_the_next_one_write(path, connection):
    holder = start(path, "killed", 1, "hold")
    assert holder.stdout.readline() == "holding\n"
    timer = threading.Timer(0.3, os.kill, [holder.pid, signal.SIGKILL])
    timer.start()
    waited = write_row(connection, "survivor", 1)
    holder.communicate()
    assert 0.2 < waited < 5
    assert count_rows(connection) == 1


def test_an_exception_rolls_back_and_lets_the_turn_go(path, named):
    with pytest.raises(ZeroDivisionError):
        insert_and_fail(named)
    assert turn_is_free(path)
    assert count_rows(named) == 0


def test_a_connection_closed_in_a_transaction_lets_the_turn_go(path, named):
    with transaction.atomic(using="office"):
        named.cursor().execute("INSERT INTO rows VALUES ('lost', 1)")
        named.close()
        assert turn_is_free(path)
    assert count_rows(named) == 0


def test_a_commit_that_fails_keeps_the_turn_until_the_roll_back(path, named):
    cursor = named.cursor()
    cursor.execute("CREATE TABLE parent (id integer PRIMARY KEY)")
    cursor.execute("CREATE TABLE child (p integer REFERENCES parent DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(Exception, match="FOREIGN KEY"), transaction.atomic(using="office"):
        named.cursor().execute("INSERT INTO child VALUES (7)")
    assert turn_is_free(path)
    assert not named.connection.in_transaction


def test_nested_blocks_are_savepoints_of_one_turn(path, named):
    with transaction.atomic(using="office"):
        named.cursor().execute("INSERT INTO rows VALUES ('outer', 1)")
        with pytest.raises(ZeroDivisionError):
            insert_and_fail(named)
        assert not turn_is_free(path)
    assert turn_is_free(path)
    assert count_rows(named) == 1


def test_single_statements_wait_for_their_turn_too(path, connection):
    turn = turn_for(path)
    turn.take()
    threading.Timer(0.2, turn.give).start()
    start_time = time.perf_counter()
    connection.cursor().execute("INSERT INTO rows VALUES (%s, %s)", ["single", 1])
    connection.cursor().executemany("INSERT INTO rows VALUES (%s, %s)", [["many", 1], ["many", 2]])
    assert time.perf_counter() - start_time > 0.15
    assert count_rows(connection) == 3
    assert turn_is_free(path)


def test_a_turn_that_never_comes_is_an_operational_error(path, connection, monkeypatch):
    turn = turn_for(path)
    take = turn.take
    monkeypatch.setattr(turn, "take", lambda: take(0.05))
    take()
    with pytest.raises(OperationalError, match="others have been writing"):
        write_row(connection, "late", 1)
    turn.give()
    assert write_row(connection, "later", 1) < 5


def test_threads_are_served_in_the_order_in_which_they_came(tmp_path):
    turn, order = Turn(tmp_path / "office"), []
    turn.take()

    def come(number):
        with turn.held():
            order.append(number)

    threads = [threading.Thread(target=come, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    turn.give()
    for thread in threads:
        thread.join()
    assert order == list(range(6))


def test_who_gives_up_leaves_the_queue(tmp_path):
    turn = Turn(tmp_path / "office")
    turn.take()
    with pytest.raises(NoTurnError):
        turn.take(0.01)
    turn.give()
    turn.take(0.01)
    turn.give()


def test_a_forked_child_does_not_keep_the_parents_turn(path):
    with turn_for(path).held():
        child = os.fork()
        if child == 0:
            time.sleep(30)
            os._exit(0)
    try:
        waiter = Turn(path)
        waiter.take(1)
        waiter.give()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_who_only_reads_does_not_wait_and_sees_one_moment(path, named):
    other = office(path)
    with turn_for(path).held(), reading("office"):
        assert count_rows(named) == 0
        other.connection or other.connect()
        other.connection.execute("INSERT INTO rows VALUES ('later', 1)")
        assert count_rows(named) == 0
    assert count_rows(named) == 1
    other.close()


def test_who_only_reads_cannot_write(named):
    with reading("office"), pytest.raises(OperationalError, match="readonly"):
        named.cursor().execute("UPDATE rows SET number = 2")
    assert write_row(named, "after", 1) < 5


def test_reading_inside_a_write_goes_on_writing(named):
    with transaction.atomic(using="office"), reading("office"):
        named.cursor().execute("INSERT INTO rows VALUES ('inside', 1)")
    assert count_rows(named) == 1


def test_a_database_in_memory_needs_no_turn():
    memory = office("file:nobody?mode=memory&cache=shared")
    memory.cursor().execute("CREATE TABLE rows (name text, number integer)")
    assert write_row(memory, "memory", 1) < 5
    assert not list(Path.cwd().glob("file:nobody*"))


def insert_and_fail(named):
    with transaction.atomic(using="office"):
        named.cursor().execute("INSERT INTO rows VALUES ('lost', 1)")
        raise ZeroDivisionError


def turn_is_free(path):
    try:
        turn_for(path).take(0.01)
    except NoTurnError:
        return False
    turn_for(path).give()
    return True
