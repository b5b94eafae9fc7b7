"""What the worker does for the log every few seconds: sign it, ask the witnesses, count, write the files."""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.counting import count_entries
from huiying.foundation.ledger.log.errors import NoSigningKey
from huiying.foundation.ledger.log.exporting import export
from huiying.foundation.ledger.log.signing import key_files, make_key
from huiying.foundation.ledger.log.witnessing import collect
from huiying.foundation.ledger.models import LogCheckpoint

log_of_worker = logging.getLogger("huiying.worker")
_told: set[str] = set()


def keep(*, now: datetime) -> list[LogCheckpoint]:
    """Do it once; the checkpoints that were signed. Raises as `checkpoint_logs` but for a missing key, told once."""
    try:
        made = checkpoint_logs(now=now)
    except NoSigningKey as err:
        if err.code not in _told:
            _told.add(err.code)
            log_of_worker.warning(err.say("en"))
        return []
    for checkpoint in made:
        collect(checkpoint, now=now)
    if made:
        count_entries()
        if settings.LOG_FOLDER:
            export(Path(settings.LOG_FOLDER))
    return made


def make_first_key() -> None:
    """A new office signs its log itself until it says otherwise; one that has signed before gets no key by itself.

    Raises OSError.
    """
    if not settings.SIGNER_URL and not key_files() and not LogCheckpoint.objects.exists():
        make_key()
