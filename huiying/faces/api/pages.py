"""The documentation of the interface as a plain page, drawn by us: nothing is fetched from anybody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.faces.api.openapi import described
from huiying.faces.look.parts import Column, Table
from huiying.foundation.people.enums import Scope

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it. `fields`: what is sent; `answer`: what comes back."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    scopes: str
    fields: Table | None
    answer: Table | None


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with what it takes and answers, in the language of the page."""
    whole = described(get_language() or "")
    operations = [
        _operation(path, method, told, whole["components"]["schemas"])
        for path, methods in whole["paths"].items()
        for method, told in methods.items()
    ]
    return render(request, "api/documentation.html", {"operations": operations})


def _operation(path: str, method: str, told: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    bodies = told.get("requestBody", {}).get("content", {}).values()
    good = next(response for status, response in told["responses"].items() if status.startswith("2"))
    sent = [_row(one["name"], one["schema"], required=one["required"]) for one in told["parameters"]]
    sent += [row for body in bodies for row in _rows(body["schema"], schemas)]
    answers = [row for body in good.get("content", {}).values() for row in _rows(body["schema"], schemas)]
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        description=told.get("description", ""),
        scopes=_scopes(told),
        fields=_table(_("What you send"), sent),
        answer=_table(_("What you get"), answers),
    )


def _scopes(told: Mapping[str, Any]) -> str:
    if "security" not in told:
        return _("no key")
    named = [f"{scope} ({Scope(scope).label})" for scope in told["x-scopes"]]
    return ", ".join(named) if named else _("any key")


def _table(caption: str, rows: list[tuple[str, str, str]]) -> Table | None:
    columns = (Column(_("Field")), Column(_("Type")), Column(_("Meaning")))
    return Table(caption, columns, rows) if rows else None


def _rows(
    schema: Mapping[str, Any], schemas: Mapping[str, Any], before: str = "", depth: int = 0
) -> Iterator[tuple[str, str, str]]:
    """One row a field; of nested ones with the name above before it, three deep at most."""
    schema = _resolved(schema, schemas)
    required = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        found = _resolved(inner, schemas)
        yield _row(f"{before}{name}", found, required=name in required)
        if depth < _DEEPEST:
            yield from _rows(found, schemas, f"{before}{name}.", depth + 1)
    for choice in schema.get("oneOf", ()):
        if "$ref" in choice:
            yield from _rows(choice, schemas, before, depth + 1)
    if "items" in schema and depth < _DEEPEST:
        yield from _rows(schema["items"], schemas, before, depth + 1)


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself, of a reference or of a choice with null."""
    real = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(real) == 1:
        return {**_resolved(real[0], schemas), **{key: schema[key] for key in ("description",) if key in schema}}
    if "$ref" not in schema:
        return schema
    found = schemas[schema["$ref"].rpartition("/")[2]]
    return {key: value for key, value in found.items() if key != "description"}


def _row(name: str, schema: Mapping[str, Any], *, required: bool) -> tuple[str, str, str]:
    kind = schema.get("format") or schema.get("type") or ""
    choices = " | ".join(str(one) for one in schema.get("enum", ())) or str(schema.get("const", ""))
    said = " · ".join(filter(None, (choices, str(schema.get("description", "")))))
    return (name, f"{kind} *" if required else str(kind), said)
