"""Decisions as things with interests at stake."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huiying.serve.casework.models import Case
from huiying.serve.coordination.selectors.affairs import Affair, AffairKind
from huiying.serve.decisions.models import Decision
from huiying.serve.decisions.selectors.rights import visible_decisions
from huiying.serve.decisions.selectors.speakers import behind

KIND = Decision.subject_kind


def _find(decision_id: int) -> Affair | None:
    decision = Decision.objects.select_related("office").filter(pk=decision_id).first()
    if decision is None:
        return None
    return Affair(KIND, decision.pk, str(decision), decision.office, decision.public, decision.is_over)


def _cases(decision_id: int) -> QuerySet[Case]:
    issue_id = Decision.objects.filter(pk=decision_id).values_list("issue_id", flat=True).first()
    return behind(decision_id, issue_id)


def _with(case_id: int) -> Iterable[int]:
    case = Case.objects.filter(pk=case_id, sealed=False, voice__erased_at=None)
    led = Q(causes__case__in=case) | Q(issue__members__case__in=case)
    return Decision.objects.filter(led).values_list("pk", flat=True).distinct()


DECISIONS = AffairKind(
    KIND,
    _find,
    lambda decision_id, grants: Decision.objects.filter(visible_decisions(grants), pk=decision_id).exists(),
    _cases,
    _with,
)
