"""The gate in front of Django, with the doors of every face."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings

from huiying.core.crowding import Allowance
from huiying.faces.look.gate.door import Door, Knock
from huiying.faces.look.gate.front import Gate
from huiying.faces.public.doors import FILES_BYTES, public_doors
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import web_pause

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
PROGRAMS = ("/api/", "/open311/")
PROGRAM = Door("program", Allowance(60, 30), most_bytes=FILES_BYTES, program=True)


def knocks(environ: Mapping[str, Any]) -> Knock | None:
    """Which door a request knocks at, of all faces."""
    if environ["REQUEST_METHOD"] in CHANGES and environ.get("PATH_INFO", "").startswith(PROGRAMS):
        return Knock(PROGRAM)
    return public_doors()(environ)


def gated(application: Callable[..., Iterable[bytes]]) -> Gate:
    """Django behind its gate."""
    return Gate(application, knocks, proxies=settings.PROXIES, paused=lambda: web_pause(clock.now()) is not None)
