"""The written documents of a voice: read on the page, or taken along as a Word file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from huiying.core.letters.model import Letter
from huiying.core.letters.reading import letter_blocks
from huiying.faces.look.dates import english
from huiying.faces.look.qr import finds, follow_code
from huiying.faces.public.follow.opened import opened
from huiying.foundation.documents.letters import letter_docx
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.receipt import readable_documents

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@opened
def paper(request: HttpRequest, voice: Voice, document_id: int) -> HttpResponse:
    """One document in the language of the page; the Chinese one counts, and the page says so."""
    letter = _letter(voice, document_id)
    title, *blocks = letter_blocks(letter)
    context = {"title": title, "blocks": blocks, "document_id": document_id, "number": voice.number}
    context["qr"] = follow_code(request, voice.number)
    return render(request, "public/follow/paper.html", context)


@require_safe
@opened
def paper_file(request: HttpRequest, voice: Voice, document_id: int) -> HttpResponse:
    """The same as a Word file."""
    letter = _letter(voice, document_id)
    response = HttpResponse(letter_docx(letter, finds=finds(request, voice.number)), content_type=_WORD)
    response["Content-Disposition"] = f'attachment; filename="{letter.code}-{voice.number}.docx"'
    return response


def _letter(voice: Voice, document_id: int) -> Letter:
    """The letter of a document that belongs to `voice` and may be read; anything else is not there."""
    case = get_object_or_404(Case, pk=voice.pk)
    found = next((document for document in readable_documents(case) if document.pk == document_id), None)
    if found is None:
        raise Http404
    return letter_of(found, "en" if english() else "zh-hans")
