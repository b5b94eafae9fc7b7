"""Where the administrator begins: the steps while the office is being set up, then every section."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.pages import SECTIONS, admin_page, show
from huiying.faces.look.dates import full as date_words
from huiying.faces.look.parts import Link, Row
from huiying.foundation.office.models import Category, LetterTemplate, OfficeProfile, Place
from huiying.foundation.office.selectors import intake_choices, office_values, published_through
from huiying.foundation.people.models import Staff, Unit


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
    context = {"steps": steps if left else [], "next": left[0] if left else None, "rows": _rows()}
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
        "places": str(Place.objects.filter(active=True).count()),
        "categories": str(Category.objects.filter(active=True).count()),
        "calendar": gettext("official until %(day)s") % {"day": through},
        "letters": gettext("%(count)s in your own wording") % {"count": LetterTemplate.objects.count()},
        "channels": ngettext("%(count)s channel set by the office", "%(count)s channels set by the office", len(chosen))
        % {"count": len(chosen)},
        "limits": gettext("%(count)s set by the office") % {"count": len(office_values()) - len(chosen)},
    }
    return [
        Row(words, found[key], link=Link(_("Open"), reverse(name))) for key, words, name in SECTIONS if key in found
    ]
