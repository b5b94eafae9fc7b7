"""What people said, masked: what they wrote with a rating that was not all good, else how their voice is headed."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from huiying.judge.ratings.enums import Resolved, Responded, Satisfied
from huiying.judge.ratings.models import Rating
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.published import masked, names_of

MOST_QUOTED = 400
_NOT_ALL_GOOD = (
    Q(resolved__in=[Resolved.PARTLY, Resolved.NO])
    | Q(satisfied__in=[Satisfied.SO_SO, Satisfied.NO])
    | Q(responded=Responded.NO)
)
"""On Rating: whoever is content with all says nothing of what went wrong."""


def said_by(cases: Sequence[Case], *, before: datetime | None = None) -> dict[int, str]:
    """By case; `before`: what was written with a rating later does not count. The newest rating with words is quoted.

    Whatever patterns find is masked; whoever publishes it reads it once more.
    """
    rated = Rating.objects.filter(_NOT_ALL_GOOD, case__in=[case.pk for case in cases]).exclude(words="")
    if before is not None:
        rated = rated.filter(given_at__lt=before)
    words = dict(rated.order_by("given_at", "pk").values_list("case_id", "words"))
    names = names_of(cases)
    return {case.pk: _cut(masked(words.get(case.pk) or case.voice.title, names[case.pk])) for case in cases}


def _cut(words: str) -> str:
    return words if len(words) <= MOST_QUOTED else words[: MOST_QUOTED - 1] + "…"
