"""The tree of places: districts, towns, communities, grids. A retired one stays in the cases that name it."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry
from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.models import Place
from huiying.foundation.office.services import tree
from huiying.foundation.office.services.changing import NOTHING, Values, arrival, record_change, values_of

_FIELDS = "parent_id kind name name_en population active"


def add_place(
    *,
    actor: Actor,
    now: datetime,
    parent_id: int | None,
    kind: str,
    name: str,
    name_en: str = "",
    population: int | None = None,
    key: str | None = None,
) -> Place:
    """A new place. Raises NameNeeded, NameTaken, ParentRetired."""
    with transaction.atomic():
        above = tree.path_under(Place, parent_id)
        name = tree.checked_name(Place, name, parent_id)
        place = Place(
            parent_id=parent_id, kind=PlaceKind(kind), name=name, name_en=name_en.strip(), population=population
        )
        tree.plant(place, above)
        _record("place.added", place, NOTHING, actor, now, key)
    return place


def change_place(
    place_id: int,
    *,
    actor: Actor,
    now: datetime,
    parent_id: int | None,
    kind: str,
    name: str,
    name_en: str = "",
    population: int | None = None,
    key: str | None = None,
) -> Place:
    """Rename or move a place with all below it. Raises NameNeeded, NameTaken, ParentRetired, UnderItself."""
    with transaction.atomic():
        place = tree.node_of(Place, place_id)
        before = values_of(place, _FIELDS)
        tree.move(Place, place, parent_id)
        place.name = tree.checked_name(Place, name, parent_id, but=place.pk)
        place.kind, place.name_en, place.population = PlaceKind(kind), name_en.strip(), population
        place.save()
        _record("place.changed", place, before, actor, now, key)
    return place


def retire_place(place_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Place:
    """Take a place out of the forms. Raises StillHasChildren."""
    with transaction.atomic():
        place = tree.node_of(Place, place_id)
        tree.refuse_children(Place, place)
        return _switch(place, "place.retired", actor, now, key, active=False)


def restore_place(place_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Place:
    """Put a retired place back into the forms. Raises ParentRetired."""
    with transaction.atomic():
        place = tree.node_of(Place, place_id)
        tree.path_under(Place, place.parent_id)
        return _switch(place, "place.restored", actor, now, key, active=True)


def _switch(place: Place, act: str, actor: Actor, now: datetime, key: str | None, *, active: bool) -> Place:
    before = values_of(place, _FIELDS)
    place.active = active
    place.save(update_fields=["active"])
    _record(act, place, before, actor, now, key)
    return place


def place_arrival(place: Place, *, actor: Actor, now: datetime) -> Entry:
    """The event of `add_place` for a place that is written with others."""
    return arrival("office.changed", "place.added", place, values_of(place, _FIELDS), actor=actor, now=now)


def _record(act: str, place: Place, before: Values, actor: Actor, now: datetime, key: str | None) -> None:
    after = values_of(place, _FIELDS)
    record_change("office.changed", act, place, before=before, after=after, actor=actor, now=now, key=key)
