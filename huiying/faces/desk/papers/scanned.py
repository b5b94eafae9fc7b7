"""Scanned paper finds its case by the code printed on it; what has no code asks for the number."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huiying.core.errors import HuiyingError
from huiying.core.paper import number_on_paper
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.intake.files import Kept, token_of, waiting
from huiying.faces.desk.nav import AT_HAND, page
from huiying.foundation.documents.codes import codes_in
from huiying.foundation.files.errors import MOST_FILES, TooManyFiles
from huiying.foundation.files.selectors import read_file
from huiying.foundation.files.services import keep_file
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.models import Voice
from huiying.loop.attach_files import attach_to_case

FILE, NUMBER = "file", "number"


@dataclass(frozen=True, slots=True)
class Page:
    """One file that was scanned. `url`: where it lies now; `token`: it waits for a number; `why`: what was wrong."""

    name: str
    number: str = ""
    url: str = ""
    token: str = ""
    why: str = ""


@require_POST
@staff_page(*AT_HAND)
def scan(request: StaffRequest) -> HttpResponse:
    """Put each page to its case. Posted twice, it lies there once."""
    pages = list(_named(request)) if request.POST.getlist(FILE) else list(_read(request))
    if not pages:
        return redirect("desk:papers")
    ask = [one for one in pages if one.token]
    context = {"pages": pages, "ask": ask, "key": uuid4(), "office": request.POST.get("of") != AttachedAs.ADDED}
    status = 422 if any(one.why for one in pages) else 200
    return render(request, "desk/papers/scanned.html", page(request, "papers") | context, status=status)


def _read(request: StaffRequest) -> Iterator[Page]:
    """What was uploaded, each page with the number that its code says; the number before it is proposed to the rest."""
    before = ""
    for at, upload in enumerate(request.FILES.getlist("upload")):
        name, data = upload.name or "", upload.read()
        try:
            kept, said = _kept(request, name, data, at)
        except HuiyingError as err:
            yield Page(name, why=refusal(err))
            continue
        number = said or _asked(request)
        if not number:
            yield Page(name, number=before, token=kept.token)
            continue
        before = number
        yield _put(request, kept, number, sha256(data).hexdigest()[:16])


def _kept(request: StaffRequest, name: str, data: bytes, at: int) -> tuple[Kept, str]:
    """The file, checked and cleaned, and the receipt number on it; "" where there is none."""
    if at >= MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    file = keep_file(data, name, now=request.viewer.now)
    numbers = (_number(text) for text in codes_in(read_file(file), file.media_type))
    token = token_of(file.pk, request.viewer.staff.pk)
    return Kept(file.pk, token, name, -(-file.size // 1024)), next(filter(None, numbers), "")


def _asked(request: StaffRequest) -> str:
    """On the page of one receipt all belongs to that one."""
    return _number(request.POST.get(NUMBER, ""))


def _named(request: StaffRequest) -> Iterator[Page]:
    """Pages that waited for a number, with the one typed for each."""
    staff = request.viewer.staff.pk
    for at, token in enumerate(request.POST.getlist(FILE)):
        typed = request.POST.get(f"{NUMBER}-{at}", "")
        kept = next(iter(waiting([token], staff)), None)
        if kept is None:
            continue
        try:
            number = number_on_paper(typed)
        except HuiyingError as err:
            yield Page(kept.name, number=typed[:40], token=token, why=refusal(err))
        else:
            yield _put(request, kept, number, str(kept.id))


def _put(request: StaffRequest, kept: Kept, number: str, page: str) -> Page:
    """Put a file to the case of this number, if this clerk may. `page`: by what it is known when it is posted again."""
    viewer = request.viewer
    voice = Voice.objects.filter(number=number).first()
    if voice is None:
        said = _("No voice has this receipt number. Look at the paper again, digit by digit.")
        return Page(kept.name, number=number, token=kept.token, why=said)
    of = AttachedAs.ADDED if request.POST.get("of") == AttachedAs.ADDED else AttachedAs.OFFICE
    key = f"desk:{viewer.staff.pk}:scan:{_key(request)}:{page}"
    try:
        attach_to_case(voice.pk, [kept.id], of=of, actor=viewer.actor, grants=viewer.grants, now=viewer.now, key=key)
    except HuiyingError as err:
        return Page(kept.name, number=number, token=kept.token, why=refusal(err))
    return Page(kept.name, number=number, url=reverse("desk:case", args=(voice.pk,)))


def _number(text: str) -> str:
    try:
        return number_on_paper(text) if text.strip() else ""
    except HuiyingError:
        return ""


def _key(request: StaffRequest) -> UUID:
    """Of the page that was posted."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
