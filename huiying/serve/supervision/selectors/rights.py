"""Who may do what with signals and flags, in one place.

Inspectors over the unit look, dismiss and decide; the head and the handlers of the unit whose doing it is say why it
was not. Leaders, advisers and auditors read all of their office; a unit reads its own, and what it was told of a unit
below. Nothing of a sealed or erased matter shows to anybody.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING, units_under
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import not_sealed
from huiying.serve.supervision.models import Flag, Signal

SUPERVISES = frozenset({Role.INSPECTOR})
CONTESTS = frozenset({Role.UNIT_HEAD, Role.HANDLER})
READS_ALL = SUPERVISES | {Role.LEADER, Role.ADVISER, Role.AUDITOR}

HARM = "S6"
"""Retaliation, or a report that leaked (条例 Art 46 items 5 and 6)."""

INSPECTORS = Text(zh="督查员", en="an inspector")
CONTESTERS = Text(zh="被提醒单位的负责人或承办人", en="the head or a handler of the unit that was reminded")


def visible_signals(grants: Sequence[Grant]) -> Q:
    """The filter on Signal for someone who holds `grants`."""
    return _visible(grants, ("unit_id", "told_id")) & shown() & ~Q(case__in=recused_cases(grants))


def visible_flags(grants: Sequence[Grant]) -> Q:
    """The filter on Flag for someone who holds `grants`: inspectors and who reads all; a unit reads its own.

    That a speaker was harmed is for inspectors alone: nobody of the unit learns that it was reported.
    """
    inspecting = [grant for grant in grants if Role(grant.role) in SUPERVISES]
    of_harm = Q(trigger=HARM)
    seen = _visible(grants, ("unit_id",)) & shown() & ~Q(case__in=recused_cases(grants))
    return seen & (~of_harm | _visible(inspecting, ("unit_id",)))


def shown() -> Q:
    """On Signal and Flag: of nothing that is sealed or erased."""
    promises = Commitment.objects.filter(~not_sealed()).values("pk")
    hidden = Q(case__sealed=True) | Q(case__voice__erased_at__isnull=False)
    return (Q(case=None) | ~hidden) & (Q(commitment=None) | ~Q(commitment__in=promises))


def supervises(row: Signal | Flag, grants: Iterable[Grant]) -> bool:
    """Whether an inspector's grant reaches the unit whose doing it is, or the office that looks after the matter."""
    return _over(row, SUPERVISES, grants)


def may_contest(signal: Signal, grants: Iterable[Grant]) -> bool:
    """Whether they speak for the unit whose doing it is."""
    return any(Role(grant.role) in CONTESTS and signal.unit.path.startswith(grant.unit.path) for grant in grants)


def _over(row: Signal | Flag, roles: frozenset[Role], grants: Iterable[Grant]) -> bool:
    about = row.case or row.commitment
    units = [row.unit, about.office] if about is not None else [row.unit]
    return any(
        Role(grant.role) in roles and any(unit.path.startswith(grant.unit.path) for unit in units) for grant in grants
    )


def _visible(grants: Sequence[Grant], concerned: Iterable[str]) -> Q:
    seen = NOTHING
    for grant in grants:
        role = Role(grant.role)
        if role in READS_ALL | CONTESTS:
            units = units_under(grant)
            for name in concerned:
                seen |= Q(**{f"{name}__in": units})
            if role in READS_ALL:
                seen |= Q(case__office_id__in=units) | Q(commitment__office_id__in=units)
    return seen
