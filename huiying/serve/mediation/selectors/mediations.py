"""Who reads what of a mediation: how it stands, those who look after the case; what was said, the mediator."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import visible_unsealed
from huiying.serve.mediation.errors import MediationNotFound
from huiying.serve.mediation.models import Mediation, Mediator

READERS = frozenset(
    {Role.HANDLER, Role.UNIT_HEAD, Role.DISPATCHER, Role.INSPECTOR, Role.LEADER, Role.AUDITOR, Role.MEDIATOR}
)


@dataclass(frozen=True, slots=True)
class MediationView:
    """One mediation as its viewer stands to it. `mediates`: reads offers and records; `handles`: asks the sides."""

    mediation: Mediation
    mediates: bool
    handles: bool

    @property
    def case(self) -> Case:
        """The matter."""
        return self.mediation.case


def mediation_for_viewer(mediation_id: int, actor: Actor, grants: Sequence[Grant]) -> MediationView:
    """The mediation with its case. Raises MediationNotFound, also where it is not the viewer's to see."""
    rows = Mediation.objects.select_related(
        "case__voice__place", "case__unit", "case__office", "case__sender", "mediator__staff"
    )
    found = rows.filter(pk=mediation_id, case__sealed=False, case__voice__erased_at=None).first()
    roles = actor_facts(actor, found.case, grants).roles if found is not None else frozenset()
    if found is None or not roles & READERS:
        raise MediationNotFound
    return MediationView(found, Role.MEDIATOR in roles, Role.HANDLER in roles)


def mediations_for(actor: Actor, grants: Sequence[Grant]) -> QuerySet[Mediation]:
    """Those that the viewer mediates, and those of cases that they may see; newest first."""
    seen = Case.objects.filter(visible_unsealed(grants)).values("pk")
    mine = Q(mediator__staff=actor.staff_id, mediator__isnull=False) & ~Q(case__in=recused_cases(grants))
    rows = Mediation.objects.filter(mine | Q(case__in=seen), case__sealed=False, case__voice__erased_at=None)
    return rows.select_related("case__voice", "case__unit", "mediator").order_by("-asked_at", "-pk")


def last_of(case_id: int) -> Mediation | None:
    """The latest mediation of a case."""
    return Mediation.objects.filter(case=case_id).select_related("mediator", "case").order_by("-pk").first()


def mediators_of(case: Case) -> QuerySet[Mediator]:
    """The list from which both sides choose: of the offices above the case, without whoever handles it."""
    above = [int(part) for part in f"{case.office.path}{case.unit.path}".split("/") if part]
    rows = Mediator.objects.filter(active=True, office__in=above).exclude(staff=case.handler_id or 0)
    return rows.select_related("staff").order_by("-committee", "name", "pk")


def mediators_kept(grants: Sequence[Grant]) -> QuerySet[Mediator]:
    """The lists of the offices for which somebody dispatches."""
    units = Q(pk__in=())
    for grant in grants:
        if grant.role == Role.DISPATCHER:
            units |= Q(office__path__startswith=grant.unit.path)
    return Mediator.objects.filter(units).select_related("office", "staff").order_by("-active", "name", "pk")
