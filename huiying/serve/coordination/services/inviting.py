"""Who is asked to come, who is not and why, and what the units answer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.coordination.enums import InvitationAnswer, MeetingState
from huiying.serve.coordination.errors import InvitationWrong, MayNotKeepMeeting, MeetingMovedOn, MeetingNotFound
from huiying.serve.coordination.models import Invitation, Meeting
from huiying.serve.coordination.selectors.meeting_rights import COMERS, comes_for, may_keep, need_keeper
from huiying.serve.coordination.services.meeting_holding import NOT_CALLED, active_unit, held_meeting, not_begun, words

WHY_NOT = Text(zh="不请的原因", en="Why it is not invited")
_OWN = Text(zh="召集的单位自己不用请。", en="The office that holds the meeting needs no invitation.")
_SENT = Text(
    zh="会议通知已经发给这个单位，不能撤。它不用来，请告诉它。",
    en="The invitation has gone out to this unit. If it need not come, please tell it.",
)


def invite(
    meeting_id: int,
    unit_ids: Sequence[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> list[Invitation]:
    """Ask units to come, also those that were left out before; after the call loop/meet writes to them at once.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, InvitationWrong.
    """
    with transaction.atomic():
        meeting = not_begun(held_meeting(meeting_id))
        need_keeper(meeting.office, grants)
        if done_before(key) is None:
            new = [unit_id for unit_id in dict.fromkeys(unit_ids) if _ask(meeting, unit_id, now)]
            if new:
                record("meeting.invited", meeting, actor=actor, now=now, public={"units": new}, key=key)
    return list(meeting.invitations.filter(unit__in=unit_ids).order_by("unit__path"))


def leave_out(
    meeting_id: int,
    unit_id: int,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Invitation:
    """Say why a unit, usually a mass organisation, is not invited.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, MeetingNeedsWords, InvitationWrong.
    """
    with transaction.atomic():
        meeting = not_begun(held_meeting(meeting_id))
        need_keeper(meeting.office, grants)
        unit, why = active_unit(unit_id), words(WHY_NOT, reason, most=300)
        invitation, _ = Invitation.objects.get_or_create(meeting=meeting, unit=unit, defaults={"invited": False})
        if invitation.sent_at is not None:
            raise InvitationWrong(why=_SENT)
        if done_before(key) is None and (invitation.invited or invitation.reason != why):
            invitation.invited, invitation.reason = False, why
            invitation.save(update_fields=["invited", "reason"])
            public, private = {"unit": unit.pk}, {"reason": why}
            record("meeting.left_out", meeting, actor=actor, now=now, public=public, private=private, key=key)
    return invitation


def uninvite(
    meeting_id: int,
    unit_id: int,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Meeting:
    """Nothing is said of a unit any more, as long as no invitation has gone out to it.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, InvitationWrong.
    """
    with transaction.atomic():
        meeting = not_begun(held_meeting(meeting_id))
        need_keeper(meeting.office, grants)
        invitation = meeting.invitations.filter(unit=unit_id).first()
        if invitation is not None and done_before(key) is None:
            if invitation.sent_at is not None:
                raise InvitationWrong(why=_SENT)
            invitation.delete()
            record("meeting.uninvited", meeting, actor=actor, now=now, public={"unit": unit_id}, key=key)
    return meeting


def answer_invitation(
    meeting_id: int,
    unit_id: int,
    answer: InvitationAnswer,
    text: str = "",
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Invitation:
    """A unit says whether it comes; the joint office may write down what it was told.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn.
    """
    with transaction.atomic():
        meeting = held_meeting(meeting_id)
        invitation = meeting.invitations.select_related("unit").filter(unit=unit_id, invited=True).first()
        if invitation is None:
            raise MeetingNotFound
        if not (comes_for(invitation.unit, grants) or may_keep(meeting.office, grants)):
            raise MayNotKeepMeeting(who=COMERS)
        if not_begun(meeting).state != MeetingState.CALLED:
            raise MeetingMovedOn(how=NOT_CALLED)
        if done_before(key) is None:
            invitation.answer, invitation.answer_words = answer.value, text.strip()[:300]
            invitation.answered_by_id = actor.staff_id
            invitation.save(update_fields=["answer", "answer_words", "answered_by"])
            public = {"unit": unit_id, "answer": answer.value}
            private = {"words": invitation.answer_words} if invitation.answer_words else {}
            record("meeting.answered", meeting, actor=actor, now=now, public=public, private=private, key=key)
    return invitation


def _ask(meeting: Meeting, unit_id: int, now: datetime) -> bool:
    """Whether the unit was not asked before. Raises InvitationWrong."""
    unit = active_unit(unit_id)
    if unit.pk == meeting.office_id:
        raise InvitationWrong(why=_OWN)
    invitation, new = Invitation.objects.get_or_create(meeting=meeting, unit=unit)
    if not new and invitation.invited:
        return False
    invitation.invited, invitation.reason = True, ""
    invitation.sent_at = now if meeting.called_at is not None else None
    invitation.save(update_fields=["invited", "reason", "sent_at"])
    return True
