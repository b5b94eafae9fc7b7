"""Where the administrator begins: the steps while the office is being set up, then every section."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.pages import SECTIONS, admin_page, show
from huiying.faces.look.dates import full as date_words
from huiying.faces.look.dates import moment
from huiying.faces.look.parts import Link, Row
from huiying.foundation.keys import clock
from huiying.foundation.office.models import Category, LetterTemplate, OfficeProfile, Place
from huiying.foundation.office.selectors import (
    intake_choices,
    office_profile,
    office_values,
    published_through,
    web_pause,
)
from huiying.foundation.outbox.models import Webhook
from huiying.foundation.people.models import ApiKey, Staff, Unit
from huiying.foundation.people.services.protection import without_factor
from huiying.foundation.upkeep import signs


@dataclass(frozen=True, slots=True)
class SetUp:
    """One step of setting the office up."""

    words: Promise
    why: Promise
    url: str
    done: bool


@admin_page
def home(request: StaffRequest) -> HttpResponse:
    """The steps that are left, and what each section holds."""
    steps = _steps()
    left = [step for step in steps if not step.done]
    context: dict[str, Any] = {"steps": steps if left else [], "next": left[0] if left else None}
    context |= {"rows": _rows(), "running": _running(clock.now())}
    return show(request, "home.html", "", context)


def _steps() -> list[SetUp]:
    others = Staff.objects.filter(is_active=True, grants__isnull=False).exclude(grants__role="administrator")
    return [
        SetUp(
            _("Say who you are"),
            _("Name, phone, address and opening hours stand on every page and receipt."),
            reverse("desk:admin-profile"),
            OfficeProfile.objects.exclude(phone="").exclude(address="").exists(),
        ),
        SetUp(
            _("Add your units"),
            _("Cases are handed to units: departments, towns, communities."),
            reverse("desk:admin-units"),
            Unit.objects.filter(active=True).count() > 1,
        ),
        SetUp(
            _("Add your staff and give them roles"),
            _("Somebody takes voices down, somebody dispatches, somebody handles."),
            reverse("desk:admin-staff"),
            others.exists(),
        ),
        SetUp(
            _("Add your places"),
            _("People choose where it happened: district, town, village."),
            reverse("desk:admin-places"),
            Place.objects.filter(active=True).exists(),
        ),
    ]


def _rows() -> list[Row]:
    """What each section holds."""
    through, chosen = date_words(published_through()), intake_choices()
    found: dict[str, str] = {
        "units": str(Unit.objects.filter(active=True).count()),
        "staff": str(Staff.objects.filter(is_active=True).count()),
        "second_factor": _asked(),
        "places": str(Place.objects.filter(active=True).count()),
        "categories": str(Category.objects.filter(active=True).count()),
        "calendar": gettext("official until %(day)s") % {"day": through},
        "letters": gettext("%(count)s in your own wording") % {"count": LetterTemplate.objects.count()},
        "channels": ngettext("%(count)s channel set by the office", "%(count)s channels set by the office", len(chosen))
        % {"count": len(chosen)},
        "limits": gettext("%(count)s set by the office") % {"count": len(office_values()) - len(chosen)},
        "pause": _paused(),
        "keys": str(ApiKey.objects.filter(revoked_at__isnull=True).count()),
        "webhooks": str(Webhook.objects.filter(active=True).count()),
    }
    return [
        Row(words, found[key], link=Link(_("Open"), reverse(name))) for key, words, name in SECTIONS if key in found
    ]


def _asked() -> str:
    roles = office_profile().second_factor_roles
    if not roles:
        return gettext("asked of nobody: whoever learns a password comes in")
    missing = without_factor().count()
    said = ngettext("%(count)s person has none yet", "%(count)s people have none yet", missing)
    return said % {"count": missing} if missing else gettext("everybody who needs one has one")


def _running(now: datetime) -> list[Row]:
    """The signs of the worker and the last backup; `huiying check` on the machine tells more."""
    alive, swept, backup = signs.seen(signs.ALIVE), signs.seen(signs.SWEPT), signs.last_backup()
    works = signs.worker_runs() and alive is not None and now - alive < signs.SILENT_AFTER
    late = swept is None or now - swept > signs.UNSWEPT_AFTER
    old = backup is None or now - backup.at > signs.OLD_BACKUP
    return [
        Row(_("Worker"), _("works now") if works else _("does not work: have huiying serve looked at")),
        Row(_("Limits looked after"), _moment_or_never(swept, late=late)),
        Row(_("Last backup"), _moment_or_never(backup.at if backup is not None else None, late=old)),
    ]


def _moment_or_never(at: datetime | None, *, late: bool) -> str:
    if at is None:
        return gettext("never yet")
    return gettext("%(at)s: too long ago") % {"at": moment(at)} if late else moment(at)


def _paused() -> str:
    pause = web_pause(clock.now())
    return gettext("paused until %(until)s") % {"until": moment(pause.until)} if pause else gettext("open")
