"""A voice being written: a sealed server row for 24 hours. Its id becomes the key of the event."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.office.selectors import web_pause
from huiying.listen.voices.errors import DraftGone
from huiying.listen.voices.models import Draft, Voice

KEPT_FOR = timedelta(hours=24)
RECEIPT_SHOWN_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Begun:
    """A voice that a clerk began to take down: when it was last kept, and what its fields hold."""

    id: uuid.UUID
    at: datetime
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt that a clerk can still show."""

    draft_id: uuid.UUID
    voice: Voice
    code: str


def save_draft(draft_id: uuid.UUID, answers: Mapping[str, Any], *, now: datetime, staff_id: int | None = None) -> None:
    """Keep `answers` (plain JSON values) under `draft_id`; a draft that was sent stays as it is.

    `staff_id`: the clerk who takes it down; a draft of somebody else is never touched.
    """
    _keep(draft_id, dict(answers), until=kept_until(now), staff_id=staff_id)


def kept_until(now: datetime) -> datetime:
    """A draft written at `now` is kept for a day; while the web is paused, for a day beyond the end of the pause."""
    pause = web_pause(now)
    return max(now, pause.until if pause else now) + KEPT_FOR


def keep_through(pause_until: datetime) -> None:
    """Every draft that waits outlives a pause of the web by a day."""
    waiting = Draft.objects.filter(voice=None, expires_at__lt=pause_until + KEPT_FOR)
    waiting.update(expires_at=pause_until + KEPT_FOR)


def draft_answers(draft_id: uuid.UUID, *, now: datetime, staff_id: int | None = None) -> dict[str, Any]:
    """What was answered so far; empty for a new draft. Raises DraftGone once it was sent."""
    draft = _draft(draft_id, now, staff_id)
    if draft is None:
        return {}
    sealed, version, voice_id = draft
    if voice_id is not None:
        raise DraftGone
    return _opened(draft_id, sealed, version)


def finish_draft(draft_id: uuid.UUID, voice: Voice, code: str, *, now: datetime, staff_id: int | None = None) -> None:
    """Replace the answers by the receipt, so that a repeated post within the hour shows the same one."""
    _keep(draft_id, {"code": code}, until=now + RECEIPT_SHOWN_FOR, voice_id=voice.pk, staff_id=staff_id)


def receipt_of_draft(draft_id: uuid.UUID, *, now: datetime, staff_id: int | None = None) -> tuple[Voice, str] | None:
    """Voice and code when this draft was sent within the last hour. `staff_id`: the clerk who sent it."""
    if (draft := _draft(draft_id, now, staff_id)) is None:
        return None
    sealed, version, voice_id = draft
    if voice_id is None:
        return None
    return Voice.objects.get(pk=voice_id), str(_opened(draft_id, sealed, version)["code"])


def begun_by(staff_id: int, *, now: datetime) -> list[Begun]:
    """What this clerk began and did not send, the latest first."""
    rows = Draft.objects.filter(staff_id=staff_id, voice=None, expires_at__gt=now).order_by("-expires_at", "pk")
    return [Begun(row.pk, row.expires_at - KEPT_FOR, _opened(row.pk, row.sealed, row.key_version)) for row in rows]


def given_by(staff_id: int, *, now: datetime) -> list[Given]:
    """The receipts that this clerk handed out within the hour, the latest first."""
    rows = Draft.objects.filter(staff_id=staff_id, voice__isnull=False, expires_at__gt=now).select_related("voice")
    return [
        Given(row.pk, row.voice, str(_opened(row.pk, row.sealed, row.key_version)["code"]))
        for row in rows.order_by("-expires_at", "-voice_id")
        if row.voice is not None
    ]


def discard_draft(draft_id: uuid.UUID, *, staff_id: int) -> bool:
    """Throw away what this clerk began; False where there is nothing of theirs that was not sent."""
    return bool(Draft.objects.filter(pk=draft_id, staff_id=staff_id, voice=None).delete()[0])


def forget_drafts(*, now: datetime) -> int:
    """Delete what has expired; returns how many."""
    return Draft.objects.filter(expires_at__lte=now).delete()[0]


def place_of(draft_id: uuid.UUID) -> tuple[str, str, str]:
    """Where the answers of this draft belong."""
    return ("voices_draft", "sealed", str(draft_id))


def _opened(draft_id: uuid.UUID, sealed: bytes | memoryview, version: int) -> dict[str, Any]:
    answers: dict[str, Any] = open_json(place_of(draft_id), bytes(sealed), version)
    return answers


# Plain SQL: with Django's objects these two were a fifth of the work of taking a voice in.
def _keep(
    draft_id: uuid.UUID,
    answers: Mapping[str, Any],
    *,
    until: datetime,
    voice_id: int | None = None,
    staff_id: int | None = None,
) -> None:
    sealed, version = seal_json(place_of(draft_id), dict(answers))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO voices_draft (id, sealed, key_version, expires_at, voice_id, staff_id) "
            "VALUES (%s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, key_version = excluded.key_version, "
            "expires_at = excluded.expires_at, voice_id = excluded.voice_id WHERE voices_draft.voice_id IS NULL "
            "AND COALESCE(voices_draft.staff_id, 0) = COALESCE(excluded.staff_id, 0)",
            [
                _column(draft_id),
                sealed,
                version,
                connection.ops.adapt_datetimefield_value(until),
                voice_id,
                staff_id,
            ],
        )


def _draft(draft_id: uuid.UUID, now: datetime, staff_id: int | None) -> tuple[bytes, int, int | None] | None:
    """Sealed answers, the version of their key, and the voice once it was sent; None when it has expired."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sealed, key_version, voice_id FROM voices_draft WHERE id = %s AND expires_at > %s "
            "AND COALESCE(staff_id, 0) = %s",
            [_column(draft_id), connection.ops.adapt_datetimefield_value(now), staff_id or 0],
        )
        row: tuple[bytes, int, int | None] | None = cursor.fetchone()
        return row


def _column(draft_id: uuid.UUID) -> Any:
    return Draft._meta.pk.get_db_prep_value(draft_id, connection)
