"""Each nightly job once a local day: with two workers, after a restart, after a failure, with a clock set back."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.services import forget, put_in_line
from huiying.loop.models import NightlyRun
from huiying.loop.understanding.nightly import CLAIM, JOBS, MANY_WAITING, Nightly, run_nightly

Together = Callable[..., list[Any]]
pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = datetime(2026, 11, 23, 17, 5, tzinfo=UTC)  # 24 November, 01:05 in Liuxi
DAY = timedelta(days=1)


class Worked:
    """A job that notes when it was done, and may fail."""

    def __init__(self, name: str = "count") -> None:
        self.at: list[datetime] = []
        self.fails = False
        self.jobs = [Nightly(name, self)]

    def __call__(self, now: datetime) -> None:
        if self.fails:
            raise ValueError("words of a voice")
        self.at.append(now)


def test_a_job_is_done_once_a_night() -> None:
    job = Worked()
    for minute in range(3):
        run_nightly(now=NIGHT + timedelta(minutes=minute), jobs=job.jobs)
    assert run_nightly(now=NIGHT + DAY, jobs=job.jobs) == ["count"]
    assert job.at == [NIGHT, NIGHT + DAY]


def test_before_one_o_clock_the_day_has_not_begun() -> None:
    job = Worked()
    assert run_nightly(now=NIGHT - timedelta(minutes=6), jobs=job.jobs) == []
    assert run_nightly(now=NIGHT - timedelta(minutes=5), jobs=job.jobs) == ["count"]


def test_a_worker_that_was_off_at_night_does_it_in_the_morning() -> None:
    job = Worked()
    run_nightly(now=NIGHT, jobs=job.jobs)
    morning = NIGHT + DAY + timedelta(hours=7)
    assert run_nightly(now=morning, jobs=job.jobs) == ["count"]
    assert run_nightly(now=NIGHT + 2 * DAY, jobs=job.jobs) == ["count"]


def test_what_is_concluded_from_what_was_read_waits_until_it_is_read() -> None:
    """A demo, an import or a restored office has thousands of voices that wait."""
    compare, count = Worked("compare"), Worked("count")
    jobs = [Nightly("compare", compare, after_reading=True), Nightly("count", count)]
    put_in_line(Kind.VOICE, range(1, MANY_WAITING + 1))
    assert run_nightly(now=NIGHT, jobs=jobs) == ["count"]
    forget(Kind.VOICE, [1])
    assert run_nightly(now=NIGHT + timedelta(minutes=1), jobs=jobs) == ["compare"]


def test_proposals_and_comparisons_are_such_conclusions() -> None:
    assert {job.name for job in JOBS if job.after_reading} == {"propose_issues", "compare_decisions"}


def test_two_workers_do_it_once(together: Together) -> None:
    job = Worked()
    done = together(*[lambda: run_nightly(now=NIGHT, jobs=job.jobs)] * 4)
    assert sorted(done) == [[], [], [], ["count"]]
    assert job.at == [NIGHT]


def test_a_job_that_fails_is_logged_without_words_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    failing, other = Worked(), Worked("other")
    failing.fails = True
    with caplog.at_level(logging.ERROR):
        assert run_nightly(now=NIGHT, jobs=[*failing.jobs, *other.jobs]) == ["other"]
    assert "count" in caplog.text
    assert "words of a voice" not in caplog.text
    failing.fails = False
    assert run_nightly(now=NIGHT + timedelta(minutes=1), jobs=failing.jobs) == []
    assert run_nightly(now=NIGHT + CLAIM, jobs=failing.jobs) == ["count"]


def test_a_worker_killed_at_it_does_not_hold_it_for_ever() -> None:
    job = Worked()
    NightlyRun.objects.create(pk="count", begun_at=NIGHT)
    assert run_nightly(now=NIGHT + timedelta(minutes=30), jobs=job.jobs) == []
    assert run_nightly(now=NIGHT + CLAIM, jobs=job.jobs) == ["count"]
    assert NightlyRun.objects.get(pk="count").begun_at is None


def test_a_claim_of_a_clock_that_was_set_back_does_not_hold() -> None:
    job = Worked()
    NightlyRun.objects.create(pk="count", done_on=NIGHT.date() + 30 * DAY, begun_at=NIGHT + 30 * DAY)
    assert run_nightly(now=NIGHT, jobs=job.jobs) == ["count"]
    assert run_nightly(now=NIGHT, jobs=job.jobs) == []


def test_the_jobs_of_the_house_have_names_of_their_own_and_run_on_an_empty_office() -> None:
    names = [job.name for job in JOBS]
    assert len(set(names)) == len(names) > 0
    assert all(len(name) <= 40 for name in names)
    assert run_nightly(now=NIGHT) == names
