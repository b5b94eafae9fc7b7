"""Whether something is for this meeting: an open issue, a dispute that nobody above both sides decides, a late case."""

from collections.abc import Sequence
from datetime import datetime

from huiying.core.words import Text
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, MeetingState
from huiying.serve.coordination.errors import ItemWrong, SuperiorDecides
from huiying.serve.coordination.models import AgendaItem, Issue
from huiying.serve.coordination.selectors.disputes import IN_DISPUTE, dispute_of
from huiying.serve.coordination.selectors.rights import visible_issues

_THERE = Text(
    zh="它已经在一次会议的议题里，还没有结果。", en="It is an item of a meeting already, without an outcome yet."
)
_NO_ISSUE = Text(
    zh="没有这个共性问题，或者它已经结束。请另选一个。", en="There is no such issue, or it is over. Choose another."
)
_NO_DISPUTE = Text(
    zh="这一件现在没有受理争议，不用上会定。", en="Nobody disputes who takes this case now; it needs no meeting."
)
_NOT_LATE = Text(zh="这一件没有超期，不用上会催。", en="This case is not overdue; no meeting is needed to hurry it.")
WHAT = Text(zh="请选议题的种类和它说的事。", en="Choose the kind of the item and what it is about.")


def check_about(
    kind: ItemKind,
    issue_id: int | None,
    case_id: int | None,
    commitment: int | None,
    grants: Sequence[Grant] | None,
    now: datetime,
) -> Case | None:
    """The case of a dispute, or the late one, once it is sure that the item is for this meeting.

    Raises ItemWrong, SuperiorDecides.
    """
    fits = {
        ItemKind.STANDING: False,
        ItemKind.ISSUE: issue_id is not None,
        ItemKind.COMPETENCE: case_id is not None,
        ItemKind.OVERDUE: commitment is not None,
        ItemKind.LATE: case_id is not None,
    }
    if not fits.get(kind, True) or (case_id is not None and kind not in {ItemKind.COMPETENCE, ItemKind.LATE}):
        raise ItemWrong(why=WHAT)
    if issue_id is not None:
        _check_issue(issue_id, grants)
    case = None
    if case_id is not None:
        case = _disputed(case_id, grants) if kind is ItemKind.COMPETENCE else _late(case_id, grants, now)
    _refuse_twice({"issue_id": issue_id, "case_id": case_id, "commitment": commitment})
    return case


def _check_issue(issue_id: int, grants: Sequence[Grant] | None) -> None:
    issues = Issue.objects.filter(pk=issue_id)
    issue = (issues.filter(visible_issues(grants)) if grants is not None else issues).first()
    if issue is None or issue.is_over:
        raise ItemWrong(why=_NO_ISSUE)


def _disputed(case_id: int, grants: Sequence[Grant] | None) -> Case:
    cases = Case.objects.filter(IN_DISPUTE, pk=case_id, sealed=False)
    case = (cases.filter(visible_cases(grants)) if grants is not None else cases).select_related("unit").first()
    if case is None:
        raise ItemWrong(why=_NO_DISPUTE)
    if (superior := dispute_of(case).superior) is not None:
        raise SuperiorDecides(unit=Text(superior.name, superior.name_en or superior.name))
    return case


def _late(case_id: int, grants: Sequence[Grant] | None, now: datetime) -> Case:
    cases = Case.objects.filter(pk=case_id, sealed=False, voice__erased_at=None, next_due_at__lte=now)
    case = (cases.filter(visible_cases(grants)) if grants is not None else cases).select_related("unit").first()
    if case is None:
        raise ItemWrong(why=_NOT_LATE)
    return case


def _refuse_twice(about: dict[str, int | None]) -> None:
    named = {name: value for name, value in about.items() if value is not None}
    states = (MeetingState.PLANNED.value, MeetingState.CALLED.value)
    waiting = AgendaItem.objects.filter(outcome=ItemOutcome.OPEN.value, meeting__state__in=states)
    if named and waiting.filter(**named).exists():
        raise ItemWrong(why=_THERE)
