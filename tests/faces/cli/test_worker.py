"""The worker goes on when a job fails, and says nothing of a voice."""

import logging
import os
import threading

import pytest

from huiying.faces.cli.worker import Job, office_jobs, work
from huiying.foundation.keys import clock
from huiying.foundation.upkeep import signs

pytestmark = pytest.mark.django_db(transaction=True)


def test_jobs_run_at_their_time_until_the_worker_is_stopped():
    stop, runs = threading.Event(), []

    def once() -> None:
        runs.append("often")
        if runs.count("often") == 3:
            stop.set()

    work([Job("seldom", 60, lambda: runs.append("seldom")), Job("often", 0.01, once)], stop)
    assert runs == ["seldom", "often", "often", "often"]


def test_a_job_that_fails_comes_again_and_its_words_are_not_logged(caplog):
    stop, runs, words = threading.Event(), [], "the words of a voice"

    def fail() -> None:
        runs.append(1)
        if len(runs) == 2:
            stop.set()
        raise ValueError(words)

    with caplog.at_level(logging.ERROR):
        work([Job("sweep", 0.01, fail)], stop)
    assert len(runs) == 2
    assert "sweep failed: ValueError" in caplog.text
    assert words not in caplog.text


def test_a_stopped_worker_starts_no_further_job():
    stop, runs = threading.Event(), []
    work([Job("first", 60, stop.set), Job("second", 60, lambda: runs.append(1))], stop)
    assert runs == []


def test_the_worker_shows_that_it_lives(tmp_path, settings):
    settings.DATA = tmp_path
    next(job for job in office_jobs() if job.name == "heartbeat").run()
    assert clock.now() - signs.seen(signs.ALIVE) < signs.SILENT_AFTER
    assert not signs.worker_runs()
    held = signs.hold_alive()
    assert signs.worker_runs()
    os.close(held)
    assert not signs.worker_runs()


def test_the_worker_shows_when_it_swept_last(tmp_path, settings):
    settings.DATA = tmp_path
    assert signs.seen(signs.SWEPT) is None
    next(job for job in office_jobs() if job.name == "sweep").run()
    assert clock.now() - signs.seen(signs.SWEPT) < signs.UNSWEPT_AFTER
