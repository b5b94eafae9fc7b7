"""Around every address of the interface: language, HEAD and OPTIONS, other origins, limits said, nothing but JSON."""

import logging
from collections.abc import Callable, Collection
from functools import wraps
from hashlib import sha256
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from huiying.core.errors import HuiyingError
from huiying.faces.api import errors
from huiying.faces.api.auth import RECEIPT_HEADER
from huiying.faces.api.problems import problem
from huiying.foundation.people.services.key_use import WINDOW_SECONDS, Allowance

View = Callable[..., HttpResponse]
MEGABYTE = 1024 * 1024
IDEMPOTENCY_HEADER = "Idempotency-Key"
SENT = ("Authorization", "Content-Type", "Accept-Language", "If-None-Match", RECEIPT_HEADER, IDEMPOTENCY_HEADER)
SHOWN = ("Link", "Location", "ETag", "Retry-After", "RateLimit", "RateLimit-Policy")
SAFE = frozenset({"GET", "HEAD"})
log = logging.getLogger("huiying.api")


def door(view: View, methods: Collection[str]) -> View:
    """`view`, which takes `methods`, as everybody outside meets it. A form's token guards nothing here: keys do."""
    allowed = {*methods, "OPTIONS", *(("HEAD",) if "GET" in methods else ())}

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.private = True  # type: ignore[attr-defined]  # read by look.middleware
        with translation.override(language_of_caller(request)):
            response = _answer(view, request, allowed, *args, **kwargs)
            response["Content-Language"] = translation.get_language() or ""
        return _dressed(request, response)

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # read by Django
    return guarded


def language_of_caller(request: HttpRequest) -> str:
    """The first of our languages that the caller accepts, Chinese without one; no cookie counts."""
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for ours, start in (("zh-hans", "zh"), ("en", "en")):
            if code.startswith(start):
                return ours
    return settings.LANGUAGE_CODE


def _answer(view: View, request: HttpRequest, allowed: Collection[str], *args: Any, **kwargs: Any) -> HttpResponse:
    said = ", ".join(sorted(allowed))
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": said})
    if request.method not in allowed:
        response = problem(errors.MethodUnknown(allowed=said))
        response["Allow"] = said
        return response
    head = request.method == "HEAD"
    if head:
        request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    except Exception as err:
        return refusal(request, err)
    finally:
        if head:
            request.method = "HEAD"


def refusal(request: HttpRequest, err: Exception) -> HttpResponse:
    """Whatever was raised, as a problem; what we did not foresee is logged by its kind and place alone."""
    if isinstance(err, HuiyingError):
        return problem(err)
    if isinstance(err, Http404):
        return problem(errors.NothingHere())
    if isinstance(err, RequestDataTooBig):
        return problem(errors.TooLarge(most=(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // MEGABYTE))
    if isinstance(err, SuspiciousOperation | UnreadablePostError | MultiPartParserError):
        return problem(errors.RequestWrong())
    log.error("call failed: %s", type(err).__name__, exc_info=_where(err))
    return problem(errors.OurFault())


def _where(err: Exception) -> tuple[type[Exception], Exception, TracebackType | None]:
    """The traceback under the kind of the error alone: its message may hold words of a voice."""
    return RuntimeError, RuntimeError(type(err).__name__), err.__traceback__


def _dressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Limits, origins and what may be kept; 304 where the caller has it already; no body for HEAD."""
    allowance: Allowance | None = getattr(request, "allowance", None)
    if allowance is not None:
        response["RateLimit-Policy"] = f'"minute";q={allowance.limit};w={WINDOW_SECONDS}'
        response["RateLimit"] = f'"minute";r={allowance.left};t={allowance.seconds}'
    patch_vary_headers(response, ("Authorization", "Accept-Language", RECEIPT_HEADER))
    _open_to_origin(request, response)
    if "ETag" in response and request.method in SAFE and _has(request, response["ETag"]):
        response = _not_modified(response)
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _open_to_origin(request: HttpRequest, response: HttpResponse) -> None:
    """For pages of the origins that the office has named; never with cookies."""
    if not settings.API_ORIGINS:
        return
    patch_vary_headers(response, ("Origin",))
    origin = request.headers.get("Origin", "")
    if origin not in settings.API_ORIGINS:
        return
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Expose-Headers"] = ", ".join(SHOWN)
    if request.method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = response["Allow"]
        response["Access-Control-Allow-Headers"] = ", ".join(SENT)
        response["Access-Control-Max-Age"] = "600"


def marked(response: HttpResponse) -> HttpResponse:
    """With an ETag of its contents and language (RFC 9110, section 8.8.3): for what seldom changes."""
    seen = sha256((translation.get_language() or "").encode() + response.content).hexdigest()[:32]
    response["ETag"] = f'"{seen}"'
    return response


def _has(request: HttpRequest, tag: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")}
    return tag in known or "*" in known


def _not_modified(response: HttpResponse) -> HttpResponse:
    found = HttpResponseNotModified()
    for name in ("ETag", "Vary", "RateLimit", "RateLimit-Policy", "Content-Language"):
        if name in response:
            found[name] = response[name]
    return found


def nothing_here(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Every address of the interface that is none."""
    raise Http404
