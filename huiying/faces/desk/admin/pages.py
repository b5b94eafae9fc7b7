"""What the administrator's pages have in common: the way in, the head, and forms that may be posted twice."""

from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, sensitive_page, staff_page
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.desk.nav import page
from huiying.faces.look.parts import Chip
from huiying.foundation.ledger.models import Event

T = TypeVar("T")
P = ParamSpec("P")
admin_page = staff_page(Role.ADMINISTRATOR)


def sensitive_admin_page(view: Callable[Concatenate[StaffRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """By which somebody could come in as somebody else, or with more than they have."""
    return admin_page(sensitive_page()(view))


SECTIONS: tuple[tuple[str, Promise, str], ...] = (
    ("profile", _("Office"), "desk:admin-profile"),
    ("units", _("Units"), "desk:admin-units"),
    ("staff", _("Staff and roles"), "desk:admin-staff"),
    ("substitutes", _("Substitutes"), "desk:admin-substitutes"),
    ("second_factor", _("Second factor"), "desk:admin-second-factor"),
    ("places", _("Places"), "desk:admin-places"),
    ("categories", _("Categories"), "desk:admin-categories"),
    ("usual_units", _("Usual units"), "desk:admin-usual-units"),
    ("model", _("Model of categories"), "desk:admin-model"),
    ("calendar", _("Calendar"), "desk:admin-calendar"),
    ("letters", _("Letters"), "desk:admin-letters"),
    ("channels", _("Channels"), "desk:admin-channels"),
    ("limits", _("Time limits"), "desk:admin-limits"),
    ("ladder", _("Who reviews whom"), "desk:review_lines"),
    ("ways", _("Other legal ways"), "desk:legal_ways"),
    ("pause", _("Pause the web"), "desk:admin-pause"),
    ("keys", _("Keys"), "desk:admin-keys"),
    ("webhooks", _("Webhooks"), "desk:admin-webhooks"),
)


def show(request: StaffRequest, template: str, section: str, context: Mapping[str, Any]) -> HttpResponse:
    """A page of `section`; 422 when its form was refused, so that nobody takes it for done."""
    form = context.get("form")
    refused = form is not None and form.is_bound and bool(form.errors)
    whole = page(request, "admin") | {"sections": _sections(section)} | dict(context)
    return render(request, f"desk/admin/{template}", whole, status=422 if refused else 200)


def _sections(current: str) -> list[Chip]:
    return [Chip(words, reverse(name), current=key == current) for key, words, name in SECTIONS]


def said(request: HttpRequest, words: str) -> None:
    """The sentence that the next page shows at its top."""
    messages.success(request, words)


class Repeated:
    """The form was posted before: what it asked for is done."""


REPEATED = Repeated()


def carry_out(request: StaffRequest, form: KeyedForm, act: Callable[[dict[str, Any], str], T]) -> T | Repeated | None:
    """Call `act(values, event key)` once; None when the form or the service refuses, with the sentence on the form."""
    if not form.is_valid():
        return None
    values = dict(form.cleaned_data)
    key = f"admin:{request.viewer.staff.pk}:{values.pop('key')}"
    if _done(key):
        return REPEATED
    try:
        return act(values, key)
    except HuiyingError as err:
        form.add_error(None, err.say(get_language() or ""))
        return None
    except IntegrityError:
        if _done(key):
            return REPEATED
        raise


def _done(key: str) -> bool:
    return Event.objects.filter(key=key).exists()
