"""Where the administrator begins: the steps while the office is being set up, then every section."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.pages import admin_page, show
from huiying.foundation.office.models import Category, LetterTemplate, OfficeProfile, Place
from huiying.foundation.office.selectors import office_values, published_through
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
    context = {"steps": steps if left else [], "next": left[0] if left else None, "counts": _counts()}
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


def _counts() -> dict[str, object]:
    return {
        "units": Unit.objects.filter(active=True).count(),
        "staff": Staff.objects.filter(is_active=True).count(),
        "places": Place.objects.filter(active=True).count(),
        "categories": Category.objects.filter(active=True).count(),
        "through": published_through().year,
        "letters": LetterTemplate.objects.count(),
        "limits": len(office_values()),
    }
