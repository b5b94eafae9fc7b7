"""The document of the interface (OpenAPI 3.1): ninja's, with our ways in, limits and refusals written into it."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language, gettext, gettext_noop

from huiying.faces.api.api import api
from huiying.faces.api.auth import RECEIPT_HEADER, Key, Receipt
from huiying.faces.api.door import marked
from huiying.faces.api.problems import TITLES, TYPE

PREFIX = "api/v1/"
PROBLEM = "#/components/schemas/Problem"
_ALWAYS = (400, 404, 405, 429, 500)
_KEYED = (401, 403)
_SENT = (409, 413, 415, 422, 503)
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "errors"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {
            "type": "string",
            "description": gettext_noop("What went wrong and what to do next, in the caller's language."),
        },
        "code": {"type": "string", "description": gettext_noop("Stable; for programs.")},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "additionalProperties": False,
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": gettext_noop("Place in the body (RFC 6901).")},
                    "parameter": {"type": "string"},
                },
            },
        },
    },
}


def document(request: HttpRequest) -> HttpResponse:
    """The document in the caller's language."""
    said = json.dumps(described(get_language() or ""), ensure_ascii=False)
    return marked(HttpResponse(said, content_type="application/json; charset=utf-8"))


@cache
def described(language: str) -> dict[str, Any]:
    """The document with its summaries in `language`."""
    with translation.override(language):
        found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
        found["servers"] = [{"url": "/"}]
        found["info"]["description"] = gettext("How other systems bring voices in, follow them and work at the desk.")
        found["components"]["schemas"]["Problem"] = deepcopy(SCHEMA)
        found["components"]["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer"},
            "receipt": {"type": "apiKey", "in": "header", "name": RECEIPT_HEADER},
        }
        _translate(found)
        for path, methods in found["paths"].items():
            for operation in methods.values():
                _finish(path, operation)
    return found


def _translate(part: Any) -> None:
    """What fields mean, in the language chosen; what has no translation stays as it is."""
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict | list):
            _translate(inner)
    if isinstance(part, dict) and isinstance(said := part.get("description"), str) and said:
        part["description"] = gettext(said)


@cache
def _ways_in() -> dict[str, Any]:
    """By operation: what lets a caller in."""
    bound = (view for router in api._get_bound_routers() for view in router.path_operations.values())
    operations = (operation for view in bound for operation in view.operations)
    return {str(operation.operation_id): next(iter(operation.auth_callbacks), None) for operation in operations}


def _finish(path: str, operation: dict[str, Any]) -> None:
    way_in = _ways_in()[operation["operationId"]]
    said = operation["summary"]
    operation["summary"] = gettext(said)
    operation.pop("security", None)
    if isinstance(way_in, Key):
        receipt: dict[str, Any] = {"receipt": []} if isinstance(way_in, Receipt) else {}
        operation["security"] = [{"key": [], **receipt}]
        operation["x-scopes"] = [str(scope) for scope in way_in.scopes]
    sent = (*_KEYED, *(_SENT if "requestBody" in operation or operation["parameters"] else (409,)))
    for status in sorted({*_ALWAYS, *(sent if way_in else ())}):
        operation["responses"][str(status)] = {
            "description": next(said for known, said in TITLES.items() if known == status).say(get_language() or ""),
            "content": {TYPE: {"schema": {"$ref": PROBLEM}}},
        }
