"""What became of a voice that was erased."""

from dataclasses import dataclass
from datetime import datetime

from huiying.core.erasure import GROUNDS, Ground, Reading
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Erasure:
    """When a voice was erased and on what ground; `pending`: old copies may still stand in the database file."""

    at: datetime
    reading: Reading
    pending: bool


def erasure_of(voice: Voice) -> Erasure | None:
    """None for a voice that was not erased."""
    if voice.erased_at is None:
        return None
    event = Event.objects.get(type="voice.erased", subject_kind="voice", subject_id=voice.pk)
    return Erasure(voice.erased_at, GROUNDS[Ground(event.public["basis"])], voice.erasure_pending)
