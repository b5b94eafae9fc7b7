"""Like cases alike 公道: what was decided differently or took much longer, side by side, and the reason of the unit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.messages import success
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiying.core.errors import HuiyingError
from huiying.core.fairness import OUTCOMES, Outcome
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.export.wanted import export_url
from huiying.faces.desk.fields import LineField, refusal
from huiying.faces.desk.nav import DIFFERENCES, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look.parts import Chip
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.people.models import Grant
from huiying.improve.insight.models import DifferenceReason, SlowPlace, UnlikePair
from huiying.improve.insight.selectors.differences import Seen, may_state, pairs_for, seen, slow_for
from huiying.improve.insight.services.differences import MOST_REASON, explain_pair, explain_slow
from huiying.serve.casework.models import Case, Reply
from huiying.serve.casework.presenters.queue import KINDS

LOOKS = {
    Outcome.GRANTED: "done",
    Outcome.ADOPTED: "done",
    Outcome.ANSWERED: "done",
    Outcome.PARTLY: "doing",
    Outcome.ADOPTED_PARTLY: "doing",
    Outcome.REFUSED: "stop",
    Outcome.NOT_ADOPTED: "stop",
    Outcome.DECLINED: "stop",
}


class ReasonForm(forms.Form):
    """Why like cases were treated differently."""

    use_required_attribute = False
    reason = LineField(
        label=gettext_lazy("Why was it different?"),
        help_text=gettext_lazy("Inspectors and reviewers read this. Leave out names of people."),
        limit=MOST_REASON,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Say why it was different")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two like cases. `url`: empty for who may not open it; then its words and `answer` are not shown either."""

    case: Case
    url: str
    look: str
    outcome: Text
    on: Any
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Two:
    """A pair side by side: decided lately, and before."""

    pair: UnlikePair
    url: str
    sides: tuple[Side, Side]


@staff_page(*DIFFERENCES)
def differences(request: StaffRequest) -> HttpResponse:
    """Pairs and places without a reason; `?only=answered`: those with one."""
    viewer, url = request.viewer, reverse("desk:differences")
    answered = request.GET.get("only") == "answered"
    asked = {"only": "answered"} if answered else {}
    pairs = pairs_for(viewer.grants).filter(answer__isnull=not answered)
    found = page_of(request, pairs, url, asked)
    places = slow_for(viewer.grants, viewer.today).filter(answer__isnull=not answered)
    context = {
        "found": found,
        "twos": [_two(each) for each in seen(found.rows, viewer.grants)],
        "slow": [(place, _slow_words(place)) for place in places],
        "export_url": export_url("alike", **asked),
        "slow_export_url": export_url("slow", **asked),
        "chips": [
            Chip(_("Without a reason"), url, current=not answered),
            Chip(_("With a reason"), address(url, {"only": "answered"}), current=answered),
        ],
    }
    return render(request, "desk/insight/differences.html", page(request, "differences") | context)


@staff_page(*DIFFERENCES)
def pair(request: StaffRequest, pair_id: int) -> HttpResponse:
    """Two like cases, what they share in words, and why they were treated differently."""
    found = pairs_for(request.viewer.grants).filter(pk=pair_id).first()
    if found is None:
        return not_here(request)
    (shown,) = seen([found], request.viewer.grants)
    both = shown.case_visible and shown.other_visible
    context = {"two": _two(shown, answers=True), "why": _why(found) if both else ""}
    return _with_reason(request, found, explain_pair, "desk/insight/pair.html", context)


@staff_page(*DIFFERENCES)
def slow(request: StaffRequest, slow_id: int) -> HttpResponse:
    """A place where people wait much longer for the same."""
    found = slow_for(request.viewer.grants, request.viewer.today).filter(pk=slow_id).first()
    if found is None:
        return not_here(request)
    return _with_reason(request, found, explain_slow, "desk/insight/slow.html", {"slow": found, **_slow_words(found)})


def _with_reason(
    request: StaffRequest,
    found: UnlikePair | SlowPlace,
    explain: Callable[..., DifferenceReason],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The page of a difference with its reason, or the form for those who state it."""
    viewer, stated = request.viewer, getattr(found, "answer", None)
    may = stated is None and may_state(found.unit_id, viewer.grants)
    if request.method == "POST" and not may:
        return redirect("desk:differences") if stated else not_open(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _stated(viewer, found, explain, form):
        success(request, _("The reason is kept."))
        return redirect("desk:differences")
    context |= {"form": form if may else None, "stated": stated, "unit": found.unit}
    return render(request, template, page(request, "differences") | context, status=422 if form.is_bound else 200)


def _stated(
    viewer: Viewer, found: UnlikePair | SlowPlace, explain: Callable[..., DifferenceReason], form: ReasonForm
) -> bool:
    """Whether the reason was kept; what stands in the way is said beside the field."""
    key = f"desk:{viewer.staff.pk}:{found.subject_kind}:{found.pk}:{form.cleaned_data['key'] or uuid4()}"
    try:
        explain(found.pk, reason=form.cleaned_data["reason"], actor=viewer.actor, now=viewer.now, key=key)
    except HuiyingError as err:
        form.add_error("reason", refusal(err))
        return False
    return True


def unlike(case: Case, grants: Sequence[Grant]) -> list[Two]:
    """For the page of a case: the like cases that were decided differently, for those who may see differences."""
    pairs = pairs_for(grants)
    return [_two(each) for each in seen(pairs.filter(Q(case=case) | Q(other=case)), grants)]


def _two(shown: Seen, *, answers: bool = False) -> Two:
    """`answers`: with what was answered, on the page of the pair alone."""
    found = shown.pair
    told = _answers(found) if answers else {}
    lately = _side(found.case, shown.case_visible, found.outcome, found.decided_on, told)
    before = _side(found.other, shown.other_visible, found.other_outcome, found.other_decided_on, told)
    return Two(found, reverse("desk:unlike_pair", args=(found.pk,)), (lately, before))


def _side(case: Case, visible: bool, outcome: str, on: Any, answers: Mapping[int, str]) -> Side:
    given, url = Outcome(outcome), reverse("desk:case", args=(case.pk,)) if visible else ""
    return Side(case, url, LOOKS[given], OUTCOMES[given], on, answers.get(case.pk, "") if visible else "")


def _answers(found: UnlikePair) -> dict[int, str]:
    """What each of both was answered last, by case."""
    replies = Reply.objects.filter(case__in=(found.case_id, found.other_id)).order_by("given_at", "pk")
    return dict(replies.values_list("case_id", "public_text"))


def _why(found: UnlikePair) -> str:
    """What both have in common, in words; the engine is loaded for this page alone."""
    from huiying.serve.casework.selectors.alike import why

    return say(why(found.case, found.other))


def _slow_words(place: SlowPlace) -> dict[str, str]:
    """Where, and how much longer, in one sentence each."""
    here, there = place.median, place.median_of_others
    said = _("Half were answered within %(here)s days, elsewhere within %(there)s") % {"here": here, "there": there}
    counted = _("%(cases)s cases here, %(others)s elsewhere, of the last half year") % {
        "cases": place.cases,
        "others": place.others,
    }
    return {
        "where": f"{place.category} · {place.place}",
        "kind": say(KINDS[place.kind]),
        "said": said,
        "counted": counted,
    }
