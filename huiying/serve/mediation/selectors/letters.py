"""Letters to the other side: the invitation (T01) and the notice of a meeting (T02).

They name a unit; a person's name is written by hand. Who brought the matter is not said.
"""

from datetime import date
from typing import Any

from huiying.core.codes import grouped_number
from huiying.core.letters.compose import compose
from huiying.core.letters.model import Letter
from huiying.core.words import Language, Text
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.office.selectors import office_profile, template_of
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case
from huiying.serve.mediation.models import Mediation, Mediator, Party, Session
from huiying.serve.mediation.selectors.mediations import mediators_of

BY_HAND = Text("＿＿＿＿＿＿（姓名手写）", "____________ (name by hand)")
INVITATION, MEETING = "T01", "T02"


def invitation(mediation: Mediation, party: Party, language: Language, *, day: date) -> Letter:
    """What is to be settled, that nobody has to, whom one may choose, and how to answer. Raises ContentMissing."""
    mediators = [
        {"name": _in(language, row.name, row.name_en), "body": row.body} for row in mediators_of(mediation.case)
    ]
    values = _head(mediation, party, language, day) | {"mediators": mediators}
    return compose(template_of(INVITATION, language), values)


def meeting_notice(session: Session, party: Party, language: Language, *, day: date) -> Letter:
    """When and where a meeting is. Raises ContentMissing."""
    values = _head(session.mediation, party, language, day) | {
        "meets_on": session.on,
        "begins": session.at.strftime("%H:%M"),
        "venue": session.place,
        "mediator": _mediator(session.mediation.mediator, language),
    }
    return compose(template_of(MEETING, language), values)


def _head(mediation: Mediation, party: Party, language: Language, day: date) -> dict[str, Any]:
    case = mediation.case
    return {
        "office": _name(case.unit, language),
        "day": day,
        "addressee": BY_HAND.say(language) if party.unit is None else _name(party.unit, language),
        "case_number": grouped_number(case.voice.number),
        "about": _about(case, mediation),
        "contact": case.unit.phone or office_profile().phone,
    }


def _about(case: Case, mediation: Mediation) -> str:
    """What whoever offered the mediation wrote down as its matter."""
    of_case = Event.objects.filter(subject_kind=case.subject_kind, subject_id=case.pk)
    offered = of_case.filter(type="xinfang.offer_mediation", happened_at__lte=mediation.asked_at)
    found = offered.order_by("-happened_at", "-pk").first()
    return str(private_fields([found]).get(found.pk, {}).get("about", "")) if found is not None else ""


def _mediator(mediator: Mediator | None, language: Language) -> str:
    return _in(language, mediator.name, mediator.name_en) if mediator is not None else ""


def _name(unit: Unit, language: Language) -> str:
    return _in(language, unit.name, unit.name_en)


def _in(language: Language, name: str, name_en: str) -> str:
    return name_en if language == "en" and name_en else name
