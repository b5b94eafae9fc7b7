"""Lists as files, for the member of staff that the key works for: what their pages show, and nobody's identity."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import get_language, gettext_noop
from ninja import Path, Query, Router

from huiying.faces.api.auth import Key
from huiying.faces.api.caller import ApiRequest, Caller
from huiying.faces.api.errors import KeyNeeded
from huiying.foundation.people.enums import Scope
from huiying.foundation.tables.enums import ExportFormat
from huiying.loop.export_lists.at_once import export_now
from huiying.loop.export_lists.kind import Reader
from huiying.loop.export_lists.kinds import kind_for
from huiying.loop.export_lists.table import Wanted

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
_FILES: dict[str, Any] = {kind.partition(";")[0]: {"schema": {}} for kind in MEDIA.values()}
router = Router(tags=["desk"])


@router.get(
    "/{kind}",
    auth=Key(Scope.EXPORT),
    operation_id="export_list",
    summary=gettext_noop("Take a whole list as a file"),
    openapi_extra={"responses": {200: {"description": "CSV, XLSX or JSON", "content": _FILES}}},
)
def export_list(
    request: ApiRequest,
    kind: Annotated[str, Path(..., pattern=r"^[a-z_-]{1,40}$")],
    form: Annotated[Literal["csv", "xlsx", "json"], Query(..., alias="format")] = "csv",
) -> HttpResponse:
    """A list of at most 2,000 rows; longer ones are made at the desk. Each is an event that names the key."""
    reader = _reader(request.auth)
    wanted = Wanted(kind_for(kind, reader), {}, get_language() or "")
    written = export_now(wanted, ExportFormat(form), reader)
    response = HttpResponse(written.data, content_type=MEDIA[form])
    response["Content-Disposition"] = f'attachment; filename="{kind}.{form}"'
    return response


def _reader(caller: Caller) -> Reader:
    """Raises KeyNeeded for a key that works for nobody."""
    if caller.key.staff is None:
        raise KeyNeeded
    grants = tuple(caller.grants)
    return Reader(caller.key.staff, caller.actor, grants, caller.now, caller.today, caller.calendar)
