"""What places, categories and units have in common: a parent, a path "/1/4/9/", a name, and whether they are in use."""

from typing import Protocol, TypeVar

from django.db.models import Model
from django.db.models.manager import Manager

from huiying.foundation.office.errors import NameNeeded, NameTaken, ParentRetired, StillHasChildren, UnderItself


class Node(Protocol):
    """A row of such a tree."""

    pk: int
    parent_id: int | None
    path: str
    name: str
    active: bool


T = TypeVar("T", bound=Model)


def rows(model: type[T]) -> "Manager[T]":
    """The rows of a tree's model."""
    return model._default_manager


def node_of(model: type[T], number: int) -> T:
    """The row with this number, held for this transaction. Raises its DoesNotExist."""
    return rows(model).select_for_update().get(pk=number)


def checked_name(model: type[T], name: str, parent_id: int | None, *, but: int | None = None) -> str:
    """`name` without blanks at its ends. Raises NameNeeded, NameTaken (retired ones count)."""
    name = " ".join(name.split())
    if not name:
        raise NameNeeded
    if rows(model).filter(parent_id=parent_id, name=name).exclude(pk=but).exists():
        raise NameTaken
    return name


def path_under(model: type[T], parent_id: int | None) -> str:
    """The path of a parent in use. Raises ParentRetired."""
    if parent_id is None:
        return "/"
    path, active = rows(model).values_list("path", "active").get(pk=parent_id)
    if not active:
        raise ParentRetired
    return str(path)


def plant(row: T, above: str) -> None:
    """Save a new row, then its path below `above`."""
    row.save(force_insert=True)
    row.path = f"{above}{row.pk}/"  # type: ignore[attr-defined]  # every tree has a path
    row.save(update_fields=["path"])


def move(model: type[T], node: Node, parent_id: int | None) -> None:
    """Hang `node` with everything below it under another parent. Raises UnderItself, ParentRetired."""
    if parent_id == node.parent_id:
        return
    above = path_under(model, parent_id)
    if above.startswith(node.path):
        raise UnderItself
    old, new = node.path, f"{above}{node.pk}/"
    below = list(rows(model).filter(path__startswith=old).exclude(pk=node.pk))
    for row in below:
        row.path = new + row.path.removeprefix(old)  # type: ignore[attr-defined]
    rows(model).bulk_update(below, ["path"])
    node.parent_id, node.path = parent_id, new


def refuse_children(model: type[T], node: Node) -> None:
    """Raises StillHasChildren while something below is in use."""
    count = rows(model).filter(parent_id=node.pk, active=True).count()
    if count:
        raise StillHasChildren(count=count)
