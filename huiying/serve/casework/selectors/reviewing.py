"""Who reviews a case: people of the very body that was asked, and nobody who has had a hand in it (G2).

Source: 条例 Art 35, 36 (the body); that nobody reviews their own work is our reading.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.procedures.reviewing import IN_FINAL, IN_REVIEW
from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant, Staff
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.errors import HostUnfit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recused import staff_out_of

OF_REVIEW = frozenset({"start_review", "decide_review", "order_redo", "deliver_review", "ask_review", "ask_late"})
OF_FINAL = frozenset(
    {"start_final", "decide_final", "final_redo", "deliver_final", "ask_final", "call_final_hearing"}
    | {"hold_hearing", "close_hearing"}
)
DECIDED_ABOVE = {
    "decide_review": "review_unit_id",
    "order_redo": "review_unit_id",
    "decide_final": "final_unit_id",
    "final_redo": "final_unit_id",
}


def decided_above(case: Case, act_id: str) -> int | None:
    """Id of the body whose head signs the act; None: that of the unit that has the case."""
    name = DECIDED_ABOVE.get(act_id)
    return int(case.facts.get(name, 0)) or None if name else None


def review_roles(case: Case, staff_id: int | None, unit_id: int | None, grants: Iterable[Grant]) -> frozenset[Role]:
    """What somebody is to the review of `case` that is under way: its reviewer, the head who signs it, its host."""
    if staff_id is None or case.procedure != "xinfang":
        return frozenset()
    held = list(grants)
    found = set(_host(case, staff_id, held))
    if case.state in IN_REVIEW | IN_FINAL:
        found |= _at_body(case, held)
    if not found or unit_id == case.unit_id or took_part(case, staff_id):
        return frozenset()
    return frozenset(found)


def _at_body(case: Case, grants: Iterable[Grant]) -> set[Role]:
    final = case.state in IN_FINAL
    body = case.facts.get("final_unit_id" if final else "review_unit_id")
    reviewer = Role.FINAL_REVIEWER if final else Role.REVIEWER
    roles = {Role(grant.role) for grant in grants if grant.unit_id == body}
    return (roles & {reviewer}) | ({Role.SUPERIOR} if Role.UNIT_HEAD in roles else set())


def _host(case: Case, staff_id: int, grants: Iterable[Grant]) -> set[Role]:
    named = case.facts.get("host_id") == staff_id
    return {Role.HEARING_HOST} if named and any(grant.role == Role.HEARING_HOST for grant in grants) else set()


def took_part(case: Case, staff_id: int) -> bool:
    """Whether somebody acted in the case before what is under way now: handled it, approved it, or reviewed it."""
    own = OF_FINAL if case.state in IN_FINAL else OF_REVIEW | {"hold_hearing", "close_hearing"}
    mine = Event.objects.filter(
        Q(type__startswith="xinfang.") | Q(type__startswith="case.approval"),
        subject_kind="case",
        subject_id=case.pk,
        actor_kind=ActorKind.STAFF,
        actor_id=staff_id,
    )
    acts = {(kind.rpartition(".")[2], public.get("act", "")) for kind, public in mine.values_list("type", "public")}
    return any(act not in own and asked not in own for act, asked in acts)


def refuse_host(case: Case, staff_id: int, *, today: date) -> None:
    """Raises HostUnfit for who may not host hearings, handles the matter, has had a hand in it or keeps out of it."""
    host = Staff.objects.filter(pk=staff_id, is_active=True).first()
    grants = grants_in_force(staff_id, today=today) if host is not None else ()
    may = any(grant.role == Role.HEARING_HOST for grant in grants)
    out = host is not None and (case.handler_id == host.pk or host.pk in staff_out_of(case))
    if host is None or not may or out or took_part(case, host.pk):
        raise HostUnfit


def hosts(today: date) -> list[Staff]:
    """Everybody who may host hearings today, by name."""
    held = Grant.objects.filter(role=Role.HEARING_HOST, starts_on__lte=today)
    in_force = held.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    found = Staff.objects.filter(pk__in=in_force.values("staff"), is_active=True).select_related("unit")
    return list(found.order_by("name", "pk"))
