"""What an act of a case does to the rows of its reviews and hearings, in the transaction of the act."""

from collections.abc import Callable, Mapping

from django.db.models import Max

from huiying.core.procedures.engine import Step
from huiying.serve.appeals.enums import Result, ReviewState, Round
from huiying.serve.appeals.models import Hearing, Review
from huiying.serve.casework.models import Case, Document

FINAL = frozenset({"ask_final", "ask_final_late"})
LATE = frozenset({"ask_late", "ask_final_late"})


def follow(case: Case, taken: Step, *, staff_id: int | None) -> None:
    """Write what the step means for reviews and hearings; nothing for any other act. `staff_id`: who did it."""
    if (wanted := _FOLLOWS.get(taken.act.id)) is not None:
        wanted(case, taken, staff_id)


def _asked(case: Case, taken: Step, staff_id: int | None) -> None:
    round_ = Round.FINAL if taken.act.id in FINAL else Round.REVIEW
    started = next(change.started_at for change in taken.clock_changes if change.started_at is not None)
    late = taken.act.id in LATE
    Review.objects.create(case=case, round=round_, body_id=int(taken.data["body"]), late=late, asked_at=started)


def _last(case: Case) -> Review | None:
    return Review.objects.filter(case=case).order_by("-pk").first()


def _started(case: Case, taken: Step, staff_id: int | None) -> None:
    if (review := _last(case)) is not None:
        review.state, review.reviewer_id = ReviewState.RUNNING, staff_id
        review.save(update_fields=["state", "reviewer"])


def _decided(case: Case, taken: Step, staff_id: int | None) -> None:
    if (review := _last(case)) is None:
        return
    review.result = _RESULTS.get(str(taken.data.get("result", "")), Result.ANNULLED)
    review.state = ReviewState.DELIVERED if review.result == Result.ANNULLED else ReviewState.WRITTEN
    review.decided_at, review.document_id = taken.at, _paper(case, taken.act.id)
    review.save(update_fields=["result", "state", "decided_at", "document"])


def _delivered(case: Case, taken: Step, staff_id: int | None) -> None:
    if (review := _last(case)) is not None:
        review.state, review.delivered_at = ReviewState.DELIVERED, taken.at
        review.save(update_fields=["state", "delivered_at"])


def _called(case: Case, taken: Step, staff_id: int | None) -> None:
    final = taken.act.id == "call_final_hearing"
    Hearing.objects.create(
        case=case,
        by_id=taken.facts.final_unit_id if final else taken.facts.unit_id,
        final=final,
        on=taken.data["hearing_on"],
        host_id=int(taken.data["host"]),
        called_at=taken.at,
        document_id=_paper(case, taken.act.id),
    )


def _held(case: Case, taken: Step, staff_id: int | None) -> None:
    Hearing.objects.filter(case=case, closed_at=None).update(held_at=taken.at)


def _closed(case: Case, taken: Step, staff_id: int | None) -> None:
    Hearing.objects.filter(case=case, closed_at=None).update(closed_at=taken.at)


def _paper(case: Case, act_id: str) -> int | None:
    """The letter that the act has just made."""
    found: int | None = Document.objects.filter(case=case, variant=act_id).aggregate(last=Max("pk"))["last"]
    return found


_RESULTS: Mapping[str, Result] = {"upheld": Result.UPHELD, "changed": Result.CHANGED}
_FOLLOWS: Mapping[str, Callable[[Case, Step, int | None], None]] = {
    "ask_review": _asked,
    "ask_late": _asked,
    "ask_final": _asked,
    "ask_final_late": _asked,
    "start_review": _started,
    "start_final": _started,
    "decide_review": _decided,
    "decide_final": _decided,
    "order_redo": _decided,
    "final_redo": _decided,
    "deliver_review": _delivered,
    "deliver_final": _delivered,
    "call_hearing": _called,
    "call_final_hearing": _called,
    "hold_hearing": _held,
    "close_hearing": _closed,
    "undo_withdraw": _closed,
}
