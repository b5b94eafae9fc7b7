"""A copy of one's own data: one JSON file for machines, one page for people, and the files, in a ZIP file."""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from huiying.core.errors import HuiyingError
from huiying.faces.look.parts import Words
from huiying.faces.look.templatetags.hy import say
from huiying.faces.public.follow.page import VoicePage, page_of
from huiying.foundation.files.selectors import name_of, pieces_of
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.enums import ConsentFor
from huiying.listen.voices.models import Voice
from huiying.loop.own_rights import OwnData, take_own_data

_UNSAFE = str.maketrans(dict.fromkeys('/\\:*?"<>|\0', "_"))


def zipped(request: HttpRequest, voice: Voice, *, now: datetime) -> bytes:
    """The ZIP file: as large as the files that the person sent, ten of ten megabytes at most."""
    page, own = page_of(voice, now=now), take_own_data(voice, now=now)
    said, file = _said(voice, page, own, now), BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(said, ensure_ascii=False, indent=2))
        context = {"said": said, "page": page}
        archive.writestr("data.html", render_to_string("public/privacy/copy.html", context, request))
        for name, pieces in _files(own):
            with archive.open(name, "w", force_zip64=True) as inside:
                for piece in pieces:
                    inside.write(piece)
    return file.getvalue()


def _said(voice: Voice, page: VoicePage, own: OwnData, now: datetime) -> dict[str, Any]:
    return {
        "number": voice.number,
        "copied_at": now.isoformat(),
        "received_at": voice.received_at.isoformat(),
        "channel": str(voice.get_channel_display()),
        "kind": str(voice.get_kind_display()),
        "naming": str(voice.get_naming_display()),
        "title": _plain(page.title),
        "words": page.words,
        "place": voice.place_words if page.words else "",
        "identity": {str(IdentityField(name).label): text for name, text in own.identity.items()},
        "consents": [
            {
                "to": str(ConsentFor(row.purpose).label),
                "by_guardian": row.by_guardian,
                "notice": row.text_version,
                "given_at": row.given_at.isoformat(),
                "withdrawn_at": row.withdrawn_at and row.withdrawn_at.isoformat(),
            }
            for row in own.consents
        ],
        "answers": [{"unit": answer.unit, "at": answer.at.isoformat(), "text": answer.text} for answer in page.answers],
        "looks": list(page.looks or ()),
        "files": [name for name, _pieces in _files(own)],
    }


def _files(own: OwnData) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Name in the ZIP file and the bytes; a file that cannot be read, or was refused by the scanner, is left out."""
    for row in own.files:
        try:
            pieces = pieces_of(row.file)
            first = next(pieces, b"")
            name = f"files/{row.position:02d}-{name_of(row.file).translate(_UNSAFE)}"
        except HuiyingError:
            continue
        yield name, _from(first, pieces)


def _from(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _plain(words: Words) -> str:
    return str(say(words))
