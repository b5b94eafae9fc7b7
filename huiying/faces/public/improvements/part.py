"""What the receipt page says: you judged, we changed."""

from typing import Any

from huiying.faces.public.improvements import words
from huiying.improve.improvements.selectors.improvements import PublicImprovement, improvements_heard
from huiying.serve.casework.models import Case


def heard_of(case_id: int) -> tuple[dict[str, Any], ...]:
    """Items in which the answer of this speaker was counted and that were measured again, the newest first."""
    case = Case.objects.select_related("voice").get(pk=case_id)
    return tuple(_part(found) for found in improvements_heard(case))


def _part(found: PublicImprovement) -> dict[str, Any]:
    item, row = found.improvement, words.drawn(found)
    return {
        "row": row,
        "asks": item.rule.asks,
        "judged": item.rule.by_people,
        "promise": item.commitment if item.commitment is not None and item.commitment.public else None,
        "url": row.url if item.published_at is not None else "",
    }
