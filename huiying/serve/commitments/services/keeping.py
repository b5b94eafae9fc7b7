"""What becomes of a promise: reports, parts done, a day moved, a reason, kept, dropped, open again; more voices."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.commitments.enums import CommitmentState, ReportKind
from huiying.serve.commitments.errors import (
    CommitmentNeedsDay,
    CommitmentNotLate,
    CommitmentNotOver,
    CommitmentPartGone,
    CommitmentPartsOpen,
    CommitmentSameDay,
)
from huiying.serve.commitments.models import Commitment, CommitmentPart
from huiying.serve.commitments.selectors import rights
from huiying.serve.commitments.selectors.commitments import is_late
from huiying.serve.commitments.services.causes import link, unsealed
from huiying.serve.commitments.services.executions import count_open
from huiying.serve.commitments.services.holding import held, needed_words, refuse_names, short_enough, still_open
from huiying.serve.commitments.services.telling import Said, tell_change, tell_linked

MOST_REASON = 300


def report_progress(
    commitment_id: int,
    words: str,
    *,
    files: Sequence[int] = (),
    public: bool = True,
    show_files: bool = False,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """Tell how it goes, with evidence. `public` False: staff alone read the words, and nobody else hears of them.

    `files`: ids of files that wait; `show_files`: everybody may open them. Here and below: `grants` None, a joint has
    checked; with the same `key` again nothing happens twice. Raises CommitmentNotFound, MayNotKeepCommitment,
    CommitmentOver, CommitmentNeedsWords, CommitmentNamesSomebody, FileGone, TooManyFiles.
    """
    with transaction.atomic():
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_report(commitment, grants), rights.REPORTERS)
        if _done_before(key):
            return commitment
        said = _said(still_open(commitment), words, now, public=public, files=files, show_files=show_files)
        tell_change(commitment, ReportKind.PROGRESS, said, actor=actor, now=now, key=key)
    return commitment


def finish_part(
    commitment_id: int,
    part_id: int,
    words: str,
    *,
    files: Sequence[int] = (),
    show_files: bool = False,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """Say that a part is done. Raises CommitmentPartGone and what `report_progress` raises."""
    with transaction.atomic():
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_report(commitment, grants), rights.REPORTERS)
        if _done_before(key):
            return commitment
        part = still_open(commitment).parts.filter(pk=part_id, done_at=None).first()
        if part is None:
            raise CommitmentPartGone
        said = _said(commitment, words, now, files=files, show_files=show_files, part=part)
        part.done_at = now
        part.save(update_fields=["done_at"])
        tell_change(commitment, ReportKind.PART_DONE, said, actor=actor, now=now, key=key)
    return commitment


def move_due(
    commitment_id: int,
    due_on: date,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """Promise it for another day; the first one stays and is shown beside it.

    Raises CommitmentNeedsDay, CommitmentSameDay and what `report_progress` raises.
    """
    with transaction.atomic():
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_answer(commitment, grants), rights.HEADS)
        if _done_before(key):
            return commitment
        still_open(commitment)
        _refuse_day(due_on, now)
        before = commitment.due_on
        if due_on == before:
            raise CommitmentSameDay
        said = _said(commitment, short_enough(reason, MOST_REASON), now, old_due=before, new_due=due_on)
        commitment.due_on, commitment.late_reason = due_on, ""
        commitment.save(update_fields=["due_on", "late_reason"])
        commitment.parts.filter(done_at=None, due_on__gt=due_on).update(due_on=due_on)
        tell_change(commitment, ReportKind.MOVED, said, actor=actor, now=now, key=key)
    return commitment


def give_reason(
    commitment_id: int,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """Say why it is late. Raises CommitmentNotLate and what `report_progress` raises."""
    with transaction.atomic():
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_answer(commitment, grants), rights.HEADS)
        if _done_before(key):
            return commitment
        if not is_late(still_open(commitment), calendar().local_date(now)):
            raise CommitmentNotLate
        said = _said(commitment, short_enough(reason, MOST_REASON), now)
        commitment.late_reason = said.words
        commitment.save(update_fields=["late_reason"])
        tell_change(commitment, ReportKind.REASON, said, actor=actor, now=now, key=key)
    return commitment


def keep_commitment(
    commitment_id: int,
    words: str,
    *,
    files: Sequence[int] = (),
    show_files: bool = False,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """Say that it is done, and with what; the speakers are asked whether it is.

    Raises CommitmentPartsOpen and what `report_progress` raises.
    """
    with transaction.atomic():
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_answer(commitment, grants), rights.HEADS)
        if _done_before(key):
            return commitment
        if undone := still_open(commitment).parts.filter(done_at=None).count():
            raise CommitmentPartsOpen(number=undone)
        said = _said(commitment, words, now, files=files, show_files=show_files)
        _end(commitment, CommitmentState.KEPT, said.words, now)
        tell_change(commitment, ReportKind.KEPT, said, actor=actor, now=now, key=key)
    return commitment


def drop_commitment(
    commitment_id: int,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """End it undone, with a reason that everybody reads. Raises as `report_progress` does."""
    with transaction.atomic():
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_drop(commitment, grants), rights.KEEPERS)
        if _done_before(key):
            return commitment
        said = _said(still_open(commitment), reason, now)
        _end(commitment, CommitmentState.DROPPED, said.words, now)
        tell_change(commitment, ReportKind.DROPPED, said, actor=actor, now=now, key=key)
    return commitment


def reopen_commitment(
    commitment_id: int,
    reason: str,
    *,
    due_on: date | None = None,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """Open it again, for a new day or for the one that stood; if that one is over, it is late at once.

    Raises CommitmentNotOver, CommitmentNeedsDay and what `report_progress` raises.
    """
    with transaction.atomic():
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_keep(commitment, grants), rights.KEEPERS)
        if _done_before(key):
            return commitment
        if commitment.state == CommitmentState.OPEN:
            raise CommitmentNotOver
        before, after = commitment.due_on, due_on or commitment.due_on
        if due_on is not None:
            _refuse_day(due_on, now)
        said = _said(commitment, reason, now, old_due=before, new_due=after)
        commitment.due_on, commitment.late_reason = after, "" if after != before else commitment.late_reason
        _end(commitment, CommitmentState.OPEN, "", None)
        tell_change(commitment, ReportKind.REOPENED, said, actor=actor, now=now, key=key)
    return commitment


def link_cases(
    commitment_id: int,
    case_ids: Collection[int],
    *,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Commitment:
    """Say that these voices led to it too; their speakers read of it and are told. One that is linked stays linked.

    Raises CommitmentNotFound, MayNotKeepCommitment, CaseNotFound.
    """
    with transaction.atomic():
        cases = unsealed(case_ids, grants)
        commitment = held(commitment_id)
        rights.need(grants is None or rights.may_keep(commitment, grants), rights.KEEPERS)
        if not _done_before(key) and (new := link(commitment, cases)):
            tell_linked(commitment, new, actor=actor, now=now, key=key)
    return commitment


def _done_before(key: str | None) -> bool:
    return key is not None and Event.objects.filter(key=key).exists()


def _said(
    commitment: Commitment,
    words: str,
    now: datetime,
    *,
    public: bool = True,
    files: Sequence[int] = (),
    show_files: bool = False,
    part: CommitmentPart | None = None,
    old_due: date | None = None,
    new_due: date | None = None,
) -> Said:
    """The words, checked: enough of them, and nobody named."""
    enough = needed_words(words)
    refuse_names(commitment, [enough], now=now)
    return Said(enough, public, files, show_files, part, old_due, new_due)


def _refuse_day(due_on: date, now: datetime) -> None:
    if due_on < calendar().local_date(now):
        raise CommitmentNeedsDay


def _end(commitment: Commitment, state: CommitmentState, words: str, now: datetime | None) -> None:
    """Write how it ended, or that it has not; the cases whose opinions it carries out know how many are open."""
    commitment.state, commitment.end_words, commitment.ended_at = state.value, words, now
    commitment.save(update_fields=["state", "end_words", "ended_at", "due_on", "late_reason"])
    count_open(commitment)
