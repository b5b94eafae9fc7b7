"""How a month's limits for answers were kept."""

from datetime import datetime

from django.db.models import Count, F, Q

from huiying.serve.casework.models import Deadline

ANSWERS = ("C-HANDLE", "C-SIMPLE", "C-SUGGEST", "H-HANDLE")


def answered_in_time(start: datetime, end: datetime) -> tuple[int, int]:
    """Of the limits for an answer that ended from `start` up to but not including `end`: (kept, all).

    What was not answered at all counts as not kept; what was withdrawn or handed on is left out.
    """
    due = Deadline.objects.filter(clock__in=ANSWERS, due_at__gt=start, due_at__lte=end, stopped_at__isnull=True)
    counted = due.aggregate(kept=Count("pk", filter=Q(met_at__lt=F("due_at"))), all=Count("pk"))
    return counted["kept"], counted["all"]
