"""Answers that were copied from another matter: found in the night after, among those that have been read."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from huiying.core.replycheck.copied import ALIKE
from huiying.core.supervision.rules import COPIED
from huiying.loop.supervise.watch import Watch, clean
from huiying.serve.casework.models import Reply
from huiying.serve.casework.selectors.second_reading import shares_copied
from huiying.serve.supervision.services.signals import Found

AT_ONCE = 100


def copied(watch: Watch) -> Iterator[Found]:
    """Most of an answer stands word for word in one that was given before, to another matter."""
    begun = watch.calendar.instant(watch.today, time.min)
    for replies in _given(watch, begun):
        shares = shares_copied(replies)
        for reply in replies:
            if shares.get(reply.pk, 0.0) >= ALIKE:
                yield _found(reply, shares[reply.pk], watch)


def _given(watch: Watch, until: datetime) -> Iterator[Sequence[Reply]]:
    """What was answered since the last sweep and before today, some at a time."""
    rows = Reply.objects.filter(clean("case__"), given_at__gte=watch.since, given_at__lt=until)
    ids = list(rows.order_by("given_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        part = Reply.objects.filter(pk__in=ids[start : start + AT_ONCE]).select_related("case__voice")
        yield list(part.order_by("given_at", "pk"))


def _found(reply: Reply, share: float, watch: Watch) -> Found:
    on = watch.calendar.local_date(reply.given_at)
    return Found(
        rule=COPIED,
        key=f"{COPIED}:{reply.pk}",
        at=reply.given_at,
        on=on,
        unit_id=reply.unit_id,
        told_id=reply.unit_id,
        level=1,
        case_id=reply.case_id,
        facts={"on": on.isoformat(), "share": int(share * 100)},
    )
