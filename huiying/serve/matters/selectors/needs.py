"""The voices behind nominations and lines."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue, IssueCase
from huiying.serve.matters.models import Matter, MatterYear, Nomination, NominationCase


def cases_of(nominations: Collection[int]) -> QuerySet[Case]:
    """The cases behind these nominations: their own, those of their issues, and those of what was joined to them.

    Never a sealed one, never one that was erased.
    """
    own = Q(nominations__nomination__in=nominations) | Q(nominations__nomination__same_as__in=nominations)
    of_issue = Q(issue_case__issue__nominations__in=nominations)
    of_joined = Q(issue_case__issue__nominations__same_as__in=nominations)
    return Case.objects.filter(
        own | of_issue | of_joined, sealed=False, voice__erased_at=None, voice__revealed_at=None
    ).distinct()


def cases_behind(nomination: Nomination) -> list[int]:
    """Ids of the cases behind one."""
    return list(cases_of([nomination.pk]).values_list("pk", flat=True))


def conceal(nominations: Iterable[Nomination]) -> list[Nomination]:
    """The same, those of a case that was sealed since without their words; the title, which stands on ballots, stays.

    Rows for reading; never to be saved.
    """
    found = list(nominations)
    for one in found:
        if one.case is not None and one.case.sealed:
            one.words = ""
    return found


def nominations_of(matter: Matter) -> list[Nomination]:
    """What a line answers, by number."""
    rows = Nomination.objects.filter(line__matter=matter).select_related("issue", "unit", "place")
    return list(rows.order_by("number"))


def voices_of(nominations: Collection[int]) -> int:
    """How many voices are behind them, for everybody: 0 when fewer than 5.

    Where a public issue among them has a few fewer, its number, so that nobody derives the difference.
    """
    voices = cases_of(nominations).count()
    behind = Q(nominations__in=nominations) | Q(nominations__same_as__in=nominations)
    for issue in Issue.objects.filter(behind, public=True).distinct():
        of_issue = issue.members.filter(case__sealed=False, case__voice__revealed_at=None).count()
        voices = of_issue if of_issue >= FEWEST and 0 < voices - of_issue < FEWEST else voices
    return voices if voices >= FEWEST else 0


def voices_by_nomination(year: MatterYear) -> dict[int, int]:
    """The same for every nomination of a year that stands on its own, in three questions however many they are."""
    fit = {"case__sealed": False, "case__voice__erased_at": None}
    own = NominationCase.objects.filter(nomination__year=year, **fit)
    rows = list(own.values_list("nomination_id", "nomination__same_as_id", "case_id"))
    issues = dict(IssueCase.objects.filter(issue__nominations__year=year, **fit).values_list("case_id", "issue_id"))
    of_issue: dict[int, set[int]] = {}
    for case_id, issue_id in issues.items():
        of_issue.setdefault(issue_id, set()).add(case_id)
    nominated = list(year.nominations.exclude(issue=None).values_list("pk", "same_as_id", "issue_id", "issue__public"))
    behind: dict[int, set[int]] = {}
    for pk, same_as, case_id in rows:
        behind.setdefault(same_as or pk, set()).add(case_id)
    for pk, same_as, issue_id, _public in nominated:
        behind.setdefault(same_as or pk, set()).update(of_issue.get(issue_id or 0, ()))
    shown = {pk: len(cases) for pk, cases in behind.items()}
    for pk, same_as, issue_id, public in nominated:
        few_more = shown[same_as or pk] - len(of_issue.get(issue_id or 0, ()))
        if public and 0 < few_more < FEWEST <= shown[same_as or pk] - few_more:
            shown[same_as or pk] -= few_more
    return {pk: voices for pk, voices in shown.items() if voices >= FEWEST}


def voices_behind(nomination: Nomination) -> int:
    """The same for one; 0 also where the line that it led to answers another with fewer than 5, which the number of the
    whole line would give away."""
    line = getattr(nomination, "line", None)
    beside = nominations_of(line.matter) if line is not None else []
    few = any(0 < cases_of([one.pk]).count() < FEWEST for one in beside if one.pk != nomination.pk)
    return 0 if few else voices_of([nomination.pk])
