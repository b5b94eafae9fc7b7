"""Early signs 苗头: what grows where, the cases behind it, and what somebody made of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.export.wanted import export_url
from huiying.faces.desk.fields import LineField, refusal
from huiying.faces.desk.insight.line import Line, Week, line_of, weeks_shown
from huiying.faces.desk.insight.words import grown, where
from huiying.faces.desk.nav import ISSUE_KEEPERS, SIGNS, page
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office.models import Category, Place
from huiying.improve.insight.enums import SignDecision
from huiying.improve.insight.models import EarlySign, Night
from huiying.improve.insight.selectors.signs import last_night, sign_open, signs_answered, signs_open
from huiying.improve.insight.services.signs import MOST_REASON, decide_sign
from huiying.loop.make_issue import make_issue_of_sign
from huiying.serve.casework.presenters.queue import CHANNELS
from huiying.serve.coordination.errors import IssueNeedsTitle

MOST_TITLE = 120


class DecisionForm(forms.Form):
    """What became of a sign, and why."""

    use_required_attribute = False
    decision = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what became of it")},
    )
    reason = LineField(
        label=gettext_lazy("What did you find, or why is it set aside?"),
        help_text=gettext_lazy("Everybody who sees the signs reads this. Leave out names of people."),
        limit=MOST_REASON,
        error_messages={"required": gettext_lazy("Say it in a few words")},
    )
    title = LineField(label=gettext_lazy("If an issue is made of it: its title"), limit=MOST_TITLE, required=False)
    title.quiet = True  # type: ignore[attr-defined]  # read by look's label: only an issue needs one
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keeps = viewer.holds(*ISSUE_KEEPERS)
        offered = [(one.value, one.label) for one in SignDecision if keeps or one is not SignDecision.ISSUE]
        if not keeps:
            del self.fields["title"]
        self.fields["decision"].choices = offered  # type: ignore[attr-defined]  # of ChoiceField


@dataclass(frozen=True, slots=True)
class Shown:
    """One sign as the page draws it."""

    sign: EarlySign
    where: str
    grown: str
    beside: list[str]
    weeks: list[Week]
    line: Line
    cases_url: str


@staff_page(*SIGNS)
def signs(request: StaffRequest) -> HttpResponse:
    """What grows now, and what was decided in the last months."""
    found = list(signs_open())
    names = _names(found)
    context = {
        "night": last_night(),
        "left_out": _left_out(last_night()),
        "signs": [_shown(sign, names) for sign in found],
        "answered": [(sign, where(sign.category, sign.place)) for sign in signs_answered(request.viewer.today)],
        "export_url": export_url("signs"),
    }
    return render(request, "desk/insight/signs.html", page(request, "signs") | context)


@staff_page(*SIGNS)
def sign(request: StaffRequest, sign_id: int) -> HttpResponse:
    """One sign: its weeks, its cases, and the form that says what became of it."""
    found = sign_open(sign_id)
    if found is None:
        return redirect("desk:signs") if request.method == "POST" else not_here(request)
    form = DecisionForm(request.viewer, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            url = _decide(request, sign_id, form)
        except HuiyingError as err:
            form.add_error("title" if isinstance(err, IssueNeedsTitle) else "reason", refusal(err))
        else:
            success(request, _("Kept: %(sign)s") % {"sign": where(found.category, found.place)})
            return redirect(url)
    context = {"shown": _shown(found, _names([found])), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/insight/sign.html", page(request, "signs") | context, status=status)


def _decide(request: StaffRequest, sign_id: int, form: DecisionForm) -> str:
    """Keep what was decided; where to go on."""
    viewer, given = request.viewer, form.cleaned_data
    key = f"desk:{viewer.staff.pk}:sign:{sign_id}:{given['key'] or uuid4()}"
    who: dict[str, Any] = {"reason": given["reason"], "actor": viewer.actor, "now": viewer.now, "key": key}
    if given["decision"] == SignDecision.ISSUE:
        issue = make_issue_of_sign(sign_id, title=given["title"], grants=viewer.grants, **who)
        return reverse("desk:issue", args=(issue.pk,))
    decide_sign(sign_id, decision=given["decision"], **who)
    return reverse("desk:signs")


def _shown(sign: EarlySign, names: "Names") -> Shown:
    weeks = weeks_shown(sign.weeks, sign.last_on)
    return Shown(
        sign=sign,
        where=where(sign.category, sign.place),
        grown=grown(sign),
        beside=[where(names.categories.get(topic), names.places.get(place)) for topic, place in sign.beside],
        weeks=weeks[::-1],
        line=line_of(weeks),
        cases_url=cases_url(sign),
    )


def cases_url(sign: EarlySign) -> str:
    """The search for the cases of these days; it shows those that the viewer may see."""
    asked = {
        "category": sign.category_id,
        "place": sign.place_id,
        "since": _first(sign.last_on, sign.span).isoformat(),
        "until": sign.last_on.isoformat(),
    }
    return f"{reverse('desk:search')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _first(last: date, span: int) -> date:
    return last - timedelta(days=span - 1)


@dataclass(frozen=True, slots=True)
class Names:
    """What the signs beside others are called, by id."""

    categories: dict[int, Category]
    places: dict[int, Place]


def _names(signs: list[EarlySign]) -> Names:
    pairs = [pair for sign in signs for pair in sign.beside]
    return Names(
        Category.objects.in_bulk({topic for topic, _place in pairs}),
        Place.objects.in_bulk({place for _t, place in pairs}),
    )


def _left_out(night: Night | None) -> str:
    """The channels and imports that began too lately to be compared, in a list."""
    streams = night.left_out if night else []
    named = (f"{say(CHANNELS[channel])} {source}".strip() for channel, source in streams if channel in CHANNELS)
    return pgettext("in a list", ", ").join(named)
