"""One writer at a time: who wants to write to a database file waits for a turn, first come, first served.

Threads of one process queue in order. Processes pass two advisory locks, which the kernel lets go when their holder
dies: `<file>.queue` is held only while waiting for `<file>.lock`, which is held while writing. So the next in line is
already chosen when a turn ends, and who has just written cannot take it again over the heads of the others.
Where there is no `fcntl` (Windows) only threads queue, and processes fall back on SQLite's own busy timeout.
"""

import os
import sqlite3
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

TIMEOUT_SECONDS = 30.0


class NoTurnError(sqlite3.OperationalError):
    """Other threads of this process have been writing for longer than the time limit."""


class Turn:
    """The right to write to one database file; one object for each file in a process (`turn_for`)."""

    def __init__(self, database: Path) -> None:
        self._files = [database.with_name(f"{database.name}.{ending}") for ending in ("queue", "lock")]
        self._guard = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._taken = False
        self._descriptors: list[int] = []

    def take(self, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        """Waits for the turn. Not reentrant.

        Raises NoTurnError when threads of this process keep it beyond the time limit, OSError when the lock files
        cannot be made.
        """
        self._wait_for_threads(timeout_seconds)
        try:
            self._wait_for_processes()
        except BaseException:
            self._next_thread()
            raise

    def give(self) -> None:
        """Lets the next one write; other processes have their chance before the next thread of this one."""
        try:
            for lock in self._descriptors[1:]:
                fcntl.flock(lock, fcntl.LOCK_UN)
        finally:
            self._next_thread()

    @contextmanager
    def held(self) -> Iterator[None]:
        """The turn for the length of the block."""
        self.take()
        try:
            yield
        finally:
            self.give()

    def forget(self) -> None:
        """Lets go of what a forked child has inherited, without touching the parent's lock."""
        for descriptor in self._descriptors:
            os.close(descriptor)

    def _wait_for_threads(self, timeout_seconds: float) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            place = threading.Lock()
            place.acquire()
            self._queue.append(place)
        try:
            served = place.acquire(timeout=timeout_seconds)
        except BaseException:
            if not self._leave_queue(place):
                self._next_thread()
            raise
        if not served and self._leave_queue(place):
            raise NoTurnError(f"database is locked: others have been writing for {timeout_seconds:g} seconds")

    def _leave_queue(self, place: threading.Lock) -> bool:
        """False when the turn had already come."""
        with self._guard:
            if place not in self._queue:
                return False
            self._queue.remove(place)
            return True

    def _wait_for_processes(self) -> None:
        if sys.platform == "win32":
            return
        if not self._descriptors:
            self._descriptors = [os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for file in self._files]
        queue, lock = self._descriptors
        fcntl.flock(queue, fcntl.LOCK_EX)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        finally:
            fcntl.flock(queue, fcntl.LOCK_UN)

    def _next_thread(self) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._taken = False


_turns: dict[Path, Turn] = {}
_turns_guard = threading.Lock()


def turn_for(database: Path) -> Turn:
    """The one Turn of this process for a database file."""
    path = database.resolve()
    with _turns_guard:
        if path not in _turns:
            _turns[path] = Turn(path)
        return _turns[path]


def _after_fork_in_child() -> None:
    global _turns_guard  # noqa: PLW0603  the parent's guard may be held by a thread that the child does not have
    _turns_guard = threading.Lock()
    for turn in _turns.values():
        turn.forget()
    _turns.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_after_fork_in_child)
