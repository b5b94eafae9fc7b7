"""Speaking up: one question a page, check, send, receipt. Every answer is kept on the server as it is given."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiying.faces.public.boxes.speaking import PARAMETER, answers_at, box_asked_for
from huiying.faces.public.contacts.speaking import PARAMETER as REPORT
from huiying.faces.public.contacts.speaking import report_asked_for
from huiying.faces.public.fields import SafeForm, refusal
from huiying.faces.public.paused import Paused, paused_now, paused_page
from huiying.faces.public.speak import papers, places, summary
from huiying.faces.public.speak.draft import Standing, Writing, forget, writing_of
from huiying.faces.public.speak.forms import AnswerForm
from huiying.faces.public.speak.questions import BY_SLUG, CHECK, after, before, first_open, place_in_line
from huiying.faces.public.speak.said_before import said_before
from huiying.faces.public.speak.work import work_before_sending
from huiying.foundation.files.errors import FileGone
from huiying.foundation.keys import clock
from huiying.judge.contacts.models import ContactReport
from huiying.listen.boxes.models import Box
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.services.drafts import RECEIPT_SHOWN_FOR
from huiying.loop.receive_voice import receive_draft
from huiying.serve.casework.errors import NobodyLeft, UnitUnknown

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
        "box": (box := box_asked_for(request)),
        "report": (report := report_asked_for(request)),
        "first": _first(box, report),
        "paused": paused_now(),
    }
    return render(request, "public/speak/start.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Leave the draft or receipt that this browser knows, and begin another voice."""
    response = redirect(_first(box_asked_for(request), report_asked_for(request)))
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
    if writing.standing is not Standing.OPEN and paused_now() is not None:
        return paused_page(request)
    if request.method == "POST":
        return _take(request, slug, writing)
    if writing.standing in {Standing.NEW, Standing.GONE} and slug != "kind":
        return redirect(_address("kind"))
    return _ask(request, slug, writing, BY_SLUG[slug].form(answers=writing.answers))


def _take(request: HttpRequest, slug: str, writing: Writing) -> HttpResponse:
    form = BY_SLUG[slug].form(request.POST, request.FILES, answers=writing.answers)
    if not form.is_valid():
        return _ask(request, slug, writing, form, status=422)
    lost = slug != "kind" and writing.standing is not Standing.OPEN
    if slug == papers.SLUG:
        response = _papers(request, writing, form, lost=lost)
    else:
        _keep(request, slug, writing, form)
        response = HttpResponseRedirect(_next_address(request, slug, writing, lost=lost))
    writing.remember(response)
    return response


def _keep(request: HttpRequest, slug: str, writing: Writing, form: AnswerForm) -> None:
    answered = form.answered()
    box = box_asked_for(request) if slug == "kind" else None
    if box is not None and writing.answers.get(PARAMETER) != box.code:
        answered |= answers_at(box)
    if slug == "kind" and (report := report_asked_for(request)) is not None:
        answered |= {REPORT: report.pk}
    changed = any(writing.answers.get(name) != value for name, value in answered.items())
    writing.keep(slug, answered, forget=BY_SLUG[slug].reopens if changed else (), now=clock.now())


def _papers(request: HttpRequest, writing: Writing, form: AnswerForm, *, lost: bool) -> HttpResponse:
    """What could be kept is, also when something else was refused."""
    if papers.keep(request, writing, form, now=clock.now()):
        return HttpResponseRedirect(_next_address(request, papers.SLUG, writing, lost=lost))
    return _ask(request, papers.SLUG, writing, form, status=422) if form.errors else papers.stay(request)


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
        "files": papers.basket_of(writing.answers).rows() if slug == papers.SLUG else (),
        "paused": paused_now(),
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
    paused = paused_now()
    form = SafeForm(request.POST, request.FILES) if request.method == "POST" and paused is None else SafeForm()
    if form.is_bound and form.is_valid() and (sent := _send(writing, form)) is not None:
        return sent
    context = {
        "form": form,
        "rows": summary.rows(writing.answers),
        "back_url": _address(before(CHECK, writing)),
        "before": said_before(writing.answers, now=now),
        "work": work_before_sending(request),
        "paused": paused,
    }
    response = render(request, "public/speak/check.html", context, status=_status(request, form, paused))
    if paused is not None:
        writing.remember(response)
    return response


def _status(request: HttpRequest, form: SafeForm, paused: Paused | None) -> int:
    if paused is not None and request.method == "POST":
        return 503
    return 422 if form.is_bound else 200


def _send(writing: Writing, form: SafeForm) -> HttpResponse | None:
    """The receipt; None, with a sentence on the form, when a file of the draft is not there any more, or when nobody
    here could read the report."""
    now = clock.now()
    answers, basket = writing.answers, papers.basket_of(writing.answers)
    spoken, identity = summary.spoken(answers, now=now), summary.identity(answers)
    try:
        receive_draft(writing.id, spoken, identity=identity, now=now, files=basket.ids, accused=places.accused(answers))
    except FileGone as err:
        basket.drop_gone()
        writing.keep(papers.SLUG, {papers.SLUG: basket.ids}, now=now)
        form.add_error(None, refusal(err))
        return None
    except (UnitUnknown, NobodyLeft) as err:
        form.add_error(None, refusal(err))
        return None
    response = redirect("public:sent")
    writing.remember(response, kept_for=RECEIPT_SHOWN_FOR)
    return response


def _first(box: Box | None, report: ContactReport | None) -> str:
    """The first question; begun at a box or about a report, its address says so until it is answered."""
    asked = {PARAMETER: box.code} if box is not None else {REPORT: str(report.pk)} if report is not None else {}
    return _address("kind") + (f"?{urlencode(asked)}" if asked else "")


def _address(slug: str, **more: Any) -> str:
    """The page of a question, of the check (CHECK), or the start ("")."""
    if not slug:
        return reverse("public:speak")
    return reverse("public:check") if slug == CHECK else reverse("public:question", args=[slug])
