"""A voice is told to have been an unannounced check: since then it counts nowhere."""

from datetime import datetime

from huiying.listen.voices.models import Voice


def mark_revealed(voice: Voice, *, now: datetime) -> bool:
    """Mark it, once, in the transaction of the joint that records it; whether it was done now."""
    voice.revealed_at = voice.revealed_at or now
    return bool(Voice.objects.filter(pk=voice.pk, revealed_at=None).update(revealed_at=now))
