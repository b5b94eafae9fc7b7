"""Notices as somebody may read them: what is published for everybody, drafts at the desk, objections in ids alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from huiying.core.deadlines import due_from_day
from huiying.core.notices import KINDS, RESULT_WITHIN, suspended
from huiying.core.procedures.model import StateKind
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.enums import ReplyKind
from huiying.serve.casework.models import Reply
from huiying.serve.notices.enums import NoticeState
from huiying.serve.notices.errors import NoticeNotFound
from huiying.serve.notices.models import Notice, NoticeObjection, NoticeResult, NoticeVersion
from huiying.serve.notices.selectors.rights import own_notices, visible_notices

_PUBLISHED = Prefetch(
    "versions", NoticeVersion.objects.filter(published_at__isnull=False).order_by("-number"), to_attr="published"
)
_ALL = Prefetch(
    "versions",
    NoticeVersion.objects.select_related("written_by", "asked_by", "published_by").order_by("-number"),
    to_attr="every",
)


@dataclass(frozen=True, slots=True)
class Public:
    """A published notice: what it says now, what it said before (newest first), and its result once that is out."""

    notice: Notice
    version: NoticeVersion
    before: tuple[NoticeVersion, ...]
    result: NoticeResult | None
    state: NoticeState


def state_of(notice: Notice, *, today: date) -> NoticeState:
    """Where it stands on `today`. A change that waits shows on the desk beside it, not here."""
    if notice.dropped_at is not None:
        return NoticeState.DROPPED
    if notice.open_through is None:
        asked = notice.versions.filter(asked_at__isnull=False).exists()
        return NoticeState.ASKED if asked else NoticeState.DRAFT
    if (result := _result(notice)) is not None and result.published_at is not None:
        return NoticeState.RESULT
    return NoticeState.OPEN if today <= notice.open_through else NoticeState.ENDED


def _result(notice: Notice) -> NoticeResult | None:
    found: NoticeResult | None = getattr(notice, "result", None)
    return found


def published_notices() -> QuerySet[Notice]:
    """All that anybody may read, the newest first."""
    rows = Notice.objects.filter(first_published_at__isnull=False).select_related("unit", "result")
    return rows.prefetch_related(_PUBLISHED).order_by("-first_published_at", "-pk")


def standing_notices() -> QuerySet[Notice]:
    """Without a result so far: those that end first stand first."""
    return published_notices().filter(Q(result=None) | Q(result__published_at=None)).order_by("open_through", "pk")


def archived_notices(*, kind: str = "", unit_id: int | None = None) -> QuerySet[Notice]:
    """Those whose result is out, the latest result first."""
    rows = published_notices().filter(result__published_at__isnull=False)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(unit_id=unit_id) if unit_id is not None else rows
    return rows.order_by("-result__published_at", "-pk")


def archive_units() -> list[Unit]:
    """The units of which something is in the archive."""
    return list(Unit.objects.filter(notices__result__published_at__isnull=False).distinct().order_by("path"))


def public_notice(notice_id: int, *, today: date) -> Public:
    """Raises NoticeNotFound, also for what is not published."""
    found = published_notices().filter(pk=notice_id).first()
    if found is None:
        raise NoticeNotFound
    return drawn(found, today=today)


def drawn(notice: Notice, *, today: date) -> Public:
    """`notice` of `published_notices`."""
    versions: list[NoticeVersion] = notice.published  # type: ignore[attr-defined]  # prefetched
    result = _result(notice)
    out = result if result is not None and result.published_at is not None else None
    return Public(notice, versions[0], tuple(versions[1:]), out, state_of(notice, today=today))


def notices_for(grants: Sequence[Grant]) -> QuerySet[Notice]:
    """Of the viewer's own units, for the desk: drafts first, then those that end first, then those with a result."""
    rows = Notice.objects.filter(own_notices(grants), dropped_at=None).select_related("unit", "result")
    return rows.prefetch_related(_ALL).order_by(
        F("result__published_at").desc(nulls_first=True), F("open_through").asc(nulls_first=True), "pk"
    )


def notice_for_viewer(notice_id: int, grants: Sequence[Grant]) -> Notice:
    """Raises NoticeNotFound."""
    rows = Notice.objects.filter(visible_notices(grants), pk=notice_id).select_related("unit", "result__written_by")
    if (found := rows.prefetch_related(_ALL).first()) is None:
        raise NoticeNotFound
    return found


def _open() -> Q:
    """Objections without an answer: their case goes on, nothing final was delivered, and who spoke is still there."""
    answers = Reply.objects.filter(case=OuterRef("case"), delivered_at__isnull=False).exclude(kind=ReplyKind.INTERIM)
    live = Q(case__standing__in=(StateKind.OPEN.value, StateKind.WAITING.value), case__voice__erased_at=None)
    return live & ~Q(Exists(answers))


def unanswered(notice_id: int) -> int:
    """How many objections to it have no answer yet."""
    return NoticeObjection.objects.filter(_open(), notice=notice_id).count()


def unanswered_of(notice_ids: Sequence[int]) -> dict[int, int]:
    """The same for several; those without are left out."""
    rows = NoticeObjection.objects.filter(_open(), notice__in=notice_ids).values("notice")
    return {row["notice"]: row["many"] for row in rows.annotate(many=Count("pk"))}


def objections_of(notice_id: int) -> list[tuple[NoticeObjection, bool]]:
    """The earliest first, each with whether it has no answer yet. Whoever draws them asks who sees the case."""
    rows = NoticeObjection.objects.filter(notice=notice_id).order_by("made_at", "pk")
    waiting = set(rows.filter(_open()).values_list("pk", flat=True))
    return [(one, one.pk in waiting) for one in rows]


def objection_of_case(case_id: int) -> tuple[NoticeObjection, bool] | None:
    """What a case objects to, and whether it is still without an answer."""
    rows = NoticeObjection.objects.filter(pk=case_id).select_related("notice__unit")
    found = rows.first()
    return None if found is None else (found, rows.filter(_open()).exists())


def rests(notice: Notice) -> bool:
    """Whether what it announces must rest until its objections are answered."""
    kind = KINDS[notice.kind]
    return kind.suspends and suspended(kind, unanswered(notice.pk))


def result_due(notice: Notice) -> date | None:
    """By when the result is to follow, by our practice; None before it is published."""
    if notice.open_through is None:
        return None
    return due_from_day(notice.open_through, RESULT_WITHIN, calendar()).on


def over_without_result(*, today: date) -> QuerySet[Notice]:
    """Those whose days are over and whose result is still to come."""
    rows = Notice.objects.filter(open_through__lt=today, dropped_at=None)
    return rows.filter(Q(result=None) | Q(result__published_at=None)).select_related("unit").order_by("pk")


def draft_among(notice: Notice) -> NoticeVersion | None:
    """What is not published yet of a notice of `notices_for` or `notice_for_viewer`."""
    versions: list[NoticeVersion] = notice.every  # type: ignore[attr-defined]  # prefetched
    return next((one for one in versions if one.published_at is None), None)


def standing_among(notice: Notice) -> NoticeVersion | None:
    """What stands of such a notice."""
    versions: list[NoticeVersion] = notice.every  # type: ignore[attr-defined]  # prefetched
    return next((one for one in versions if one.published_at is not None), None)


def last_words(notice_id: int) -> NoticeVersion | None:
    """What stands now."""
    return NoticeVersion.objects.filter(notice=notice_id, published_at__isnull=False).order_by("-number").first()
