"""Following a voice: number, code, then everything about it and what its speaker may do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiying.core.codes import grouped_number, is_number
from huiying.core.errors import HuiyingError
from huiying.core.paper import PARAMETER
from huiying.faces.public.boxes.stubs import in_its_box
from huiying.faces.public.fields import refusal
from huiying.faces.public.follow import acts, forms, page, session
from huiying.faces.public.follow.opened import opened
from huiying.faces.public.log.proof import proof_of
from huiying.foundation.keys import clock
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.errors import LinkExpired, TryAgainLater
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_link, open_receipt

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@csrf_exempt  # only looks at the number; the front page must show this form without setting a cookie
def number(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt number; a right one leads to the code."""
    form = forms.NumberForm(request.POST, request.FILES) if request.method == "POST" else _asked(request)
    request.private = form.is_bound  # type: ignore[attr-defined]  # read by look.middleware
    if request.method == "POST" and form.is_valid():
        response = redirect("public:code")
        session.remember_number(response, form.cleaned_data["number"])
        return response
    status = 422 if form.is_bound else 200
    return render(request, "public/follow/number.html", {"form": form}, status=status)


def _asked(request: HttpRequest) -> forms.NumberForm:
    """With the number that the code on our paper brings; nothing is remembered before it is sent."""
    number = request.GET.get(PARAMETER, "")
    return forms.NumberForm(initial={"number": grouped_number(number)} if is_number(number) else None)


@ASKS
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code that belongs to the number."""
    asked = session.remembered_number(request)
    if not asked:
        return redirect("public:follow")
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    form = forms.CodeForm(request.POST, request.FILES) if request.method == "POST" else forms.CodeForm()
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            voice = open_receipt(number=asked, code=form.cleaned_data["code"], now=clock.now())
        except HuiyingError as err:
            form.add_error("code", refusal(in_its_box(err, asked, form.cleaned_data["code"], now=clock.now())))
            status = 429 if isinstance(err, TryAgainLater) else 422
        else:
            session.open_voice(request, voice)
            response = redirect("public:voice")
            session.forget_number(response)
            return response
    if form.errors and status == 200:
        status = 422
    return render(request, "public/follow/code.html", {"form": form, "number": asked}, status=status)


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange a link from a mail or SMS for a session; the token leaves the address at once."""
    try:
        voice = open_link(token, now=clock.now())
    except LinkExpired as err:
        form = forms.NumberForm()
        return render(request, "public/follow/number.html", {"form": form, "notice": refusal(err)}, status=410)
    session.open_voice(request, voice)
    return redirect("public:voice")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """For shared computers: this browser reads the voice no more."""
    session.close_voice(request)
    response = redirect("public:front")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


_DONE = {
    "added": _("Added. The unit sees it."),
    "rated": _("Your judgement is on record."),
    "rated_again": _("Your judgement is on record, and it goes back to be done again. The new day stands below."),
    "opened": _("Here is the opinion. Your time to ask for a review begins today."),
    "review": _("You have asked for a review. By which day you are answered stands below."),
    "again": _("It goes back to be done again. The new day stands below."),
    "withdrawn": _("Withdrawn. You can take that back within 30 days."),
    "second_look": _("It is taken up again; nobody sets it aside a second time."),
    "judged": _("It is on record, and you can change it at any time."),
    "undone": _("It goes on."),
    "mediated": _("Done. How the mediation stands is said below."),
    "way": _("Kept: you are told so, and in no other way."),
    "keep_out": _("Asked. Whoever you named is stopped now; you hear within three working days what was decided."),
    "help": _("Asked. You read here when it is arranged."),
    "met": _("It is on record for the desk where you were, not for anybody by name."),
    "interest": _("It is on record; whoever settles this sees that you are in this situation."),
}


@require_safe
@opened
def voice(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Everything about the voice that its speaker may know and do."""
    return _show(request, voice, None)


@require_POST
@opened
def rate(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Keep the judgement and say what follows from it."""
    facts = page.page_of(voice, now=clock.now())
    form = forms.RateForm(request.POST, request.FILES, wanted=facts.wanted, again=facts.may_again)
    if form.is_valid() and acts.attempt(form, voice, acts.rating_of):
        again = page.is_done_again(voice, now=clock.now())
        return redirect(f"{reverse('public:voice')}?done={'rated_again' if again else 'rated'}")
    return _show(request, voice, form, status=422)


def _said_done(done: str, facts: page.VoicePage) -> Any:
    """Of a final review that was opened: nothing begins with it."""
    return _("Here it is.") if done == "opened" and facts.appeal is None else _DONE.get(done, "")


def _show(request: HttpRequest, voice: Voice, form: forms.RateForm | None, *, status: int = 200) -> HttpResponse:
    facts = page.page_of(voice, now=clock.now())
    rate = form or (forms.RateForm(wanted=facts.wanted, again=facts.may_again) if facts.may_rate else None)
    context = {
        "page": facts,
        "rate": rate,
        "form": rate,
        "done": _said_done(request.GET.get("done", ""), facts),
        "proof": proof_of(voice),
        "report": voice.kind == Kind.REPORT,
        "has_words": voice.erased_at is None,
    }
    return render(request, "public/follow/voice.html", context, status=status)
