"""A letter: its words typed beside the scan become a voice, and the scan is kept with it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor
from huiying.listen.mail.services.pages import keep_pages
from huiying.loop.receive_voice import (
    Coming,
    Receipt,
    Spoken,
    clerk,
    draft_key,
    receipt_already_given,
    receive_within,
)


def receive_letter(
    draft_id: uuid.UUID,
    spoken: Spoken,
    *,
    identity: Mapping[str, str],
    pages: Sequence[int],
    files: Sequence[int],
    postmarked_on: date | None,
    actor: Actor,
    now: datetime,
) -> Receipt:
    """Receive a letter exactly once. `pages`: scans of letter and envelope, which show who wrote; `files`: enclosures.

    Raises FileGone, TooManyFiles.
    """
    coming = Coming(spoken, identity, now, draft_key(draft_id), draft_id, clerk(actor), files)
    try:
        with transaction.atomic(durable=True):
            (receipt,) = receive_within([coming], actor=actor)
            keep_pages(receipt.voice, pages, postmarked_on=postmarked_on, actor=actor, now=now)
            return receipt
    except IntegrityError:
        return receipt_already_given(draft_id, now, staff_id=clerk(actor))
