"""Doing one act: its form on a page of its own, or short in a row of the board."""

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.errors import HuiyingError
from huiying.core.procedures import procedure
from huiying.core.procedures.errors import NotFromHere, NotYourAct
from huiying.core.procedures.joined import WITH_EACH, answers
from huiying.core.procedures.model import Act, Role
from huiying.core.procedures.names import ROLES, role_names
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.casework import category
from huiying.faces.desk.casework.alike import say_left
from huiying.faces.desk.casework.forms import ActForm
from huiying.faces.desk.fields import RowsField, refusal
from huiying.faces.desk.lists import CaseList, list_behind
from huiying.faces.desk.nav import CASES, first_place, page
from huiying.faces.look.templatetags.hy import say
from huiying.loop.act_on_case import act_on_case
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.presenters.case import HOW, articles_of
from huiying.serve.casework.presenters.queue import WANTS
from huiying.serve.casework.presenters.receipt import OUTCOMES
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.offers import offers_for

BY_STAFF = frozenset(Role) - {Role.SPEAKER, Role.SYSTEM}
MORE = "more"


@staff_page(*CASES)
def act(request: StaffRequest, case_id: int, act_id: str) -> HttpResponse:
    """Show the form, or do it. A second post of the same form changes nothing and shows the same end."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    wanted = procedure(case.procedure).act(act_id)
    if wanted is None or not wanted.offered or not wanted.who & BY_STAFF:
        return not_here(request)
    if request.method != "POST":
        return _ask(request, case, wanted)
    if MORE in request.POST:
        return _more(request, case, wanted)
    if category.TAKE in request.POST:
        return _typed_so_far(request, case, wanted, category.taken(request.POST))
    form = ActForm(request.POST, act=wanted, case=case, viewer=viewer)
    if form.is_valid():
        try:
            done = act_on_case(
                case.pk,
                act_id,
                actor=viewer.actor,
                now=viewer.now,
                data=form.act_data(),
                key=form.act_key(),
                category_id=category.chosen(form),
            )
        except HuiyingError as err:
            form.refuse(err)
        else:
            say_left(request, [(left.case_id, left.why) for left in done.left])
            return _done(request, done.case, wanted, waits=done.approval is not None, too=len(done.reached))
    return _page(request, case, wanted, form, status=422)


def _ask(request: StaffRequest, case: Case, wanted: Act) -> HttpResponse:
    """The empty form; where the act is not possible, the sentence why."""
    offers = offers_for(case, actor=request.viewer.actor, now=request.viewer.now)
    offer = next((offer for offer in offers if offer.act.id == wanted.id), None)
    if offer is not None and offer.refusal is None:
        return _page(request, case, wanted, ActForm(act=wanted, case=case, viewer=request.viewer), offer.approval)
    state = procedure(case.procedure).state(case.state).name
    error: HuiyingError = NotYourAct(act=wanted.name, roles=role_names(wanted.who & BY_STAFF))
    if offer is not None and offer.refusal is not None:
        error = offer.refusal
    elif case.state not in wanted.from_:
        error = NotFromHere(state=state, act=wanted.name)
    context = page(request, "") | {"case": case, "title": wanted.name, "said": refusal(error), **_back(request, case)}
    return render(request, "desk/act_refused.html", context, status=403)


def _more(request: StaffRequest, case: Case, wanted: Act) -> HttpResponse:
    """One more block of requests, or of what is promised."""
    name = request.POST[MORE]
    field = ActForm(act=wanted, case=case, viewer=request.viewer).fields.get(name)
    if not isinstance(field, RowsField):
        return _typed_so_far(request, case, wanted, {})
    blocks = field.widget.value_from_datadict(request.POST, request.FILES, name)
    return _typed_so_far(request, case, wanted, {name: [*blocks, {}]})


def _typed_so_far(request: StaffRequest, case: Case, wanted: Act, changed: Mapping[str, Any]) -> HttpResponse:
    """The form with everything typed kept, but for what is `changed`; nothing is judged yet."""
    empty = ActForm(act=wanted, case=case, viewer=request.viewer)
    typed = {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in empty.fields.items()
    }
    form = ActForm(act=wanted, case=case, viewer=request.viewer, initial=typed | dict(changed))
    return _page(request, case, wanted, form)


def _page(
    request: StaffRequest, case: Case, wanted: Act, form: ActForm, approval: Role | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "case": case,
        "act": wanted,
        "form": form,
        "how": HOW.get(wanted.id, ""),
        "article": articles_of(wanted.sources),
        "approval": ROLES[approval] if approval else "",
        "wants": WANTS.get(case.voice.wants, ""),
        "outcomes": [(value, words) for value, (_look, words) in OUTCOMES.items()],
        "together": _together(wanted),
        "draft": f"desk:{case.pk}:{wanted.id}",
        "action": request.get_full_path(),
        **_back(request, case),
    }
    if request.headers.get("HX-Request"):
        return render(request, "desk/act_short.html", context)
    return render(request, "desk/act.html", page(request, _current(request)) | context, status=status)


def _together(wanted: Act) -> dict[str, str]:
    """What it means to tick a joined case: one answer, one talk or one step for each of them."""
    if answers(wanted):
        hint = _("Tick each one after reading it; each person gets the answer on their own receipt.")
        return {"label": _("Does the answer answer these joined voices too?"), "hint": hint}
    if wanted.id in WITH_EACH:
        hint = _("Tick those alone with whom you have talked.")
        return {"label": _("Was it done with these joined persons too?"), "hint": hint}
    hint = _("Each keeps its own receipt and time limits.")
    return {"label": _("Do the same for these joined cases?"), "hint": hint}


def _current(request: StaffRequest) -> str:
    return request.GET.get("in", "")


def _back(request: StaffRequest, case: Case) -> dict[str, Any]:
    found = list_behind(request, request.viewer)
    return {"back_url": found.case_url(case.pk) if found else reverse("desk:case", args=(case.pk,))}


def _done(request: StaffRequest, case: Case, wanted: Act, *, waits: bool, too: int) -> HttpResponse:
    """Back to the case, or to the list when the case has left this viewer's hands."""
    said = _said(wanted, waits=waits, too=too)
    if request.headers.get("HX-Request"):
        return render(request, "desk/act_done.html", {"said": said})
    success(request, said)
    found: CaseList | None = list_behind(request, request.viewer)
    try:
        case_for_viewer(case.pk, request.viewer.grants)
    except CaseNotFound:
        return redirect(found.url if found else first_place(request.viewer) or "desk:home")
    return redirect(found.case_url(case.pk) if found else reverse("desk:case", args=(case.pk,)))


def _said(wanted: Act, *, waits: bool, too: int) -> str:
    """`too`: of how many joined cases the same holds."""
    name = say(wanted.name)
    if waits:
        roles: Text = ROLES[wanted.approved_by] if wanted.approved_by else Text("", "")
        said = _("Asked for approval: %(act)s. It takes effect when approved by: %(roles)s.")
        said %= {"act": name, "roles": say(roles)}
        more = ngettext(
            "%(said)s Asked for %(count)s joined case too.", "%(said)s Asked for %(count)s joined cases too.", too
        )
    else:
        said = _("Done: %(act)s") % {"act": name}
        more = ngettext("%(said)s (for %(count)s joined case too)", "%(said)s (for %(count)s joined cases too)", too)
    return more % {"said": said, "count": too} if too else said
