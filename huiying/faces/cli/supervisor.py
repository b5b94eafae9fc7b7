"""Keeps the processes of one office running: starts them, restarts what dies, stops them together. Without Django."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

POLL_SECONDS = 0.1
STANDARD_ERROR = 2
STOP_SECONDS = 12.0
PATIENCE_SECONDS = 1.0
DEATHS = 3
DEATHS_WITHIN_SECONDS = 60.0


@dataclass(slots=True)
class Child:
    """One process that must run, and when it died."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS))

    def start(self, environ: Mapping[str, str]) -> None:
        """Starts it in a session of its own, so that a signal reaches all that it starts in turn.

        What it prints goes to standard error.
        """
        self.process = subprocess.Popen(  # noqa: S603  our own command
            self.command, env=environ, start_new_session=True, stdin=subprocess.DEVNULL, stdout=STANDARD_ERROR
        )

    def has_died(self) -> bool:
        """True when it should run and does not."""
        return self.process is not None and self.process.poll() is not None

    def dies_too_often(self) -> bool:
        """True when this death is the third in a minute."""
        self.deaths.append(time.monotonic())
        return len(self.deaths) == DEATHS and self.deaths[-1] - self.deaths[0] < DEATHS_WITHIN_SECONDS

    def is_running(self) -> bool:
        """True from its start to its end."""
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to it and to all that it has started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Runs `children` until SIGTERM or SIGINT, or until one of them dies too often.

    `look` is called ten times a second; `gave_up` tells the name of the child that died too often.
    """

    def __init__(self, children: Sequence[Child], *, look: Callable[[], None]) -> None:
        self._children = children
        self._look = look
        self._stopping = False
        self.gave_up: str | None = None

    def run(self) -> None:
        """Returns when everything is stopped."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            self._start_all()
            while not self._stopping:
                self._mend()
                self._look()
                time.sleep(POLL_SECONDS)
        finally:
            self._stop_all()

    def _start_all(self) -> None:
        for child in self._children:
            if not self._stopping:
                child.start(_environ())

    def _mend(self) -> None:
        for child in self._children:
            if child.has_died() and not self._stopping:
                child.signal(signal.SIGKILL)
                if child.dies_too_often():
                    self.gave_up, self._stopping = child.name, True
                    return
                child.start(_environ())

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _stop_all(self) -> None:
        end = time.monotonic() + STOP_SECONDS
        while time.monotonic() < end and any(child.is_running() for child in self._children):
            self._ask_to_stop()
        for child in self._children:
            child.signal(signal.SIGKILL)
            if child.process:
                child.process.wait()

    def _ask_to_stop(self) -> None:
        """SIGTERM, and up to a second of patience. Who is just starting may have missed it and is asked again."""
        for child in self._children:
            child.signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and any(child.is_running() for child in self._children):
            time.sleep(POLL_SECONDS)


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules with this Python."""
    return [sys.executable, "-m", name, *arguments]


def _environ() -> dict[str, str]:
    """Few memory arenas: threads of a small server need no more, and the process stays small."""
    return {"MALLOC_ARENA_MAX": "2", **os.environ}
