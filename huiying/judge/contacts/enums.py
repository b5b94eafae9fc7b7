"""Where a leader spent a day, and where a contact report stands."""

from enum import StrEnum


class DayKind(StrEnum):
    """Forms of going to people (2009 意见), and a meeting, which is not."""

    RECEPTION = "reception"
    HOME_VISIT = "home_visit"
    FIELD_OFFICE = "field_office"
    LINK_PLACE = "link_place"
    LISTENING_SESSION = "listening"
    RESEARCH = "research"
    POLICY_TALK = "talk"
    MEETING = "meeting"


class ReportState(StrEnum):
    """Once published it stays as it is."""

    DRAFT = "draft"
    PUBLISHED = "published"
