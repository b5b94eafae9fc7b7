"""The mirror: a unit's own quarter, seen by the unit first, ended by a rectification list."""

from collections.abc import Callable, Iterator
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiying.core.economy import Quarter
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.improvements.forms import ImprovementForm, PromiseForm, WordsForm
from huiying.faces.desk.nav import MIRROR, page
from huiying.faces.desk.paging import page_of
from huiying.faces.look.parts import Link
from huiying.faces.look.templatetags.hy import say
from huiying.improve.improvements.enums import Reflected
from huiying.improve.improvements.errors import MirrorNotFound
from huiying.improve.improvements.models import Mirror, Rectification
from huiying.improve.improvements.presenters.words import REFLECTED
from huiying.improve.improvements.selectors.mirror import LEAST_IN_HAND, MirrorView, mirror_for_viewer, mirrors_for
from huiying.improve.improvements.services.mirrors import open_mirror, settle_mirror
from huiying.loop.improve_on import write_line
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.presenters.commitment import STATES

P = ParamSpec("P")
PLACE = "mirror"
_QUARTER = Text("{year}年第{number}季度", "quarter {number} of {year}")


class LineForm(PromiseForm):
    """A line of the rectification list."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What does it put right?"),
        error_messages={"required": gettext_lazy("Choose what it puts right")},
    )
    field_order = ("kind", "promise", "promise_en", "due_on", "evidence_wanted", "hidden_reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(kind.value, say(REFLECTED[kind])) for kind in Reflected]
        self.fields["kind"].choices = [("", _("Choose")), *offered]  # type: ignore[attr-defined]  # of ChoiceField


def mirror_page(
    view: Callable[Concatenate[StaffRequest, MirrorView, P], HttpResponse], *, whole: bool = False
) -> Callable[..., HttpResponse]:
    """A page about the mirror of the address, for whoever may look at it; `whole`: with what it shows."""

    @wraps(view)
    def opened(request: StaffRequest, mirror_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = request.viewer
        try:
            found = mirror_for_viewer(mirror_id, viewer.grants, today=viewer.today, now=viewer.now, whole=whole)
        except MirrorNotFound:
            return not_here(request)
        return view(request, found, *args, **kwargs)

    return staff_page(*MIRROR)(opened)


@require_safe
@staff_page(*MIRROR)
def mirrors(request: StaffRequest) -> HttpResponse:
    """The mirrors that the viewer may look at, the newest quarter first."""
    viewer = request.viewer
    found = page_of(request, mirrors_for(viewer.grants, viewer.today), reverse("desk:mirror"), {})
    rows = [{"mirror": one, "quarter": say(_quarter(one.quarter)), "state": _state(one)} for one in found.rows]
    return render(request, "desk/mirror/list.html", page(request, PLACE) | {"found": found, "rows": rows})


def _quarter(quarter: Quarter) -> Text:
    said = {"year": quarter.year, "number": quarter.number}
    return Text(_QUARTER.zh.format(**said), _QUARTER.en.format(**said))


def _state(mirror: Mirror) -> str:
    if mirror.settled_at is not None:
        return _("List complete")
    return _("Looked at") if mirror.opened_at is not None else _("Not looked at yet")


def _title(view: MirrorView) -> str:
    said = {"unit": view.mirror.unit, "quarter": say(_quarter(view.mirror.quarter))}
    return _("%(unit)s in the mirror, %(quarter)s") % said


def _url(view: MirrorView) -> str:
    return reverse("desk:mirror_of", args=(view.mirror.pk,))


def _crumbs(view: MirrorView) -> list[Link]:
    return [Link(_("Mirror"), reverse("desk:mirror")), Link(_title(view), _url(view))]


@require_safe
@partial(mirror_page, whole=True)
def mirror(request: StaffRequest, view: MirrorView) -> HttpResponse:
    """What it shows; before the unit has opened it, the door."""
    context = {
        "view": view,
        "mirror": view.mirror,
        "title": _title(view),
        "closed": view.own and view.mirror.opened_at is None,
        "reflections": [{"of": one, "name": REFLECTED[one.kind]} for one in view.reflections],
        "lines": [_line(line) for line in view.list_],
        "open_form": ImprovementForm(),
        "least": LEAST_IN_HAND,
        "acts": list(_acts(view)),
    }
    return render(request, "desk/mirror/mirror.html", page(request, PLACE) | context)


def _line(line: Rectification) -> dict[str, Any]:
    look, words = STATES[CommitmentState(line.commitment.state)]
    return {
        "promise": line.commitment,
        "kind": REFLECTED[Reflected(line.kind)],
        "tag": look.value,
        "state": words,
        "url": reverse("desk:commitment", args=(line.commitment_id,)),
    }


def _acts(view: MirrorView) -> Iterator[Link]:
    if view.own and view.mirror.opened_at is not None and view.mirror.settled_at is None:
        yield Link(_("Write a line of the list"), reverse("desk:mirror_line", args=(view.mirror.pk,)))
        yield Link(_("The list is complete"), reverse("desk:mirror_settle", args=(view.mirror.pk,)))


@require_POST
@mirror_page
def look_in(request: StaffRequest, view: MirrorView) -> HttpResponse:
    """The unit looks first."""
    form = ImprovementForm(request.POST)
    if not view.own:
        return not_open(request)
    if form.is_valid():
        open_mirror(view.mirror.pk, **form.who(request.viewer, f"mirror:{view.mirror.pk}"))
        success(request, _("Here is your quarter. Whoever stands above you may look from now on."))
    return redirect(_url(view))


@require_http_methods(POSTED)
@mirror_page
def line(request: StaffRequest, view: MirrorView) -> HttpResponse:
    """A line of the rectification list."""
    if not (view.own and view.mirror.opened_at is not None):
        return not_open(request)
    form, pk = LineForm(filled(request)), view.mirror.pk
    doing = Doing(
        f"line:{pk}",
        _("Write a line of the list"),
        form,
        lambda said, who: write_line(pk, Reflected(said["kind"]), form.measure(), **who),
        _url(view),
        _crumbs(view),
        button=_("Promise it"),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@mirror_page
def settle(request: StaffRequest, view: MirrorView) -> HttpResponse:
    """The list is complete, or nothing is to be put right."""
    if not (view.own and view.mirror.opened_at is not None):
        return not_open(request)
    pk, empty = view.mirror.pk, not view.list_
    label = _("Why is there nothing to put right?") if empty else _("Is there anything to add?")
    doing = Doing(
        f"settle:{pk}",
        _("The list is complete"),
        WordsForm(filled(request), label=label, hint=_("Leave out names of people."), required=empty),
        lambda said, who: settle_mirror(pk, said["words"], **who),
        _url(view),
        _crumbs(view),
    )
    return shown(request, doing, PLACE)
