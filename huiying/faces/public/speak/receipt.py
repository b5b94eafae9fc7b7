"""The receipt after sending: on the page, on paper and as a file. The code is shown within the hour, then never."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.codes import grouped_code, grouped_number
from huiying.faces.look import dates
from huiying.faces.look.parts import Slip, Step
from huiying.faces.look.qr import follow_code
from huiying.faces.look.templatetags.hy import say
from huiying.faces.public.log.proof import proof_of
from huiying.faces.public.speak.draft import sent_receipt
from huiying.faces.public.steps import forward
from huiying.foundation.files.selectors import name_of
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import office_profile
from huiying.listen.voices.models import Voice
from huiying.listen.voices.selectors import attachments_of
from huiying.serve.casework.selectors.receipt import receipt_facts


def _shown(request: HttpRequest) -> tuple[Voice, str] | None:
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    return sent_receipt(request, now=clock.now())


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Number, code, and what happens next. After the hour: the page that asks for both."""
    if (shown := _shown(request)) is None:
        return redirect("public:follow")
    voice, code = shown
    files = [name_of(one.file) for one in attachments_of(voice, for_speaker=True)]
    context = {"voice": voice, "code": code, "steps": _steps(voice), "proof": proof_of(voice)}
    context |= {"files": files, "named": _("; ").join(files)}
    return render(request, "public/speak/sent.html", context)


@require_safe
def slip(request: HttpRequest) -> HttpResponse:
    """The same on 80 mm of paper."""
    if (shown := _shown(request)) is None:
        return redirect("public:follow")
    voice, code = shown
    paper = Slip(
        voice.number,
        code,
        lines=_lines(_steps(voice)),
        foot=[_how_to_follow(request)],
        qr=follow_code(request, voice.number),
    )
    return render(request, "public/speak/slip.html", {"slip": paper})


@require_safe
def text_file(request: HttpRequest) -> HttpResponse:
    """The same as a text file; the byte order mark lets old editors read Chinese."""
    if (shown := _shown(request)) is None:
        return redirect("public:follow")
    voice, code = shown
    lines = [
        f"{office_profile()} {_('Huiying')}",
        f"{_('Receipt number')}  {grouped_number(voice.number)}",
        f"{_('Secret code')}  {grouped_code(code)}",
        "",
        *_lines(_steps(voice)),
        "",
        _how_to_follow(request),
    ]
    response = HttpResponse("\r\n".join(lines).encode("utf-8-sig"), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="huiying-{voice.number}.txt"'
    return response


def _steps(voice: Voice) -> list[Step]:
    return forward(receipt_facts(voice, now=clock.now()))


def _lines(steps: list[Step]) -> list[str]:
    return [_line(step) for step in steps if step.at or step.when]


def _line(step: Step) -> str:
    said = {"what": say(step.title), "when": dates.full(step.at) if step.at else say(step.when)}
    return _("%(what)s: by %(when)s") % said if step.latest else _("%(what)s: %(when)s") % said


def _how_to_follow(request: HttpRequest) -> str:
    address = (settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")) + reverse("public:follow")
    return _("Follow it: %(address)s") % {"address": address}
