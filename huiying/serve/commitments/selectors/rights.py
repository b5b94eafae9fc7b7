"""Who may do what with promises, in one place.

A dispatcher of the office that looks after a promise makes it, for any unit, moves, drops, reopens and links it. The
head of the owner unit, and for reports its handlers, tell how it goes; the head pledges for the own unit, and promises
what the plan of an issue in the unit's charge asks for. Public promises are read by everybody; of others, whoever
looks after it, owns it or sees a case that led to it.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import NOTHING, units_under, visible_cases
from huiying.serve.commitments.errors import MayNotKeepCommitment
from huiying.serve.commitments.models import Commitment, CommitmentCase

KEEPS = frozenset({Role.DISPATCHER})
ANSWERS = frozenset({Role.UNIT_HEAD})
REPORTS = ANSWERS | {Role.HANDLER}
READS = KEEPS | REPORTS | {Role.ADVISER, Role.INSPECTOR, Role.LEADER, Role.AUDITOR}

KEEPERS = Text(zh="负责这项承诺的调度员", en="a dispatcher of the office that looks after it")
HEADS = Text(zh="承诺单位的负责人或调度员", en="the head of the unit that promised, or a dispatcher")
REPORTERS = Text(zh="承诺单位的承办人或负责人", en="a handler or the head of the unit that promised")
PLEDGERS = Text(zh="调度员，或者为本单位承诺的负责人", en="a dispatcher, or a head for the own unit")


def not_sealed() -> Q:
    """On Commitment: neither an opinion in a sealed case promised it, nor a meeting about one."""
    of_sealed = Q(case__sealed=True) | Q(resolution__item__case__sealed=True)
    return ~Q(pk__in=Commitment.objects.filter(of_sealed).values("pk"))


def public_ones() -> Q:
    """The filter on Commitment for everybody."""
    return Q(public=True) & not_sealed()


def visible_commitments(grants: Sequence[Grant]) -> Q:
    """The filter on Commitment for someone who holds `grants`; what came of a sealed case alone is nobody's here."""
    seen = NOTHING
    for grant in grants:
        if Role(grant.role) in READS:
            units = units_under(grant)
            seen |= Q(office_id__in=units) | Q(owner_id__in=units)
    causes = CommitmentCase.objects.filter(case__in=Case.objects.filter(visible_cases(grants), sealed=False))
    return (Q(public=True) | seen | Q(pk__in=causes.values("commitment_id"))) & not_sealed()


def keeping_office(grants: Iterable[Grant], unit: Unit) -> Unit | None:
    """The unit for which someone of `unit` looks after promises: their own where a grant reaches it, else a grant's."""
    held = [grant.unit for grant in grants if Role(grant.role) in KEEPS]
    if any(unit.path.startswith(above.path) for above in held):
        return unit
    return held[0] if held else None


def office_of_pledge(owner: Unit) -> Unit:
    """Who looks after what a unit pledges of itself: the nearest petition department, else the top of the tree."""
    departments = Unit.objects.filter(petition_department=True, active=True).order_by("pk")
    nearest = max(departments, key=lambda unit: _shared(unit.path, owner.path), default=None)
    return nearest or Unit.objects.get(path=f"/{owner.path.split('/')[1]}/")


def _shared(one: str, other: str) -> int:
    """How many units from the top two paths share."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(one.count("/"), other.count("/")))


def may_keep(commitment: Commitment, grants: Iterable[Grant]) -> bool:
    """Whether the holder of `grants` looks after this promise."""
    return _over(commitment.office, KEEPS, grants)


def may_answer(commitment: Commitment, grants: Sequence[Grant]) -> bool:
    """Whether they speak for it: move its day, give a reason, say that it is kept."""
    return may_keep(commitment, grants) or heads(commitment.owner, grants)


def may_report(commitment: Commitment, grants: Sequence[Grant]) -> bool:
    """Whether they tell how it goes."""
    return may_keep(commitment, grants) or _over(commitment.owner, REPORTS, grants)


def may_drop(commitment: Commitment, grants: Sequence[Grant]) -> bool:
    """Whether they end it undone: what was promised to others only its keeper does."""
    return may_keep(commitment, grants)


def heads(unit: Unit, grants: Iterable[Grant]) -> bool:
    """Whether they head this unit, or one above it."""
    return _over(unit, ANSWERS, grants)


def _over(unit: Unit, roles: frozenset[Role], grants: Iterable[Grant]) -> bool:
    return any(Role(grant.role) in roles and unit.path.startswith(grant.unit.path) for grant in grants)


def need(allowed: bool, who: Text) -> None:
    """Raises MayNotKeepCommitment."""
    if not allowed:
        raise MayNotKeepCommitment(who=who)
