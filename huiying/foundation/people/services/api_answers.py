"""The same call again gets the same answer, for a day.

A call is noted before it is carried out and its answer kept afterwards. Whoever is killed in between leaves no answer:
the call is then carried out once more, and the key of its event sees that nothing happens twice.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.people.errors import SameKeyOtherCall
from huiying.foundation.people.models import ApiAnswer

KEPT_FOR = timedelta(hours=24)


def call_digest(*parts: str) -> bytes:
    """Of the parts in their order: 32 bytes; different parts never give the same bytes."""
    return sha256("".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")).digest()


def answer_before(digest: bytes, asked: bytes, *, now: datetime) -> dict[str, Any] | None:
    """The answer that this call got before; None when it has none yet, and then the call is noted.

    Raises SameKeyOtherCall.
    """
    with transaction.atomic():
        ApiAnswer.objects.filter(digest=digest, expires_at__lte=now).delete()
    try:
        with transaction.atomic():
            ApiAnswer.objects.create(digest=digest, asked=asked, expires_at=now + KEPT_FOR)
    except IntegrityError:
        return _found(digest, asked)
    return None


def _found(digest: bytes, asked: bytes) -> dict[str, Any] | None:
    row = ApiAnswer.objects.filter(digest=digest).first()
    if row is None:
        return None
    if bytes(row.asked) != asked:
        raise SameKeyOtherCall
    if row.sealed is None or row.key_version is None:
        return None
    answer: dict[str, Any] = open_json(place_of(digest), bytes(row.sealed), row.key_version)
    return answer


def keep_answer(digest: bytes, answer: Mapping[str, Any]) -> None:
    """What the call was answered: plain JSON values."""
    sealed, version = seal_json(place_of(digest), dict(answer))
    ApiAnswer.objects.filter(digest=digest, sealed__isnull=True).update(sealed=sealed, key_version=version)


def forget_call(digest: bytes) -> None:
    """The call was refused: it may be mended and sent again under the same key."""
    ApiAnswer.objects.filter(digest=digest, sealed__isnull=True).delete()


def forget_answers(*, now: datetime) -> int:
    """Delete what is older than a day; returns how many."""
    return ApiAnswer.objects.filter(expires_at__lte=now).delete()[0]


def place_of(digest: bytes) -> tuple[str, str, str]:
    """Where the answer to this call belongs."""
    return ("people_apianswer", "sealed", digest.hex())
