"""Everything that can be done with a promise, each with its form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.commitments.forms import (
    MOST_REASON,
    CommitmentForm,
    MoveForm,
    ReopenForm,
    ReportForm,
    VoicesForm,
    WordsForm,
)
from huiying.faces.desk.nav import COMMITMENTS, page
from huiying.faces.look.parts import Words
from huiying.faces.look.uploads import MORE, REMOVE, Basket
from huiying.foundation.ledger.models import Event
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import CommitmentPart
from huiying.serve.commitments.selectors.commitments import CommitmentView, commitment_for_viewer
from huiying.serve.commitments.services.keeping import (
    drop_commitment,
    finish_part,
    give_reason,
    keep_commitment,
    link_cases,
    move_due,
    reopen_commitment,
    report_progress,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One act: its words, the template of its form, whether the viewer may do it now, its form, what it does.

    `do` gets the number of the promise, what was filled in, and who does it. `files`: the form takes evidence.
    """

    words: Words
    may: Callable[[CommitmentView], bool]
    form: Callable[..., CommitmentForm]
    do: Callable[[int, dict[str, Any], dict[str, Any]], object]
    files: bool = False


def _open(view: CommitmentView) -> bool:
    return view.commitment.state == CommitmentState.OPEN


def _report(label: Words, hint: Words, *, closed: bool = False) -> Callable[..., CommitmentForm]:
    return lambda *data, viewer: ReportForm(*data, label=str(label), hint=str(hint), closed=closed)


def _words(kind: type[WordsForm], label: Words, hint: Words, most: int = 2_000) -> Callable[..., CommitmentForm]:
    return lambda *data, viewer: kind(*data, label=str(label), hint=str(hint), most=most)


TOLD = gettext_lazy("Everybody whose voice led to it is told, and reads these words. Leave out names of people.")
STEPS = {
    "progress": Step(
        gettext_lazy("Report progress"),
        lambda view: view.may_report and _open(view),
        _report(gettext_lazy("What has been done?"), TOLD, closed=True),
        lambda pk, said, who: report_progress(
            pk, said["words"], public=not said["staff_alone"], show_files=said["show_files"], **who
        ),
        files=True,
    ),
    "keep": Step(
        gettext_lazy("It is done: ask those who spoke"),
        lambda view: view.may_answer and _open(view),
        _report(gettext_lazy("What was done?"), TOLD),
        lambda pk, said, who: keep_commitment(pk, said["words"], show_files=said["show_files"], **who),
        files=True,
    ),
    "reason": Step(
        gettext_lazy("Say why it is late"),
        lambda view: view.may_answer and view.late,
        _words(WordsForm, gettext_lazy("Why is it late?"), TOLD, MOST_REASON),
        lambda pk, said, who: give_reason(pk, said["words"], **who),
    ),
    "move": Step(
        gettext_lazy("Move the day"),
        lambda view: view.may_answer and _open(view),
        _words(
            MoveForm,
            gettext_lazy("Why is the day moved?"),
            gettext_lazy("The day that was promised first stays beside the new one, and counts. Leave out names."),
            MOST_REASON,
        ),
        lambda pk, said, who: move_due(pk, said["due_on"], said["words"], **who),
    ),
    "drop": Step(
        gettext_lazy("Give it up"),
        lambda view: view.may_keep and _open(view),
        _words(WordsForm, gettext_lazy("Why is it given up?"), TOLD),
        lambda pk, said, who: drop_commitment(pk, said["words"], **who),
    ),
    "reopen": Step(
        gettext_lazy("Take it up again"),
        lambda view: view.may_keep and not _open(view),
        _words(ReopenForm, gettext_lazy("Why is it taken up again?"), TOLD),
        lambda pk, said, who: reopen_commitment(pk, said["words"], due_on=said["due_on"], **who),
    ),
    "voices": Step(
        gettext_lazy("Name voices that led to it"),
        lambda view: view.may_keep,
        lambda *data, viewer: VoicesForm(*data, viewer=viewer),
        lambda pk, said, who: link_cases(pk, said["numbers"], **who),
    ),
}
PART = Step(
    gettext_lazy("This part is done"),
    STEPS["progress"].may,
    _report(gettext_lazy("What was done?"), TOLD),
    lambda pk, said, who: finish_part(pk, said["part"], said["words"], show_files=said["show_files"], **who),
    files=True,
)


