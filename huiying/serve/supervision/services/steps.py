"""One step of an order: what was said, its files, its event."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from huiying.foundation.files.errors import MOST_FILES, TooManyFiles
from huiying.foundation.files.services import claim_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.speakers import cases_of
from huiying.serve.supervision.enums import OrderState, StepKind
from huiying.serve.supervision.models import Order, OrderFile, OrderStep
from huiying.serve.supervision.selectors.order_rights import GIVES, INSPECTORS, need, reaches
from huiying.serve.supervision.services.holding import needed_words, refuse_names

RECORDED = {
    StepKind.ANSWERED: "order.answered",
    StepKind.VERIFIED: "order.verified",
    StepKind.LACKING: "order.lacking",
    StepKind.CLOSED: "order.closed",
    StepKind.RAISED: "order.raised",
}


def need_giver(order: Order, grants: Sequence[Grant]) -> None:
    """Raises MayNotSupervise."""
    need(reaches(grants, GIVES, order.office) or reaches(grants, GIVES, order.about), INSPECTORS)


def add_step(
    order: Order,
    kind: StepKind,
    words: str,
    state: OrderState,
    actor: Actor,
    now: datetime,
    key: str | None,
    files: Sequence[int] = (),
) -> OrderStep:
    """Write down what was said to an order that the caller holds, and where the order stands now; its event.

    `files`: ids of files that wait. Raises SupervisionNeedsWords, SupervisionNamesSomebody, FileGone, TooManyFiles.
    """
    said = needed_words(words)
    refuse_names([said], cases_behind(order.case or order.commitment), now=now)
    if len(files) > MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    step = OrderStep.objects.create(order=order, state=kind.value, words=said, at=now, by_id=actor.staff_id or 0)
    claimed = claim_files(files)
    OrderFile.objects.bulk_create(OrderFile(step=step, file=file) for file in claimed)
    order.state = state.value
    order.save(update_fields=["state"])
    hashes = {"sha256": " ".join(bytes(file.sha256).hex() for file in claimed)} if claimed else {}
    private = {"words": said} | hashes
    record(RECORDED[kind], order, actor=actor, now=now, public=plain(order), private=private, key=key)
    return step


def cases_behind(about: Case | Commitment | None) -> list[int]:
    """Ids of the cases whose speakers must not be named."""
    if isinstance(about, Commitment):
        return list(cases_of(about, unread=True).values_list("pk", flat=True))
    return [about.pk] if about is not None else []


def plain(order: Order) -> dict[str, Any]:
    """What of it stays for ever: whom it asks, by when, at which level, and what it is about."""
    about = {"case": order.case_id} if order.case_id is not None else {"commitment": order.commitment_id}
    return {"unit": order.unit_id, "level": order.level, "reply_by": order.reply_by.isoformat(), **about}
