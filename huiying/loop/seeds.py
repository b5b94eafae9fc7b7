"""What every new office starts with: the official calendar and the common categories."""

import csv
from datetime import date
from importlib.resources import files

from huiying.foundation.office.models import Category
from huiying.foundation.office.selectors import forget
from huiying.foundation.office.services.calendars import enter_shipped_years

CategoryPath = tuple[str, ...]


def seed_calendar() -> None:
    """Days of rest and make-up working days of the State Council's notices, as the package chinesecalendar has them."""
    enter_shipped_years()
    forget()


def seed_categories() -> dict[CategoryPath, int]:
    """The three levels of foundation/office/seeds/taxonomy.csv; the ids by path of names."""
    with (files("huiying.foundation.office") / "seeds" / "taxonomy.csv").open(encoding="utf-8-sig") as file:
        rows = [tuple(row) for row in csv.reader(file)][1:]
    made: dict[CategoryPath, Category] = {}
    for depth in (1, 2, 3):
        paths = list(dict.fromkeys(row[:depth] for row in rows))
        fresh = [Category(name=path[-1], parent=made.get(path[:-1]), path="") for path in paths]
        Category.objects.bulk_create(fresh, batch_size=400)
        for path, category in zip(paths, fresh, strict=True):
            above = made.get(path[:-1])
            category.path = f"{above.path if above else '/'}{category.pk}/"
            made[path] = category
    Category.objects.bulk_update(made.values(), ["path"], batch_size=200)
    return {path: category.pk for path, category in made.items()}


def first_of_year(day: date) -> date:
    """The first of January of that year: grants of a new office hold from then on."""
    return day.replace(month=1, day=1)
