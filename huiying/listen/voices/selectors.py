"""The files of a voice, and what became of one that was erased."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from huiying.core.erasure import GROUNDS, Ground, Reading
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.enums import AttachedAs, ConsentFor, HelpKind
from huiying.listen.voices.models import Attachment, Consent, ErasureRequest, Help, Voice


@dataclass(frozen=True, slots=True)
class Erasure:
    """When a voice was erased and on what ground; `pending`: old copies may still stand in the database file."""

    at: datetime
    reading: Reading
    pending: bool


def revealed_checks() -> QuerySet[Voice, int]:
    """Ids of the voices that were unannounced checks and told so: every count leaves them out, with a note."""
    return Voice.objects.filter(revealed_at__isnull=False).values_list("pk", flat=True)


def erasure_of(voice: Voice) -> Erasure | None:
    """None for a voice that was not erased."""
    if voice.erased_at is None:
        return None
    event = Event.objects.get(type="voice.erased", subject_kind="voice", subject_id=voice.pk)
    return Erasure(voice.erased_at, GROUNDS[Ground(event.public["basis"])], voice.erasure_pending)


def attachments_of(voice: Voice, *, for_speaker: bool = False) -> Sequence[Attachment]:
    """The files of `voice` in order, each with its `file` and who put it there; the speaker sees no papers of staff.

    A voice that was split from another shows the files of that one, too, as it says its words.
    """
    voices = [pk for pk in (voice.split_from_id, voice.pk) if pk]
    found = Attachment.objects.filter(voice__in=voices).select_related("file", "staff").order_by("voice", "position")
    return list(found.exclude(attached_as=AttachedAs.OFFICE) if for_speaker else found)


def attachment_of(voice: Voice, attachment_id: int, *, for_speaker: bool = False) -> Attachment | None:
    """One file of this voice and of no other."""
    return next((one for one in attachments_of(voice, for_speaker=for_speaker) if one.pk == attachment_id), None)


def consents_of(voice: Voice) -> list[Consent]:
    """Everything that was agreed to, taken back or not, in the order it was given."""
    return list(voice.consents.order_by("given_at", "pk"))


def is_agreed_to(voice_id: int, purpose: str) -> bool:
    """Whether a consent to `purpose` is in force; that to publish may stand with the voice alone."""
    published = purpose == ConsentFor.PUBLISH and Voice.objects.filter(pk=voice_id, may_publish=True).exists()
    return published or Consent.objects.filter(voice=voice_id, purpose=purpose, withdrawn_at=None).exists()


def erasure_request_of(voice: Voice) -> ErasureRequest | None:
    """The last request to be erased, answered or not."""
    return voice.erasure_requests.order_by("-pk").first()


def easy_words_asked(voice_ids: Iterable[int]) -> bool:
    """Whether one of them asked for answers in easy words."""
    return Help.objects.filter(voice__in=set(voice_ids), kind=HelpKind.EASY).exists()


def helps_of(voice: Voice) -> list[Help]:
    """The help that the speaker asked for, in the order of asking."""
    return list(Help.objects.filter(voice=voice).order_by("pk"))
