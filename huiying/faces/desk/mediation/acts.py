"""Everything that can be done in a mediation, each with its form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.core.mediation import chosen
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.issues.forms import units
from huiying.faces.desk.mediation import forms
from huiying.faces.desk.nav import MEDIATIONS
from huiying.faces.look.parts import Link, Words
from huiying.loop.mediate import act_in_mediation, begin_mediation, rechoose, sign_agreement
from huiying.serve.mediation.enums import OPEN, Confirmed, Side, State
from huiying.serve.mediation.errors import MediationNotFound
from huiying.serve.mediation.models import Agreement, Session
from huiying.serve.mediation.selectors.mediations import MediationView, mediation_for_viewer, mediators_of
from huiying.serve.mediation.services.agreeing import court_until, draft_agreement, note_confirmation
from huiying.serve.mediation.services.consenting import name_other_side
from huiying.serve.mediation.services.meeting import cancel_session, hold_session, plan_session
from huiying.serve.mediation.services.offering import take_down_offer

PLACE = "mediation"
Data = dict[str, Any]
NO_BLAME = gettext_lazy("Nothing is written about why. Offers are deleted, and the handling goes on; its time ran on.")


@dataclass(frozen=True, slots=True)
class Step:
    """One act: when it is offered, its form, what it does. `arguments`: further ones of the form."""

    words: Words
    may: Callable[[MediationView], bool]
    form: type[forms.MediationForm]
    do: Callable[[MediationView, Mapping[str, Any], Data], Any]
    arguments: Callable[[MediationView, Viewer], Data] = lambda _view, _viewer: {}
    notes: tuple[Words, ...] = ()


def _mediators(view: MediationView, viewer: Viewer) -> Data:
    rows = mediators_of(view.case)
    return {"mediators": [(str(row.pk), f"{row} · {row.body}") for row in rows]}


def _begins_with(view: MediationView, viewer: Viewer) -> Data:
    wanted = chosen(view.mediation.speaker_chose, view.mediation.other_chose)
    found = _mediators(view, viewer)
    return found | ({"initial": {"mediator": str(wanted)}} if wanted else {})


def _units(view: MediationView, viewer: Viewer) -> Data:
    return {"units": units()}


def _asks(view: MediationView) -> bool:
    return (view.handles or view.mediates) and view.mediation.state == State.ASKED


def _runs(view: MediationView) -> bool:
    return view.mediates and view.mediation.state == State.RUNNING


def _drafted(view: MediationView) -> bool:
    return _runs(view) and Agreement.objects.filter(mediation=view.mediation).exclude(sealed=b"").exists()


def _stands(view: MediationView) -> bool:
    return (view.handles or view.mediates) and view.mediation.state == State.REACHED


def _act(act_id: str, **names: str) -> Callable[[MediationView, Mapping[str, Any], Data], Any]:
    """An act of the case; `names`: fields of the act by those of the form."""

    def do(view: MediationView, said: Mapping[str, Any], who: Data) -> Any:
        chose = int(said["chose"]) if "chose" in said else None
        data = {field: said[name] for field, name in names.items()}
        return act_in_mediation(view.mediation.pk, act_id, data, chose=chose, **who)

    return do


def _draft(view: MediationView, said: Mapping[str, Any], who: Data) -> Any:
    task = (
        {"unit": int(said["unit"]), "what": said["what"], "due_on": said["due_on"].isoformat()}
        if said["unit"]
        else None
    )
    return draft_agreement(view.mediation.pk, {**said, "tasks": [task] if task else []}, **who)


STEPS: Mapping[str, Step] = {
    "other": Step(
        gettext_lazy("The other side agrees"),
        lambda view: _asks(view) and view.mediation.other_agreed_at is None,
        forms.ConsentForm,
        _act("other_agrees", how="how"),
        _mediators,
    ),
    "agree": Step(
        gettext_lazy("Who brought the matter agrees"),
        lambda view: _asks(view) and view.mediation.speaker_agreed_at is None,
        forms.ConsentForm,
        _act("agree_mediation", how="how"),
        _mediators,
    ),
    "party": Step(
        gettext_lazy("Name the other side"),
        lambda view: (view.handles or view.mediates) and view.mediation.state in OPEN,
        forms.PartyForm,
        lambda view, said, who: name_other_side(
            view.mediation.pk,
            unit_id=int(said["unit"] or 0),
            name=said["name"],
            contact=said["contact"],
            by_mail=said["by_mail"],
            **who,
        ),
        _units,
    ),
    "choose": Step(
        gettext_lazy("A side names another mediator"),
        _asks,
        forms.RechooseForm,
        lambda view, said, who: rechoose(view.mediation.pk, Side(said["side"]), int(said["chose"]), **who),
        _mediators,
    ),
    "begin": Step(
        gettext_lazy("Begin the mediation"),
        lambda view: _asks(view) and bool(view.mediation.speaker_agreed_at and view.mediation.other_agreed_at),
        forms.BeginForm,
        lambda view, said, who: begin_mediation(view.mediation.pk, int(said["mediator"]), **who),
        _begins_with,
    ),
    "session": Step(
        gettext_lazy("Set a meeting"),
        _runs,
        forms.SessionForm,
        lambda view, said, who: plan_session(
            view.mediation.pk, on=said["on"], at=said["at"], place=said["place"], **who
        ),
    ),
    "offer": Step(
        gettext_lazy("Write down an offer"),
        _runs,
        forms.OfferForm,
        lambda view, said, who: take_down_offer(
            view.mediation.pk, Side(said["side"]), said["words"], may_pass=said["may_pass"], **who
        ),
    ),
    "draft": Step(gettext_lazy("Write the agreement"), _runs, forms.DraftForm, _draft, _units),
    "sign": Step(
        gettext_lazy("Both sides have signed"),
        _drafted,
        forms.SignForm,
        lambda view, said, who: sign_agreement(view.mediation.pk, said["signed_on"], **who),
    ),
    "fail": Step(gettext_lazy("No agreement"), _runs, forms.MediationForm, _act("fail"), notes=(NO_BLAME,)),
    "stop": Step(
        gettext_lazy("A side wants to stop"),
        lambda view: (view.handles or view.mediates) and view.mediation.state in OPEN,
        forms.MediationForm,
        _act("stop_mediation"),
        notes=(NO_BLAME,),
    ),
    "kept": Step(
        gettext_lazy("The agreement was kept"), _stands, forms.KeptForm, _act("settlement_kept", evidence="words")
    ),
    "breach": Step(
        gettext_lazy("The agreement was not kept"),
        lambda view: view.handles and view.mediation.state == State.REACHED,
        forms.BreachForm,
        _act("breach", words="words"),
        notes=(gettext_lazy("The matter is handled again, with the days that were left, at least 15."),),
    ),
    "court": Step(
        gettext_lazy("Note the court's confirmation"),
        lambda view: (
            (view.handles or view.mediates)
            and view.mediation.state in (State.REACHED, State.KEPT)
            and court_until(view.mediation) is not None
        ),
        forms.CourtForm,
        lambda view, said, who: note_confirmation(view.mediation.pk, Confirmed(said["result"]), said["on"], **who),
    ),
}


def seen(viewer: Viewer, mediation_id: int) -> MediationView | None:
    """None for one that is not there, and for one that is not the viewer's to see."""
    try:
        return mediation_for_viewer(mediation_id, viewer.actor, viewer.grants)
    except MediationNotFound:
        return None


