"""Who reviews a case: people of the very body that was asked, and nobody who has had a hand in it (G2).

Source: 条例 Art 35, 36 (the body); that nobody reviews their own work is our reading.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, Q

from huiying.core.procedures.model import Role
from huiying.core.procedures.reviewing import IN_FINAL, IN_REVIEW
from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant, Person, Staff
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.errors import HostUnfit
from huiying.serve.casework.events import RECUSALS
from huiying.serve.casework.models import Case, Deadline, Hold, Recusal
from huiying.serve.casework.selectors.recused import is_recused

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


_KEEPING_OUT = frozenset(event.name for event in RECUSALS)
_APART = frozenset({None, Case.subject_kind, Recusal.subject_kind, Hold.subject_kind, "review", "hearing"})
"""What is no hand in the matter: that somebody keeps out, that it is kept; reviews are told by the acts of the case."""


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
    """Whether somebody had a hand in the case before what is under way now: acted in it or approved, settled, helped,
    promised, urged or checked what came of it, looked at who spoke, or reviewed it."""
    mine = Event.objects.filter(actor_kind=ActorKind.STAFF, actor_id=staff_id)
    if mine.filter(_of_what_came(case) | _looks_before(case)).exists():
        return True
    own = OF_FINAL if case.state in IN_FINAL else OF_REVIEW | {"hold_hearing", "close_hearing"}
    acted = mine.filter(subject_kind=Case.subject_kind, subject_id=case.pk).exclude(type__in=_KEEPING_OUT)
    acts = {(kind.rpartition(".")[2], public.get("act", "")) for kind, public in acted.values_list("type", "public")}
    return any(act not in own and asked not in own for act, asked in acts)


def _of_what_came(case: Case) -> Q:
    """The events of whatever any room keeps of this very case."""
    found = Q(pk__in=())
    for relation in Case._meta.related_objects:
        model: Any = relation.related_model
        kind = getattr(model, "subject_kind", None)
        if kind not in _APART:
            rows = model.objects.filter(**{relation.field.name: case.pk})
            found |= Q(subject_kind=kind, subject_id__in=rows.values("pk"))
    return found


def _looks_before(case: Case) -> Q:
    """Looks at who spoke, before the review was asked that is under way."""
    looked = Q(type="identity.viewed", subject_kind=Person.subject_kind, subject_id=case.voice.person_id or 0)
    clock = "C-FINAL" if case.state in IN_FINAL else "C-REVIEW"
    asked = Deadline.objects.filter(case=case.pk, clock=clock).aggregate(at=Max("started_at"))["at"]
    return looked & Q(at__lt=asked) if asked is not None else looked


def refuse_host(case: Case, staff_id: int, *, today: date) -> None:
    """Raises HostUnfit for who may not host hearings, handles the matter, has had a hand in it or keeps out of it."""
    host = Staff.objects.filter(pk=staff_id, is_active=True).first()
    grants = grants_in_force(staff_id, today=today) if host is not None else ()
    may = any(grant.role == Role.HEARING_HOST for grant in grants)
    out = host is not None and (case.handler_id == host.pk or is_recused(case, host.pk, grants))
    if host is None or not may or out or took_part(case, host.pk):
        raise HostUnfit


def hosts(today: date) -> list[Staff]:
    """Everybody who may host hearings today, by name."""
    held = Grant.objects.filter(role=Role.HEARING_HOST, starts_on__lte=today)
    in_force = held.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    found = Staff.objects.filter(pk__in=in_force.values("staff"), is_active=True).select_related("unit")
    return list(found.order_by("name", "pk"))
