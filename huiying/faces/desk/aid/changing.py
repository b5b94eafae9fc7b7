"""What changes an aid, each with its form."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.core.aid import PROGRAMMES
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.aid.forms import AidForm, DropForm, EndForm, GiveForm, NewAid, PlanForm, PostForm, VisitForm
from huiying.faces.desk.aid.views import PLACE, crumbs, seen, title
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.nav import AID, HELPERS
from huiying.serve.aid.enums import Agreed, Means, Met, Need, Outcome
from huiying.serve.aid.models import Aid, Help
from huiying.serve.aid.selectors.rights import helping_units, may_help
from huiying.serve.aid.services.helping import HelpData, drop_help, give_help, plan_help, post_help
from huiying.serve.aid.services.opening import end_aid, note_visit, open_aid
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.named import id_in

LATER_WORKDAYS = 10
"""The day that is proposed for a visit or a gift."""


@require_http_methods(POSTED)
@staff_page(*HELPERS)
def new(request: StaffRequest) -> HttpResponse:
    """Begin; the address may name the case that it comes from."""
    viewer = request.viewer
    units = helping_units(viewer.grants)
    if not units:
        return not_open(request)
    case = _case(request)
    initial = {
        "unit": str(viewer.staff.unit_id),
        "place": str(case.voice.place_id or "") if case else "",
        "agreed": Agreed.SPOKEN.value,
        "agreed_on": viewer.today,
        "next_visit_on": viewer.calendar.add_workdays(viewer.today, LATER_WORKDAYS),
    }
    form = NewAid(filled(request), of_case=case is not None, at=units, initial=initial)
    doing = Doing(
        f"new:{case.pk if case else 0}",
        _("Help a household"),
        form,
        lambda given, who: _opened(form, given, case, who),
        reverse("desk:aids"),
        crumbs(),
        [_("Ask the household first. What is written here is read by the unit that helps alone.")],
        button=_("Begin to help"),
        said=_("Begun. Now plan what is given."),
        then=lambda made: reverse("desk:aid", args=(made.pk,)),
    )
    return shown(request, doing, PLACE)


def _case(request: StaffRequest) -> Case | None:
    """The case named in the address, where the viewer may see it and it is neither sealed nor erased."""
    if (number := id_in(request.GET.get("case", ""))) is None:
        return None
    try:
        case = case_for_viewer(number, request.viewer.grants)
    except CaseNotFound:
        return None
    return None if case.sealed or case.voice.erased_at is not None else case


def _opened(form: NewAid, given: Any, case: Case | None, who: dict[str, Any]) -> Aid:
    return open_aid(
        unit_id=int(given["unit"]),
        place_id=int(given["place"]),
        need=Need(given["need"]),
        words=given["words"],
        agreed=Agreed(given["agreed"]),
        agreed_on=given["agreed_on"],
        identity=form.identity(),
        case_id=case.pk if case else None,
        next_visit_on=given["next_visit_on"],
        **who,
    )


def _change(
    request: StaffRequest, aid_id: int, what: str, heading: str, form: AidForm, do: Any, button: str
) -> HttpResponse:
    """The form of one change to a running aid, for whoever may change it."""
    found = seen(request.viewer, aid_id)
    if found is None:
        return not_here(request)
    if not may_help(found, request.viewer.grants) or (found.ended_at and request.method != "POST"):
        return not_open(request)
    url = reverse("desk:aid", args=(aid_id,))
    doing = Doing(f"{what}:{aid_id}", heading, form, do, url, crumbs(found), [title(found)], button=button)
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@staff_page(*AID)
def plan(request: StaffRequest, aid_id: int) -> HttpResponse:
    """Plan one thing to give."""
    viewer = request.viewer
    day = viewer.calendar.add_workdays(viewer.today, LATER_WORKDAYS)
    form = PlanForm(filled(request), initial={"means": Means.GOODS.value, "due_on": day})
    return _change(
        request,
        aid_id,
        "plan",
        _("Plan one thing"),
        form,
        lambda given, who: _planned(aid_id, given, who),
        _("Plan it"),
    )


def _planned(aid_id: int, given: Any, who: dict[str, Any]) -> Aid:
    data = HelpData(
        programme=given["programme"],
        means=Means(given["means"]),
        words=given["words"],
        due_on=given["due_on"],
        giver_unit_id=id_in(given["giver_unit"]),
        giver=given["giver"],
        amount=given["amount"],
    )
    return plan_help(aid_id, data, **who)


@require_http_methods(POSTED)
@staff_page(*AID)
def visit(request: StaffRequest, aid_id: int) -> HttpResponse:
    """Write down what a visit found."""
    viewer = request.viewer
    again = viewer.calendar.add_workdays(viewer.today, LATER_WORKDAYS)
    form = VisitForm(filled(request), initial={"on": viewer.today, "next_visit_on": again})

    def do(given: Any, who: dict[str, Any]) -> Aid:
        met = Met(given["met"])
        return note_visit(aid_id, given["on"], met, given["words"], next_visit_on=given["next_visit_on"], **who)

    return _change(request, aid_id, "visit", _("After a visit"), form, do, _("Keep it"))


@require_http_methods(POSTED)
@staff_page(*AID)
def end(request: StaffRequest, aid_id: int) -> HttpResponse:
    """End it."""
    form = EndForm(filled(request), initial={"outcome": Outcome.MET.value})

    def do(given: Any, who: dict[str, Any]) -> Aid:
        return end_aid(aid_id, Outcome(given["outcome"]), **who)

    return _change(request, aid_id, "end", _("End the aid"), form, do, _("End it"))


def _of(aid_id: int, help_id: int) -> Help | None:
    """The help, if it is one of this aid."""
    return Help.objects.filter(pk=help_id, aid=aid_id).first()


@require_http_methods(POSTED)
@staff_page(*AID)
def post(request: StaffRequest, aid_id: int, help_id: int) -> HttpResponse:
    """Post it in the village."""
    if _of(aid_id, help_id) is None:
        return not_here(request)
    return _change(
        request,
        aid_id,
        f"post:{help_id}",
        _("Post it in the village"),
        PostForm(filled(request)),
        lambda given, who: post_help(help_id, days=given["days"], **who),
        _("Post it from today"),
    )


@require_http_methods(POSTED)
@staff_page(*AID)
def give(request: StaffRequest, aid_id: int, help_id: int) -> HttpResponse:
    """Write down that it was given."""
    if (one := _of(aid_id, help_id)) is None:
        return not_here(request)
    form = GiveForm(
        filled(request), may_hurry=PROGRAMMES[one.programme].may_hurry, initial={"on": request.viewer.today}
    )

    def do(given: Any, who: dict[str, Any]) -> Help:
        return give_help(help_id, given["on"], hurried=given.get("hurried", False), **who)

    return _change(request, aid_id, f"give:{help_id}", _("It was given"), form, do, _("Keep it"))


@require_http_methods(POSTED)
@staff_page(*AID)
def drop(request: StaffRequest, aid_id: int, help_id: int) -> HttpResponse:
    """Say why it is not given."""
    if _of(aid_id, help_id) is None:
        return not_here(request)
    form = DropForm(filled(request))
    return _change(
        request,
        aid_id,
        f"drop:{help_id}",
        _("It is not given"),
        form,
        lambda given, who: drop_help(help_id, given["reason"], **who),
        _("Drop it"),
    )
