"""What waits for a meeting: issues, disputes that nobody above both sides decides, overdue cases, and what was put off.

Overdue promises come from a room above this one; loop/meet puts all together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from huiying.core.words import Text
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_unsealed
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, MeetingState
from huiying.serve.coordination.models import AgendaItem, Issue, Meeting
from huiying.serve.coordination.selectors.disputes import IN_DISPUTE, Dispute, disputes
from huiying.serve.coordination.selectors.issues import issues_for
from huiying.serve.coordination.selectors.meeting_rights import visible_meetings

MOST, MOST_LATE = 100, 20
NO_SUPERIOR = Text(
    zh="{sides}都说不归自己管，又没有共同的上一级，由联席会议协调（条例第二十四条第一款）",
    en="{sides} each say it is not theirs and have no common superior: the joint meeting settles it (Art 24(1))",
)
HAS_SUPERIOR = Text(
    zh="双方有共同的上一级：{unit}，由它决定（条例第二十四条第一款），不上会",
    en="Both sides have a common superior, {unit}, which decides (Art 24(1)); it is not for the meeting",
)
VOICES = Text(zh="{number} 个人说过", en="{number} people spoke of it")
LATE_CASE = Text(zh="超期没办：{about}", en="Overdue: {about}")
DAYS_LATE = Text(zh="{unit}，超 {days} 天", en="{unit}, {days} days late")
OF_CASE = Text(zh="由哪个单位办：{about}", en="Who takes it: {about}")
NOT_FILED = Text(zh="还没有定类别的一件", en="a case without a category yet")
PUT_OFF = Text(zh="{day}的会议放到以后：{reason}", en="Put off by the meeting of {day}: {reason}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something for an agenda. `title`, `why`: proposed words; `care`: voices behind it; `units`: who should come.

    What it is about: `issue`, `case`, `commitment` (its number) or `item`, which was put off before.
    """

    kind: ItemKind
    title: Text
    why: Text
    care: int = 0
    issue: Issue | None = None
    case: Case | None = None
    commitment: int | None = None
    item: AgendaItem | None = None
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class NotForMeeting:
    """A dispute that somebody above both sides decides, and the sentence that says so."""

    case: Case
    superior: Unit
    why: Text


@dataclass(frozen=True, slots=True)
class Waiting:
    """What may be put on an agenda, and which disputes may not."""

    candidates: tuple[Candidate, ...]
    not_for_meeting: tuple[NotForMeeting, ...]


def waiting_for_meeting(grants: Sequence[Grant], today: date) -> Waiting:
    """Everything that the viewer sees and that is on no agenda to come; what was put off comes first.

    Of cases that were overdue before `today` those that have been so longest.
    """
    found = _disputed(grants)
    settled = [one for one in found if one.superior is None]
    late = _late(grants, today)
    candidates = [*_put_off(grants), *_issues(grants), *map(_of_dispute, settled), *late]
    above = [NotForMeeting(one.case, one.superior, _superior(one.superior)) for one in found if one.superior]
    return Waiting(tuple(candidates[:MOST]), tuple(above[:MOST]))


def on_agenda() -> Iterable[AgendaItem]:
    """Items without an outcome of meetings to come."""
    states = (MeetingState.PLANNED.value, MeetingState.CALLED.value)
    return AgendaItem.objects.filter(outcome=ItemOutcome.OPEN.value, meeting__state__in=states)


def _issues(grants: Sequence[Grant]) -> list[Candidate]:
    there = {item.issue_id for item in on_agenda()}
    found: list[Any] = [one for one in issues_for(grants) if one.pk not in there]
    counted = sorted((one for one in found if one.voices), key=lambda one: -one.voices)
    return [_of_issue(one, one.voices) for one in counted]


def _of_issue(issue: Issue, voices: int) -> Candidate:
    title = Text(zh=issue.title, en=issue.title_en or issue.title)
    why = Text(zh=VOICES.zh.format(number=voices), en=VOICES.en.format(number=voices))
    units = (issue.owner,) if issue.owner is not None else ()
    return Candidate(ItemKind.ISSUE, title, why, voices, issue=issue, units=units)


