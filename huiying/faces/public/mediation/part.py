"""What the receipt page says of the mediation of the matter, and what its speaker may do in it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.mediation import differ
from huiying.faces.look.dates import full
from huiying.faces.look.parts import Link
from huiying.listen.voices.models import Voice
from huiying.serve.mediation.enums import Side, State
from huiying.serve.mediation.models import Agreement, Mediation
from huiying.serve.mediation.selectors.mediations import last_of
from huiying.serve.mediation.selectors.sealed import read
from huiying.serve.mediation.services.agreeing import court_until


@dataclass(frozen=True, slots=True)
class MediationPart:
    """Sentences, meetings ahead, what this side told the mediator, and links."""

    said: tuple[str, ...]
    meetings: tuple[str, ...]
    offers: tuple[str, ...]
    links: tuple[Link, ...]


def mediation_part(voice: Voice) -> MediationPart | None:
    """Of the last mediation; nothing for a sealed or erased case."""
    found = last_of(voice.pk)
    if found is None or found.case.sealed or voice.erased_at is not None:
        return None
    return MediationPart(
        said=tuple(_said(found)),
        meetings=tuple(_meetings(found)),
        offers=tuple(read(one)["words"] for one in found.offers.filter(side=Side.SPEAKER.value)),
        links=tuple(_links(found)),
    )


def _said(found: Mediation) -> list[str]:
    if found.state == State.ASKED:
        return [_asked(found)]
    if found.state == State.RUNNING:
        return [_("The mediation is under way. Mediator: %(name)s") % {"name": found.mediator}]
    if found.state == State.ENDED:
        return [_("The mediation ended without an agreement. Nobody is to blame; your matter is handled on.")]
    if found.state == State.BROKEN:
        return [_("The agreement was not kept; your matter is handled again.")]
    return _signed(found)


def _asked(found: Mediation) -> str:
    if found.speaker_agreed_at is None:
        return _("Mediation is offered. You decide.")
    if found.other_agreed_at is None:
        return _("You agreed. The other side has not said yet.")
    if differ(found.speaker_chose, found.other_chose):
        return _("You and the other side named different people. Please choose again, or leave it open.")
    return _("Both sides agreed. The mediation begins soon.")


def _signed(found: Mediation) -> list[str]:
    signed_on: date | None = Agreement.objects.filter(mediation=found).values_list("signed_on", flat=True).first()
    said = [_("Both sides signed an agreement on %(day)s.") % {"day": full(signed_on)}] if signed_on else []
    if found.state == State.KEPT:
        said.append(_("What was agreed has been done."))
    elif (last := court_until(found)) is not None:
        told = _(
            "You and the other side can ask the court together until %(day)s to confirm it (People's Mediation Law "
            "Art 33)."
        )
        said.append(told % {"day": full(last)})
    return said


def _meetings(found: Mediation) -> list[str]:
    ahead = found.sessions.filter(held_at=None, cancelled_at=None)
    line = _("Meeting on %(day)s at %(hour)s, %(place)s")
    return [line % {"day": full(one.on), "hour": one.at.strftime("%H:%M"), "place": one.place} for one in ahead]


def _links(found: Mediation) -> list[Link]:
    def link(words: str, name: str) -> Link:
        return Link(words, reverse(f"public:mediation_{name}"))

    if found.state == State.ASKED and found.speaker_agreed_at is None:
        return [link(_("Agree to mediation"), "agree"), link(_("I do not want it"), "stop")]
    if found.state == State.ASKED:
        return [link(_("Name another mediator"), "mediator"), link(_("Stop the mediation"), "stop")]
    if found.state == State.RUNNING:
        told = link(_("Tell the mediator what you offer or want"), "offer")
        return [told, link(_("Stop the mediation"), "stop")]
    if found.state == State.REACHED:
        return [link(_("It was kept"), "kept"), link(_("It was not kept"), "broken")]
    return []
