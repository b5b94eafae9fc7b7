"""Printing numbered slips, whose codes exist in clear only in what is printed, and voiding those that went wrong."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from huiying.core.codes import code_digest, make_code
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.listen.boxes.errors import BoxTakenDown, NoSuchSlips, SlipCountWrong, VoidNeedsReason
from huiying.listen.boxes.models import Printing, Slip
from huiying.listen.boxes.services.keeping import held
from huiying.listen.voices.services.numbers import new_numbers

MOST_AT_ONCE = 300
LEAST_REASON = 2


@dataclass(frozen=True, slots=True)
class Printed:
    """A slip on its way to the printer: the only place where its code stands in clear."""

    number: int
    receipt: str
    code: str


def print_slips(box_id: int, count: int, *, key: UUID, actor: Actor, now: datetime) -> list[Printed]:
    """Reserve `count` receipts under the next numbers of the box. Empty when `key` printed before: codes are gone.

    Raises BoxNotFound, BoxTakenDown, SlipCountWrong.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise SlipCountWrong(most=MOST_AT_ONCE)
    with transaction.atomic():
        box = held(box_id)
        if not box.active:
            raise BoxTakenDown
        if Printing.objects.filter(key=key).exists():
            return []
        first = 1 + (box.slips.aggregate(last=Max("number"))["last"] or 0)
        printed = [
            Printed(number, receipt, make_code(secrets.randbelow))
            for number, receipt in enumerate(new_numbers(count), start=first)
        ]
        last = first + count - 1
        printing = Printing.objects.create(
            key=key, box=box, first=first, last=last, printed_at=now, printed_by_id=actor.id or 0
        )
        Slip.objects.bulk_create(_slip(printing, each) for each in printed)
        record("box.slips_printed", box, actor=actor, now=now, public={"first": first, "last": last})
    return printed


def _slip(printing: Printing, printed: Printed) -> Slip:
    digest = code_digest(receipt_key(), printed.receipt, printed.code)
    return Slip(
        box_id=printing.box_id,
        number=printed.number,
        receipt=printed.receipt,
        code_digest=digest,
        printing=printing,
    )


def void_slips(box_id: int, *, first: int, last: int, reason: str, actor: Actor, now: datetime) -> int:
    """Expect the slips from `first` to `last` (inclusive) no more; how many. What came in already stays as it is.

    Raises BoxNotFound, VoidNeedsReason, NoSuchSlips.
    """
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise VoidNeedsReason(least=LEAST_REASON)
    with transaction.atomic():
        box = held(box_id)
        out = box.slips.filter(number__gte=first, number__lte=last, voided_at=None, paper=None)
        numbers = list(out.order_by("number").values_list("number", flat=True))
        if not numbers:
            raise NoSuchSlips
        box.slips.filter(number__in=numbers).update(voided_at=now)
        public = {"count": len(numbers), "first": numbers[0], "last": numbers[-1]}
        record("box.slips_voided", box, actor=actor, now=now, public=public, private={"reason": reason})
    return len(numbers)
