"""Praise that waits to be passed on, that reached a unit, and that stands on the board."""

from collections.abc import Sequence

from django.db.models import QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.judge.ratings.models import Praise
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.selectors import revealed_checks
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import units_under, visible_unsealed

PASSES = frozenset({Role.DISPATCHER})
READS = frozenset({Role.HANDLER, Role.UNIT_HEAD, Role.LEADER, Role.INSPECTOR, Role.AUDITOR, Role.ADVISER})


def may_pass_on(case: Case, grants: Sequence[Grant]) -> bool:
    """Whether the holder of `grants` dispatches this case; of what is sealed or erased nothing is passed on."""
    if case.sealed or case.voice.erased_at is not None:
        return False
    return any(
        Role(grant.role) in PASSES
        and (case.office.path.startswith(grant.unit.path) or case.unit.path.startswith(grant.unit.path))
        for grant in grants
    )


def praise_waiting(grants: Sequence[Grant]) -> QuerySet[Case]:
    """Cases of people who praised somebody, and of which no unit has heard yet; the oldest first."""
    passing = [grant for grant in grants if Role(grant.role) in PASSES]
    if not passing:
        return Case.objects.none()
    rows = Case.objects.filter(visible_unsealed(passing), voice__kind=Kind.PRAISE, voice__erased_at=None, praises=None)
    return rows.exclude(pk__in=revealed_checks()).select_related("voice", "unit").order_by("voice__received_at", "pk")


def praise_for(grants: Sequence[Grant]) -> QuerySet[Praise]:
    """What reached the units of the viewer, or the office that they look over; the newest first."""
    units = {unit for grant in grants if Role(grant.role) in READS | PASSES for unit in units_under(grant)}
    return _there().filter(unit_id__in=units).select_related("unit", "case__voice").order_by("-passed_at", "-pk")


def praise_of_case(case_id: int) -> list[Praise]:
    """To which units the praise of this case was passed on."""
    return list(Praise.objects.filter(case_id=case_id).select_related("unit").order_by("passed_at", "pk"))


def praise_on_board() -> QuerySet[Praise]:
    """What everybody may read: with the speaker's consent, without names, the newest first."""
    return (
        _there().filter(public=True, case__voice__may_publish=True).select_related("unit").order_by("-passed_at", "-pk")
    )


def _there() -> QuerySet[Praise]:
    """Of voices that are neither sealed nor erased, nor were unannounced checks."""
    rows = Praise.objects.filter(case__sealed=False, case__voice__erased_at=None, case__voice__revealed_at=None)
    return rows.exclude(words="")
