"""The public log as people read it, a receipt checked without logging in, and the receipts of one's own voice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.translog.offered import MOST_BYTES
from huiying.faces.look import dates
from huiying.faces.look.parts import Column, Table
from huiying.faces.look.views import too_large
from huiying.faces.public.follow.opened import opened
from huiying.faces.public.log.proof import code_of, proof_of, receipt_file
from huiying.faces.public.log.verdict import Verdict, verdict_of
from huiying.faces.public.log.verifier import verifier_context
from huiying.faces.public.speak.draft import sent_receipt
from huiying.foundation.keys import clock
from huiying.foundation.ledger.log.errors import NothingToShow
from huiying.foundation.ledger.log.figures import (
    HeadFacts,
    days,
    event_of_voice,
    latest_heads,
    line_facts,
    restarts,
    signed_logs,
)
from huiying.foundation.ledger.log.witnessing import published_policy, witness_policy
from huiying.listen.voices.models import Voice

DAYS, HEADS = 30, 10
"""What the page of the log shows."""
MOST_POSTED_BYTES = 2 * MOST_BYTES


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Size, age, the last checkpoints, and the counts of each day, read from the entries alone."""
    logs = signed_logs()
    heads = latest_heads(logs[0], HEADS) if logs else []
    context = {
        "logs": logs,
        "head": heads[0] if heads else None,
        "heads": _heads(heads),
        "days": _days(),
        "restarts": restarts(),
        "witnesses": sorted(witness_policy().witnesses),
    }
    return render(request, "public/log/log.html", context)


def _heads(heads: list[HeadFacts]) -> Table:
    columns = [
        Column(_("Signed at")),
        Column(_("Entries"), number=True),
        Column(_("Fingerprint")),
        Column(_("Witnesses"), number=True),
    ]
    rows = [(dates.moment(one.at, year=True), f"{one.size:,}", one.short, _seen(one)) for one in heads]
    return Table(_("The last checkpoints"), columns, rows)


def _seen(head: HeadFacts) -> str:
    return f"{head.witnesses} / {head.of}" if head.of else "–"


def _days() -> Table:
    columns = [Column(_("Date"))] + [
        Column(words, number=True)
        for words in (_("Received"), _("Answered"), _("Answered late"), _("Promised for that day"), _("Past due"))
    ]
    rows = [
        (dates.with_weekday(one.day), one.received, one.answered, one.answered_late, one.due, one.past_due)
        for one in days(timezone.localdate(clock.now()), DAYS)
    ]
    return Table(_("Day by day, from the entries alone"), columns, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # it changes nothing and knows nobody; the page must be shown without setting a cookie
def check(request: HttpRequest) -> HttpResponse:
    """Check a receipt here; the same form works in the browser alone where it can."""
    request.private = request.method == "POST"  # type: ignore[attr-defined]  # read by look.middleware
    if request.method == "POST" and not 0 < int(request.META.get("CONTENT_LENGTH") or 0) <= MOST_POSTED_BYTES:
        return too_large(request)
    policy = published_policy()
    verdict = _verdict(request, policy) if request.method == "POST" else None
    context = verifier_context(policy, get_language() or "zh-hans") | {"verdict": verdict}
    return render(request, "public/log/check.html", context, status=422 if verdict and not verdict.holds else 200)


def _verdict(request: HttpRequest, policy: str) -> Verdict:
    return verdict_of(_offered(request), request.POST.get("policy", "").strip() or policy)


def _offered(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    return file.read(MOST_BYTES + 1) if file else request.POST.get("address", "").strip().encode()


@require_safe
@opened
def own_receipt(request: HttpRequest, voice: Voice) -> HttpResponse:
    """The receipt of the opened voice as a file; `?shown` with the words in it."""
    return _file(request, voice, shown="shown" in request.GET)


@require_safe
@opened
def own_slip(request: HttpRequest, voice: Voice) -> HttpResponse:
    """The receipt of the opened voice on paper, with its code."""
    return _slip(request, voice, back="public:voice")


@require_safe
def sent_file(request: HttpRequest) -> HttpResponse:
    """The receipt of the voice that was just sent, as a file."""
    if (voice := _just_sent(request)) is None:
        return redirect("public:follow")
    return _file(request, voice, shown=False)


@require_safe
def sent_slip(request: HttpRequest) -> HttpResponse:
    """The receipt of the voice that was just sent, on paper."""
    if (voice := _just_sent(request)) is None:
        return redirect("public:follow")
    return _slip(request, voice, back="public:sent")


def _just_sent(request: HttpRequest) -> Voice | None:
    request.private = True  # type: ignore[attr-defined]  # read by look.middleware
    shown = sent_receipt(request, now=clock.now())
    return shown[0] if shown is not None else None


def _file(request: HttpRequest, voice: Voice, *, shown: bool) -> HttpResponse:
    try:
        receipt = receipt_file(voice, shown=shown)
    except NothingToShow as err:
        return render(request, "public/log/not_yet.html", {"says": err.say(get_language() or "zh-hans")}, status=503)
    line = line_facts(event_of_voice(voice.pk))
    name = f"{line.log}-{line.number}" if line is not None else "receipt"
    response = HttpResponse(receipt.data, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.tlog-proof"'
    return response


def _slip(request: HttpRequest, voice: Voice, *, back: str) -> HttpResponse:
    context = {"voice": voice, "proof": proof_of(voice), "code": code_of(request, voice), "back": back}
    return render(request, "public/log/slip.html", context)
