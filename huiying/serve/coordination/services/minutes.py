"""The minutes in four stages: drafted from the items, amended by who was there, signed, published in part."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from huiying.core.meetings.draft import Presence, Section, Settled, Told, digest_of, draft_minutes
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, MinutesStage
from huiying.serve.coordination.errors import AmendmentsOpen, MayNotKeepMeeting, MeetingNotFound, MinutesWrong
from huiying.serve.coordination.models import AgendaItem, Amendment, Meeting, Minutes, Resolution
from huiying.serve.coordination.selectors.meeting_rights import PRESENT, need_keeper, need_signer, was_there
from huiying.serve.coordination.services.meeting_holding import check_names, held_meeting, voices_of, was_held, words

TEXT = Text(zh="纪要的这一段", en="This part of the minutes")
WISH = Text(zh="修改意见", en="What should be changed")
ANSWER = Text(zh="不改的原因", en="Why it stays")
_NOT_NOW = Text(zh="纪要现在不在这一步。请刷新页面看看。", en="The minutes are at another stage. Please look again.")
_NO_PART = Text(zh="纪要没有这一段。", en="The minutes have no such part.")
_SOONER = Text(zh="请写以后的日期，让到会的人有时间看。", en="Choose a later day; those who were there must have time.")
_TIME_LEFT = Text(
    zh="提修改意见的日子还没过。到会的人还可以提。",
    en="The day by which changes can be asked for is not over; those who were there may still ask.",
)
_ANSWERED = Text(zh="这条修改意见已经答复过了。", en="This wish was answered before.")


@dataclass(frozen=True, slots=True)
class Part:
    """A section as somebody writes it anew."""

    heading: str
    text: str
    public: bool


def draft(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant] | None, now: datetime, key: str | None = None
) -> Minutes:
    """Draft them from the items, in the office's language; what was drafted already stays.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn.
    """
    with transaction.atomic():
        meeting = was_held(held_meeting(meeting_id))
        need_keeper(meeting.office, grants)
        minutes = Minutes.objects.filter(meeting=meeting).first()
        if minutes is None:
            sections = draft_minutes(_presence(meeting), _told(meeting), settings.LANGUAGE_CODE)
            minutes = Minutes.objects.create(
                meeting=meeting, sections=[asdict(one) for one in sections], drafted_at=now
            )
            record("minutes.drafted", minutes, actor=actor, now=now, public={"sections": len(sections)}, key=key)
    return minutes


def change_part(
    meeting_id: int,
    section: int,
    part: Part,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Minutes:
    """Write a section anew until they are signed. `section`: its place from 0.

    Raises MeetingNotFound, MayNotKeepMeeting, MinutesWrong, MeetingNeedsWords, IssueNamesSomebody.
    """
    with transaction.atomic():
        minutes = _at(meeting_id, MinutesStage.DRAFT, MinutesStage.AMENDING)
        need_keeper(minutes.meeting.office, grants)
        before = _section(minutes, section)
        if done_before(key) is None:
            text = words(TEXT, part.text, least=1)
            check_names([part.heading, text], _voices(minutes), now=now)
            after = Section(before.item, part.heading.strip() or before.heading, text, part.public)
            minutes.sections[section] = asdict(after)
            minutes.save(update_fields=["sections"])
            public, private = {"section": section, "public": part.public}, {"text": text}
            record("minutes.changed", minutes, actor=actor, now=now, public=public, private=private, key=key)
    return minutes


def send_minutes(
    meeting_id: int,
    amend_by: date,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Minutes:
    """Those who were there read them and may ask for changes up to this day, inclusive.

    Raises MeetingNotFound, MayNotKeepMeeting, MinutesWrong.
    """
    with transaction.atomic():
        minutes = _at(meeting_id, MinutesStage.DRAFT, MinutesStage.AMENDING)
        need_keeper(minutes.meeting.office, grants)
        if done_before(key) is None and minutes.amend_by != amend_by:
            if amend_by < calendar().local_date(now):
                raise MinutesWrong(why=_SOONER)
            minutes.stage, minutes.amend_by = MinutesStage.AMENDING.value, amend_by
            minutes.save(update_fields=["stage", "amend_by"])
            record("minutes.sent", minutes, actor=actor, now=now, public={"by": amend_by.isoformat()}, key=key)
    return minutes


def amend(
    meeting_id: int,
    section: int,
    wish: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Amendment:
    """Somebody who was there wants a section to read differently.

    Raises MeetingNotFound, MayNotKeepMeeting, MinutesWrong, MeetingNeedsWords.
    """
    with transaction.atomic():
        minutes = _at(meeting_id, MinutesStage.AMENDING)
        if not was_there(minutes.meeting, actor, grants):
            raise MayNotKeepMeeting(who=PRESENT)
        if (before := done_before(key)) is not None:
            return Amendment.objects.get(pk=before.public["amendment"])
        _section(minutes, section)
        amendment = Amendment.objects.create(
            minutes=minutes, section=section, words=words(WISH, wish), by_id=actor.staff_id or 0, at=now
        )
        public, private = {"amendment": amendment.pk, "section": section}, {"words": amendment.words}
        record("minutes.amendment_wished", minutes, actor=actor, now=now, public=public, private=private, key=key)
    return amendment


def answer_amendment(
    amendment_id: int,
    answer: str = "",
    *,
    taken: bool,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Amendment:
    """Take a wish (and write the section with `change_part`), or say why it stays as it is.

    Raises MeetingNotFound, MayNotKeepMeeting, MinutesWrong, MeetingNeedsWords.
    """
    with transaction.atomic():
        amendment = Amendment.objects.filter(pk=amendment_id).first()
        if amendment is None:
            raise MeetingNotFound
        minutes = _at(amendment.minutes_id, MinutesStage.AMENDING)
        need_keeper(minutes.meeting.office, grants)
        if done_before(key) is None:
            amendment.refresh_from_db()
            if amendment.taken is not None:
                raise MinutesWrong(why=_ANSWERED)
            amendment.taken = taken
            amendment.answer = answer.strip()[:300] if taken else words(ANSWER, answer, most=300)
            amendment.save(update_fields=["taken", "answer"])
            public = {"amendment": amendment.pk, "taken": taken}
            private = {"answer": amendment.answer} if amendment.answer else {}
            record("minutes.amendment_answered", minutes, actor=actor, now=now, public=public, private=private, key=key)
    return amendment


def sign_minutes(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Minutes:
    """The chair signs them: what they say is fixed by its SHA-256 in the event, and changes no more.

    Signed are minutes that those who were there could read: after the last day for wishes. Raises MeetingNotFound,
    MayNotKeepMeeting, MinutesWrong, AmendmentsOpen.
    """
    with transaction.atomic():
        minutes = _at(meeting_id, MinutesStage.AMENDING, MinutesStage.SIGNED, MinutesStage.PUBLISHED)
        need_signer(minutes.meeting, actor, grants)
        if done_before(key) is None and minutes.stage == MinutesStage.AMENDING:
            if minutes.amend_by is not None and calendar().local_date(now) <= minutes.amend_by:
                raise MinutesWrong(why=_TIME_LEFT)
            if waiting := minutes.amendments.filter(taken=None).count():
                raise AmendmentsOpen(number=waiting)
            minutes.stage, minutes.sha256 = MinutesStage.SIGNED.value, digest_of(minutes.sections)
            minutes.signed_at, minutes.signed_by_id = now, actor.staff_id
            minutes.save(update_fields=["stage", "sha256", "signed_at", "signed_by"])
            record("minutes.signed", minutes, actor=actor, now=now, public={"sha256": minutes.sha256}, key=key)
    return minutes


def publish_minutes(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Minutes:
    """The sections that are public stand on the public site. Raises MeetingNotFound, MayNotKeepMeeting, MinutesWrong,
    IssueNamesSomebody."""
    with transaction.atomic():
        minutes = _at(meeting_id, MinutesStage.SIGNED, MinutesStage.PUBLISHED)
        need_keeper(minutes.meeting.office, grants)
        if done_before(key) is None and minutes.stage == MinutesStage.SIGNED:
            shown = [one for one in minutes.sections if one["public"]]
            check_names([text for one in shown for text in (one["heading"], one["text"])], _voices(minutes), now=now)
            minutes.stage, minutes.published_at = MinutesStage.PUBLISHED.value, now
            minutes.save(update_fields=["stage", "published_at"])
            record("minutes.published", minutes, actor=actor, now=now, public={"sections": len(shown)}, key=key)
    return minutes


def _at(meeting_id: int, *stages: MinutesStage) -> Minutes:
    """The minutes at one of these stages, locked as their meeting is. Raises MeetingNotFound, MinutesWrong."""
    meeting = held_meeting(meeting_id)
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if minutes is None:
        raise MeetingNotFound
    if minutes.stage not in stages:
        raise MinutesWrong(why=_NOT_NOW)
    minutes.meeting = meeting
    return minutes


def _section(minutes: Minutes, at: int) -> Section:
    if not 0 <= at < len(minutes.sections):
        raise MinutesWrong(why=_NO_PART)
    return Section(**minutes.sections[at])


def _voices(minutes: Minutes) -> list[int]:
    items = AgendaItem.objects.filter(meeting=minutes.meeting_id)
    return [case for item in items for case in voices_of(item)]


def _presence(meeting: Meeting) -> Presence:
    invitations = list(meeting.invitations.select_related("unit").order_by("unit__path"))
    others = [one for one in invitations if one.unit_id != meeting.office_id]
    return Presence(
        came=[_name(meeting.office), *(_name(one.unit) for one in others if one.attended)],
        away=[_name(one.unit) for one in others if one.invited and not one.attended],
        left_out=[(_name(one.unit), one.reason) for one in others if not one.invited and not one.attended],
    )


def _told(meeting: Meeting) -> list[Told]:
    items = meeting.items.prefetch_related("resolutions__owner").order_by("position", "pk")
    return [_item(one) for one in items]


def _item(item: AgendaItem) -> Told:
    off, standing = item.outcome == ItemOutcome.PUT_OFF, item.kind == ItemKind.STANDING
    return Told(
        id=item.pk,
        title=item.title,
        question=item.paper if standing else item.question,
        discussion=item.discussion,
        public=item.public,
        settled=tuple(_settled(one) for one in item.resolutions.all()),
        put_off_to=item.put_off_to if off else None,
        put_off_reason=item.put_off_reason if off else "",
        heard=standing,
    )


def _settled(resolution: Resolution) -> Settled:
    return Settled(
        resolution.text,
        _name(resolution.owner),
        resolution.due_on,
        resolution.evidence_wanted,
        resolution.public,
    )


def _name(unit: Unit) -> str:
    return Text(unit.name, unit.name_en or unit.name).say(settings.LANGUAGE_CODE)
