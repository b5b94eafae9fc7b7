"""Doing things to cases: every act through the one entry, for the member of staff that the key works for."""

from collections.abc import Iterable
from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import get_language, gettext_noop
from ninja import Path, Router

from huiying.core.errors import HuiyingError
from huiying.core.procedures import procedure
from huiying.core.procedures.model import Act, Role
from huiying.faces.api.caller import ApiRequest, Caller
from huiying.faces.api.desk.cases import AT_DESK, CaseId
from huiying.faces.api.desk.fields import data_of
from huiying.faces.api.desk.shapes import ActedOut, ActIn, CategoryIn, JoinedOut, JoinIn, LeftOut
from huiying.faces.api.errors import NothingHere
from huiying.faces.api.once import IdempotencyKey, answer, once
from huiying.faces.api.words import named
from huiying.foundation.ledger.models import Event
from huiying.loop.act_on_case import act_on_case
from huiying.loop.categorise_case import categorise_case
from huiying.loop.join_cases import Together, join_cases, part_cases
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.matter import ALSO
from huiying.serve.casework.selectors.offers import offers_for

router = Router(tags=["desk"])
BY_STAFF = frozenset(Role) - {Role.SPEAKER, Role.SYSTEM}
ActId = Annotated[str, Path(..., pattern=r"^[a-z_]{1,40}$")]


@router.post(
    "/{case_id}/acts/{act_id}",
    auth=AT_DESK,
    response={200: ActedOut},
    operation_id="act",
    summary=gettext_noop("Do something to a case"),
)
def act(
    request: ApiRequest, case_id: CaseId, act_id: ActId, what: ActIn, idempotency_key: IdempotencyKey = ""
) -> HttpResponse:
    """One of the case's `allowed_actions`, with what its JSON Schema asks for."""
    caller = request.auth

    def carry_out(event_key: str) -> HttpResponse:
        case = case_for_viewer(case_id, caller.grants)
        wanted = _wanted(case, act_id)
        data = data_of(wanted, what.data, caller) | ({ALSO: what.also} if what.also else {})
        done = act_on_case(
            case.pk,
            wanted.id,
            actor=caller.actor,
            now=caller.now,
            data=data,
            key=event_key,
            category_id=what.category,
        )
        waits, reached, left = (
            done.approval is not None,
            list(done.reached),
            _left((one.case_id, one.why) for one in done.left),
        )
        return answer(_acted(caller, case.pk, waits=waits, reached=reached, left=left))

    return once(request, f"act:{case_id}:{act_id}", idempotency_key, carry_out)


def _wanted(case: Case, act_id: str) -> Act:
    """Raises NothingHere for what is no act of staff."""
    wanted = procedure(case.procedure).act(act_id)
    if wanted is None or not wanted.offered or not wanted.who & BY_STAFF:
        raise NothingHere
    return wanted


def _acted(caller: Caller, case_id: int, *, waits: bool, reached: list[int], left: list[LeftOut]) -> ActedOut:
    """How the case stands after it, also where it has left the caller's hands."""
    case = Case.objects.select_related("voice__place", "office", "unit", "sender").get(pk=case_id)
    state = procedure(case.procedure).state(case.state)
    offers = offers_for(case, actor=caller.actor, now=caller.now)
    return ActedOut(
        id=case.pk,
        state=named(state.id, state.name),
        waits=waits,
        reached=reached,
        left=left,
        allowed_actions=[offer.act.id for offer in offers if offer.allowed],
    )


def _left(left: Iterable[tuple[int, HuiyingError]]) -> list[LeftOut]:
    language = get_language() or ""
    return [LeftOut(id=case_id, code=why.code, detail=why.say(language)) for case_id, why in left]


@router.put(
    "/{case_id}/category",
    auth=AT_DESK,
    response={200: ActedOut},
    operation_id="set_category",
    summary=gettext_noop("Say what a case is about"),
)
def category(
    request: ApiRequest, case_id: CaseId, what: CategoryIn, idempotency_key: IdempotencyKey = ""
) -> HttpResponse:
    """Set or correct the category."""
    caller = request.auth

    def carry_out(event_key: str) -> HttpResponse:
        case = case_for_viewer(case_id, caller.grants)
        categorise_case(case.pk, actor=caller.actor, now=caller.now, category_id=what.category, key=event_key)
        return answer(_acted(caller, case.pk, waits=False, reached=[], left=[]))

    return once(request, f"category:{case_id}", idempotency_key, carry_out)


@router.post(
    "/{case_id}/joined",
    auth=AT_DESK,
    response={200: JoinedOut},
    operation_id="join_cases",
    summary=gettext_noop("Join cases of the same matter under a lead"),
)
def join(request: ApiRequest, case_id: CaseId, what: JoinIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Each keeps its own receipt, time limits, answer and rating."""
    caller = request.auth

    def carry_out(event_key: str) -> HttpResponse:
        lead = case_for_viewer(case_id, caller.grants)
        together = join_cases(
            lead.pk, what.cases, actor=caller.actor, now=caller.now, reason=what.reason, key=event_key
        )
        return answer(_together(together))

    return once(request, f"join:{case_id}", idempotency_key, carry_out)


@router.post(
    "/{case_id}/part",
    auth=AT_DESK,
    response={200: JoinedOut},
    operation_id="part_cases",
    summary=gettext_noop("Part joined cases from their lead"),
)
def part(request: ApiRequest, case_id: CaseId, what: JoinIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Those of `cases` that are joined under this case go on by themselves."""
    caller = request.auth

    def carry_out(event_key: str) -> HttpResponse:
        lead = case_for_viewer(case_id, caller.grants)
        here = set(Case.objects.filter(lead_case=lead, pk__in=what.cases).values_list("pk", flat=True))
        if here | _parted_before(what.cases, event_key) != set(what.cases):
            raise NothingHere
        parted = part_cases(what.cases, actor=caller.actor, now=caller.now, reason=what.reason, key=event_key)
        return answer(_together(parted))

    return once(request, f"part:{case_id}", idempotency_key, carry_out)


def _parted_before(case_ids: Iterable[int], event_key: str) -> set[int]:
    """Those that this very call has parted, when its answer was lost."""
    keys = {f"{event_key}:{case_id}": case_id for case_id in case_ids}
    return {keys[key] for key in Event.objects.filter(key__in=keys).values_list("key", flat=True) if key}


def _together(together: Together) -> JoinedOut:
    return JoinedOut(done=list(together.done), left=_left((one.case_id, one.why) for one in together.left))