def acts_of(view: CommitmentView) -> list[dict[str, Any]]:
    """What the viewer can do now, with its address."""
    return [
        {"words": step.words, "url": reverse(f"desk:commitment_{name}", args=(view.commitment.pk,))}
        for name, step in STEPS.items()
        if step.may(view)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*COMMITMENTS)
def act(request: StaffRequest, commitment_id: int, name: str) -> HttpResponse:
    """One of the acts: its form, or do it."""
    return _shown(request, commitment_id, STEPS[name], name)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*COMMITMENTS)
def part(request: StaffRequest, commitment_id: int, part_id: int) -> HttpResponse:
    """Say that a part is done."""
    found = CommitmentPart.objects.filter(pk=part_id, commitment=commitment_id).first()
    return not_here(request) if found is None else _shown(request, commitment_id, PART, f"part:{part_id}", found)


def _shown(
    request: StaffRequest, commitment_id: int, step: Step, name: str, part: CommitmentPart | None = None
) -> HttpResponse:
    """What is over or not the viewer's to do is told so; the same form sent twice leads on to the page."""
    viewer = request.viewer
    try:
        view = commitment_for_viewer(commitment_id, viewer.grants, today=viewer.today)
    except CommitmentNotFound:
        return not_here(request)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = step.form(*data, viewer=viewer)
    scope = f"commitment:{commitment_id}:{name}:{viewer.staff.pk}"
    basket = Basket.of(request.POST.get("kept", ""), scope)
    complete = form.is_bound and form.is_valid() and _filled(request, form, basket, step)
    again = complete and Event.objects.filter(key=form.key_of(viewer, f"{name}:{commitment_id}")).exists()
    if again:
        return redirect("desk:commitment", commitment_id)
    if not step.may(view):
        return not_open(request)
    if complete and _done(form, step, view, _who(viewer, form, f"{name}:{commitment_id}", step, basket), part):
        success(request, _("Kept."))
        return redirect("desk:commitment", commitment_id)
    basket.drop_gone()
    context = {
        "promise": view.commitment,
        "part": part,
        "form": form,
        "title": step.words,
        "voices": len(view.cases) + view.others,
        "name": name,
        "files": basket.rows(),
        "kept": basket.sealed(scope),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/commitments/act.html", page(request, "commitments") | context, status=status)


def _filled(request: StaffRequest, form: CommitmentForm, basket: Basket, step: Step) -> bool:
    """Take what was sent into the basket; True when it is complete and to be done now."""
    if not step.files:
        return True
    basket.remove(request.POST.get(REMOVE, ""))
    basket.take(form.cleaned_data.get("papers", ()), request=request, now=request.viewer.now)
    for sentence in basket.refused:
        form.add_error("papers", sentence)
    return not form.errors and REMOVE not in request.POST and MORE not in request.POST


def _who(viewer: Viewer, form: CommitmentForm, what: str, step: Step, basket: Basket) -> dict[str, Any]:
    files: dict[str, Sequence[int]] = {"files": basket.ids} if step.files else {}
    return {
        "actor": viewer.actor,
        "grants": viewer.grants,
        "now": viewer.now,
        "key": form.key_of(viewer, what),
        **files,
    }


def _done(
    form: CommitmentForm, step: Step, view: CommitmentView, who: dict[str, Any], part: CommitmentPart | None
) -> bool:
    said = form.cleaned_data | ({"part": part.pk} if part else {})
    try:
        step.do(view.commitment.pk, said, who)
    except HuiyingError as err:
        form.refuse(err)
        return False
    return True
