"""What a table of interests can be about. Rooms above this one register their kinds, as they do with events."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import IssueState
from huiying.serve.coordination.errors.interests import InterestsNotFound
from huiying.serve.coordination.models import Issue, IssueCase
from huiying.serve.coordination.selectors.rights import KEEPS, visible_issues


@dataclass(frozen=True, slots=True)
class Affair:
    """One thing with interests at stake. `office` looks after it; `public`: everybody may read of it."""

    kind: str
    id: int
    title: str
    office: Unit
    public: bool
    over: bool


@dataclass(frozen=True, slots=True)
class AffairKind:
    """`find` None: no such thing. `seen`: whether the holder of grants may read of it; `cases`: the voices behind it,
    neither sealed nor erased; `of_case`: the ids of those that a case is behind."""

    name: str
    find: Callable[[int], Affair | None]
    seen: Callable[[int, Sequence[Grant]], bool]
    cases: Callable[[int], QuerySet[Case]]
    of_case: Callable[[int], Iterable[int]]


_kinds: dict[str, AffairKind] = {}


def register_affairs(kind: AffairKind) -> None:
    """Make tables about this kind of thing possible."""
    _kinds[kind.name] = kind


def affair_kinds() -> tuple[AffairKind, ...]:
    """Every kind, by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))


def kind_of(name: str) -> AffairKind:
    """Raises InterestsNotFound."""
    if (found := _kinds.get(name)) is None:
        raise InterestsNotFound
    return found


def affair(kind: str, about_id: int) -> Affair:
    """Raises InterestsNotFound."""
    if (found := kind_of(kind).find(about_id)) is None:
        raise InterestsNotFound
    return found


def may_keep_interests(about: Affair, grants: Iterable[Grant]) -> bool:
    """Whether the holder of `grants` keeps the table: dispatchers and advisers of the office that looks after it."""
    return any(Role(grant.role) in KEEPS and about.office.path.startswith(grant.unit.path) for grant in grants)


def _issue(issue_id: int) -> Affair | None:
    issue = Issue.objects.select_related("office").filter(pk=issue_id).first()
    if issue is None:
        return None
    public = issue.public and issue.state != IssueState.SET_DOWN
    return Affair("issue", issue.pk, str(issue), issue.office, public, issue.is_over)


def _of_issue(issue_id: int) -> QuerySet[Case]:
    return Case.objects.filter(issue_case__issue=issue_id, sealed=False, voice__erased_at=None, voice__revealed_at=None)


def _with(case_id: int) -> Iterable[int]:
    members = IssueCase.objects.filter(case_id=case_id, case__sealed=False, case__voice__erased_at=None)
    return members.values_list("issue_id", flat=True)


ISSUES = AffairKind(
    "issue",
    _issue,
    lambda issue_id, grants: Issue.objects.filter(visible_issues(grants), pk=issue_id).exists(),
    _of_issue,
    _with,
)
