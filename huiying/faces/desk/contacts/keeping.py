"""A contact report drafted, written, counted anew, published."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.core.contact_time import read_period
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.contacts.forms import ContactForm, DraftForm, WordsForm
from huiying.faces.desk.contacts.views import crumbs, found_for, time_of, url_of
from huiying.faces.desk.doing import Doing, shown
from huiying.judge.contacts.errors import PeriodUnknown
from huiying.judge.contacts.models import ContactReport
from huiying.judge.contacts.selectors.rights import leaders_for, prepares, writes
from huiying.judge.contacts.services.reports import (
    Wording,
    change_report,
    draft_report,
    publish_report,
    refresh_report,
)

POSTED = ["GET", "HEAD", "POST"]
PREPARE = (Role.LEADER, Role.DISPATCHER)
PARTS = ("heard", "done", "missing", "ahead")


def filled(request: StaffRequest) -> Any:
    """What the form was sent with; nothing where it was not sent."""
    return request.POST if request.method == "POST" else None


@require_http_methods(POSTED)
@staff_page(*PREPARE)
def new(request: StaffRequest) -> HttpResponse:
    """Draft one from what is known."""
    viewer = request.viewer
    leaders = leaders_for(viewer.actor, viewer.grants)
    if not leaders:
        return not_here(request)
    form = DraftForm(filled(request), leaders=leaders, today=viewer.today)

    def draft(said: Any, who: dict[str, Any]) -> ContactReport:
        if (period := read_period(said["period"])) is None:
            raise PeriodUnknown
        return draft_report(form.chosen, period, **who)

    note = _("Days, voices heard, meetings, promises and decisions are counted; the words you write anew.")
    doing = Doing(
        "new", _("Draft a report"), form, draft, reverse("desk:contacts"), crumbs(), [note], _("Draft it"), then=url_of
    )
    return shown(request, doing, "contacts")


@require_http_methods(POSTED)
@staff_page(*PREPARE)
def edit(request: StaffRequest, report_id: int) -> HttpResponse:
    """Write its words anew."""
    report = _draft(request, report_id)
    if report is None:
        return not_here(request)
    form = WordsForm(filled(request), initial={name: getattr(report, name) for name in PARTS})
    doing = Doing(
        f"edit:{report_id}",
        _("Write the report"),
        form,
        lambda said, who: change_report(report_id, Wording(*(said[name] for name in PARTS)), **who),
        url_of(report),
        crumbs(report),
    )
    return shown(request, doing, "contacts")


@require_http_methods(POSTED)
@staff_page(*PREPARE)
def refresh(request: StaffRequest, report_id: int) -> HttpResponse:
    """Count its figures anew."""
    report = _draft(request, report_id)
    if report is None:
        return not_here(request)
    doing = Doing(
        f"refresh:{report_id}",
        _("Count anew"),
        ContactForm(filled(request)),
        lambda said, who: refresh_report(report_id, **who),
        url_of(report),
        crumbs(report),
        [_("The figures are taken from what stands here today; your words stay.")],
        button=_("Count anew"),
    )
    return shown(request, doing, "contacts")


@require_http_methods(POSTED)
@staff_page(Role.LEADER)
def publish(request: StaffRequest, report_id: int) -> HttpResponse:
    """The leader signs, and everybody reads it."""
    viewer, report = request.viewer, _draft(request, report_id)
    if report is None or not writes(report.leader_id, viewer.actor, viewer.grants):
        return not_here(request)
    notes = [f"{report.leader} · {time_of(report)}", *(text for name in PARTS if (text := getattr(report, name)))]
    doing = Doing(
        f"publish:{report_id}",
        _("Publish the report"),
        ContactForm(filled(request)),
        lambda said, who: publish_report(report_id, **who),
        url_of(report),
        crumbs(report),
        [
            *notes,
            _("The figures are counted once more. Once published, it stays as it is, and people can comment on it."),
        ],
        button=_("Sign and publish"),
        said=_("Published."),
    )
    return shown(request, doing, "contacts")


def _draft(request: StaffRequest, report_id: int) -> ContactReport | None:
    """A draft for which the viewer prepares."""
    view, viewer = found_for(request, report_id), request.viewer
    if view is None or view.report.published_at is not None:
        return None
    return view.report if prepares(view.report.leader, viewer.actor, viewer.grants) else None
