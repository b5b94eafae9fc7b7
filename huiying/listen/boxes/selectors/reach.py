"""Which boxes a member of staff keeps or empties: by the unit, and the place, of their grants."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.listen.boxes.errors import BatchNotFound, BoxNotFound
from huiying.listen.boxes.models import Batch, Box

KEEPS = frozenset({Role.ADMINISTRATOR, Role.UNIT_HEAD})
"""Who hangs boxes up, changes them and prints their posters."""
EMPTIES = frozenset({Role.RECEPTIONIST, Role.DISPATCHER, Role.UNIT_HEAD})
"""Who prints slips, takes papers in and signs. An administrator sees no voices and no codes."""
OF_BOXES = KEEPS | EMPTIES


def boxes_open_to(grants: Iterable[Grant], roles: frozenset[Role] = OF_BOXES) -> QuerySet[Box]:
    """The boxes of the units, and within the places, for which one of `roles` is held."""
    seen = Q(pk__in=())
    for grant in grants:
        if grant.role in roles:
            here = Q(unit__path__startswith=grant.unit.path)
            seen |= here & Q(place__path__startswith=grant.place.path) if grant.place else here
    return Box.objects.filter(seen).select_related("unit", "place")


def box_for_viewer(box_id: int, grants: Iterable[Grant], roles: frozenset[Role] = OF_BOXES) -> Box:
    """Raises BoxNotFound."""
    if (found := boxes_open_to(grants, roles).filter(pk=box_id).first()) is None:
        raise BoxNotFound
    return found


def batch_for_viewer(batch_id: int, grants: Iterable[Grant]) -> Batch:
    """A batch of a box that the viewer empties. Raises BatchNotFound."""
    rows = Batch.objects.select_related("box__unit", "box__place", "started_by", "signed_by", "closed_by")
    boxes = boxes_open_to(grants, EMPTIES).values("pk")
    if (found := rows.filter(pk=batch_id, box__in=boxes).first()) is None:
        raise BatchNotFound
    return found


def may_empty(box: Box, grants: Iterable[Grant]) -> bool:
    """Whether one of `grants` lets its holder take papers out of `box` and sign."""
    return boxes_open_to(grants, EMPTIES).filter(pk=box.pk).exists()
