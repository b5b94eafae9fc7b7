"""The counts of the public page, from the published entries alone: the same fold as anybody else's monitor."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import F

from huiying.core.translog.entry import Published
from huiying.core.translog.promises import Change, Count, follow
from huiying.foundation.ledger.log.reading import newest_checkpoint
from huiying.foundation.ledger.models import Counted, Log, LogDay, LogEntry, Promise

BATCH = 2_000
TYPED = b'"type"'


def count_entries() -> int:
    """Count what has been signed since the last time; how many entries."""
    return sum(_count(log) for log in Log.objects.order_by("pk"))


def _count(log: Log) -> int:
    head, total = newest_checkpoint(log), 0
    while head is not None:
        with transaction.atomic():
            counted, _ = Counted.objects.select_for_update().get_or_create(log=log)
            end = min(counted.size + BATCH, head.size)
            if counted.size >= end:
                break
            rows = LogEntry.objects.filter(log=log, idx__gte=counted.size, idx__lt=end).order_by("idx")
            _take(bytes(entry) for entry in rows.values_list("entry", flat=True))
            total += end - counted.size
            counted.size = end
            counted.save()
    return total


def _take(entries: Iterable[bytes]) -> None:
    typed = [Published.of_data(entry) for entry in entries if TYPED in entry]
    before = dict(Promise.objects.filter(cid__in={entry.cid for entry in typed}).values_list("cid", "due"))
    standing: dict[bytes, date | None] = {bytes(cid): due for cid, due in before.items()}
    changes: list[Change] = []
    known = set(standing)
    for entry in typed:
        standing[entry.cid], more = follow(standing.get(entry.cid), entry)
        changes += more
    Promise.objects.filter(cid__in=[cid for cid in known if standing[cid] is None]).delete()
    kept = [Promise(cid=cid, due=due) for cid, due in standing.items() if due is not None]
    Promise.objects.bulk_create(kept, update_conflicts=True, update_fields=["due"], unique_fields=["cid"])
    _add(changes)


def _add(changes: Iterable[Change]) -> None:
    sums = _sums(changes)
    LogDay.objects.bulk_create([LogDay(day=day) for day in {day for day, _ in sums}], ignore_conflicts=True)
    for (day, name), by in sums.items():
        if by:
            LogDay.objects.filter(day=day).update(**{name: F(name) + by})


def _sums(changes: Iterable[Change]) -> Counter[tuple[date, str]]:
    sums: Counter[tuple[date, str]] = Counter()
    for change in changes:
        sums[change.day, change.count.value] += change.by
    return sums


def miscounted() -> Iterator[str]:
    """Count the counted entries again: each day whose counts differ (ISO), and "promises" where a promise does."""
    standing: dict[bytes, date] = {}
    sums = _sums(_changes_again(standing))
    days = {day for day, _ in sums} | set(LogDay.objects.values_list("day", flat=True))
    kept = {row.day: row for row in LogDay.objects.all()}
    for day in sorted(days):
        row = kept.get(day) or LogDay(day=day)
        if any(getattr(row, count.value) != sums[day, count.value] for count in Count):
            yield day.isoformat()
    if {bytes(cid): due for cid, due in Promise.objects.values_list("cid", "due").iterator()} != standing:
        yield "promises"


def _changes_again(standing: dict[bytes, date]) -> Iterator[Change]:
    """Every change that the counted entries make; `standing` ends as what stands promised."""
    for counted in Counted.objects.order_by("log_id"):
        rows = LogEntry.objects.filter(log_id=counted.log_id, idx__lt=counted.size).order_by("idx")
        for entry in rows.values_list("entry", flat=True).iterator(BATCH):
            if TYPED in (line := bytes(entry)):
                published = Published.of_data(line)
                due, changes = follow(standing.pop(published.cid, None), published)
                yield from changes
                if due is not None:
                    standing[published.cid] = due
