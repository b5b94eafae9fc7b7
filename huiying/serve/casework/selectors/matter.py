"""The cases of one matter: a lead and those joined to it, each with its own receipt, clocks, reply and rating."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from huiying.core.errors import HuiyingError
from huiying.core.procedures import procedure
from huiying.core.procedures.engine import offers
from huiying.core.procedures.errors import ActUnknown, NotFromHere, NotYourAct
from huiying.core.procedures.joined import reaches_joined
from huiying.core.procedures.model import Act, Role
from huiying.core.procedures.names import role_names
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar, procedure_settings
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors.facts import facts_of
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.selectors.visible import visible_cases

ALSO = "also"
"""Under this name the data of an act holds the ids of the joined cases that it is for as well."""
WHOLE = ("voice__place", "office", "unit", "sender")
STAFF = frozenset(Role) - {Role.SPEAKER, Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Could:
    """A case and whether an act could be done in it now; `why` says why not."""

    case: Case
    why: HuiyingError | None


@dataclass(frozen=True, slots=True)
class Matter:
    """A case among those of its matter, as one viewer sees them. `lead`: None when it leads or stands alone.

    `others`: those it is joined with, the lead left out, by the day they came in; `unseen`: how many more there are
    that the viewer may not see; `voices`: how many there are in all, this one among them.
    """

    lead: Case | None
    others: tuple[Case, ...]
    unseen: int
    voices: int


def answered_too(lead: Case, act_id: str, data: Mapping[str, Any]) -> list[Case]:
    """The joined cases that a person confirmed this act is for as well; none for an act about one person alone."""
    act = procedure(lead.procedure).act(act_id)
    if not data.get(ALSO) or act is None or not reaches_joined(act):
        return []
    wanted = [int(case_id) for case_id in data[ALSO]]
    return list(joined_to(lead.pk).filter(pk__in=wanted).select_related("voice").order_by("pk"))


def joined_to(lead_id: int) -> Any:
    """The cases joined to this one. What was sealed since, or told to be a test, is no part of a matter any more."""
    return Case.objects.filter(lead_case_id=lead_id, sealed=False, voice__revealed_at=None)


def matter_of(case: Case, grants: Iterable[Grant]) -> Matter:
    """The matter of `case`, which comes from `case_for_viewer` of somebody who holds `grants`."""
    lead_id = case.lead_case_id or case.pk
    whole, voices = _whole(lead_id), voices_together(case)
    if voices == 1:
        return Matter(None, (), 0, 1)
    rows = whole.exclude(pk=case.pk).filter(visible_cases(grants)).select_related(*WHOLE)
    seen = list(rows.order_by("voice__received_at", "pk"))
    lead = next((one for one in seen if one.pk == lead_id), None)
    return Matter(lead, tuple(one for one in seen if one.pk != lead_id), voices - 1 - len(seen), voices)


def voices_together(case: Case) -> int:
    """How many voices are handled together with that of `case`, its own among them; 1 for one that stands alone."""
    return int(_whole(case.lead_case_id).count() if case.lead_case_id else 1 + joined_to(case.pk).count())


def _whole(lead_id: int) -> Any:
    """All cases of a matter; its lead, too, is no part of it once it is sealed."""
    return Case.objects.filter(Q(pk=lead_id) | Q(lead_case_id=lead_id), sealed=False, voice__revealed_at=None)


def cases_by_id(ids: Sequence[int], grants: Iterable[Grant]) -> list[Case]:
    """Those of `ids` that the viewer may see, in the order given."""
    found = Case.objects.filter(visible_cases(grants), pk__in=ids).select_related(*WHOLE).in_bulk()
    return [found[case_id] for case_id in dict.fromkeys(ids) if case_id in found]


def joined_for_act(lead: Case, act: Act, *, actor: Actor, grants: Sequence[Grant], now: datetime) -> list[Could]:
    """The joined cases that the viewer may see, each with whether `act` could be done in it now."""
    if not reaches_joined(act) or lead.lead_case_id is not None:
        return []
    rows = joined_to(lead.pk).filter(visible_cases(grants)).select_related(*WHOLE)
    return could_do(list(rows.order_by("voice__received_at", "pk")), act.id, actor=actor, grants=grants, now=now)


def could_do(
    cases: Sequence[Case], act_id: str, *, actor: Actor, grants: Sequence[Grant], now: datetime
) -> list[Could]:
    """For each of `cases` (with voice, place and units) whether `actor` could do the act in it now."""
    days, settings = calendar(), procedure_settings()
    clocks: defaultdict[int, list[Deadline]] = defaultdict(list)
    for row in Deadline.objects.filter(case__in=cases).order_by("pk"):
        clocks[row.case_id].append(row)

    def refusal(case: Case) -> HuiyingError | None:
        table = procedure(case.procedure)
        facts, person = facts_of(case, clocks[case.pk]), actor_facts(actor, case, grants)
        given = offers(table, facts, person, now=now, calendar=days, settings=settings)
        offer = next((offer for offer in given if offer.act.id == act_id), None)
        return offer.refusal if offer is not None else _not_offered(case, act_id)

    return [Could(case, refusal(case)) for case in cases]


def _not_offered(case: Case, act_id: str) -> HuiyingError:
    table = procedure(case.procedure)
    act = table.act(act_id)
    if act is None:
        return ActUnknown(act=act_id)
    if case.state not in act.from_:
        return NotFromHere(state=table.state(case.state).name, act=act.name)
    return NotYourAct(act=act.name, roles=role_names(act.who & STAFF))
