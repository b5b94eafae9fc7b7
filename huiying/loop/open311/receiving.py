"""A request that an app sends becomes a voice, once: a repeated post gets the receipt of the first.

Never are two people taken for one: without something that tells one sender from another every post is its own voice.
"""

import hmac
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.selectors import actor_of_key
from huiying.listen.voices.services import drafts
from huiying.listen.voices.services.register import Spoken
from huiying.loop.categorise_case import categorise_case
from huiying.loop.receive_voice import Receipt, receive_draft
from huiying.serve.casework.models import Case

_DOMAIN = b"huiying open311 post v1\n"


@dataclass(frozen=True, slots=True)
class Posted:
    """What came. `identity`: by IdentityField. `category_id`: None for the service that fits everything.

    `same`: what a repeated post has in common with the first, from the same sender; "" where nothing tells. `forever`:
    the sender numbered the post, so that it is the same on any later day too. `files`: ids of files that wait for it.
    """

    spoken: Spoken
    identity: Mapping[str, str] = field(repr=False)
    category_id: int | None
    same: str = field(repr=False)
    forever: bool = False
    files: Sequence[int] = ()


def receive_request(posted: Posted, *, key: ApiKey, now: datetime) -> Receipt:
    """The receipt; its code is None for a repeat after more than an hour.

    A post that nobody numbered is a repeat only on the same local day, or within the hour.
    """
    today = calendar().local_date(now)
    if posted.same and not posted.forever:
        before = _draft_id(key, posted, str(today - timedelta(days=1)))
        if (sent := drafts.receipt_of_draft(before, now=now)) is not None:
            return Receipt(*sent)
    draft_id = _draft_id(key, posted, "" if posted.forever else str(today)) if posted.same else uuid.uuid4()
    actor = actor_of_key(key, today=today)
    receipt = receive_draft(draft_id, posted.spoken, identity=posted.identity, actor=actor, now=now, files=posted.files)
    _categorise(receipt, posted, draft_id, now)
    return receipt


def _draft_id(key: ApiKey, posted: Posted, day: str) -> uuid.UUID:
    """The same for the same post. A keyed digest, because the event keeps it when the words are erased."""
    said = _DOMAIN + f"{key.pk}\n{day}\n{posted.same}".encode("utf-8", "surrogatepass")
    return uuid.UUID(bytes=hmac.digest(receipt_key(), said, sha256)[:16], version=4)


def _categorise(receipt: Receipt, posted: Posted, draft_id: uuid.UUID, now: datetime) -> None:
    """What it is about, as the sender chose; what a person at the desk has set meanwhile stays."""
    case = Case.objects.only("category_id", "sealed").get(pk=receipt.voice.pk)
    if posted.category_id is not None and case.category_id is None:
        key = f"draft:{draft_id}:category"
        categorise_case(case.pk, actor=SYSTEM, now=now, category_id=posted.category_id, key=key)
