"""Minutes as they are read, and the part of them that is published."""

from dataclasses import dataclass

from huiying.core.meetings.draft import Section, digest_of
from huiying.foundation.people.models import Unit
from huiying.serve.coordination.enums import MeetingState, MinutesStage
from huiying.serve.coordination.errors import MeetingNotFound
from huiying.serve.coordination.models import AgendaItem, Meeting, Minutes, Resolution

MOST = 100


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody may read of a meeting. `units`: who was there; `resolutions`: those that are public;
    `as_signed`: nothing was erased since they were signed."""

    meeting: Meeting
    minutes: Minutes
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    resolutions: tuple[Resolution, ...]
    as_signed: bool


def sections_of(minutes: Minutes) -> list[Section]:
    """All sections, for whoever may read the minutes."""
    return [Section(**one) for one in minutes.sections]


def as_signed(minutes: Minutes) -> bool:
    """Whether they still read as they were signed: not so once a voice that they told of was erased."""
    return not minutes.sha256 or digest_of(minutes.sections) == minutes.sha256


def published_meetings() -> list[Meeting]:
    """Meetings whose minutes are published, the last first."""
    shown = Meeting.objects.filter(state=MeetingState.HELD.value, record__stage=MinutesStage.PUBLISHED.value)
    return list(shown.select_related("office", "series", "record").order_by("-starts_at", "-pk")[:MOST])


def published_minutes(meeting_id: int) -> Published:
    """The published part. Raises MeetingNotFound."""
    found = Minutes.objects.filter(pk=meeting_id, stage=MinutesStage.PUBLISHED.value)
    minutes = found.select_related("meeting__office", "meeting__chair", "meeting__series", "signed_by").first()
    if minutes is None:
        raise MeetingNotFound
    meeting = minutes.meeting
    units = Unit.objects.filter(meeting_invitations__meeting=meeting, meeting_invitations__attended=True)
    sections = _shown(minutes)
    shown = Resolution.objects.filter(item__in=[one.item for one in sections], item__public=True, public=True)
    return Published(
        meeting,
        minutes,
        sections,
        tuple(units.order_by("path")),
        tuple(shown.select_related("owner", "item").order_by("item__position", "position")),
        as_signed(minutes),
    )


def _shown(minutes: Minutes) -> tuple[Section, ...]:
    """Sections that are public and about no case that was sealed since."""
    sealed = set(AgendaItem.objects.filter(meeting=minutes.pk, case__sealed=True).values_list("pk", flat=True))
    return tuple(one for one in sections_of(minutes) if one.public and one.item not in sealed)
