"""Reading what was sent: JSON in UTF-8, of reasonable depth, without numbers that JSON does not have."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from huiying.faces.api.errors import BodyUnreadable, TypeUnsupported

JSON = "application/json"


class StrictParser(Parser):
    """Takes application/json alone."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The value that was sent. Raises TypeUnsupported, BodyUnreadable."""
        if request.content_type != JSON:
            raise TypeUnsupported(wanted=JSON)
        try:
            found: dict[str, Any] = json.loads(request.body.decode("utf-8"), parse_constant=_refuse)
        except (ValueError, RecursionError) as err:
            raise BodyUnreadable from err
        return found


def _refuse(constant: str) -> NoReturn:
    """NaN and Infinity are no JSON (RFC 8259, section 6)."""
    raise ValueError(constant)
