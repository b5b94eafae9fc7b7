"""The other cases that an act names, as its guards see them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from huiying.core.codes import normal_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures.facts import Other
from huiying.core.procedures.guards.naming import EARLIER, LEAD
from huiying.core.procedures.model import StateKind
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors.facts import facts_of

MOST_DIGITS = 12


def id_in(typed: Any) -> int | None:
    """The number of a row as it stands in a form or an address; None for what is none, or longer than any."""
    text = str(typed)
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def named_cases(case: Case, data: Mapping[str, Any]) -> dict[str, Other]:
    """Those that exist, by the field that names them: a receipt number as it was typed, or the id of a lead.

    Sealed cases are left out, as if there were none.
    """
    wanted = {EARLIER: _by_number(data.get(EARLIER)), LEAD: _by_id(data.get(LEAD))}
    found = ((field, _case(where)) for field, where in wanted.items() if where is not None)
    return {field: _other(one, case) for field, one in found if one is not None}


def _by_number(typed: Any) -> Q | None:
    try:
        return Q(voice__number=normal_number(str(typed))) if typed else None
    except HuiyingError:
        return None


def _by_id(typed: Any) -> Q | None:
    return None if (number := id_in(typed)) is None else Q(pk=number)


def _case(where: Q) -> Case | None:
    return Case.objects.select_related("voice", "unit").filter(where, sealed=False).first()


def _other(other: Case, case: Case) -> Other:
    return Other(
        facts_of(other, Deadline.objects.filter(case=other).order_by("pk")),
        StateKind(other.standing),
        is_this=other.pk == case.pk,
        below=other.unit_id != case.unit_id and other.unit.path.startswith(_reach(case.unit)),
    )


def _reach(unit: Unit) -> str:
    """What stands under a body: its subtree; a petition department or hotline acts for the body above it."""
    for_all = unit.petition_department or unit.hotline_body
    return unit.parent.path if for_all and unit.parent is not None else unit.path
