"""What happens in the meeting: who came, what was said, and how each item ends: in resolutions, or put off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, ResolutionKind
from huiying.serve.coordination.errors import InvitationWrong, ItemWrong, MeetingNotFound, ResolutionWrong
from huiying.serve.coordination.models import AgendaItem, Invitation, Resolution
from huiying.serve.coordination.selectors.meeting_rights import need_keeper
from huiying.serve.coordination.services.meeting_holding import (
    check_names,
    going_on,
    held_item,
    held_meeting,
    voices_of,
    words,
)
from huiying.serve.coordination.services.series import REASON

WORDS = Text(zh="决定", en="The resolution")
WHY_HIDDEN = Text(zh="不公开的原因", en="Why it is not public")
MOST_PEOPLE = 200
_NOBODY = Text(zh="到会人数请填 1 到 200。", en="Between 1 and 200 people can come of a unit.")
_NOT_ASKED = Text(zh="这个单位不在邀请名单里。请先加进来。", en="This unit was not invited. Add it first.")
_NO_OWNER = Text(zh="请选由哪个单位负责，停用的单位不行。", en="Choose a unit in charge that is active.")
_NO_DAY = Text(zh="请写完成日期，不早于开会那天。", en="Give the day by which it is done, not before the meeting.")
_ONE_UNIT = Text(
    zh="一件受理争议只定一个承办单位。要改，请改原来的决定。",
    en="A dispute ends with one unit that takes the case. Change the resolution that is there.",
)
_NO_CASE = Text(
    zh="只有受理争议的议题才能定由谁承办。", en="Only an item about a disputed case can settle which unit takes it."
)
_SETTLED = Text(zh="这一项已经有决定，先撤掉决定才能放到以后。", en="It has resolutions; take them back to put it off.")
_IS_PUT_OFF = Text(zh="这一项已经放到以后。要议，请先“重新议”。", en="It was put off. Take it up again to settle it.")
_SOONER = Text(zh="请写以后的日期。", en="Choose a later day.")
_STANDING = Text(zh="首个议题每次都有，不用放到以后。", en="The standing item comes each time; it is not put off.")


@dataclass(frozen=True, slots=True)
class ResolutionPlan:
    """A resolution as it is filled in: who does what by when, and what shows that it is done.

    Of kind COMPETENCE `owner_id` is the unit that takes the case and `supporting` those that help; it has no day.
    """

    text: str
    owner_id: int
    kind: ResolutionKind = ResolutionKind.TASK
    due_on: date | None = None
    evidence_wanted: str = ""
    supporting: Sequence[int] = ()
    public: bool = True
    hidden_reason: str = ""


def note_attendance(
    meeting_id: int,
    came: Mapping[int, int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> list[Invitation]:
    """Who came, by unit: how many people; invited units that are not named stayed away. It may be noted anew.

    The office's own people count under its unit; a unit that came uninvited is added.
     Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, InvitationWrong.
    """
    with transaction.atomic():
        meeting = going_on(held_meeting(meeting_id))
        need_keeper(meeting.office, grants)
        if done_before(key) is None:
            there = {one.unit_id: one for one in meeting.invitations.all()}
            _check_attendance(came)
            there |= {pk: Invitation(meeting=meeting, unit_id=pk) for pk in came if pk not in there}
            for unit, invitation in there.items():
                invitation.attended, invitation.people = unit in came, came.get(unit, 0)
                invitation.save()
            public = {"units": sorted(came), "people": sum(came.values())}
            record("meeting.attended", meeting, actor=actor, now=now, public=public, key=key)
    return list(meeting.invitations.select_related("unit").order_by("unit__path"))


def write_discussion(
    item_id: int, text: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> AgendaItem:
    """What was said about an item, for the minutes; it replaces what stood there.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, IssueNamesSomebody.
    """
    with transaction.atomic():
        item = _at_hand(item_id, grants)
        if done_before(key) is None and item.discussion != text.strip():
            check_names([text], voices_of(item), now=now)
            item.discussion = text.strip()
            item.save(update_fields=["discussion"])
            private = {"discussion": item.discussion}
            record("agenda_item.discussed", item, actor=actor, now=now, private=private, key=key)
    return item


def resolve(
    item_id: int,
    plan: ResolutionPlan,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Resolution:
    """Add a resolution: the item is settled. It takes effect when the meeting ends.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, MeetingNeedsWords, ItemWrong, ResolutionWrong,
    IssueNamesSomebody.
    """
    with transaction.atomic():
        item = _at_hand(item_id, grants)
        if (before := done_before(key)) is not None:
            return Resolution.objects.get(pk=before.subject_id)
        if item.outcome == ItemOutcome.PUT_OFF:
            raise ItemWrong(why=_IS_PUT_OFF)
        if plan.kind is ResolutionKind.COMPETENCE and item.resolutions.filter(kind=plan.kind.value).exists():
            raise ResolutionWrong(why=_ONE_UNIT)
        position = int(item.resolutions.aggregate(last=Max("position"))["last"] or 0) + 1
        resolution = Resolution.objects.create(item=item, position=position, made_at=now, **_checked(item, plan, now))
        _end(item, ItemOutcome.SETTLED)
        record(
            "resolution.made",
            resolution,
            actor=actor,
            now=now,
            public=_plain(resolution),
            private=_words(resolution),
            key=key,
        )
    return resolution


def change_resolution(
    resolution_id: int,
    plan: ResolutionPlan,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Resolution:
    """Write it anew, as long as the meeting goes on; its kind stays. Raises as `resolve`."""
    with transaction.atomic():
        resolution = _held(resolution_id, grants)
        if done_before(key) is None:
            values = _checked(resolution.item, plan, now) | {"kind": resolution.kind}
            for name, value in values.items():
                setattr(resolution, name, value)
            resolution.save()
            public, private = _plain(resolution), _words(resolution)
            record("resolution.changed", resolution, actor=actor, now=now, public=public, private=private, key=key)
    return resolution


def remove_resolution(
    resolution_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> AgendaItem:
    """Take it back, as long as the meeting goes on; an item without any is open again. Raises as `resolve`."""
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            return AgendaItem.objects.get(pk=before.public["item"])
        resolution = _held(resolution_id, grants)
        item = resolution.item
        public = {"item": item.pk, "meeting": item.meeting_id}
        record("resolution.removed", resolution, actor=actor, now=now, public=public, key=key)
        resolution.delete()
        if not item.resolutions.exists():
            _end(item, ItemOutcome.OPEN)
    return item


def put_off(
    item_id: int,
    reason: str,
    to: date,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> AgendaItem:
    """Nothing is settled about it now: why, and until when. It comes to the first meeting of the series from that day.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, MeetingNeedsWords, ItemWrong, IssueNamesSomebody.
    """
    with transaction.atomic():
        item = _at_hand(item_id, grants)
        if done_before(key) is None:
            why = _check_put_off(item, reason, to, now)
            item.put_off_reason, item.put_off_to = why, to
            _end(item, ItemOutcome.PUT_OFF)
            public = {"meeting": item.meeting_id, "to": to.isoformat()}
            entries = [Entry("agenda_item.put_off", item, actor, now, public=public, private={"reason": why}, key=key)]
            if item.case is not None:
                entries.append(Entry("case.meeting_put_off", item.case, actor, now, public={"item": item.pk}))
            record_many(entries)
    return item


def take_up(
    item_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> AgendaItem:
    """What was put off is open again, as long as the meeting goes on. Raises as `put_off`."""
    with transaction.atomic():
        item = _at_hand(item_id, grants)
        if done_before(key) is None and item.outcome == ItemOutcome.PUT_OFF:
            item.put_off_reason, item.put_off_to = "", None
            _end(item, ItemOutcome.OPEN)
            record("agenda_item.taken_up", item, actor=actor, now=now, public={"meeting": item.meeting_id}, key=key)
    return item


def mark_done(resolution: Resolution, *, refused: str = "", actor: Actor, now: datetime) -> None:
    """It was put into effect, or something stood in the way: its code. The caller, a joint, holds the transaction."""
    resolution.refused, resolution.done_at = refused, None if refused else now
    resolution.save(update_fields=["refused", "done_at"])
    name = "resolution.refused" if refused else "resolution.done"
    public = {"refused": refused} if refused else {}
    record(name, resolution, actor=actor, now=now, public=public)


def _at_hand(item_id: int, grants: Sequence[Grant]) -> AgendaItem:
    """An item of a meeting that people sit in now."""
    item = held_item(item_id)
    need_keeper(item.meeting.office, grants)
    going_on(item.meeting)
    return item


def _held(resolution_id: int, grants: Sequence[Grant]) -> Resolution:
    item = Resolution.objects.filter(pk=resolution_id).values_list("item_id", flat=True).first()
    if item is None:
        raise MeetingNotFound
    at_hand = _at_hand(item, grants)
    resolution = Resolution.objects.filter(pk=resolution_id).first()
    if resolution is None:
        raise MeetingNotFound
    resolution.item = at_hand
    return resolution


def _check_attendance(came: Mapping[int, int]) -> None:
    if any(not 1 <= people <= MOST_PEOPLE for people in came.values()):
        raise InvitationWrong(why=_NOBODY)
    if Unit.objects.filter(pk__in=came, active=True).count() != len(came):
        raise InvitationWrong(why=_NOT_ASKED)


def _checked(item: AgendaItem, plan: ResolutionPlan, now: datetime) -> dict[str, Any]:
    if not Unit.objects.filter(pk=plan.owner_id, active=True).exists():
        raise ResolutionWrong(why=_NO_OWNER)
    if plan.kind is ResolutionKind.COMPETENCE and item.kind != ItemKind.COMPETENCE:
        raise ResolutionWrong(why=_NO_CASE)
    text = words(WORDS, plan.text, most=400)
    check_names([text, plan.evidence_wanted], voices_of(item), now=now)
    return {
        "kind": plan.kind.value,
        "text": text,
        "owner_id": plan.owner_id,
        "supporting": _supporting(plan),
        "due_on": _due(plan, now),
        "evidence_wanted": plan.evidence_wanted.strip()[:300],
        "public": plan.public,
        "hidden_reason": "" if plan.public else words(WHY_HIDDEN, plan.hidden_reason, most=300),
    }


def _supporting(plan: ResolutionPlan) -> list[int]:
    wanted = [pk for pk in dict.fromkeys(plan.supporting) if pk != plan.owner_id]
    if Unit.objects.filter(pk__in=wanted, active=True).count() != len(wanted):
        raise ResolutionWrong(why=_NO_OWNER)
    return wanted


def _due(plan: ResolutionPlan, now: datetime) -> date | None:
    if plan.kind is ResolutionKind.COMPETENCE:
        return None
    if plan.due_on is None or plan.due_on < calendar().local_date(now):
        raise ResolutionWrong(why=_NO_DAY)
    return plan.due_on


def _check_put_off(item: AgendaItem, reason: str, to: date, now: datetime) -> str:
    if item.kind == ItemKind.STANDING:
        raise ItemWrong(why=_STANDING)
    if item.resolutions.exists():
        raise ItemWrong(why=_SETTLED)
    if to <= calendar().local_date(now):
        raise ItemWrong(why=_SOONER)
    why = words(REASON, reason, most=300)
    check_names([why], voices_of(item), now=now)
    return why


def _end(item: AgendaItem, outcome: ItemOutcome) -> None:
    item.outcome = outcome.value
    item.save(update_fields=["outcome", "put_off_reason", "put_off_to"])


def _plain(resolution: Resolution) -> dict[str, Any]:
    due = resolution.due_on.isoformat() if resolution.due_on else None
    names = ("kind", "owner_id", "supporting", "public", "item_id")
    return {name.removesuffix("_id"): getattr(resolution, name) for name in names} | {"due": due}


def _words(resolution: Resolution) -> dict[str, str]:
    names = ("text", "evidence_wanted", "hidden_reason")
    return {name: getattr(resolution, name) for name in names if getattr(resolution, name)}
