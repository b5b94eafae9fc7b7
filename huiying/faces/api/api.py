"""The programming interface, version 1: what it offers, and how whatever is raised becomes a problem."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from huiying.core.errors import HuiyingError
from huiying.faces.api import exports, files, log, reference
from huiying.faces.api.desk import acts, cases
from huiying.faces.api.door import refusal
from huiying.faces.api.errors import FieldsWrong, RequestWrong
from huiying.faces.api.parsing import StrictParser
from huiying.faces.api.problems import problem, wrong_fields
from huiying.faces.api.voices import follow, speak

ROUTERS = (
    ("/voices", speak.router),
    ("/files", files.router),
    ("/receipts", follow.router),
    ("/reference", reference.router),
    ("/desk/cases", cases.router),
    ("/desk/cases", acts.router),
    ("/exports", exports.router),
    ("/log", log.router),
)


def make_api() -> NinjaAPI:
    """All operations under one roof; neither its pages nor its document are ninja's own."""
    made = NinjaAPI(
        title="Huiying", version="1", openapi_url="", docs_url=None, urls_namespace="api-v1", parser=StrictParser()
    )
    for prefix, router in ROUTERS:
        made.add_router(prefix, router)
    made.add_exception_handler(ValidationError, _wrong)
    made.add_exception_handler(HttpError, _unreadable)
    made.add_exception_handler(Exception, _refused)
    return made


def _refused(request: HttpRequest, err: Any) -> HttpResponse:
    return refusal(request, err)


def _wrong(request: HttpRequest, err: Any) -> HttpResponse:
    return problem(FieldsWrong(), wrong=wrong_fields(err.errors))


def _unreadable(request: HttpRequest, err: Any) -> HttpResponse:
    """ninja hides why a body was not read behind an error of its own."""
    cause = err.__cause__
    if isinstance(cause, HuiyingError):
        return problem(cause)
    return refusal(request, cause) if isinstance(cause, Exception) else problem(RequestWrong())


api = make_api()
