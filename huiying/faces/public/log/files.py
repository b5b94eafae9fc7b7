"""The log as machines read it: checkpoint, tiles and entries (C2SP tlog-tiles), the policy, the offline verifier."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from huiying.core.translog.errors import Malformed
from huiying.core.translog.tile import Tile
from huiying.faces.public.log.verifier import FILE_NAME, verifier_page
from huiying.foundation.ledger.log.reading import full_note, newest_checkpoint, tile_bytes
from huiying.foundation.ledger.log.witnessing import published_policy
from huiying.foundation.ledger.models import Log

TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=3"


@require_safe
def checkpoint(request: HttpRequest, name: str) -> HttpResponse:
    """The last signed head, with what witnesses have signed so far."""
    head = newest_checkpoint(get_object_or_404(Log, name=name))
    if head is None:
        raise Http404
    return _answer(full_note(head), TEXT, A_MOMENT)


@require_safe
def tile(request: HttpRequest, name: str, path: str) -> HttpResponse:
    """A tile or a bundle of entries of the signed tree; a full one never changes."""
    log = get_object_or_404(Log, name=name)
    head = newest_checkpoint(log)
    try:
        wanted = Tile.of_path(f"tile/{path}")
        data = tile_bytes(log, wanted, head.size if head is not None else 0)
    except Malformed as err:
        raise Http404 from err
    return _answer(data, BYTES, FOR_EVER)


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """What a verifier needs: the keys of the logs and the witnesses."""
    return _answer(published_policy().encode(), TEXT, "public, max-age=60")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The verifier to keep: one file with this office's keys in it."""
    response = _answer(_verifier(published_policy()), "text/html; charset=utf-8", "no-cache")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@lru_cache(maxsize=2)
def _verifier(policy: str) -> bytes:
    return verifier_page(policy)


def _answer(data: bytes, kind: str, kept: str) -> HttpResponse:
    """Anybody may read it from anywhere."""
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = kept
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
