"""Reading what the administrator keeps: the profile, the calendar, the limits, the tree of places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from huiying.core.letters.catalogue import document_of
from huiying.core.letters.model import Template
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.errors import SettingUnknown
from huiying.core.procedures.model import Procedure, Setting, Source
from huiying.core.procedures.settings import PACK, office_settings
from huiying.core.words import Language
from huiying.core.workdays import Calendar
from huiying.foundation.keys import clock
from huiying.foundation.office.models import (
    CalendarDay,
    CalendarYear,
    Category,
    LetterTemplate,
    OfficeProfile,
    OfficeSetting,
    Place,
)

KEPT_SECONDS = 60
"""How long another process may still use what was just changed; the changing process forgets at once."""
_PROFILE, _CALENDAR, _SETTINGS = "office.profile", "office.calendar", "office.settings"


def office_profile() -> OfficeProfile:
    """The office; before it is opened, one without a number that is called "Huiying"."""
    profile = cache.get(_PROFILE)
    if profile is None:
        unopened = OfficeProfile(name="回应", name_en="Huiying", opened_at=clock.now())
        profile = OfficeProfile.objects.first() or unopened
        cache.set(_PROFILE, profile, KEPT_SECONDS)
    return profile  # type: ignore[no-any-return]  # the cache is untyped


def calendar() -> Calendar:
    """The office's calendar; days after the last year in a row with its official notice are provisional."""
    kept = cache.get(_CALENDAR)
    if kept is None:
        exceptions = dict(CalendarDay.objects.values_list("day", "working"))
        kept = (exceptions, published_through())
        cache.set(_CALENDAR, kept, KEPT_SECONDS)
    return _calendar(*kept)


_built: dict[int, tuple[Mapping[date, bool], Calendar]] = {}


def _calendar(exceptions: Mapping[date, bool], through: date) -> Calendar:
    """Building the tables costs more than reading them: keep the last one of this process."""
    last = _built.get(0)
    if last is None or last[0] != exceptions or last[1].published_through != through:
        last = (exceptions, Calendar(exceptions, through, ZoneInfo(settings.TIME_ZONE)))
        _built[0] = last
    return last[1]


def published_through() -> date:
    """The last day of the last year, in a row from the first, whose notice is known; 1970-01-01 when none is."""
    years = set(CalendarYear.objects.values_list("year", flat=True))
    last = next((year for year in sorted(years) if year + 1 not in years), None)
    return date(last, 12, 31) if last is not None else date(1970, 1, 1)


def office_values() -> Mapping[str, Any]:
    """What this office has set itself, by key."""
    values = cache.get(_SETTINGS)
    if values is None:
        values = dict(OfficeSetting.objects.values_list("key", "value"))
        cache.set(_SETTINGS, values, KEPT_SECONDS)
    return values  # type: ignore[no-any-return]  # the cache is untyped


def procedure_settings() -> Mapping[str, Any]:
    """Every setting of the procedures as this office has it: its own over its city's pack over the defaults."""
    own = {key: value for key, value in office_values().items() if not key.startswith(INTAKE)}
    last = _merged.get(0)
    if last is None or last[0] != own:
        last = (own, office_settings(own))
        _merged[0] = last
    return last[1]


def intake_choices() -> Mapping[str, str]:
    """Which procedure the voices of a channel follow, where the office has chosen: {"web": "xinfang"}."""
    return {key.removeprefix(INTAKE): str(value) for key, value in office_values().items() if key.startswith(INTAKE)}


INTAKE = "intake."
_merged: dict[int, tuple[Mapping[str, Any], Mapping[str, Any]]] = {}


def forget() -> None:
    """The next reader reads anew."""
    cache.delete_many([_PROFILE, _CALENDAR, _SETTINGS])


def forget_after() -> None:
    """Called by services in their transaction: forget now, and once more when others may see what was written."""
    forget()
    transaction.on_commit(forget)


def places_below(parent: Place | None) -> list[Place]:
    """The active places directly under `parent` (None: the top), by name."""
    return list(Place.objects.filter(parent=parent, active=True).order_by("name"))


@dataclass(frozen=True, slots=True)
class Limit:
    """One setting, the sources of the clocks it governs, and its value: the office's `own`, else the `given` one."""

    setting: Setting
    procedure: Procedure
    sources: tuple[Source, ...]
    given: int | str
    own: int | str | None

    @property
    def value(self) -> int | str:
        """What holds now."""
        return self.given if self.own is None else self.own


def limits() -> list[Limit]:
    """Everything that the office may set, in the order of the procedures."""
    own = office_values()
    given = office_settings({PACK: own[PACK]} if PACK in own else {})
    return [
        Limit(setting, told, _sources(told, setting), given[setting.key], own.get(setting.key))
        for told in PROCEDURES.values()
        for setting in told.settings
    ]


def limit(key: str) -> Limit:
    """The limit called `key`. Raises SettingUnknown."""
    found = next((item for item in limits() if item.setting.key == key), None)
    if found is None:
        raise SettingUnknown(key=key, value="")
    return found


def _sources(told: Procedure, setting: Setting) -> tuple[Source, ...]:
    governed = (c for c in told.clocks if c.setting and f"{setting.key}.".startswith(f"{c.setting}."))
    return tuple(dict.fromkeys(source for clock in governed for source in clock.sources))


def template_of(code: str, language: Language) -> Template:
    """The wording in use: the office's own, else the one that is shipped. Raises UnknownDocument."""
    own = LetterTemplate.objects.filter(code=code, language=language).first()
    return Template(code, language, own.title, own.body) if own else document_of(code).template(language)


def tree(model: type[Place] | type[Category], *, retired: bool = False) -> list[Any]:
    """Every row in the order of the tree, siblings by name; with `retired` also those no longer in use."""
    rows = model._default_manager.all() if retired else model._default_manager.filter(active=True)
    return in_tree_order(rows.order_by("name"))


def in_tree_order(rows: Iterable[Any]) -> list[Any]:
    """Rows with `pk`, `parent_id`: parents before children, siblings in the given order.

    A row whose parent is not among them stands at the top.
    """
    rows = list(rows)
    ids = {row.pk for row in rows}
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in ids else None, []).append(row)
    found: list[Any] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting.extend(reversed(below.get(row.pk, [])))
    return found


def calendar_days(year: int) -> list[CalendarDay]:
    """The days of a year that do not follow the week, in order."""
    return list(CalendarDay.objects.filter(day__year=year).order_by("day"))
