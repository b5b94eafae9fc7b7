"""A voice being written: a sealed server row for 24 hours. Its id becomes the key of the event."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from huiying.foundation.keys.box import open_json, seal_json
from huiying.listen.voices.errors import DraftGone
from huiying.listen.voices.models import Draft, Voice

KEPT_FOR = timedelta(hours=24)
RECEIPT_SHOWN_FOR = timedelta(hours=1)


def save_draft(draft_id: uuid.UUID, answers: Mapping[str, Any], *, now: datetime) -> None:
    """Keep `answers` (plain JSON values) under `draft_id`; a draft that was sent stays as it is."""
    _keep(draft_id, dict(answers), until=now + KEPT_FOR)


def draft_answers(draft_id: uuid.UUID, *, now: datetime) -> dict[str, Any]:
    """What was answered so far; empty for a new draft. Raises DraftGone once it was sent."""
    draft = _draft(draft_id, now)
    if draft is None:
        return {}
    sealed, version, voice_id = draft
    if voice_id is not None:
        raise DraftGone
    return _opened(draft_id, sealed, version)


def finish_draft(draft_id: uuid.UUID, voice: Voice, code: str, *, now: datetime) -> None:
    """Replace the answers by the receipt, so that a repeated post within the hour shows the same one."""
    _keep(draft_id, {"code": code}, until=now + RECEIPT_SHOWN_FOR, voice_id=voice.pk)


def receipt_of_draft(draft_id: uuid.UUID, *, now: datetime) -> tuple[Voice, str] | None:
    """Voice and code when this draft was sent within the last hour."""
    if (draft := _draft(draft_id, now)) is None:
        return None
    sealed, version, voice_id = draft
    if voice_id is None:
        return None
    return Voice.objects.get(pk=voice_id), str(_opened(draft_id, sealed, version)["code"])


def forget_drafts(*, now: datetime) -> int:
    """Delete what has expired; returns how many."""
    return Draft.objects.filter(expires_at__lte=now).delete()[0]


def _place(draft_id: uuid.UUID) -> tuple[str, str, str]:
    return ("voices_draft", "sealed", str(draft_id))


def _opened(draft_id: uuid.UUID, sealed: bytes, version: int) -> dict[str, Any]:
    answers: dict[str, Any] = open_json(_place(draft_id), bytes(sealed), version)
    return answers


# Plain SQL: with Django's objects these two were a fifth of the work of taking a voice in.
def _keep(draft_id: uuid.UUID, answers: Mapping[str, Any], *, until: datetime, voice_id: int | None = None) -> None:
    sealed, version = seal_json(_place(draft_id), dict(answers))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO voices_draft (id, sealed, key_version, expires_at, voice_id) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, key_version = excluded.key_version, "
            "expires_at = excluded.expires_at, voice_id = excluded.voice_id WHERE voices_draft.voice_id IS NULL",
            [_column(draft_id), sealed, version, connection.ops.adapt_datetimefield_value(until), voice_id],
        )


def _draft(draft_id: uuid.UUID, now: datetime) -> tuple[bytes, int, int | None] | None:
    """Sealed answers, the version of their key, and the voice once it was sent; None when it has expired."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sealed, key_version, voice_id FROM voices_draft WHERE id = %s AND expires_at > %s",
            [_column(draft_id), connection.ops.adapt_datetimefield_value(now)],
        )
        row: tuple[bytes, int, int | None] | None = cursor.fetchone()
        return row


def _column(draft_id: uuid.UUID) -> Any:
    return Draft._meta.pk.get_db_prep_value(draft_id, connection)
