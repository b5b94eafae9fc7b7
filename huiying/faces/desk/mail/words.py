"""How mails stand, in words and looks."""

from collections.abc import Iterable

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import Viewer
from huiying.faces.look.parts import Look
from huiying.foundation.office.selectors import intake_choices
from huiying.foundation.people.models import Unit
from huiying.listen.mail.enums import Became
from huiying.listen.voices.enums import Channel, Kind
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.intake import offices
from huiying.serve.casework.selectors.visible import visible_cases

LOOKS: dict[str, Look] = {
    Became.VOICE: "done",
    Became.ADDED: "done",
    Became.BOUNCE: "wait",
    Became.AUTOMATIC: "hold",
    Became.UNREADABLE: "wait",
    Became.SET_ASIDE: "hold",
}


def mail_unit() -> Unit:
    """The unit that takes mails in: the one that the channel's cases go to."""
    return offices().for_voice(Voice(channel=Channel.EMAIL, kind=Kind.REQUEST), intake_choices())[1]


def reads_mail(viewer: Viewer) -> bool:
    """Whether the viewer receives or dispatches for that unit: others see no mail that belongs to no case."""
    unit = mail_unit()
    roles = (Role.RECEPTIONIST, Role.DISPATCHER)
    return any(grant.role in roles and unit.path.startswith(grant.unit.path) for grant in viewer.grants)


def seen_of(case_ids: Iterable[int], viewer: Viewer) -> set[int]:
    """Those of the cases that the viewer may see."""
    return set(Case.objects.filter(visible_cases(viewer.grants), pk__in=list(case_ids)).values_list("pk", flat=True))
