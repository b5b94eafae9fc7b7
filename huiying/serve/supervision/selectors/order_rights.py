"""Who may do what with orders, advice and measures, in one place.

Inspectors give, verify, raise and close them, over the office or the unit concerned; the head of the unit that has to
answer does so, and for orders its handlers. Inspectors, leaders, advisers and auditors of the office read all; the
units concerned read what is addressed to them or about them. What is sealed is nobody's here, and who keeps out of a
case sees nothing that was ordered or advised about it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING, units_under
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import not_sealed
from huiying.serve.supervision.errors import MayNotSupervise
from huiying.serve.supervision.models import Order

GIVES = frozenset({Role.INSPECTOR})
ANSWERS = frozenset({Role.UNIT_HEAD, Role.HANDLER})
HEADS = frozenset({Role.UNIT_HEAD})
READS_ALL = GIVES | {Role.LEADER, Role.ADVISER, Role.AUDITOR}

INSPECTORS = Text(zh="督查员", en="an inspector")
ADDRESSED = Text(zh="收到督办单的单位的负责人或承办人", en="the head or a handler of the unit that was ordered")
ADVISED = Text(zh="收到建议的单位的负责人", en="the head of the unit that was advised")


def visible_orders(grants: Sequence[Grant]) -> Q:
    """The filter on Order for someone who holds `grants`."""
    return _visible(grants, ("unit_id", "about_id")) & _of_open_case(grants) & _of_open_promise()


def visible_advice(grants: Sequence[Grant]) -> Q:
    """The filter on Advice for someone who holds `grants`."""
    return _visible(grants, ("unit_id",)) & _of_open_case(grants) & of_open_order(grants)


def visible_measures(grants: Sequence[Grant]) -> Q:
    """The filter on Measure for someone who holds `grants`."""
    return _visible(grants, ("unit_id",)) & of_open_order(grants)


def _of_open_case(grants: Sequence[Grant]) -> Q:
    """On Order and Advice: of none that is sealed, or that they keep out of."""
    return ~Q(case__sealed=True) & ~Q(case__in=recused_cases(grants))


def of_open_order(grants: Sequence[Grant] = ()) -> Q:
    """On Advice and Measure: not because of an order about something that is sealed, or that they keep out of."""
    kept = Q(case__sealed=True) | Q(case__in=recused_cases(grants))
    hidden = Order.objects.filter(kept | Q(commitment__in=_sealed_promises()))
    return ~Q(order__in=hidden.values("pk"))


def _of_open_promise() -> Q:
    return Q(commitment=None) | ~Q(commitment__in=_sealed_promises())


def _sealed_promises() -> QuerySet[Commitment, Any]:
    """Their ids: few, where the others are many."""
    return Commitment.objects.filter(~not_sealed()).values("pk")


def _visible(grants: Sequence[Grant], concerned: Iterable[str]) -> Q:
    seen = NOTHING
    for grant in grants:
        role, units = Role(grant.role), units_under(grant)
        if role in READS_ALL:
            seen |= Q(office_id__in=units)
        if role in READS_ALL | ANSWERS:
            for name in concerned:
                seen |= Q(**{f"{name}__in": units})
    return seen


def reaches(grants: Iterable[Grant], roles: Iterable[Role], unit: Unit) -> bool:
    """Whether one of `roles` is held over `unit`."""
    held = frozenset(roles)
    return any(Role(grant.role) in held and unit.path.startswith(grant.unit.path) for grant in grants)


def giving_office(grants: Iterable[Grant], office: Unit | None, concerned: Unit | None = None) -> Unit | None:
    """For which unit an inspector gives something: for `office` where a grant reaches it, else for the unit of a grant
    that reaches the one `concerned`; None: for nobody. Without either: for the unit of the first grant."""
    held = [grant.unit for grant in grants if Role(grant.role) in GIVES]
    if office is not None and any(office.path.startswith(above.path) for above in held):
        return office
    if concerned is not None:
        return next((above for above in held if concerned.path.startswith(above.path)), None)
    return held[0] if held and office is None else None


def need(allowed: bool, who: Text) -> None:
    """Raises MayNotSupervise naming `who` may."""
    if not allowed:
        raise MayNotSupervise(who=who)
