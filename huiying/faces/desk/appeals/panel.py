"""The card on the page of a case: who was asked to review it, what came of it, which hearings there were."""

from typing import Any

from huiying.faces.desk.access import Viewer
from huiying.serve.appeals.enums import Result, ReviewState, Round
from huiying.serve.appeals.models import Hearing, Review
from huiying.serve.appeals.selectors.reviews import of_case as appeals_of
from huiying.serve.casework.models import Case


def of_case(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing where nobody asked and no hearing was called."""
    reviews, hearings = appeals_of(case)
    if not reviews and not hearings:
        return None
    return {"reviews": [_review(one) for one in reviews], "hearings": [_hearing(one) for one in hearings]}


def _review(one: Review) -> dict[str, Any]:
    return {
        "round": Round(one.round).label,
        "body": one.body,
        "asked_at": one.asked_at,
        "late": one.late,
        "reviewer": one.reviewer,
        "state": ReviewState(one.state).label,
        "result": Result(one.result).label if one.result else "",
        "decided_at": one.decided_at,
        "delivered_at": one.delivered_at,
    }


def _hearing(one: Hearing) -> dict[str, Any]:
    return {"on": one.on, "by": one.by, "host": one.host, "final": one.final, "over": one.closed_at is not None}
