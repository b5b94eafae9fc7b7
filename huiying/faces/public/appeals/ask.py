"""Asking for a review in two steps: what is wrong with the opinion; then read it once more and send it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.core.procedures.reviewing import ASK, ASK_FINAL, asked_by
from huiying.faces.look.uploads import MORE, REMOVE, Basket
from huiying.faces.public.appeals.forms import ReviewForm
from huiying.faces.public.fields import refusal
from huiying.faces.public.follow.opened import opened
from huiying.faces.public.follow.page import review_sentence
from huiying.foundation.keys import clock
from huiying.foundation.people.models import Unit
from huiying.listen.voices.models import Voice
from huiying.loop import speaker_acts
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.ladder import above_of
from huiying.serve.casework.selectors.receipt import receipt_facts

SEND, CHANGE = "send", "change"
"""Names of the buttons of the second step."""


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def ask(request: HttpRequest, voice: Voice) -> HttpResponse:
    """The form; once it is complete, what was written, to be read and sent. What was kept stays while it is mended."""
    case = Case.objects.select_related("unit").get(pk=voice.pk)
    bodies = list(Unit.objects.filter(pk__in=above_of(case) or ()).order_by("pk"))
    scope = f"review:{voice.pk}"
    basket = Basket.of(request.POST.get("kept", ""), scope)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReviewForm(*posted, bodies=bodies)
    complete = form.is_bound and _filled(request, form, basket)
    if complete and SEND in request.POST and _sent(form, basket, voice):
        return redirect(f"{reverse('public:voice')}?done=review")
    basket.drop_gone()
    facts = receipt_facts(voice, now=clock.now())
    context = {
        "form": form,
        "number": voice.number,
        "back_url": reverse("public:voice"),
        "draft": f"review-{voice.pk}",
        "files": basket.rows(),
        "kept": basket.sealed(scope),
        "final": asked_by(case.state) == ASK_FINAL,
        "may": bool({ASK, ASK_FINAL} & facts.may),
        "review": review_sentence(facts),
        "body": next((body for body in bodies if form.is_bound and not form.errors and body.pk == form.body_id), None),
    }
    checks = complete and not form.errors and CHANGE not in request.POST
    template = "public/appeals/check.html" if checks else "public/appeals/ask.html"
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


def _filled(request: HttpRequest, form: ReviewForm, basket: Basket) -> bool:
    """Take what was sent into the basket; True when nothing is left to fill in."""
    form.is_valid()
    basket.remove(request.POST.get(REMOVE, ""))
    basket.take(form.cleaned_data.get("papers", ()), request=request, now=clock.now())
    for sentence in basket.refused:
        form.add_error("papers", sentence)
    return not form.errors and REMOVE not in request.POST and MORE not in request.POST


def _sent(form: ReviewForm, basket: Basket, voice: Voice) -> bool:
    """Do it once; what stands against it becomes a sentence on the form."""
    data = form.cleaned_data
    try:
        speaker_acts.ask_review(
            voice,
            body_id=form.body_id,
            words=data["words"],
            files=basket.ids,
            now=clock.now(),
            key=f"form:{voice.pk}:{data['key']}",
        )
    except HuiyingError as err:
        form.add_error(None, refusal(err))
        return False
    return True
