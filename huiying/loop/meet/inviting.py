"""The call of a meeting: invitations by mail with a calendar file, to the heads of the invited units and the chair."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.documents.ics import Appointment, Invited, appointment_ics
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.transports.email import own_host
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.loop.meet.standing import DISPUTE, standing_text
from huiying.serve.commitments.selectors.speakers import about_one_voice
from huiying.serve.coordination.enums import MeetingState
from huiying.serve.coordination.models import AgendaItem, Meeting
from huiying.serve.coordination.selectors.inviting import units_concerned
from huiying.serve.coordination.selectors.meetings import sequence_of
from huiying.serve.coordination.services import inviting as guests
from huiying.serve.coordination.services import meetings
from huiying.serve.coordination.services.meeting_holding import held_meeting

INVITED = Text("会议通知：{title}，{at}", "Invitation: {title}, {at}")
CHANGED = Text("会议变更：{title}，{at}", "Changed: {title}, {at}")
OFF = Text("会议取消：{title}，{at}", "Called off: {title}, {at}")
BODY = Text(
    "{title}\n时间：{at}，约 {minutes} 分钟\n地点：{venue}\n主持：{chair}\n召集：{office}\n\n议题：\n{items}\n\n"
    "来不来，请登录系统在会议页上答复；材料也在那里。",
    "{title}\nWhen: {at}, about {minutes} minutes\nWhere: {venue}\nChair: {chair}\nCalled by: {office}\n\nAgenda:\n"
    "{items}\n\nPlease say on the page of the meeting whether you come; the papers are there too.",
)
OFF_BODY = Text("{title}（{at}）取消。原因：{reason}", "{title} ({at}) is called off. Reason: {reason}")
INSIDE = Text("（内部议题）", "(internal item)")


@dataclass(frozen=True, slots=True)
class Sent:
    """`written_to`: how many were written to; `silent`: invited units in which nobody leaves an e-mail: tell them."""

    written_to: int
    silent: tuple[Unit, ...]


def call_meeting(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Sent | None:
    """Send the invitations. None where they were out before.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, MeetingNeedsItem, OrganisationLeftOut, MeetingWrongDay.
    """
    with transaction.atomic(durable=True):
        meeting = meetings.call(meeting_id, actor=actor, grants=grants, now=now, key=key)
        if meeting is None:
            return None
        meetings.write_standing(meeting, standing_text(meeting, now=now), actor=actor, now=now)
        return _send(meeting, INVITED, actor=actor, now=now)


def invite_units(
    meeting_id: int,
    unit_ids: Sequence[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Sent | None:
    """Ask units to come; after the call the new ones are written to at once. None before it.

    Raises as `inviting.invite`.
    """
    with transaction.atomic(durable=True):
        meeting = held_meeting(meeting_id)
        before = set(meeting.invitations.filter(invited=True).values_list("unit_id", flat=True))
        guests.invite(meeting_id, unit_ids, actor=actor, grants=grants, now=now, key=key)
        if meeting.called_at is None:
            return None
        new = meeting.invitations.filter(invited=True, unit__in=unit_ids).exclude(unit__in=before)
        units = [one.unit for one in new.select_related("unit").order_by("unit__path")]
        return _send_to(meeting, units, INVITED, actor=actor, now=now)


def invite_concerned(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Sent | None:
    """Ask everybody whom the items concern, and every mass organisation not spoken of yet. As `invite_units`."""
    with transaction.atomic():
        wanted = [one.unit.pk for one in units_concerned(held_meeting(meeting_id))]
    return invite_units(meeting_id, wanted, actor=actor, grants=grants, now=now, key=key)


def send_change(meeting: Meeting, *, actor: Actor, now: datetime) -> Sent:
    """Tell everybody who was invited that it was moved or called off. The caller holds the transaction."""
    if meeting.called_at is None:
        return Sent(0, ())
    return _send(meeting, OFF if meeting.state == MeetingState.OFF else CHANGED, actor=actor, now=now)


def appointment(meeting: Meeting, *, now: datetime, invited: Iterable[Staff] = ()) -> Appointment:
    """The meeting as it stands in a calendar; `invited` are named in it.

    Programs answer to whoever planned it, never to the address of the office, where answers would be read as voices.
    """
    return Appointment(
        uid=f"meeting-{meeting.pk}@{own_host()}",
        sequence=sequence_of(meeting),
        title=str(meeting),
        words=_agenda(meeting),
        venue=meeting.venue,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        zone=settings.TIME_ZONE,
        made_at=now,
        organizer=Invited(str(meeting.office), meeting.made_by.email),
        invited=tuple(Invited(str(one), one.email) for one in invited),
        cancelled=meeting.state == MeetingState.OFF,
    )


def heads_of(units: Iterable[Unit], *, now: datetime) -> dict[int, list[Staff]]:
    """By unit: its heads today who have an e-mail."""
    today = calendar().local_date(now)
    in_force = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    wanted = [unit.pk for unit in units]
    grants = Grant.objects.filter(in_force, role=Role.UNIT_HEAD.value, unit__in=wanted, staff__is_active=True)
    heads: dict[int, list[Staff]] = {pk: [] for pk in wanted}
    for grant in grants.exclude(staff__email="").select_related("staff").order_by("staff_id"):
        heads[grant.unit_id].append(grant.staff)
    return heads


def _send(meeting: Meeting, subject: Text, *, actor: Actor, now: datetime) -> Sent:
    """To the chair and to everybody who was invited."""
    asked = [one.unit for one in meeting.invitations.filter(invited=True, unit__active=True).select_related("unit")]
    chair = meeting.chair
    return _send_to(
        meeting, asked, subject, also=[chair] if chair.is_active and chair.email else (), actor=actor, now=now
    )


def _send_to(
    meeting: Meeting, asked: Sequence[Unit], subject: Text, *, also: Sequence[Staff] = (), actor: Actor, now: datetime
) -> Sent:
    heads = heads_of(asked, now=now)
    readers = {one.pk: one for found in (*heads.values(), also) for one in found}
    for reader in readers.values():
        _write(meeting, reader, subject, actor=actor, now=now)
    return Sent(len(readers), tuple(unit for unit in asked if not heads[unit.pk]))


def _write(meeting: Meeting, reader: Staff, subject: Text, *, actor: Actor, now: datetime) -> None:
    language = settings.LANGUAGE_CODE
    at = timezone.localtime(meeting.starts_at).strftime("%Y-%m-%d %H:%M")
    values = {"title": str(meeting), "at": at, "reason": meeting.reason, "minutes": meeting.minutes}
    values |= {"venue": meeting.venue, "chair": str(meeting.chair), "office": str(meeting.office)}
    body = OFF_BODY if meeting.state == MeetingState.OFF else BODY
    queue(
        key=f"meeting:{meeting.pk}:{now.isoformat()}:{reader.pk}",
        way=Way.EMAIL,
        to=reader.email,
        subject=subject.say(language).format(**values),
        text=body.say(language).format(**values, items=_agenda(meeting)),
        calendar=appointment_ics(appointment(meeting, now=now, invited=[reader])).decode(),
        about=meeting,
        actor=actor,
        now=now,
    )


def _agenda(meeting: Meeting) -> str:
    """Numbered titles; one that is not public, or about one voice, is not named in a mail, which nobody calls back."""
    items = meeting.items.order_by("position", "pk")
    return "\n".join(f"{at}. {_title(item)}" for at, item in enumerate(items, 1))


def _title(item: AgendaItem) -> str:
    if item.case_id is not None:
        return DISPUTE.say(settings.LANGUAGE_CODE)
    if not item.public or about_one_voice(item.commitment):
        return INSIDE.say(settings.LANGUAGE_CODE)
    return item.title
