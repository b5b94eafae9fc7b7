"""Reading what the administrator keeps: the profile, the calendar, the limits, the tree of places."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from huiying.core.procedures.settings import office_settings
from huiying.core.workdays import Calendar
from huiying.foundation.office.models import CalendarDay, CalendarYear, OfficeProfile, OfficeSetting, Place

KEPT_SECONDS = 60
"""How long another process may still use what was just changed; the changing process forgets at once."""
_PROFILE, _CALENDAR, _SETTINGS = "office.profile", "office.calendar", "office.settings"


def office_profile() -> OfficeProfile:
    """The office; before it is opened, one without a number that is called "Huiying"."""
    profile = cache.get(_PROFILE)
    if profile is None:
        unopened = OfficeProfile(name="回应", name_en="Huiying", opened_at=timezone.now())
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
    """The last day whose official calendar is known; the day before time began when none is."""
    years = sorted(CalendarYear.objects.values_list("year", flat=True))
    return date(years[-1], 12, 31) if years else date(1970, 1, 1)


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
    """Called by every service of this room: the next reader reads anew."""
    cache.delete_many([_PROFILE, _CALENDAR, _SETTINGS])


def places_below(parent: Place | None) -> list[Place]:
    """The active places directly under `parent` (None: the top), by name."""
    return list(Place.objects.filter(parent=parent, active=True).order_by("name"))
