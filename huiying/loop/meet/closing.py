"""A meeting ends: its resolutions become promises, settle which unit has a case, and what was put off is carried on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.loop.meet.planning import carry_over
from huiying.loop.meet.standing import standing_text
from huiying.serve.casework.enums import DecidedBy
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.matter import ALSO
from huiying.serve.casework.services.competence import Decision, remember
from huiying.serve.casework.services.perform import perform
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.making import Promise, make_commitment
from huiying.serve.coordination.enums import MeetingState, ResolutionKind
from huiying.serve.coordination.errors import ResolutionWrong
from huiying.serve.coordination.models import AgendaItem, Meeting, Resolution
from huiying.serve.coordination.selectors.disputes import SETTLES
from huiying.serve.coordination.services import meetings, minutes
from huiying.serve.coordination.services.members import hold
from huiying.serve.coordination.services.resolving import mark_done

ITEM_HIDDEN = Text("会议的这个议题不公开", "the item of the meeting is not public")


@dataclass(frozen=True, slots=True)
class Closed:
    """What came of a meeting. `refused`: resolutions that could not take effect, each with its code."""

    meeting: Meeting
    promises: tuple[Commitment, ...] = ()
    settled: tuple[Resolution, ...] = ()
    refused: tuple[Resolution, ...] = ()
    carried: tuple[AgendaItem, ...] = ()


def close_meeting(
    meeting_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Closed:
    """End it, put every resolution into effect, carry on what was put off, and draft the minutes.

    Whoever ends it second changes nothing and is given what came of it. What stands in the way of one resolution keeps
    none of the others from taking effect. Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, NobodyCame,
    ItemsOpen.
    """
    with transaction.atomic(durable=True):
        items = AgendaItem.objects.filter(meeting=meeting_id)
        hold([case for item in items for case in _voices(item)])  # cases are locked before all else, in one order
        meeting = meetings.end(meeting_id, actor=actor, grants=grants, now=now, key=key)
        if meeting is not None:
            for resolution in _resolutions(meeting):
                _carry_out(resolution, meeting, actor, now)
            _carry_on(meeting, actor, now)
            minutes.draft(meeting.pk, actor=actor, grants=None, now=now)
    return closed(meeting_id)


def closed(meeting_id: int) -> Closed:
    """What came of a meeting that has ended."""
    meeting = Meeting.objects.select_related("office", "chair").get(pk=meeting_id)
    resolutions = _resolutions(meeting)
    competence = [one for one in resolutions if one.kind == ResolutionKind.COMPETENCE]
    return Closed(
        meeting,
        promises=tuple(Commitment.objects.filter(resolution__in=resolutions).order_by("pk")),
        settled=tuple(one for one in competence if one.done_at is not None),
        refused=tuple(one for one in resolutions if one.refused),
        carried=tuple(AgendaItem.objects.filter(carried_from__meeting=meeting).order_by("pk")),
    )


def _resolutions(meeting: Meeting) -> list[Resolution]:
    found = Resolution.objects.filter(item__meeting=meeting).select_related("item__case", "owner")
    return list(found.order_by("item__position", "position", "pk"))


def _carry_out(resolution: Resolution, meeting: Meeting, actor: Actor, now: datetime) -> None:
    """Each in a savepoint: it takes effect as a whole, or not at all and says why."""
    try:
        with transaction.atomic():
            if resolution.kind == ResolutionKind.COMPETENCE:
                _settle(resolution, actor, now)
            else:
                _promise(resolution, meeting, actor, now)
            mark_done(resolution, actor=actor, now=now)
    except HuiyingError as err:
        mark_done(resolution, refused=err.code, actor=actor, now=now)


def _promise(resolution: Resolution, meeting: Meeting, actor: Actor, now: datetime) -> Commitment:
    assert resolution.due_on is not None
    item = resolution.item
    promise = Promise(
        words=resolution.text,
        owner_id=resolution.owner_id,
        due_on=resolution.due_on,
        source=Source.RESOLUTION,
        evidence_wanted=resolution.evidence_wanted,
        public=resolution.public and item.public,
        hidden_reason=resolution.hidden_reason or ITEM_HIDDEN.say(settings.LANGUAGE_CODE),
        issue_id=item.issue_id,
        resolution_id=resolution.pk,
        case_ids=_voices(item),
        office_id=meeting.office_id,
    )
    return make_commitment(promise, actor=actor, grants=None, now=now, key=f"resolution:{resolution.pk}")


def _voices(item: AgendaItem) -> list[int]:
    """The disputed case with those joined to it, or those behind the promise that was late."""
    if item.case_id is not None:
        return [item.case_id, *_joined(item.case_id)]
    earlier = Commitment.objects.filter(pk=item.commitment).first() if item.commitment else None
    causes = earlier.causes.filter(case__sealed=False) if earlier is not None else None
    return list(causes.values_list("case_id", flat=True)) if causes is not None else []


def _settle(resolution: Resolution, actor: Actor, now: datetime) -> None:
    """The case, and those joined to it, go to the unit that the meeting named. Raises what `perform` raises."""
    case = resolution.item.case
    if case is None or case.procedure not in SETTLES:
        raise ResolutionWrong(why="")
    data = {
        "unit": resolution.owner_id,
        "supporting": resolution.supporting,
        "decision": resolution.text,
        ALSO: _joined(case.pk),
    }
    done = perform(
        case.pk, SETTLES[case.procedure], actor=actor, now=now, data=data, key=f"resolution:{resolution.pk}:case"
    )
    by_meeting = Decision(resolution.owner_id, DecidedBy.JOINT, calendar().local_date(now))
    for one in (done.case, *Case.objects.filter(pk__in=done.reached).select_related("voice")):
        remember(one, by_meeting)


def _joined(case_id: int) -> list[int]:
    joined = Case.objects.filter(lead_case=case_id, sealed=False, voice__erased_at=None, voice__revealed_at=None)
    return list(joined.order_by("pk").values_list("pk", flat=True))


def _carry_on(meeting: Meeting, actor: Actor, now: datetime) -> None:
    """Meetings of the series that are planned already take what was put off until their days."""
    if meeting.series_id is None:
        return
    states = (MeetingState.PLANNED.value, MeetingState.CALLED.value)
    later = Meeting.objects.filter(series=meeting.series_id, state__in=states, began_at=None)
    for one in later.select_related("office").order_by("starts_at", "pk"):
        carry_over(one, actor=actor, now=now)
        meetings.write_standing(one, standing_text(one, now=now), actor=actor, now=now)
