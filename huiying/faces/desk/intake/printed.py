"""A receipt on paper: what stands on it, the same on 80 mm and on A4."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest
from huiying.faces.look import dates
from huiying.faces.look.parts import Slip, Step
from huiying.faces.look.qr import follow_code, own_root
from huiying.faces.look.templatetags.hy import say
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Sheet:
    """One receipt. `words`: what was said; a report of wrongdoing goes home without it."""

    slip: Slip
    words: str
    language: str


def sheet_of(request: StaffRequest, voice: Voice, code: str, steps: Sequence[Step]) -> Sheet:
    """The receipt of `voice`, with the code by which its paper finds it again."""
    follow = _("Follow it: %(address)s") % {"address": own_root(request) + reverse("public:follow")}
    slip = Slip(voice.number, code, lines=_lines(steps), foot=[follow], qr=follow_code(request, voice.number))
    return Sheet(slip, "" if voice.kind == Kind.REPORT else voice.text, voice.language)


def _lines(steps: Sequence[Step]) -> list[str]:
    return [_line(step) for step in steps if step.at is not None]


def _line(step: Step) -> str:
    said = {"what": say(step.title), "when": dates.full(step.at) if step.at else ""}
    return _("%(what)s: by %(when)s") % said if step.latest else _("%(what)s: %(when)s") % said
