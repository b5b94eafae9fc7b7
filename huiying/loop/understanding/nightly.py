"""What is done once a night over the whole office: from one o'clock on, or as soon as a worker is there.

A worker claims a job by a conditional update and looks at the count, so two workers never do it twice. A job that
fails, or whose worker is killed, is tried again after `CLAIM`; what it had written it must be able to write again.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import waiting
from huiying.foundation.people.services.indexing import index_older
from huiying.foundation.upkeep.nightly import back_up_at_night
from huiying.judge.scorecards.services.rebuilding import rebuild_at_night
from huiying.loop.improve_on import improve
from huiying.loop.keep_for_a_time import keep_for_a_time
from huiying.loop.models import NightlyRun
from huiying.loop.understanding.asking import train_at_night
from huiying.loop.understanding.catching_up import line_up_missed
from huiying.loop.understanding.comparing import compare_decisions, compare_waits
from huiying.loop.understanding.finding import file_missing
from huiying.loop.understanding.proposing import propose_at_night
from huiying.loop.understanding.watching import watch_growth
from huiying.serve.casework.services.usual_units import count_handled

CLAIM = timedelta(hours=2)
FIRST_HOUR = 1
MANY_WAITING = 200
log = logging.getLogger("huiying.worker")


@dataclass(frozen=True, slots=True)
class Nightly:
    """`run(now)` may take minutes, in transactions of its own; heavy libraries are imported inside it.

    `after_reading`: it works on what was read, and waits while many voices still have to be.
    """

    name: str
    run: Callable[[datetime], object]
    after_reading: bool = False


JOBS: list[Nightly] = [
    Nightly("back_up", lambda now: back_up_at_night(now=now)),
    Nightly("index_people", lambda now: index_older()),
    Nightly("file_words", lambda now: file_missing()),
    Nightly("line_up_missed", lambda now: line_up_missed(now=now)),
    Nightly("propose_issues", propose_at_night, after_reading=True),
    Nightly("watch_growth", lambda now: watch_growth(now=now)),
    Nightly("compare_decisions", lambda now: compare_decisions(now=now), after_reading=True),
    Nightly("compare_waits", lambda now: compare_waits(now=now)),
    Nightly("improve", lambda now: improve(now=now)),
    Nightly("scorecards", lambda now: rebuild_at_night(now=now)),
    Nightly("count_handled", lambda now: count_handled(now=now)),
    Nightly("keep_for_a_time", lambda now: keep_for_a_time(now=now)),
    Nightly("train", train_at_night),
]
"""In this order: what needs what was read comes later."""


def run_nightly(*, now: datetime, jobs: list[Nightly] | None = None) -> list[str]:
    """Do every job that this local day has not seen yet; the names of those that were done. Raises nothing of a job:
    one that fails is logged by its name and leaves the others their turn."""
    today = timezone.localtime(now)
    if today.hour < FIRST_HOUR:
        return []
    return [job.name for job in (JOBS if jobs is None else jobs) if _run(job, today.date(), now)]


def _run(job: Nightly, today: date, now: datetime) -> bool:
    if (job.after_reading and still_reading()) or not _claim(job.name, today, now):
        return False
    try:
        job.run(now)
    except Exception as err:
        log.error("night job %s failed: %s", job.name, type(err).__name__)
        return False
    NightlyRun.objects.filter(pk=job.name).update(done_on=today, begun_at=None)
    return True


def still_reading() -> bool:
    """Whether so many voices wait to be read that nothing should be concluded from the others."""
    return len(waiting(Kind.VOICE, MANY_WAITING)) == MANY_WAITING


def _claim(name: str, today: date, now: datetime) -> bool:
    """A claim runs out; a claim or a day of a clock that was set back since does not hold."""
    seen, _made = NightlyRun.objects.get_or_create(pk=name)
    if seen.done_on == today:
        return False
    free = Q(begun_at=None) | Q(begun_at__lte=now - CLAIM) | Q(begun_at__gt=now + CLAIM)
    return NightlyRun.objects.filter(free, pk=name, done_on=seen.done_on).update(begun_at=now) == 1
