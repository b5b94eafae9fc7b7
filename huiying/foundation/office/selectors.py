"""Reading what the administrator keeps: the profile, the calendar, the limits, the tree of places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from huiying.core.letters.catalogue import document_of
from huiying.core.letters.model import Template
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.errors import SettingUnknown
from huiying.core.procedures.model import Procedure, Setting, Source
from huiying.core.procedures.settings import PACK, office_settings
from huiying.core.retention import KEEPING, Kept
from huiying.core.words import Language
from huiying.core.workdays import Calendar
from huiying.foundation.keys import clock
from huiying.foundation.office.kept import forget, kept
from huiying.foundation.office.models import (
    CalendarDay,
    CalendarYear,
    Category,
    LetterTemplate,
    OfficeProfile,
    OfficeSetting,
    Place,
    WebPause,
)


def office_profile() -> OfficeProfile:
    """The office; before it is opened, one without a number that is called "Huiying"."""
    return kept("office.profile", _read_profile)


def _read_profile() -> OfficeProfile:
    return OfficeProfile.objects.first() or OfficeProfile(name="回应", name_en="Huiying", opened_at=clock.now())


def web_pause(now: datetime) -> WebPause | None:
    """The pause of what comes by the web that is in force at `now`; None nearly always."""
    found = kept("office.web_pause", _read_web_pause)
    return found if found is not None and found.began_at <= now < found.until else None


def _read_web_pause() -> WebPause | None:
    return WebPause.objects.filter(ended_at=None).order_by("-pk").first()


def calendar() -> Calendar:
    """The office's calendar; days after the last year in a row with its official notice are provisional."""
    return kept("office.calendar", _read_calendar)


def _read_calendar() -> Calendar:
    exceptions = dict(CalendarDay.objects.values_list("day", "working"))
    return Calendar(exceptions, published_through(), ZoneInfo(settings.TIME_ZONE))


def published_through() -> date:
    """The last day of the last year, in a row from the first, whose notice is known; 1970-01-01 when none is."""
    years = set(CalendarYear.objects.values_list("year", flat=True))
    last = next((year for year in sorted(years) if year + 1 not in years), None)
    return date(last, 12, 31) if last is not None else date(1970, 1, 1)


def office_values() -> Mapping[str, Any]:
    """What this office has set itself, by key."""
    return kept("office.settings", lambda: dict(OfficeSetting.objects.values_list("key", "value")))


def procedure_settings() -> Mapping[str, Any]:
    """Every setting of the procedures as this office has it: its own over its city's pack over the defaults."""
    return kept("office.procedures", _read_procedure_settings)


def _read_procedure_settings() -> Mapping[str, Any]:
    others = (INTAKE, KEEPING_PREFIX)
    return office_settings({key: value for key, value in office_values().items() if not key.startswith(others)})


def intake_choices() -> Mapping[str, str]:
    """Which procedure the voices of a channel follow, where the office has chosen: {"web": "xinfang"}."""
    return {key.removeprefix(INTAKE): str(value) for key, value in office_values().items() if key.startswith(INTAKE)}


INTAKE, KEEPING_PREFIX = "intake.", "keeping."


def kept_months() -> Mapping[Kept, int]:
    """How many months each kind of thing is kept: the office's own number, else the default."""
    own = office_values()
    return {kind: int(own.get(f"{KEEPING_PREFIX}{kind}", row.default)) for kind, row in KEEPING.items()}


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
