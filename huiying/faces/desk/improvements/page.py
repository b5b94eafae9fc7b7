"""One item: what was judged and how, in whose words, what the unit says and promises, and what came of it."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.rates.intervals import Share
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.nav import IMPROVEMENTS, page
from huiying.faces.look.dates import full
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Link, Row
from huiying.faces.look.shares import share_html
from huiying.faces.look.templatetags.hy import say
from huiying.improve.improvements.enums import ContestState
from huiying.improve.improvements.errors import ImprovementNotFound
from huiying.improve.improvements.models import Improvement, Objection
from huiying.improve.improvements.presenters.words import CHANGES, CONTESTS, TRIGGERS, about, state_of
from huiying.improve.improvements.selectors.improvements import ImprovementView, improvement_for_viewer
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.presenters.commitment import STATES

P = ParamSpec("P")


def improvement_page(
    view: Callable[Concatenate[StaffRequest, ImprovementView, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page about the item of the address, for whoever may read it."""

    @wraps(view)
    def opened(request: StaffRequest, improvement_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            found = improvement_for_viewer(improvement_id, request.viewer.grants)
        except ImprovementNotFound:
            return not_here(request)
        return view(request, found, *args, **kwargs)

    return staff_page(*IMPROVEMENTS)(opened)


def crumbs(view: ImprovementView | None = None) -> list[Link]:
    """The pages above those of an item."""
    above = [Link(_("Improvements"), reverse("desk:improvements"))]
    if view is not None:
        above.append(Link(say(about(view.improvement)), back_to(view)))
    return above


def back_to(view: ImprovementView) -> str:
    """The address of the page of the item."""
    return reverse("desk:improvement", args=(view.improvement.pk,))


@require_safe
@improvement_page
def improvement(request: StaffRequest, view: ImprovementView) -> HttpResponse:
    """All of it."""
    item = view.improvement
    look, state = state_of(item)
    promise = view.measure
    context = {
        "view": view,
        "item": item,
        "rule": item.rule,
        "about": about(item),
        "tag": look.value,
        "state": state,
        "rows": list(_rows(item)),
        "measured": list(_measured(view)),
        "promise": promise,
        "hidden": item.commitment is not None and promise is None,
        "promise_state": STATES[CommitmentState(promise.state)] if promise else None,
        "objection": getattr(item, "objection", None),
        "contest": _contest(getattr(item, "objection", None)),
        "acts": list(_acts(view)),
        "late": item.is_open and item.commitment is None and item.answer_by < request.viewer.today,
        "public_url": reverse("public:improvement", args=(item.pk,)) if item.published_at else "",
    }
    return render(request, "desk/improvements/improvement.html", page(request, "improvements") | context)


def _rows(item: Improvement) -> Iterator[Row]:
    rule = item.rule
    yield Row(_("Which rule opened it"), TRIGGERS[rule.trigger], note=_asked(item))
    yield Row(_("Opened on"), full(item.opened_at))
    if item.is_open and item.commitment is None:
        yield Row(_("Cause and measure by"), full(item.answer_by))
    if item.cause:
        yield Row(_("Cause"), with_lang(item.cause))
    if item.close_words:
        yield Row(_("Why it was closed"), with_lang(item.close_words))


def _asked(item: Improvement) -> str:
    """The rule in a sentence: how many poor answers it takes, out of how many of what."""
    return _("5 and more, and %(percent)s of 100: %(poor)s; out of: %(among)s.") % {
        "percent": item.rule.least_percent,
        "poor": say(item.rule.poor),
        "among": say(item.rule.among),
    }


def _measured(view: ImprovementView) -> Iterator[dict[str, Any]]:
    """Before and after, each with its days, and what may be said of the difference."""
    item = view.improvement
    yield {"name": _("Before"), "first": item.first_on, "last": item.last_on, "share": share_html(item.before)}
    if item.after is not None:
        yield {"name": _("After"), "first": item.again_first, "last": item.again_last, "share": _share(item.after)}
    if view.change is not None:
        yield {"said": CHANGES[view.change]}


def _share(share: Share) -> SafeString | str:
    return share_html(share) if share.n else _("nobody answered")


def _contest(objection: Objection | None) -> Any:
    return CONTESTS[ContestState(objection.state)] if objection else None


def _acts(view: ImprovementView) -> Iterator[Link]:
    """What the viewer can do now."""
    item = view.improvement

    def link(words: str, name: str) -> Link:
        return Link(words, reverse(f"desk:improvement_{name}", args=(item.pk,)))

    objection = getattr(item, "objection", None)
    asked = objection is not None and objection.state == ContestState.ASKED
    without = item.commitment is None or item.commitment.state == CommitmentState.DROPPED
    if view.may_answer and item.is_open and without:
        yield link(_("Name cause and measure"), "measure")
        if item.commitment is None and objection is None:
            yield link(_("Say why it should not stand"), "contest")
    if view.may_decide and asked and item.is_open:
        yield link(_("Decide the contest"), "decide")
    if view.may_keep and item.commitment is not None and item.published_at is None and not item.closed_at:
        yield link(_("Publish it"), "publish")
    if view.may_decide and item.is_open:
        yield link(_("End the item"), "close")
