"""The register of what is asked of the base: everybody at a desk that shows it reads all of it."""

from collections.abc import Iterable, Sequence

from huiying.core.economy import Quarter
from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.coordination.errors.interests import BurdenNotFound
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.selectors.rights import KEEPS

NOTES = KEEPS | {Role.UNIT_HEAD}


def may_note_burden(unit: Unit, grants: Iterable[Grant]) -> bool:
    """Whether they note what `unit` asks: its head, and dispatchers and advisers of the units above it."""
    return any(
        unit.path.startswith(grant.unit.path) if Role(grant.role) in KEEPS else grant.unit_id == unit.pk
        for grant in grants
        if Role(grant.role) in NOTES
    )


def units_to_note(grants: Sequence[Grant]) -> list[Unit]:
    """Units whose burdens they may note, in the order of the tree."""
    return [unit for unit in Unit.objects.filter(active=True).order_by("path") if may_note_burden(unit, grants)]


def burdens_in(quarter: Quarter) -> list[Burden]:
    """What was asked in a quarter, the newest line first."""
    found = Burden.objects.filter(quarter=quarter.first).select_related("unit", "made_by")
    return list(found.order_by("-made_at", "-pk"))


def burden(burden_id: int) -> Burden:
    """Raises BurdenNotFound."""
    found = Burden.objects.select_related("unit").filter(pk=burden_id).first()
    if found is None:
        raise BurdenNotFound
    return found
