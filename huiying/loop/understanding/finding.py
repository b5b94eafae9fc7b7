"""Cases that are in no index of words yet are put in: imported ones, and those of an office older than the index."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.search.indexing import empty
from huiying.serve.casework.selectors.findable import unfiled_cases
from huiying.serve.casework.services.filing import file_unfiled
from huiying.serve.coordination.services.indexing import index_all

AT_ONCE = 100
"""Cases put in by one transaction: others wait for it some tens of milliseconds."""
Progress = Callable[[int, int], object]


def file_words(cases: Sequence[int], _now: datetime) -> Callable[[Sequence[int], datetime], object]:
    """A step of the worker's reading: from now on these cases are found."""
    file_unfiled(cases)
    return _nothing_more


def _nothing_more(_filed: Sequence[int], _now: datetime) -> None:
    pass


def file_missing(*, progress: Progress = lambda _done, _all: None) -> int:
    """Put in every case that ought to be found and is not, the newest first; how many. May be stopped at any time."""
    missing, done, below = unfiled_cases(), 0, None
    total = missing.count()
    while ids := list((missing.filter(pk__lt=below) if below else missing).order_by("-pk")[:AT_ONCE].values_list("pk")):
        done += file_unfiled([pk for (pk,) in ids])
        (below,) = ids[-1]
        progress(done, max(done, total))
    return done


def file_all_anew(*, progress: Progress = lambda _done, _all: None) -> int:
    """Empty the index first; until it is done less is found. Issues are few and put in at once."""
    with transaction.atomic(durable=True):
        empty()
        index_all()
    return file_missing(progress=progress)
