"""Somebody took revenge on a speaker, or let out who spoke (条例 Art 46 items 5 and 6): a sealed report of its own.

It goes over the head of whoever is said to have done it, and nothing of it shows on the first case.
"""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.core.spoken import title_of
from huiying.listen.voices.enums import Channel, Kind
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.pause_web import refuse_while_paused
from huiying.loop.receive_voice import SPEAKER, Coming, Receipt, draft_key, receipt_already_given, receive_within
from huiying.serve.casework.selectors.sealed import source_of


def report_harm(
    first: Voice, *, text: str, by_unit: int | None, language: str, draft_id: uuid.UUID, now: datetime
) -> Receipt:
    """A report by whoever holds the receipt of `first`; the same draft again gets the same receipt.

    `by_unit`: the unit that is said to have done it; it is out before anybody reads the report. Raises WebPaused,
    UnitUnknown, NobodyLeft.
    """
    refuse_while_paused(Channel.WEB, now=now)
    coming = Coming(_spoken(first, text, language, now), {}, now, draft_key(draft_id), draft_id, accused=by_unit)
    try:
        with transaction.atomic(durable=True):
            (receipt,) = receive_within([coming], actor=SPEAKER)
    except IntegrityError:
        return receipt_already_given(draft_id, now)
    return receipt


def _spoken(first: Voice, text: str, language: str, now: datetime) -> Spoken:
    return Spoken(
        channel=Channel.WEB,
        kind=Kind.REPORT,
        naming=first.naming,
        text=text,
        language=language,
        received_at=now,
        title=title_of(text),
        person_id=first.person_id,
        source=source_of(first.pk),
    )
