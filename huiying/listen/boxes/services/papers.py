"""Paper by paper: found by its slip, scanned, noted as unreadable or empty, or bound to the voice it became."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from huiying.foundation.files.services import claim_files, drop_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.errors import PaperDone, SlipNoted, SlipOfAnotherBox, SlipTaken, SlipUnknown
from huiying.listen.boxes.models import Batch, Paper, Slip
from huiying.listen.boxes.services.batches import changing, held_batch, needed_reason
from huiying.listen.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper as somebody holds it: by the `number` on its slip, or by the `receipt` in its QR code, or neither.

    `paper_id`: one that is on the list already, scanned or unreadable.
    """

    number: int | None = None
    receipt: str = ""
    paper_id: int | None = None


def note_paper(
    batch_id: int,
    sheet: Sheet,
    became: Became,
    *,
    key: UUID,
    actor: Actor,
    now: datetime,
    reason: str = "",
    scan: int | None = None,
) -> Paper:
    """Write down a paper that is no voice: scanned and waiting, unreadable, or empty. The same `key` is the same paper.

    `scan`: id of a file that waits. Raises what `place_paper` raises, and FileGone.
    """
    with transaction.atomic():
        if (known := paper_with(key)) is not None:
            return known
        paper = place_paper(batch_id, sheet, key=key, actor=actor, now=now, reason=reason)
        paper.became = became
        if scan is not None:
            (paper.scan,) = claim_files([scan])
        paper.save()
        record(
            "box.paper_scanned" if became == Became.WAITING else "box.paper_noted",
            paper.batch,
            actor=actor,
            now=now,
            public=_public(paper),
        )
        _tell_correction(paper, reason, actor=actor, now=now)
    return paper


def place_paper(batch_id: int, sheet: Sheet, *, key: UUID, actor: Actor, now: datetime, reason: str = "") -> Paper:
    """The paper with its place in the batch and its slip, not saved yet; the caller holds the transaction.

    A batch that both have signed takes a late paper only with a `reason`. Raises BatchNotFound, BatchIsSigned,
    CorrectionNeedsReason, SlipUnknown, SlipOfAnotherBox, SlipTaken, SlipNoted, PaperDone.
    """
    batch = held_batch(batch_id)
    if batch.is_closed:
        needed_reason(reason)
    else:
        batch = changing(batch_id)
    paper = _listed(batch, sheet.paper_id) if sheet.paper_id is not None else None
    slip = _slip(batch, sheet, paper)
    if paper is None:
        last = batch.papers.aggregate(last=Max("position"))["last"] or 0
        paper = Paper(key=key, batch=batch, position=last + 1)
    paper.batch, paper.slip = batch, slip or paper.slip
    paper.noted_at, paper.noted_by_id = now, actor.id or 0
    return paper


def bind_voice(paper: Paper, voice: Voice, *, actor: Actor, now: datetime, reason: str = "") -> Paper:
    """The paper has become `voice`, in the transaction that wrote the voice down; its scan goes."""
    scan = paper.scan
    paper.became, paper.voice, paper.scan = Became.VOICE, voice, None
    paper.save()
    if scan is not None:
        drop_files([scan])
    record("box.paper_taken", paper.batch, actor=actor, now=now, public={**_public(paper), "voice": voice.pk})
    _tell_correction(paper, reason, actor=actor, now=now)
    return paper


def paper_with(key: UUID) -> Paper | None:
    """The paper that a form with this key took in before."""
    return Paper.objects.select_related("batch", "voice", "slip").filter(key=key).first()


def _listed(batch: Batch, paper_id: int) -> Paper:
    found = batch.papers.select_related("slip", "scan").filter(pk=paper_id).first()
    if found is None or found.voice_id is not None:
        raise PaperDone
    return found


def _slip(batch: Batch, sheet: Sheet, paper: Paper | None) -> Slip | None:
    """The slip that is held in the hand, locked, and free to be used; None for a paper of the writer's own."""
    rows = Slip.objects.select_for_update(of=("self",)).select_related("box")
    if sheet.receipt:
        slip = rows.filter(receipt=sheet.receipt).first()
    elif sheet.number is not None:
        slip = rows.filter(box=batch.box, number=sheet.number).first()
    else:
        return None
    if slip is None:
        raise SlipUnknown(number=sheet.number or sheet.receipt)
    if slip.box_id != batch.box_id:
        raise SlipOfAnotherBox(box=str(slip.box))
    before = Paper.objects.select_related("voice").filter(slip=slip).first()
    if before is not None and (paper is None or before.pk != paper.pk):
        raise SlipNoted(number=slip.number) if before.voice is None else _taken(slip, before.voice)
    return slip


def _taken(slip: Slip, voice: Voice) -> SlipTaken:
    return SlipTaken(number=slip.number, receipt=voice.number)


def _public(paper: Paper) -> dict[str, object]:
    return {"paper": paper.pk, "position": paper.position, "slip": paper.slip_id, "became": str(paper.became)}


def _tell_correction(paper: Paper, reason: str, *, actor: Actor, now: datetime) -> None:
    """A paper that came to a closed batch is a correction of it."""
    if paper.batch.is_closed:
        public, private = {"paper": paper.pk}, {"reason": reason.strip()}
        record("box.batch_corrected", paper.batch, actor=actor, now=now, public=public, private=private)
