"""The speaker says by the receipt which situation is theirs and what the matter does to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.faces.look.language import with_lang
from huiying.faces.look.rows import page_language
from huiying.faces.public.fields import OneOf, WordsField, refusal
from huiying.faces.public.follow.forms import KeyedForm
from huiying.faces.public.follow.opened import opened
from huiying.foundation.keys import clock
from huiying.listen.voices.models import Voice
from huiying.loop.speaker_acts import speaker
from huiying.serve.coordination.enums import InterestEffect
from huiying.serve.coordination.models import InterestGroup
from huiying.serve.coordination.presenters.interest import EFFECTS
from huiying.serve.coordination.selectors.affairs import affair
from huiying.serve.coordination.selectors.interests import Asked, tables_asking
from huiying.serve.coordination.services.saying import MOST_WORDS, say_interest

NONE_OF_THESE = "none"
DONE = "interest"
"""The word by which the page of the voice then says that it was kept."""


class InterestForm(KeyedForm):
    """Which situation, what it does, and in words."""

    open_fields = ("effect", "words")
    group = OneOf(
        label=gettext_lazy("Which situation is yours?"),
        error_messages={"required": gettext_lazy("Please choose one; if it is none of them, choose the last")},
    )
    effect = OneOf(label=gettext_lazy("What does it do to you?"))
    words = WordsField(
        limit=MOST_WORDS,
        label=gettext_lazy("In your own words?"),
        help_text=gettext_lazy("Only those in the office who keep this table read it; it is never published."),
    )

    def __init__(self, *args: Any, groups: Sequence[InterestGroup], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(group.pk), with_lang(str(group))) for group in groups]
        self._choose("group", [*listed, (NONE_OF_THESE, _("None of these; I write it below"))])
        self._choose("effect", [(effect.value, said.say(language)) for effect, said in EFFECTS.items()])

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # of ChoiceField

    def answer(self) -> dict[str, Any]:
        """As the service takes it."""
        data = self.cleaned_data
        group = None if data["group"] == NONE_OF_THESE else int(data["group"])
        return {"group_id": group, "effect": data["effect"], "words": data["words"]}


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def interest(request: HttpRequest, voice: Voice, table_id: int) -> HttpResponse:
    """GET shows what was said before; POST keeps it and goes back to the voice."""
    asked = next((one for one in tables_asking(voice.pk) if one.table.pk == table_id), None)
    if asked is None or affair(asked.table.about_kind, asked.table.about_id).over:
        raise Http404
    form = InterestForm(
        request.POST if request.method == "POST" else None,
        initial=_before(asked),
        groups=asked.groups,
        language=getattr(request, "LANGUAGE_CODE", ""),
    )
    if form.is_valid() and _said(form, voice, table_id):
        return redirect(f"{reverse('public:voice')}?done={DONE}")
    context = {"form": form, "asked": asked, "number": voice.number, "back_url": reverse("public:voice")}
    return render(request, "public/interests/asked.html", context, status=422 if form.is_bound else 200)


def _before(asked: Asked) -> dict[str, str]:
    if (said := asked.said) is None:
        return {}
    listed = {group.pk for group in asked.groups}
    return {
        "group": str(said.group_id) if said.group_id in listed else NONE_OF_THESE,
        "effect": said.effect,
        "words": said.words,
    }


def _said(form: InterestForm, voice: Voice, table_id: int) -> bool:
    """Whether it was kept; what stands in the way is said on the form."""
    key = f"form:{voice.pk}:{form.cleaned_data['key']}"
    try:
        say_interest(voice.pk, table_id, **form.answer(), actor=speaker(voice), now=clock.now(), key=key)
    except HuiyingError as err:
        form.add_error("words" if err.code == "interests.nothing_said" else "group", refusal(err))
        return False
    return True


@dataclass(frozen=True, slots=True)
class InterestPart:
    """What the page of a voice says of one table. `url` "": it can be said no more; `said` "": not said yet."""

    question: str
    said: str
    url: str


def interest_parts(voice: Voice) -> tuple[InterestPart, ...]:
    """Each table that asks the speaker of `voice`."""
    return tuple(_part(asked) for asked in tables_asking(voice.pk))


def _part(asked: Asked) -> InterestPart:
    over = affair(asked.table.about_kind, asked.table.about_id).over
    url = "" if over else reverse("public:interest", args=(asked.table.pk,))
    if asked.said is None:
        return InterestPart(asked.table.question, "", url)
    said = asked.said.group if asked.said.group in asked.groups else _("none of those listed")
    effect = EFFECTS[InterestEffect(asked.said.effect)].say(page_language()) if asked.said.effect else ""
    return InterestPart(asked.table.question, " · ".join(str(part) for part in (said, effect) if part), url)
