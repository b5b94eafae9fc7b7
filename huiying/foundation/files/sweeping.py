"""What the worker does for files: scan those that wait for it, throw away what nothing holds, on disk and in rows."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from huiying.foundation.files import disk
from huiying.foundation.files.enums import Scan
from huiying.foundation.files.errors import FileUnreadable
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.scanning import Verdict, scan, scanner_is_set
from huiying.foundation.files.selectors import read_file
from huiying.foundation.files.services import drop_files, settle_scan

log = logging.getLogger("huiying.files")
AT_ONCE = 50
MOST_ORPHANS = 100
ORPHAN_AFTER = timedelta(hours=6)
"""No write takes so long; younger bytes may belong to a row that is about to be written."""


def sweep_files(*, now: datetime) -> int:
    """Drop what nothing has claimed in time; how many."""
    with transaction.atomic():
        late = StoredFile.objects.select_for_update().filter(held_until__lte=now).order_by("held_until")
        return drop_files(late[:AT_ONCE])


def sweep_orphans(*, now: datetime) -> int:
    """Unlink bytes that no row names, so that nobody can open them: what a kill or a lost transaction left; how many.

    So many of them at once are no leftovers but the folder of another database: then nothing is unlinked.
    """
    found = list(disk.places_older_than(now - ORPHAN_AFTER))
    known: set[str] = set()
    for start in range(0, len(found), 500):
        places = [place for place, _path in found[start : start + 500]]
        known |= set(StoredFile.objects.filter(place__in=places).values_list("place", flat=True))
    orphans = [path for place, path in found if place not in known or path.name.startswith(".")]
    if len(orphans) > MOST_ORPHANS and len(orphans) > len(known):
        log.error("%d files in the folder belong to no row of this database; none was removed", len(orphans))
        return 0
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def scan_waiting(*, now: datetime) -> int:
    """Scan files that were kept while no scanner answered; how many were scanned. Stops when none answers now."""
    if not scanner_is_set():
        return 0
    done = 0
    for file in StoredFile.objects.filter(scan_after__lte=now).order_by("scan_after", "pk")[:AT_ONCE]:
        try:
            verdict = scan(read_file(file))
        except FileUnreadable:
            settle_scan(file, Scan.NOT_SCANNED, now=now)  # `huiying check` tells of it
            continue
        if verdict is Verdict.NO_ANSWER:
            return done
        results = {Verdict.CLEAN: Scan.CLEAN, Verdict.INFECTED: Scan.REFUSED, Verdict.TOO_LARGE: Scan.NOT_SCANNED}
        settle_scan(file, results[verdict], now=now)
        done += 1
    return done
