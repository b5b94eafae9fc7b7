"""The question for photos and papers. What was kept stays with the draft, also when another file was refused."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from huiying.faces.look.uploads import MORE, REMOVE, Basket
from huiying.faces.public.speak.draft import Writing
from huiying.faces.public.speak.forms import AnswerForm, Answers

SLUG, FIELD = "files", "papers"


def basket_of(answers: Answers) -> Basket:
    """The files of a draft."""
    return Basket([pk for pk in answers.get(SLUG, ()) if isinstance(pk, int)])


def keep(request: HttpRequest, writing: Writing, form: AnswerForm, *, now: datetime) -> bool:
    """Keep what came and take out what was to go; True when the question is done with, and nothing was refused."""
    basket = basket_of(writing.answers)
    basket.drop_gone()
    basket.remove(request.POST.get(REMOVE, ""))
    basket.take(form.cleaned_data[FIELD], request=request, now=now)
    writing.keep(SLUG, {SLUG: basket.ids}, now=now)
    for sentence in basket.refused:
        form.add_error(FIELD, sentence)
    return not (basket.refused or REMOVE in request.POST or MORE in request.POST)


def stay(request: HttpRequest) -> HttpResponse:
    """The same question again, with what is kept now."""
    query = "?change" if "change" in request.GET else ""
    return HttpResponseRedirect(reverse("public:question", args=[SLUG]) + query)
