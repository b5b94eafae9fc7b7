"""Photos and papers of a voice: listed and given out to its speaker, and more of them added."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.spoken import WordsMissing
from huiying.faces.look import dates
from huiying.faces.look.downloads import download, small_picture
from huiying.faces.look.uploads import MORE, REMOVE, Basket, FileRow, kept_row, scan_note
from huiying.faces.look.views import plain
from huiying.faces.public.fields import refusal
from huiying.faces.public.follow import forms
from huiying.faces.public.follow.acts import attempt
from huiying.faces.public.follow.opened import opened
from huiying.foundation.files.enums import Scan
from huiying.foundation.keys import clock
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.models import Attachment, Voice
from huiying.listen.voices.selectors import attachment_of, attachments_of
from huiying.loop import speaker_acts
from huiying.serve.casework.models import Case


def rows_of(voice: Voice) -> tuple[FileRow, ...]:
    """What the speaker may see of the files of `voice`."""
    return tuple(_row(one) for one in attachments_of(voice, for_speaker=True))


def _row(one: Attachment) -> FileRow:
    day = dates.full(one.added_at)
    by_office = one.attached_as == AttachedAs.REPLY
    note = (_("from the office, %(day)s") if by_office else _("from you, %(day)s")) % {"day": day}
    if one.file.scan == Scan.REFUSED:
        note = scan_note(one.file)
    return kept_row(
        one.pk,
        one.file,
        url=reverse("public:attached", args=[one.pk]),
        picture=reverse("public:attached_small", args=[one.pk]),
        note=note,
    )


@require_safe
@opened
def attached(request: HttpRequest, voice: Voice, attachment_id: int) -> HttpResponse:
    """One file, to be saved."""
    try:
        return download(_found(voice, attachment_id).file)
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])


@require_safe
@opened
def attached_small(request: HttpRequest, voice: Voice, attachment_id: int) -> HttpResponse:
    """Its small picture."""
    if (small := small_picture(_found(voice, attachment_id).file)) is None:
        raise Http404
    return small


def _found(voice: Voice, attachment_id: int) -> Attachment:
    """A file of this voice that its speaker may see; those of a sealed report stay with its officer."""
    sealed = Case.objects.filter(pk=voice.pk, sealed=True).exists()
    found = None if sealed else attachment_of(voice, attachment_id, for_speaker=True)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def add(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Words, files, or both. What was kept stays on the page while something else is put right."""
    scope = f"add:{voice.pk}"
    basket = Basket.of(request.POST.get("kept", ""), scope)
    form = forms.AddForm(request.POST, request.FILES) if request.method == "POST" else forms.AddForm()
    if form.is_bound and _filled(request, form, basket) and attempt(form, voice, _adding(basket)):
        return redirect(f"{reverse('public:voice')}?done=added")
    basket.drop_gone()
    context = {
        "form": form,
        "number": voice.number,
        "back_url": reverse("public:voice"),
        "draft": f"added-{voice.pk}",
        "files": basket.rows(),
        "kept": basket.sealed(scope),
    }
    return render(request, "public/follow/add.html", context, status=422 if form.is_bound and form.errors else 200)


def _filled(request: HttpRequest, form: forms.AddForm, basket: Basket) -> bool:
    """Take what was sent into the basket; True when it is complete and to be sent now."""
    form.is_valid()
    basket.remove(request.POST.get(REMOVE, ""))
    basket.take(form.cleaned_data.get("papers", ()), request=request, now=clock.now())
    for sentence in basket.refused:
        form.add_error("papers", sentence)
    if REMOVE in request.POST or MORE in request.POST:
        return False
    if not form.errors and not (form.cleaned_data["words"] or basket.ids or basket.came):
        form.add_error("words", refusal(WordsMissing()))
    return not form.errors


def _adding(basket: Basket) -> Any:
    def do(voice: Voice, data: Mapping[str, Any], now: datetime, key: str) -> object:
        return speaker_acts.add_words(voice, text=data["words"], files=basket.ids, now=now, key=key)

    return do
