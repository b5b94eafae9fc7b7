"""The paper of a letter, scanned: kept with the voice, closed to all who may not see who wrote."""

from collections.abc import Sequence
from datetime import date, datetime

from huiying.foundation.files.services import claim_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.inserting import insert_many
from huiying.foundation.ledger.recording import record
from huiying.listen.mail.models import LetterPage
from huiying.listen.voices.models import Voice


def keep_pages(
    voice: Voice, files: Sequence[int], *, postmarked_on: date | None, actor: Actor, now: datetime
) -> list[LetterPage]:
    """Give waiting files (ids) to `voice` as the pages of its letter, in the caller's transaction. Raises FileGone."""
    if not files:
        return []
    claimed = claim_files(files)
    rows = [
        LetterPage(voice=voice, file=file, position=position, postmarked_on=postmarked_on)
        for position, file in enumerate(claimed, 1)
    ]
    insert_many(rows)
    hashes = " ".join(bytes(file.sha256).hex() for file in claimed)
    public: dict[str, int | str] = {"pages": len(rows)}
    if postmarked_on is not None:
        public["postmarked_on"] = postmarked_on.isoformat()
    record("letter.kept", voice, actor=actor, now=now, public=public, private={"sha256": hashes})
    return rows
