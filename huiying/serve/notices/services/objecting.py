"""A case objects to a notice; and the night notes that the days of a notice are over."""

from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.core.deadlines import due
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.serve.casework.models import Case
from huiying.serve.notices.errors import NoticeClosed
from huiying.serve.notices.models import Notice, NoticeObjection
from huiying.serve.notices.selectors.notices import over_without_result
from huiying.serve.notices.services.holding import held, kind_of, last_published, still_open


def note_objection(notice_id: int, case: Case, *, about_unit: bool, actor: Actor, now: datetime) -> NoticeObjection:
    """In the transaction in which the case opened: it objects, and the clock of the notice's kind starts.

    Raises NoticeNotFound, NoticeOver, NoticeClosed.
    """
    notice = open_to_objections(notice_id, now=now)
    version = last_published(notice)
    assert version is not None
    ends = due(now, kind_of(notice.kind).answer, calendar())
    made = NoticeObjection.objects.create(
        case=case,
        notice=notice,
        version=version.number,
        about_unit=about_unit,
        made_at=now,
        due_on=ends.on,
        due_at=ends.at,
    )
    plain = {"case": case.pk, "version": version.number, "due": ends.on.isoformat(), "about_unit": about_unit}
    record("notice.objected", notice, actor=actor, now=now, public=plain)
    return made


def open_to_objections(notice_id: int, *, now: datetime) -> Notice:
    """Held. Raises NoticeNotFound, NoticeOver, NoticeClosed."""
    notice = held(notice_id)
    still_open(notice)
    if notice.open_through is None or calendar().local_date(now) > notice.open_through:
        raise NoticeClosed
    return notice


def note_ended(*, now: datetime) -> int:
    """Write down once, for each period, that it is over; how many were."""
    count = 0
    for notice in over_without_result(today=calendar().local_date(now)):
        assert notice.open_through is not None
        key = f"notice:{notice.pk}:ended:{notice.open_through.isoformat()}"
        if Event.objects.filter(key=key).exists():
            continue
        try:
            with transaction.atomic():
                plain = {"through": notice.open_through.isoformat()}
                record("notice.ended", notice, actor=SYSTEM, now=now, public=plain, key=key)
        except IntegrityError:
            continue
        count += 1
    return count
