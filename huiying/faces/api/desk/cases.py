"""Reading cases at the desk: the same lists, the same case and the same timeline as the pages, for the same person."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from huiying.core.procedures import procedure
from huiying.faces.api.auth import Key
from huiying.faces.api.caller import ApiRequest, Caller
from huiying.faces.api.desk.case import case_out, lines_out
from huiying.faces.api.desk.shapes import CaseOut, LinesOut, RowOut, RowsOut
from huiying.faces.api.errors import CursorWrong, NothingHere
from huiying.faces.api.once import answer
from huiying.faces.api.paging import cursor_of, link_to_next, place_in
from huiying.faces.api.shapes import MOST_ID
from huiying.faces.api.words import named, say
from huiying.foundation.office.models import in_language
from huiying.foundation.people.enums import Scope
from huiying.listen.voices.models import ERASED
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.casepage import CaseView, case_for_viewer, case_view
from huiying.serve.casework.selectors.queues import After, Only
from huiying.serve.casework.selectors.worklists import worklist

router = Router(tags=["desk"])
AT_DESK = Key(Scope.DESK)
CaseId = Annotated[int, Path(..., ge=1, le=MOST_ID)]
List = Literal["queue", "board", "sealed"]


@router.get(
    "",
    auth=AT_DESK,
    response={200: RowsOut},
    operation_id="list_cases",
    summary=gettext_noop("The cases of a list"),
)
def cases(
    request: ApiRequest,
    list_: Annotated[List, Query(..., alias="list")] = "queue",
    only: Annotated[Only, Query(...)] = Only.ALL,
    cursor: Annotated[str, Query(..., max_length=400)] = "",
) -> HttpResponse:
    """A list as the member of staff sees it at the desk, 25 cases a page, what is due first first."""
    caller = request.auth
    found = worklist(
        list_, only, grants=caller.grants, staff_id=caller.key.staff_id or 0, now=caller.now, calendar=caller.calendar
    )
    if found is None:
        raise NothingHere
    kind = f"{list_}:{found.only}"
    page = queues.page_of(found.cases(), _after(cursor, kind))
    following = cursor_of(kind, str(page.older)) if page.older else None
    response = answer(RowsOut(cases=[_row(row) for row in page.rows], next=following))
    link_to_next(request, response, following)
    return response


def _after(cursor: str, kind: str) -> After | None:
    place = place_in(cursor, kind)
    if not place:
        return None
    if (found := After.read(place)) is None:
        raise CursorWrong
    return found


def _row(row: Mapping[str, Any]) -> RowOut:
    state = procedure(row["procedure"]).state(row["state"])
    return RowOut(
        id=row["voice_id"],
        title=row["voice__title"] or say(ERASED),
        procedure=row["procedure"],
        state=named(state.id, state.name),
        kind=row["voice__kind"],
        channel=row["voice__channel"],
        naming=row["voice__naming"],
        unit=in_language(row["unit__name"], row["unit__name_en"]),
        place=in_language(row["voice__place__name"] or "", row["voice__place__name_en"] or ""),
        received_at=row["voice__received_at"],
        due_at=row["next_due_at"],
        clock=row["next_clock"],
        hops=row["hops"],
        urgent=row["urgent"],
        handler=row["handler_id"],
        lead=row["lead_case_id"],
        joined=row["joined"],
    )


def view_of(caller: Caller, case_id: int) -> CaseView:
    """The case as the caller sees it. Raises CaseNotFound also for one that is not for them."""
    case = case_for_viewer(case_id, caller.grants)
    grants: Sequence[Any] = caller.grants
    return case_view(case, actor=caller.actor, grants=grants, now=caller.now)


@router.get(
    "/{case_id}",
    auth=AT_DESK,
    response={200: CaseOut},
    operation_id="read_case",
    summary=gettext_noop("One case"),
)
def case(request: ApiRequest, case_id: CaseId) -> CaseOut:
    """The case with its time limits, answers and documents, and `allowed_actions`: what may be done to it now."""
    return case_out(view_of(request.auth, case_id), request.auth)


@router.get(
    "/{case_id}/timeline",
    auth=AT_DESK,
    response={200: LinesOut},
    operation_id="read_timeline",
    summary=gettext_noop("Everything that happened to a case"),
)
def timeline(request: ApiRequest, case_id: CaseId) -> LinesOut:
    """Newest first, with what was filled in; of staff unit and post."""
    return lines_out(view_of(request.auth, case_id))
