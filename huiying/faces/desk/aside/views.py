"""What was set aside: each with why and its running clock; many are taken up, or ended with a reason, at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from huiying.core.procedures.aside_acts import RULE
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.aside.forms import ManyForm
from huiying.faces.desk.casework.queue import rows_of
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.lists import CaseList, list_called
from huiying.faces.desk.nav import BOARD, page
from huiying.faces.look.due import due_tag
from huiying.faces.look.rows import due_html
from huiying.loop.set_aside import Decided, decide_many
from huiying.serve.casework.presenters.queue import QueuedCase
from huiying.serve.casework.selectors.aside import procedures_of, rules_of
from huiying.serve.casework.selectors.queues import Only

WHY = {choice.value: choice.label for choice in RULE.choices}


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One case with why it was set aside."""

    case: QueuedCase
    due: SafeString
    why: Text | str
    by_rule: bool
    ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*BOARD)
def aside(request: StaffRequest) -> HttpResponse:
    """List what was set aside (GET); show once more what was chosen, then do it (POST)."""
    found = list_called("board", request.viewer, Only.ASIDE.value)
    assert found is not None  # the roles are those of the page
    form = ManyForm(request.POST) if request.method == "POST" else ManyForm(initial={"how": "take_up", "ground": "N7"})
    if form.is_bound and form.is_valid():
        mine = _seen(found, form.cleaned_data["cases"])
        if "confirmed" in request.POST:
            return _done(request, form, mine)
        return _list(request, found, form, chosen=mine)
    return _list(request, found, form)


def _list(
    request: StaffRequest, found: CaseList, form: ManyForm, *, chosen: Sequence[int] | None = None
) -> HttpResponse:
    shown = rows_of(request, found)
    ticked = set(request.POST.getlist("cases")) if chosen is None else {str(case_id) for case_id in chosen}
    rows = _rows(request, shown["rows"], ticked)
    if chosen is not None:
        rows = [row for row in rows if row.ticked]
    context = {**shown, "rows": rows, "form": form, "confirming": chosen is not None}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/aside/list.html", page(request, "board") | context, status=status)


def _rows(request: StaffRequest, cases: object, ticked: set[str]) -> list[AsideRow]:
    assert isinstance(cases, list)
    rules = rules_of([case.case_id for case in cases])
    today = request.viewer.today
    return [
        AsideRow(
            case,
            due_html(due_tag(case.due, case.standing, today=today, note="") if case.due and case.standing else None),
            WHY.get(rules[case.case_id].rule, "") if case.case_id in rules else "",
            case.case_id in rules and rules[case.case_id].by_machine,
            str(case.case_id) in ticked,
        )
        for case in cases
    ]


def _seen(found: CaseList, chosen: Sequence[int]) -> list[int]:
    """Those of the chosen that stand in the viewer's own list."""
    return list(found.cases().filter(pk__in=chosen).values_list("pk", flat=True))


def _done(request: StaffRequest, form: ManyForm, mine: Sequence[int]) -> HttpResponse:
    viewer = request.viewer
    parts: list[Decided] = []
    for name, cases in procedures_of(mine).items():
        act_id, data = form.act_of(name)
        parts.append(decide_many(cases, act_id, actor=viewer.actor, now=viewer.now, data=data))
    count = sum(part.count for part in parts)
    if count:
        said = ngettext("%(count)s done.", "%(count)s done.", count) % {"count": count}
        messages.success(request, said)
    if asked := sum(part.asked for part in parts):
        said = ngettext("%(count)s waits for approval.", "%(count)s wait for approval.", asked) % {"count": asked}
        messages.success(request, said)
    for _case_id, why in [one for part in parts for one in part.left][:5]:
        messages.warning(request, refusal(why))
    return redirect("desk:aside")
