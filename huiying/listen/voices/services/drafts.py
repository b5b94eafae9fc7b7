"""A voice being written: a sealed server row for 24 hours. Its id becomes the key of the event."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from huiying.foundation.keys.box import open_json, seal_json
from huiying.listen.voices.errors import DraftGone
from huiying.listen.voices.models import Draft, Voice

KEPT_FOR = timedelta(hours=24)
RECEIPT_SHOWN_FOR = timedelta(hours=1)


def save_draft(draft_id: uuid.UUID, answers: Mapping[str, Any], *, now: datetime) -> None:
    """Keep `answers` (plain JSON values) under `draft_id`; a draft that was sent stays as it is."""
    if Draft.objects.filter(pk=draft_id, voice__isnull=False).exists():
        return
    sealed, version = seal_json(_place(draft_id), dict(answers))
    Draft.objects.update_or_create(
        pk=draft_id, defaults={"sealed": sealed, "key_version": version, "expires_at": now + KEPT_FOR}
    )


def draft_answers(draft_id: uuid.UUID, *, now: datetime) -> dict[str, Any]:
    """What was answered so far; empty for a new draft. Raises DraftGone once it was sent."""
    draft = Draft.objects.filter(pk=draft_id, expires_at__gt=now).first()
    if draft is None:
        return {}
    if draft.voice_id is not None:
        raise DraftGone
    return _opened(draft)


def finish_draft(draft_id: uuid.UUID, voice: Voice, code: str, *, now: datetime) -> None:
    """Replace the answers by the receipt, so that a repeated post within the hour shows the same one."""
    sealed, version = seal_json(_place(draft_id), {"code": code})
    Draft.objects.update_or_create(
        pk=draft_id,
        defaults={"sealed": sealed, "key_version": version, "expires_at": now + RECEIPT_SHOWN_FOR, "voice": voice},
    )


def receipt_of_draft(draft_id: uuid.UUID, *, now: datetime) -> tuple[Voice, str] | None:
    """Voice and code when this draft was sent within the last hour."""
    draft = Draft.objects.select_related("voice").filter(pk=draft_id, expires_at__gt=now, voice__isnull=False).first()
    if draft is None or draft.voice is None:
        return None
    return draft.voice, str(_opened(draft)["code"])


def forget_drafts(*, now: datetime) -> int:
    """Delete what has expired; returns how many."""
    return Draft.objects.filter(expires_at__lte=now).delete()[0]


def _place(draft_id: uuid.UUID) -> tuple[str, str, str]:
    return ("voices_draft", "sealed", str(draft_id))


def _opened(draft: Draft) -> dict[str, Any]:
    answers: dict[str, Any] = open_json(_place(draft.pk), bytes(draft.sealed), draft.key_version)
    return answers
