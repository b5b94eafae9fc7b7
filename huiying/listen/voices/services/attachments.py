"""Files of a voice: given to it once, in the order given, and never exchanged."""

from collections.abc import Sequence
from datetime import datetime

from huiying.foundation.files.errors import MOST_FILES, TooManyFiles
from huiying.foundation.files.services import claim_files, drop_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.errors import TooManyAttachments, VoiceIsErased
from huiying.listen.voices.events import FILES_ADDED, FILES_FILED, FILES_GIVEN
from huiying.listen.voices.models import Attachment, Voice

MOST_OF_A_VOICE = 60
_EVENT = {AttachedAs.REPLY: FILES_GIVEN.name, AttachedAs.OFFICE: FILES_FILED.name}


def attach(
    voice: Voice, files: Sequence[int], *, of: AttachedAs, actor: Actor, now: datetime, key: str | None = None
) -> list[Attachment]:
    """Give waiting `files` (ids) to `voice`, in the caller's transaction; the event binds their SHA-256.

    `key`: idempotency key of the event. Raises FileGone, TooManyFiles, TooManyAttachments, VoiceIsErased, and
    IntegrityError for a key that was there.
    """
    if not files:
        return []
    if voice.erased_at is not None:
        raise VoiceIsErased
    if len(files) > MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    there = Attachment.objects.filter(voice=voice).count()
    if there + len(files) > MOST_OF_A_VOICE:
        raise TooManyAttachments(limit=MOST_OF_A_VOICE)
    claimed = claim_files(files)
    rows = [
        Attachment(voice=voice, file=file, position=there + at, attached_as=of, added_at=now, staff_id=actor.staff_id)
        for at, file in enumerate(claimed, 1)
    ]
    made = Attachment.objects.bulk_create(rows)
    hashes = " ".join(bytes(file.sha256).hex() for file in claimed)
    event = _EVENT.get(of, FILES_ADDED.name)
    record_many([Entry(event, voice, actor, now, public={"files": len(files)}, private={"sha256": hashes}, key=key)])
    return made


def drop_attachments(voice: Voice) -> int:
    """Delete the files of `voice` for good, in the caller's transaction, which records why; how many."""
    files = [attachment.file for attachment in voice.attachments.select_related("file")]
    voice.attachments.all().delete()
    return drop_files(files)