def acts_of(view: MediationView) -> list[Link]:
    """What the viewer can do now."""
    return [
        Link(step.words, reverse("desk:mediation_act", args=(view.mediation.pk, name)))
        for name, step in STEPS.items()
        if step.may(view)
    ]


def crumbs(view: MediationView) -> list[Link]:
    """The pages above an act."""
    return [
        Link(_("Mediation"), reverse("desk:mediations")),
        Link(view.case.voice.heading, reverse("desk:mediation", args=(view.mediation.pk,))),
    ]


@require_http_methods(POSTED)
@staff_page(*MEDIATIONS)
def act(request: StaffRequest, mediation_id: int, name: str) -> HttpResponse:
    """One of STEPS: its form, or do it."""
    viewer, step = request.viewer, STEPS.get(name)
    view = seen(viewer, mediation_id)
    if view is None or step is None:
        return not_here(request)
    form = step.form(filled(request), request.FILES or None, **step.arguments(view, viewer))
    doing = _doing(view, f"{name}:{mediation_id}", step.words, form, lambda said, who: step.do(view, said, who))
    if not step.may(view) and request.method != "POST":
        return not_open(request)
    return shown(request, _noted(doing, step.notes), PLACE)


def _doing(view: MediationView, name: str, words: Words, form: forms.MediationForm, do: Any) -> Doing:
    back = reverse("desk:mediation", args=(view.mediation.pk,))
    return Doing(f"mediation:{name}", words, form, do, back, crumbs=crumbs(view), unchecked=())


def _noted(doing: Doing, notes: tuple[Words, ...]) -> Doing:
    return replace(doing, notes=[str(note) for note in notes])


@require_http_methods(POSTED)
@staff_page(*MEDIATIONS)
def session(request: StaffRequest, mediation_id: int, session_id: int, name: str) -> HttpResponse:
    """A meeting was held, or is called off."""
    viewer = request.viewer
    view = seen(viewer, mediation_id)
    found = Session.objects.filter(pk=session_id, mediation=mediation_id).first()
    if view is None or found is None or not view.mediates or name not in ("held", "off"):
        return not_here(request)
    if not found.is_ahead and request.method != "POST":
        return not_open(request)
    held = name == "held"
    form = (forms.HeldForm if held else forms.MediationForm)(filled(request))

    def do(said: Mapping[str, Any], who: Data) -> Any:
        if not held:
            return cancel_session(session_id, **who)
        came = {side: said[side] for side in ("speaker_came", "other_came")}
        return hold_session(session_id, words=said["words"], **came, **who)

    words = _("The meeting was held") if held else _("Cancel this meeting of the mediation")
    return shown(request, _doing(view, f"{name}:{session_id}", words, form, do), PLACE)
