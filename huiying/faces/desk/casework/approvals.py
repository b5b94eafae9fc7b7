"""What waits for somebody's word: who asked, what was filled in, approve or send back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.codes import grouped_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures import procedure
from huiying.core.procedures.model import Act, FieldKind
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.casework.alike import say_left
from huiying.faces.desk.errors import BackNeedsReason
from huiying.faces.desk.fields import LineField, refusal
from huiying.faces.desk.nav import APPROVALS, page
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Row
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.people.models import Staff, Unit
from huiying.loop.act_on_case import approve, refuse
from huiying.serve.casework.models import Approval, Case
from huiying.serve.casework.presenters.case import articles_of
from huiying.serve.casework.presenters.receipt import OUTCOMES
from huiying.serve.casework.selectors.approvals import approvals_asked_by, approvals_waiting, asked_data
from huiying.serve.casework.selectors.casepage import said_value
from huiying.serve.casework.selectors.matter import ALSO


class DecisionForm(forms.Form):
    """A reason is asked for sending back alone."""

    use_required_attribute = False
    reason = LineField(
        label=gettext_lazy("If you send it back: why?"),
        help_text=gettext_lazy("Whoever asked reads this."),
        limit=500,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    reason.quiet = True  # type: ignore[attr-defined]  # read by look's label: who approves needs none, who sends back does


@require_safe
@staff_page(*APPROVALS)
def inbox(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    waiting = [_line(approval) for approval in approvals_waiting(viewer.grants, viewer.actor)]
    mine = [_line(approval) for approval in approvals_asked_by(viewer.actor)]
    return render(request, "desk/approvals.html", page(request, "approvals") | {"waiting": waiting, "mine": mine})


def _line(approval: Approval) -> dict[str, Any]:
    return {
        "url": reverse("desk:approval", args=(approval.pk,)),
        "act": _act(approval).name,
        "title": approval.case.voice.heading,
        "who": f"{approval.asked_by} · {approval.unit}",
        "at": approval.asked_at,
    }


@staff_page(*APPROVALS)
def decide(request: StaffRequest, approval_id: int) -> HttpResponse:
    """One request, with everything that was filled in; gone once it is decided."""
    viewer = request.viewer
    approval = approvals_waiting(viewer.grants, viewer.actor).filter(pk=approval_id).first()
    if approval is None:
        if request.method == "POST":  # a second press of the same button
            return redirect("desk:approvals")
        return not_here(request)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            success(request, _decided(request, approval, form))
        except HuiyingError as err:
            form.add_error("reason" if "back" in request.POST else None, refusal(err))
        else:
            return redirect("desk:approvals")
    context = {
        "approval": approval,
        "act": _act(approval),
        "article": articles_of(_act(approval).sources),
        "form": form,
        "rows": rows(approval),
        "voice": approval.case.voice,
        "case_url": reverse("desk:case", args=(approval.case_id,)),
    }
    return render(
        request, "desk/approval.html", page(request, "approvals") | context, status=422 if form.is_bound else 200
    )


def _decided(request: StaffRequest, approval: Approval, form: DecisionForm) -> str:
    """Approve or send back; the sentence that says what was done."""
    given: UUID = form.cleaned_data["key"] or uuid4()
    key = f"desk:{request.viewer.staff.pk}:approval:{approval.pk}:{given}"
    actor, now = request.viewer.actor, request.viewer.now
    name = {"act": say(_act(approval).name)}
    if "back" not in request.POST:
        done = approve(approval.pk, actor=actor, now=now, key=key)
        say_left(request, [(left.case_id, left.why) for left in done.left])
        return _("Approved and done: %(act)s") % name
    if not form.cleaned_data["reason"]:
        raise BackNeedsReason
    refuse(approval.pk, actor=actor, now=now, reason=form.cleaned_data["reason"], key=key)
    return _("Sent back: %(act)s") % name


def _act(approval: Approval) -> Act:
    act = procedure(approval.case.procedure).act(approval.act)
    assert act is not None  # only acts of the table can be asked for
    return act


def rows(approval: Approval) -> list[Row]:
    """What was filled in, field by field, in words."""
    data = asked_data(approval)
    units, staff = _named(data)
    numbers = dict(Case.objects.filter(pk=data["case"]).values_list("pk", "voice__number")) if "case" in data else {}
    found = []
    for field in _act(approval).fields:
        value = data.get(field.name)
        if value in (None, "", [], False):
            continue
        if field.kind is FieldKind.REQUESTS:
            found += [Row(field.label, _request(row)) for row in value]
        elif said := say(said_value(field, value, units, staff, numbers)):
            found.append(Row(field.label, said))
    return [*found, *_also(data)]


def _also(data: Mapping[str, Any]) -> list[Row]:
    """The joined cases for which the same was asked, each with what was said in it."""
    cases = Case.objects.filter(pk__in=data.get(ALSO, ()), sealed=False).select_related("voice").order_by("pk")
    said = _("The same for joined case %(number)s")
    return [
        Row(said % {"number": grouped_number(case.voice.number)}, case.voice.text or case.voice.heading, quote=True)
        for case in cases
    ]


def _named(data: Mapping[str, Any]) -> tuple[Mapping[int, Unit], Mapping[int, Staff]]:
    """The units and the member of staff that the data names."""
    ids = [data.get("unit"), data.get("proposed_unit"), *data.get("supporting", ()), *data.get("units", ())]
    units = Unit.objects.in_bulk([int(unit) for unit in ids if unit])
    return units, Staff.objects.in_bulk([int(data["handler"])] if data.get("handler") else [])


def _request(row: Mapping[str, str]) -> SafeString:
    """Request, facts, outcome, decision and basis, each on its line."""
    outcome = say(OUTCOMES[row["outcome"]][1]) if row.get("outcome") in OUTCOMES else ""
    said = [row.get("request", ""), row.get("facts", ""), outcome, row.get("decision", ""), row.get("basis", "")]
    return format_html_join(SafeString("<br>"), "{}", ((with_lang(line),) for line in said if line))
