"""Speaking up: one question a page, check, send, receipt. Every answer is kept on the server as it is given."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiying.faces.public.fields import SafeForm
from huiying.faces.public.speak import summary
from huiying.faces.public.speak.draft import Standing, Writing, forget, writing_of
from huiying.faces.public.speak.forms import AnswerForm
from huiying.faces.public.speak.questions import BY_SLUG, CHECK, after, before, first_open, place_in_line
from huiying.faces.public.speak.said_before import said_before
from huiying.foundation.keys import clock
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.services.drafts import RECEIPT_SHOWN_FOR
from huiying.loop.receive_voice import receive_draft

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What happens, whom to call in danger; with a draft in this browser: go on with it or begin another."""
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    writing = writing_of(request, now=clock.now())
    going_on = writing.standing is Standing.OPEN
    context = {
        "begun": writing.standing in {Standing.OPEN, Standing.SENT},
        "go_on": _address(first_open(writing)) if going_on else "",
    }
    return render(request, "public/speak/start.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Leave the draft or receipt that this browser knows, and begin another voice."""
    response = redirect(_address("kind"))
    forget(response)
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """For shared computers: this browser forgets number, code and words."""
    response = redirect("public:front")
    forget(response)
    return response


@ASKS
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask one question (GET) or keep its answer and go on (POST)."""
    if slug not in BY_SLUG:
        raise Http404
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    writing = writing_of(request, now=clock.now())
    if writing.standing is Standing.SENT:
        return redirect("public:sent")
    if request.method == "POST":
        return _take(request, slug, writing)
    if writing.standing in {Standing.NEW, Standing.GONE} and slug != "kind":
        return redirect(_address("kind"))
    return _ask(request, slug, writing, BY_SLUG[slug].form(answers=writing.answers))


def _take(request: HttpRequest, slug: str, writing: Writing) -> HttpResponse:
    asked = BY_SLUG[slug]
    form = asked.form(request.POST, request.FILES, answers=writing.answers)
    if not form.is_valid():
        return _ask(request, slug, writing, form, status=422)
    lost = slug != "kind" and writing.standing is not Standing.OPEN
    answered = form.answered()
    changed = any(writing.answers.get(name) != value for name, value in answered.items())
    writing.keep(slug, answered, forget=asked.reopens if changed else (), now=clock.now())
    response = HttpResponseRedirect(_next_address(request, slug, writing, lost=lost))
    writing.remember(response)
    return response


def _next_address(request: HttpRequest, slug: str, writing: Writing, *, lost: bool) -> str:
    if lost:
        return _address(first_open(writing)) + "?lost"
    if "change" in request.GET:
        return _address(first_open(writing))
    return _address(after(slug, writing))


def _ask(request: HttpRequest, slug: str, writing: Writing, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    number, count = place_in_line(slug)
    earlier = before(slug, writing)
    context = {
        "form": form,
        "heading": BY_SLUG[slug].heading,
        "hint": BY_SLUG[slug].hint,
        "step": _("Question %(number)s of %(count)s") % {"number": number, "count": count},
        "back_url": _address(CHECK) if "change" in request.GET else _address(earlier) if earlier else _address(""),
        "draft": f"{slug}-{writing.id.hex[:8]}" if writing.standing is Standing.OPEN else "",
        "lost": "lost" in request.GET or writing.standing is Standing.GONE,
        "is_report": writing.answers.get("kind") == Kind.REPORT,
    }
    return render(request, f"public/speak/{slug}.html", context, status=status)


@ASKS
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers with a way to change each (GET), or send them (POST), once."""
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    now = clock.now()
    writing = writing_of(request, now=now)
    if writing.standing is Standing.SENT:
        return redirect("public:sent")
    if (missing := first_open(writing)) != CHECK:
        return redirect(_address(missing) + ("?lost" if request.method == "POST" else ""))
    form = SafeForm(request.POST, request.FILES) if request.method == "POST" else SafeForm()
    if form.is_bound and form.is_valid():
        return _send(writing)
    context = {
        "form": form,
        "rows": summary.rows(writing.answers),
        "back_url": _address(before(CHECK, writing)),
        "before": said_before(writing.answers, now=now),
    }
    return render(request, "public/speak/check.html", context, status=422 if form.is_bound else 200)


def _send(writing: Writing) -> HttpResponse:
    now = clock.now()
    answers = writing.answers
    receive_draft(writing.id, summary.spoken(answers, now=now), identity=summary.identity(answers), now=now)
    response = redirect("public:sent")
    writing.remember(response, kept_for=RECEIPT_SHOWN_FOR)
    return response


def _address(slug: str, **more: Any) -> str:
    """The page of a question, of the check (CHECK), or the start ("")."""
    if not slug:
        return reverse("public:speak")
    return reverse("public:check") if slug == CHECK else reverse("public:question", args=[slug])
