"""The tree of categories, in up to three levels. A retired one stays in the cases that name it."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.office.errors import TooDeep
from huiying.foundation.office.models import Category
from huiying.foundation.office.services import tree
from huiying.foundation.office.services.changing import NOTHING, Values, record_change, values_of

LEVELS = 3
SEEDS = Path(__file__).parent.parent / "seeds"
SEED = SEEDS / "taxonomy.csv"
"""level1, level2, level3: one line per category of the third level."""
_FIELDS = "parent_id name name_en active"


def add_category(
    *, actor: Actor, now: datetime, parent_id: int | None, name: str, name_en: str = "", key: str | None = None
) -> Category:
    """A new category. Raises NameNeeded, NameTaken, ParentRetired, TooDeep."""
    with transaction.atomic():
        above = tree.path_under(Category, parent_id)
        name = tree.checked_name(Category, name, parent_id)
        category = Category(parent_id=parent_id, name=name, name_en=name_en.strip())
        tree.plant(category, above)
        _refuse_depth(category)
        _record("category.added", category, NOTHING, actor, now, key)
    return category


def change_category(
    category_id: int,
    *,
    actor: Actor,
    now: datetime,
    parent_id: int | None,
    name: str,
    name_en: str = "",
    key: str | None = None,
) -> Category:
    """Rename or move one with all below it. Raises NameNeeded, NameTaken, ParentRetired, UnderItself, TooDeep."""
    with transaction.atomic():
        category = tree.node_of(Category, category_id)
        before = values_of(category, _FIELDS)
        tree.move(Category, category, parent_id)
        category.name = tree.checked_name(Category, name, parent_id, but=category.pk)
        category.name_en = name_en.strip()
        category.save()
        _refuse_depth(category)
        _record("category.changed", category, before, actor, now, key)
    return category


def retire_category(category_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Category:
    """Take a category out of the forms. Raises StillHasChildren."""
    with transaction.atomic():
        category = tree.node_of(Category, category_id)
        tree.refuse_children(Category, category)
        return _switch(category, "category.retired", actor, now, key, active=False)


def restore_category(category_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Category:
    """Put a retired category back into the forms. Raises ParentRetired."""
    with transaction.atomic():
        category = tree.node_of(Category, category_id)
        tree.path_under(Category, category.parent_id)
        return _switch(category, "category.restored", actor, now, key, active=True)


def seed_categories(*, actor: Actor, now: datetime) -> int:
    """Put in the shipped categories that are missing; the number of new ones. A second call adds nothing."""
    with transaction.atomic():
        known = {_names(row): row for row in Category.objects.select_related("parent__parent")}
        added = sum(_seed_level(level, known) for level in range(1, LEVELS + 1))
        record_change(
            "office.changed",
            "category.seeded",
            About("category", 0),
            before={"categories": len(known) - added},
            after={"categories": len(known)},
            actor=actor,
            now=now,
            key=None,
        )
    return added


def _seed_level(level: int, known: dict[tuple[str, ...], Category]) -> int:
    """Add the missing categories of one level, whose parents are known; `known` grows by them."""
    missing = [names for names in dict.fromkeys(line[:level] for line in _shipped()) if names not in known]
    english = _shipped_english()
    fresh = [
        Category(parent=known.get(names[:-1]), name=names[-1], name_en=english[names[-1]], path="") for names in missing
    ]
    Category.objects.bulk_create(fresh)
    for row in fresh:
        row.path = f"{row.parent.path if row.parent else '/'}{row.pk}/"
    Category.objects.bulk_update(fresh, ["path"], batch_size=200)
    known.update(zip(missing, fresh, strict=True))
    return len(fresh)


def _shipped() -> Iterator[tuple[str, ...]]:
    with SEED.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            yield line["level1"], line["level2"], line["level3"]


def _shipped_english() -> dict[str, str]:
    with (SEEDS / "taxonomy_en.csv").open(encoding="utf-8", newline="") as file:
        return {line["name"]: line["name_en"] for line in csv.DictReader(file)}


def _names(row: Category) -> tuple[str, ...]:
    return (*_names(row.parent), row.name) if row.parent else (row.name,)


def _refuse_depth(category: Category) -> None:
    """Raises TooDeep when it, or anything below it, stands deeper than the third level."""
    paths = Category.objects.filter(path__startswith=category.path).values_list("path", flat=True)
    if any(path.count("/") - 1 > LEVELS for path in paths):
        raise TooDeep(most=LEVELS)


def _switch(category: Category, act: str, actor: Actor, now: datetime, key: str | None, *, active: bool) -> Category:
    before = values_of(category, _FIELDS)
    category.active = active
    category.save(update_fields=["active"])
    _record(act, category, before, actor, now, key)
    return category


def _record(act: str, category: Category, before: Values, actor: Actor, now: datetime, key: str | None) -> None:
    after = values_of(category, _FIELDS)
    record_change("office.changed", act, category, before=before, after=after, actor=actor, now=now, key=key)
