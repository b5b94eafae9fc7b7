"""What the people who rated said, as counts of a time."""

from datetime import datetime

from django.db.models import Count, Q

from huiying.judge.ratings.enums import Resolved
from huiying.judge.ratings.models import Rating


def rating_of(case_id: int, round_: int) -> Rating | None:
    """What the speaker said of this round, if anything."""
    return Rating.objects.filter(case_id=case_id, round=round_).first()


def resolved_share(start: datetime, end: datetime) -> tuple[int, int]:
    """Ratings given from `start` up to but not including `end` that answer "was it resolved?": ("resolved", all)."""
    given = Rating.objects.filter(given_at__gte=start, given_at__lt=end).exclude(resolved="")
    counted = given.aggregate(yes=Count("pk", filter=Q(resolved=Resolved.YES)), all=Count("pk"))
    return counted["yes"], counted["all"]
