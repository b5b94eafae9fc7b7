"""A draft goes to a second person, who sends it back or publishes it: from then on it never changes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.core.notices import open_through, period
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.notices.errors import NoticeNoDraft, NoticeNotAsked
from huiying.serve.notices.models import Notice, NoticeVersion
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


def ask_check(
    notice_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> NoticeVersion:
    """Give the draft to a second person. Raises NoticeNotFound, MayNotNotice, NoticeOver, NoticeNoDraft."""
    with transaction.atomic():
        notice = held(notice_id)
        need_writer(notice.unit, grants)
        version = _draft(notice)
        if done_before(key) or version.asked_at is not None:
            return version
        version.asked_at, version.asked_by_id, version.returned = now, actor.staff_id, ""
        version.save(update_fields=["asked_at", "asked_by", "returned"])
        record("notice.asked", notice, actor=actor, now=now, public={"version": version.number}, key=key)
    return version


def send_back(
    notice_id: int, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> NoticeVersion:
    """Say what has to be changed. Raises NoticeNotFound, MayNotNotice, NeedsSecondPerson, NoticeOver, NoticeNoDraft,
    NoticeNotAsked, NoticeNeedsWords."""
    with transaction.atomic():
        notice = held(notice_id)
        if done_before(key):
            return notice.versions.order_by("-number")[0]
        version = _asked(notice, actor, grants)
        version.returned, version.asked_at, version.asked_by = needed_words(words), None, None
        version.save(update_fields=["returned", "asked_at", "asked_by"])
        plain, private = {"version": version.number}, {"words": version.returned}
        record("notice.returned", notice, actor=actor, now=now, public=plain, private=private, key=key)
    return version


def publish_notice(
    notice_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> NoticeVersion:
    """The second person agrees and it is public at once; its days begin, or go on where a slip alone was mended.

    Raises NoticeNotFound, MayNotNotice, NeedsSecondPerson, NoticeOver, NoticeNoDraft, NoticeNotAsked,
    NoticeTellsTooMuch.
    """
    with transaction.atomic():
        notice = held(notice_id)
        if done_before(key):
            return notice.versions.filter(published_at__isnull=False).order_by("-number")[0]
        version = _asked(notice, actor, grants)
        refuse_too_much(kind_of(notice.kind), version.texts)
        refuse_objectors(notice, version.texts)
        if notice.open_through is None or version.restarts:
            limit = period(kind_of(notice.kind), notice.days)
            notice.open_through = open_through(now, limit, calendar()).on
        notice.first_published_at = notice.first_published_at or now
        notice.save(update_fields=["open_through", "first_published_at"])
        version.published_at, version.published_by_id = now, actor.staff_id
        version.open_through = notice.open_through
        version.save(update_fields=["published_at", "published_by", "open_through"])
        plain = {"version": version.number, "through": notice.open_through.isoformat(), "anew": version.restarts}
        record("notice.published", notice, actor=actor, now=now, public=plain, key=key)
    return version


def _draft(notice: Notice) -> NoticeVersion:
    if (version := draft_of(still_open(notice))) is None:
        raise NoticeNoDraft
    return version


def _asked(notice: Notice, actor: Actor, grants: Sequence[Grant]) -> NoticeVersion:
    """The draft that waits for this second person."""
    version = _draft(notice)
    need_second(notice.unit, grants, actor.staff_id, version.written_by_id, version.asked_by_id)
    if version.asked_at is None:
        raise NoticeNotAsked
    return version
