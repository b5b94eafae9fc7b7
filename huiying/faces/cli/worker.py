"""The worker of `huiying serve`: delivers messages every few seconds, sweeps the office every minute.

`python -m huiying.faces.cli.worker`
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from huiying.faces.cli.kin import die_with_parent
from huiying.faces.cli.office import open_office
from huiying.faces.look.terminal import mistakes_said

log = logging.getLogger("huiying.worker")
HEARTBEAT = "worker.alive"
MOST_ACTS = 200
"""Acts of one sweep: the messages that wait meanwhile wait seconds, not minutes."""
MOST_TEXTS = 400
"""Texts that are read before the other jobs have their turn: a second or so."""


@dataclass(slots=True)
class Job:
    """Something to do again and again; `next_at` is on the monotonic clock."""

    name: str
    every_seconds: float
    run: Callable[[], object]
    next_at: float = 0.0


def work(jobs: list[Job], stop: threading.Event) -> None:
    """Runs each job when it is due, until `stop`. A job that fails is logged and comes again at its time."""
    while not stop.is_set():
        for job in jobs:
            if time.monotonic() >= job.next_at and not stop.is_set():
                _run(job)
                job.next_at = time.monotonic() + job.every_seconds
        stop.wait(max(0.0, min(job.next_at for job in jobs) - time.monotonic()))


def _run(job: Job) -> None:
    from django.db import close_old_connections

    try:
        close_old_connections()
        job.run()
    except Exception as err:
        log.error("%s failed: %s", job.name, type(err).__name__, exc_info=_where(err))


def _where(err: Exception) -> tuple[type[Exception], Exception, TracebackType | None]:
    """The traceback under the kind of the error alone: its message may hold words of a voice."""
    return RuntimeError, RuntimeError(type(err).__name__), err.__traceback__


def office_jobs() -> list[Job]:
    """The jobs of one office."""
    from django.conf import settings

    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.log.keeping import keep
    from huiying.foundation.outbox.delivery import deliver_due
    from huiying.loop.daily import sweep
    from huiying.loop.understanding.reading import read_waiting

    heartbeat = Path(settings.DATA) / HEARTBEAT
    return [
        Job("heartbeat", 5, heartbeat.touch),
        Job("deliver", 3, lambda: deliver_due(now=clock.now())),
        Job("read", 1, lambda: read_waiting(now=clock.now(), most=MOST_TEXTS)),
        Job("log", settings.CHECKPOINT_SECONDS, lambda: keep(now=clock.now())),
        Job("sweep", 60, lambda: sweep(now=clock.now(), most=MOST_ACTS)),
    ]


def night_jobs() -> list[Job]:
    """What may take minutes, beside the jobs that people wait for."""
    from huiying.foundation.keys import clock
    from huiying.loop.understanding.asking import train_if_asked
    from huiying.loop.understanding.nightly import run_nightly

    return [
        Job("night", 60, lambda: run_nightly(now=clock.now())),
        Job("train", 20, lambda: train_if_asked(now=clock.now())),
    ]


def main() -> None:
    """Works until SIGTERM; what is being done is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    die_with_parent()
    with mistakes_said():
        open_office()
        threading.Thread(target=work, args=(night_jobs(), stop), daemon=True).start()
        work(office_jobs(), stop)


if __name__ == "__main__":
    main()
