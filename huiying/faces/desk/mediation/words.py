"""How a mediation is said at the desk."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.mediation import ANY, differ
from huiying.faces.look.dates import full
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Look, Row, Words
from huiying.serve.mediation.enums import State
from huiying.serve.mediation.models import Agreement, Mediation, Mediator
from huiying.serve.mediation.selectors.mediations import MediationView
from huiying.serve.mediation.services.agreeing import court_until

LOOKS: dict[str, Look] = {
    State.ASKED: "wait",
    State.RUNNING: "doing",
    State.REACHED: "wait",
    State.KEPT: "done",
    State.BROKEN: "stop",
    State.ENDED: "hold",
}


@dataclass(frozen=True, slots=True)
class MediationRow:
    """One line of a list or panel."""

    mediation: Mediation
    url: str
    look: Look
    state: Words


def row(mediation: Mediation) -> MediationRow:
    """Where it stands, and its page."""
    url = reverse("desk:mediation", args=(mediation.pk,))
    return MediationRow(mediation, url, LOOKS[mediation.state], mediation.get_state_display())


def summary(view: MediationView) -> list[Row]:
    """What is known, for everybody who may open the page."""
    one = view.mediation
    rows = [Row(_("Unit"), with_lang(view.case.unit))]
    if not one.alone:
        rows += [
            Row(_("Who brought the matter"), _consent(one.speaker_agreed_at), note=_wants(one.speaker_chose)),
            Row(_("The other side"), _consent(one.other_agreed_at), note=_wants(one.other_chose)),
            Row(_("Mediator"), _mediator(one)),
        ]
    return rows + _signed(one)


def _consent(agreed_at: object) -> str:
    return _("Agreed on %(day)s") % {"day": full(agreed_at)} if agreed_at else _("Not said yet")  # type: ignore[arg-type]  # a moment


def _wants(chose: int | None) -> str:
    if chose is None:
        return ""
    if chose == ANY:
        return _("Anybody of the list may mediate")
    named = Mediator.objects.filter(pk=chose).first()
    return _("Wants %(name)s") % {"name": named} if named else ""


def _mediator(one: Mediation) -> Words:
    if one.mediator is not None:
        return f"{one.mediator} · {one.mediator.body}"
    return _("They named different people") if differ(one.speaker_chose, one.other_chose) else _("Not chosen yet")


def _signed(one: Mediation) -> list[Row]:
    agreement = Agreement.objects.filter(mediation=one, signed_on__isnull=False).first()
    if agreement is None or agreement.signed_on is None:
        return []
    rows = [Row(_("Signed on"), full(agreement.signed_on))]
    if (last := court_until(one)) is not None:
        said = _("Both sides together, by %(day)s") % {"day": full(last)}
        rows.append(Row(_("Court confirmation"), agreement.get_confirm_display() or said))
    return rows
