"""How every address of this face answers: in the asked format, errors as lists, open to every page for reading."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from huiying.core.errors import HuiyingError
from huiying.core.open311.errors import MethodUnknown, NothingHere, Open311Error, TooManyCalls
from huiying.core.open311.writing import as_json, as_xml
from huiying.faces.open311.asking import Asked
from huiying.foundation.files.errors import FileBusy
from huiying.foundation.office.errors import WebPaused

TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
KEPT_SECONDS = 60
READS = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` as JSON shows it; in XML it stands in the element `root`."""

    root: str
    value: Any


View = Callable[..., Answer]


def speaking() -> str:
    """The language of the caller: "zh-hans" or "en"."""
    return get_language() or "zh-hans"


def answers(**views: View) -> Callable[..., HttpResponse]:
    """The view of one address: `get` and `post` are called with the request and what it asks for."""
    by_method = {name.upper(): view for name, view in views.items()}
    if "GET" in by_method:
        by_method["HEAD"] = by_method["GET"]
    first = next(iter(views.values()))

    @functools.wraps(first)
    def view(request: HttpRequest, *, fmt: str, **path: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204, headers={"Allow": ", ".join(by_method)}), request)
        try:
            if request.method not in by_method:
                raise MethodUnknown(allowed=", ".join(by_method))
            answer = by_method[request.method](request, Asked.of(request), **path)
        except HuiyingError as err:
            return _open(refusal(err, fmt), request)
        return _open(_written(answer, fmt, 200), request)

    view.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie opens anything here; a post needs a key
    return view


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below this one: an error in the format that it ends with."""
    return _open(refusal(NothingHere(), "json" if rest.endswith(".json") else "xml"), request)


nothing_here.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is done there


def refusal(err: HuiyingError, fmt: str) -> HttpResponse:
    """A mistake as the list of errors that the specification wants."""
    status = err.status if isinstance(err, Open311Error) else 503 if isinstance(err, WebPaused | FileBusy) else 400
    response = _written(Answer("errors", [{"code": status, "description": err.say(speaking())}]), fmt, status)
    if isinstance(err, TooManyCalls | WebPaused):
        response["Retry-After"] = str(err.data["seconds"])
    return response


def _written(answer: Answer, fmt: str, status: int) -> HttpResponse:
    text = as_json(answer.value) if fmt == "json" else as_xml(answer.root, answer.value)
    return HttpResponse(text, status=status, content_type=TYPES[fmt])


def _open(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Any page may read what is read; an error or what a post gives is kept nowhere."""
    kept = request.method in READS and response.status_code == 200
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}" if kept else "no-store"
    response["Content-Language"] = "en" if speaking().startswith("en") else "zh-Hans"
    if request.method in (*READS, "OPTIONS"):
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
