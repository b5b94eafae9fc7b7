"""A notice is drafted, written anew, changed after it was published, or given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.notices import restarts
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.notices.errors import ChangeWaits, MayNotNotice, NoticeNoDraft, NoticeNotFound
from huiying.serve.notices.models import Notice, NoticeVersion
from huiying.serve.notices.selectors.rights import WRITERS, need_writer
from huiying.serve.notices.services.holding import (
    LEAST_CONCERNED,
    draft_of,
    held,
    kind_of,
    last_published,
    length_of,
    needed_words,
    refuse_objectors,
    refuse_too_much,
    still_open,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a notice says. `concerns`: who may object."""

    title: str
    words: str
    concerns: str
    title_en: str = ""
    words_en: str = ""
    concerns_en: str = ""


@once
def draft_notice(
    unit_id: int,
    kind_id: str,
    wording: Wording,
    *,
    days: int | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Notice:
    """Begin a notice of one unit; nobody outside sees it. `days`: longer than the shortest, in the kind's measure.

    Raises MayNotNotice, KindUnknown, NoticeTooShort, NoticeNeedsWords, NoticeTellsTooMuch.
    """
    with transaction.atomic():
        if before := done_before(key):
            return Notice.objects.get(pk=before.subject_id)
        unit = Unit.objects.filter(pk=unit_id, active=True).first()
        if unit is None:
            raise MayNotNotice(who=WRITERS)
        need_writer(unit, grants)
        kind = kind_of(kind_id)
        writer = actor.staff_id or 0
        notice = Notice.objects.create(
            unit=unit, kind=kind.id, days=length_of(kind, days), made_at=now, made_by_id=writer
        )
        version = NoticeVersion(notice=notice, number=1)
        _write(version, wording, actor, now)
        plain = {"unit": unit.pk, "kind": kind.id, "days": notice.days}
        record("notice.drafted", notice, actor=actor, now=now, public=plain, private=_words(version), key=key)
    return notice


def rewrite_draft(
    notice_id: int,
    wording: Wording,
    *,
    days: int | None = None,
    why: str = "",
    why_en: str = "",
    slip: bool = False,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> NoticeVersion:
    """Write what is not published yet anew; whoever was asked to check it is asked again afterwards.

    `days`: of a first draft alone. `why`, `slip`: of a change, see `begin_change`. Raises NoticeNotFound, MayNotNotice,
    NoticeOver, NoticeNoDraft and as `draft_notice`.
    """
    with transaction.atomic():
        notice = held(notice_id)
        need_writer(notice.unit, grants)
        version = draft_of(still_open(notice))
        if version is None:
            raise NoticeNoDraft
        if done_before(key):
            return version
        before = last_published(notice)
        if before is None:
            notice.days = length_of(kind_of(notice.kind), days)
            notice.save(update_fields=["days"])
        else:
            _explain(version, before, wording, why, why_en, slip=slip)
        _write(version, wording, actor, now)
        plain = {"version": version.number, "days": notice.days}
        record("notice.rewritten", notice, actor=actor, now=now, public=plain, private=_words(version), key=key)
    return version


@once
def begin_change(
    notice_id: int,
    wording: Wording,
    *,
    why: str,
    why_en: str = "",
    slip: bool = False,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> NoticeVersion:
    """Begin a new version of what is published. `slip`: of the pen, which does not begin the days anew unless a figure
    changed. Raises NoticeNotFound, MayNotNotice, NoticeOver, ChangeWaits, NoticeNeedsWords, NoticeTellsTooMuch."""
    with transaction.atomic():
        notice = held(notice_id)
        need_writer(notice.unit, grants)
        before, draft = last_published(notice), draft_of(notice)
        if before is None:
            raise NoticeNotFound
        if done_before(key) and draft is not None:
            return draft
        still_open(notice)
        if draft is not None:
            raise ChangeWaits
        version = NoticeVersion(notice=notice, number=before.number + 1)
        _explain(version, before, wording, why, why_en, slip=slip)
        _write(version, wording, actor, now)
        plain = {"version": version.number}
        record("notice.rewritten", notice, actor=actor, now=now, public=plain, private=_words(version), key=key)
    return version


def drop_draft(
    notice_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Notice:
    """Give up what is not published: a first draft with its notice, a change alone. Raises NoticeNotFound,
    MayNotNotice, NoticeOver, NoticeNoDraft."""
    with transaction.atomic():
        notice = held(notice_id)
        need_writer(notice.unit, grants)
        if done_before(key):
            return notice
        draft = draft_of(still_open(notice))
        if draft is None:
            raise NoticeNoDraft
        if notice.first_published_at is None:
            notice.dropped_at = now
            notice.save(update_fields=["dropped_at"])
        else:
            draft.delete()
        record("notice.dropped", notice, actor=actor, now=now, public={"version": draft.number}, key=key)
    return notice


def _explain(
    version: NoticeVersion, before: NoticeVersion, wording: Wording, why: str, why_en: str, *, slip: bool
) -> None:
    """Why it is changed, and whether its days begin anew. Raises NoticeNeedsWords."""
    version.why, version.why_en = needed_words(why), why_en.strip()
    version.restarts = any(
        restarts(getattr(before, name), getattr(wording, name).strip(), slip=slip)
        for name in ("title", "words", "concerns")
    )


def _write(version: NoticeVersion, wording: Wording, actor: Actor, now: datetime) -> None:
    """Raises NoticeNeedsWords, NoticeTellsTooMuch."""
    version.title, version.words = needed_words(wording.title), needed_words(wording.words)
    version.concerns = needed_words(wording.concerns, LEAST_CONCERNED)
    version.title_en, version.words_en = wording.title_en.strip(), wording.words_en.strip()
    version.concerns_en = wording.concerns_en.strip()
    texts = version.texts
    refuse_too_much(kind_of(version.notice.kind), texts)
    refuse_objectors(version.notice, texts)
    version.written_at, version.written_by_id = now, actor.staff_id or 0
    version.asked_at, version.asked_by, version.returned = None, None, ""
    version.save()


def _words(version: NoticeVersion) -> dict[str, Any]:
    names = ("title", "title_en", "words", "words_en", "concerns", "concerns_en", "why", "why_en")
    return {name: getattr(version, name) for name in names}
