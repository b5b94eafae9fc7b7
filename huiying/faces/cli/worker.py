"""The worker of `huiying serve`: delivers messages every few seconds, sweeps the office every minute.

`python -m huiying.faces.cli.worker`
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from huiying.faces.cli.kin import die_with_parent
from huiying.faces.cli.office import open_office
from huiying.faces.look.terminal import mistakes_said

log = logging.getLogger("huiying.worker")
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
    from huiying.foundation.upkeep import signs
    from huiying.loop.daily import sweep
    from huiying.loop.duty_calls import call_duty
    from huiying.loop.find_again import answer_finds
    from huiying.loop.understanding.reading import read_waiting

    def swept() -> None:
        sweep(now=clock.now(), most=MOST_ACTS)
        signs.touch(signs.SWEPT)

    return [
        Job("heartbeat", 5, lambda: signs.touch(signs.ALIVE)),
        Job("deliver", 3, lambda: deliver_due(now=clock.now())),
        Job("read", 1, lambda: read_waiting(now=clock.now(), most=MOST_TEXTS)),
        Job("log", settings.CHECKPOINT_SECONDS, lambda: keep(now=clock.now())),
        Job("find", 10, lambda: answer_finds(now=clock.now())),
        Job("duty", 20, lambda: call_duty(now=clock.now())),
        Job("sweep", 60, swept),
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


def export_jobs() -> list[Job]:
    """Lists going out as files: long ones, each for one person who can wait a little."""
    from huiying.foundation.keys import clock
    from huiying.loop.export_lists.background import make_exports

    return [Job("exports", 2, lambda: make_exports(clock=clock.now))]


def file_jobs() -> list[Job]:
    """Scanning what no scanner has seen, which waits for another program; and bytes on the disk that nothing names."""
    from huiying.foundation.files.sweeping import scan_waiting, sweep_orphans
    from huiying.foundation.keys import clock

    return [
        Job("scan", 60, lambda: scan_waiting(now=clock.now())),
        Job("orphans", 6 * 3600, lambda: sweep_orphans(now=clock.now())),
    ]


def mail_jobs() -> list[Job]:
    """What waits for another machine's mailbox, and must hold up nobody."""
    from huiying.foundation.keys import clock
    from huiying.loop.fetch_mail import fetch_mail

    return [Job("mail", 60, lambda: fetch_mail(now=clock.now()))]


def webhook_jobs() -> list[Job]:
    """What waits for other systems, and must hold up nobody."""
    from huiying.foundation.keys import clock
    from huiying.foundation.outbox.delivery import deliver_due
    from huiying.foundation.outbox.enums import Way
    from huiying.loop.tell_webhooks import tell_webhooks

    return [
        Job("tell", 3, lambda: tell_webhooks(now=clock.now())),
        Job("webhooks", 3, lambda: deliver_due(now=clock.now(), limit=20, ways=(Way.WEBHOOK,))),
    ]


def main() -> None:
    """Works until SIGTERM; what is being done is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    die_with_parent()
    with mistakes_said():
        open_office()
        from huiying.foundation.upkeep import signs

        signs.hold_alive()
        for jobs in (night_jobs(), export_jobs(), mail_jobs(), file_jobs(), webhook_jobs()):
            threading.Thread(target=work, args=(jobs, stop), daemon=True).start()
        work(office_jobs(), stop)


if __name__ == "__main__":
    main()
