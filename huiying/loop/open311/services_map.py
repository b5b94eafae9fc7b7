"""Which of our categories a service of another system is: guessed by name once, then as the office keeps it.

The file `open311/NAME.csv` in the data folder has a line for each service: code, name, group, category (id or empty).
"""

import csv
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from huiying.core.open311.reading import text
from huiying.foundation.office.models import Category

COLUMNS = ("code", "name", "group", "category")


def folder() -> Path:
    """Where the office keeps what belongs to other systems."""
    return Path(settings.DATA) / "open311"


def categories_of(name: str, services: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """By code the category; services that are new there get a line in the file, with a guess."""
    path = folder() / f"{name}.csv"
    kept = _kept(path)
    fresh = {text(row, "service_code"): row for row in services}
    known = _names()
    lines = dict(kept)
    for code, row in fresh.items():
        if code and code not in lines:
            lines[code] = _line(code, row, known)
    if lines != kept:
        _write(path, lines.values())
    active = set(Category.objects.filter(active=True).values_list("pk", flat=True))
    chosen = {code: line["category"] for code, line in lines.items() if line["category"].isdecimal()}
    return {code: int(pk) for code, pk in chosen.items() if int(pk) in active}


def _kept(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        lines = [{name: _from_cell(row.get(name) or "") for name in COLUMNS} for row in rows]
    return {line["code"]: line for line in lines if line["code"]}


def _in_cell(value: str) -> str:
    """What a spreadsheet would run as a formula gets a mark before it."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _from_cell(cell: str) -> str:
    value = cell.strip()
    return value[1:] if _in_cell(value[1:]) == value else value


def _write(path: Path, lines: Iterable[Mapping[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({name: _in_cell(value) for name, value in line.items()} for line in lines)
    os.replace(draft, path)


def _names() -> dict[tuple[str, str], set[int]]:
    """Ids by (name, name above) and by (name, "")."""
    found: dict[tuple[str, str], set[int]] = {}
    for one in Category.objects.filter(active=True).select_related("parent"):
        above = (one.parent.name, one.parent.name_en) if one.parent is not None else ("", "")
        for own in filter(None, (one.name, one.name_en)):
            for over in {"", *above}:
                found.setdefault((own.casefold(), over.casefold()), set()).add(one.pk)
    return found


def _line(code: str, row: Mapping[str, Any], known: Mapping[tuple[str, str], set[int]]) -> dict[str, str]:
    """A guess only where one category alone is called so, under a category of the same name or anywhere."""
    name, group = text(row, "service_name"), text(row, "group")
    near = known.get((name.casefold(), group.casefold()), set()) if group else set()
    found = near if len(near) == 1 else known.get((name.casefold(), ""), set())
    category = str(next(iter(found))) if len(found) == 1 else ""
    return dict(zip(COLUMNS, (code, name, group, category), strict=True))