def _disputed(grants: Sequence[Grant]) -> list[Dispute]:
    there = {item.case_id for item in on_agenda()}
    cases = Case.objects.filter(visible_unsealed(grants), IN_DISPUTE, lead_case=None)
    wanted = cases.select_related("voice__place", "category", "unit").order_by("voice__received_at", "pk")[:MOST]
    return disputes([case for case in wanted if case.pk not in there])


def _of_dispute(dispute: Dispute) -> Candidate:
    case, sides = dispute.case, dispute.sides
    names = Text(zh="、".join(one.name for one in sides), en=" and ".join(one.name_en or one.name for one in sides))
    why = Text(zh=NO_SUPERIOR.zh.format(sides=names.zh), en=NO_SUPERIOR.en.format(sides=names.en))
    care = 1 + case.joined_cases.filter(sealed=False, voice__revealed_at=None).count()
    about = _about(case)
    title = Text(zh=OF_CASE.zh.format(about=about.zh), en=OF_CASE.en.format(about=about.en))
    return Candidate(ItemKind.COMPETENCE, title, why, care, case=case, units=sides)


def _late(grants: Sequence[Grant], today: date) -> list[Candidate]:
    there = {item.case_id for item in on_agenda()}
    over = Case.objects.filter(
        visible_unsealed(grants), lead_case=None, next_due_at__lt=calendar().instant(today, time())
    ).exclude(IN_DISPUTE)
    found = over.exclude(pk__in=[one for one in there if one]).select_related("category", "unit")
    return [_of_late(one, today) for one in found.order_by("next_due_at", "pk")[:MOST_LATE]]


def _of_late(case: Case, today: date) -> Candidate:
    assert case.next_due_at is not None
    # a limit ends with the first instant after its last day
    last_day = calendar().local_date(case.next_due_at - timedelta.resolution)
    days, about = (today - last_day).days, _about(case)
    unit = Text(zh=case.unit.name, en=case.unit.name_en or case.unit.name)
    why = Text(zh=DAYS_LATE.zh.format(unit=unit.zh, days=days), en=DAYS_LATE.en.format(unit=unit.en, days=days))
    title = Text(zh=LATE_CASE.zh.format(about=about.zh), en=LATE_CASE.en.format(about=about.en))
    care = 1 + case.joined_cases.filter(sealed=False, voice__revealed_at=None).count()
    return Candidate(ItemKind.LATE, title, why, care, case=case, units=(case.unit,))


def _about(case: Case) -> Text:
    """What a case is about in words of the office: its category, never the words of the voice."""
    if case.category is None:
        return NOT_FILED
    return Text(zh=case.category.name, en=case.category.name_en or case.category.name)


def _superior(unit: Unit) -> Text:
    return Text(zh=HAS_SUPERIOR.zh.format(unit=unit.name), en=HAS_SUPERIOR.en.format(unit=unit.name_en or unit.name))


def _put_off(grants: Sequence[Grant]) -> list[Candidate]:
    """What was carried over already is on its way."""
    items = AgendaItem.objects.filter(outcome=ItemOutcome.PUT_OFF.value, carried_to=None).exclude(case__sealed=True)
    mine = items.filter(meeting__in=_meetings(grants)).select_related("issue", "case", "meeting", "brought_by")
    return [_of_item(one) for one in mine.order_by("put_off_to", "pk")[:MOST]]


def _meetings(grants: Sequence[Grant]) -> Sequence[int]:
    seen = Meeting.objects.filter(visible_meetings(grants), state=MeetingState.HELD.value)
    return list(seen.values_list("pk", flat=True).distinct())


def _of_item(item: AgendaItem) -> Candidate:
    day = calendar().local_date(item.meeting.starts_at).isoformat()
    why = Text(
        zh=PUT_OFF.zh.format(day=day, reason=item.put_off_reason),
        en=PUT_OFF.en.format(day=day, reason=item.put_off_reason),
    )
    return Candidate(
        ItemKind(item.kind),
        Text(item.title, item.title),
        why,
        issue=item.issue,
        case=item.case,
        commitment=item.commitment,
        item=item,
        units=(item.brought_by,),
    )
