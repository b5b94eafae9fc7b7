"""Promises whose day is over and of which nobody was told yet."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from huiying.foundation.office.selectors import calendar
from huiying.serve.commitments.enums import CommitmentState, ReportKind
from huiying.serve.commitments.models import Commitment, Report


def passed_by(now: datetime) -> list[int]:
    """Ids, the oldest day first. Once for each day that stood: after it was moved, the new day counts."""
    told = Report.objects.filter(commitment=OuterRef("pk"), kind=ReportKind.LATE.value, old_due=OuterRef("due_on"))
    late = Commitment.objects.filter(state=CommitmentState.OPEN.value, due_on__lt=calendar().local_date(now))
    return list(late.filter(~Exists(told)).order_by("due_on", "pk").values_list("pk", flat=True))
