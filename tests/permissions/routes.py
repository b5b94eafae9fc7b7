"""Every address of the house, with something in the place of its parameters."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.urls import URLPattern, get_resolver

NOTHING = {"int": "999999999", "uuid": "4c1d6a2e-5b1f-4f0e-9c53-9d3c1a2b7f10"}
SAMPLE = {"day": "2026-11-23", "year": "2026"}
BY_KIND = {"ending": "docx", "setting": "xinfang.handle_days", "open311": "json"}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


class Route(NamedTuple):
    """`name` with its face before it, `path` with its parameters in angle brackets."""

    name: str
    path: str

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(name for _, name in PARAMETER.findall(self.path))

    def at(self, values: Mapping[str, Any]) -> str:
        """The address with `values`; what is not among them names a thing that does not exist."""
        return PARAMETER.sub(lambda found: str(values.get(found[2], _sample(found[1], found[2]))), self.path)


def routes(patterns: Any = None, before: str = "/", face: str = "") -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(pattern.pattern).removesuffix("^" if pattern.pattern.regex.pattern == "^" else "\0")
        if isinstance(pattern, URLPattern):
            yield Route(f"{face}{pattern.name}", here)
        else:
            named = getattr(pattern, "namespace", None) or getattr(pattern, "app_name", None)
            yield from routes(pattern.url_patterns, here, f"{named}:" if named else face)


def _sample(kind: str, name: str) -> str:
    return SAMPLE.get(name) or BY_KIND.get(kind) or NOTHING.get(kind, "x")
