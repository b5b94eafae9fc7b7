"""What became of that which was announced: written by one, published by another, never before all are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.notices import result_barred
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.notices.enums import Outcome
from huiying.serve.notices.errors import ChangeWaits, NoticeNoDraft, NoticeNotFound, ResultBarred, ResultTooEarly
from huiying.serve.notices.models import Notice, NoticeResult
from huiying.serve.notices.presenters.notice import day
from huiying.serve.notices.selectors.notices import unanswered
from huiying.serve.notices.selectors.rights import need_second, need_writer
from huiying.serve.notices.services.holding import (
    draft_of,
    held,
    kind_of,
    needed_words,
    refuse_objectors,
    refuse_too_much,
    still_open,
)


def write_result(
    notice_id: int,
    outcome: Outcome,
    words: str,
    *,
    words_en: str = "",
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> NoticeResult:
    """Write it, or write it anew; nobody outside sees it yet. Raises NoticeNotFound, MayNotNotice, NoticeOver,
    ResultTooEarly, NoticeNeedsWords, NoticeTellsTooMuch."""
    with transaction.atomic():
        notice = held(notice_id)
        need_writer(notice.unit, grants)
        found = NoticeResult.objects.filter(notice=notice).first()
        if done_before(key) and found is not None:
            return found
        still_open(notice)
        _refuse_early(notice, now)
        said, said_en = needed_words(words), words_en.strip()
        refuse_too_much(kind_of(notice.kind), [said, said_en])
        refuse_objectors(notice, [said, said_en])
        values: dict[str, Any] = {"outcome": outcome.value, "words": said, "words_en": said_en}
        values |= {"written_at": now, "written_by_id": actor.staff_id or 0}
        result, _new = NoticeResult.objects.update_or_create(notice=notice, defaults=values)
        plain, private = {"outcome": result.outcome}, {"words": said, "words_en": said_en}
        record("notice.result_written", notice, actor=actor, now=now, public=plain, private=private, key=key)
    return result


def publish_result(
    notice_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> NoticeResult:
    """A second person agrees; the notice goes to the archive. Raises NoticeNotFound, MayNotNotice, NeedsSecondPerson,
    NoticeOver, NoticeNoDraft, ChangeWaits, ResultTooEarly, ResultBarred."""
    with transaction.atomic():
        notice = held(notice_id)
        result = NoticeResult.objects.filter(notice=notice).first()
        if done_before(key) and result is not None:
            return result
        still_open(notice)
        if result is None:
            raise NoticeNoDraft
        need_second(notice.unit, grants, actor.staff_id, result.written_by_id)
        _refuse_early(notice, now)
        if draft_of(notice) is not None:
            raise ChangeWaits
        if open_ := unanswered(notice.pk):
            raise ResultBarred(count=open_)
        result.published_at, result.published_by_id = now, actor.staff_id
        result.save(update_fields=["published_at", "published_by"])
        record("notice.result_published", notice, actor=actor, now=now, public={"outcome": result.outcome}, key=key)
    return result


def _refuse_early(notice: Notice, now: datetime) -> None:
    """Raises NoticeNotFound, ResultTooEarly."""
    if notice.open_through is None:
        raise NoticeNotFound
    if result_barred(notice.open_through, 0, on=calendar().local_date(now)) == "still_open":
        raise ResultTooEarly(day=day(notice.open_through))
