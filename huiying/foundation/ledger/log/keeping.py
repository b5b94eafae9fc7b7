"""What the worker does for the log every few seconds: sign it, ask the witnesses, count, write the files."""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.counting import count_entries
from huiying.foundation.ledger.log.errors import NoSigningKey
from huiying.foundation.ledger.log.exporting import export
from huiying.foundation.ledger.log.head import refuse_if_behind
from huiying.foundation.ledger.log.reading import newest_checkpoints
from huiying.foundation.ledger.log.signing import key_files, make_key
from huiying.foundation.ledger.log.witnessing import collect
from huiying.foundation.ledger.models import Log, LogCheckpoint

log_of_worker = logging.getLogger("huiying.worker")
_told: set[str] = set()


def keep(*, now: datetime) -> list[LogCheckpoint]:
    """Do it once; the checkpoints that were signed. Raises as `checkpoint_logs` but for a missing key, told once.

    The last checkpoint of every log is brought to the witnesses that have not signed it yet.
    """
    try:
        made = checkpoint_logs(now=now)
    except NoSigningKey as err:
        if err.code not in _told:
            _told.add(err.code)
            log_of_worker.warning(err.say("en"))
        return []
    seen = sum(collect(head, now=now) for head in newest_checkpoints())
    if made:
        count_entries()
    if settings.LOG_FOLDER and (made or seen):
        export(Path(settings.LOG_FOLDER))
    return made


def refuse_old_backup() -> None:
    """Raises LogBehind where the database knows less than was signed, so that nobody begins to work with it."""
    newest = Log.objects.order_by("-pk").values_list("pk", "name", "size").first()
    refuse_if_behind(*(newest or (0, "", 0)))


def make_first_key() -> None:
    """A new office signs its log itself until it says otherwise; one that has signed before gets no key by itself.

    Raises OSError.
    """
    if not settings.SIGNER_URL and not key_files() and not LogCheckpoint.objects.exists():
        make_key()
