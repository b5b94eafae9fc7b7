"""The web process of `huiying serve`: granian in front of Django. This process itself does not load Django.

`python -m huiying.faces.cli.web HOST PORT WORKERS THREADS`
"""

import gc
import logging
import sys
from importlib import import_module
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from huiying.faces.cli.kin import die_with_parent

APPLICATION = "huiying.config.wsgi:application"
MANY_THREADS = "Python threads"
"""What granian warns of: more threads than cores. Ours wait more than they work."""


def serve(host: str, port: int, *, workers: int, threads: int, application: str = APPLICATION) -> None:
    """Serves until SIGTERM; exits with 1 when its worker process dies, and the supervisor starts it anew.

    Backpressure counts open connections, not requests, so it stays far above the threads: browsers keep theirs open
    without asking anything. Who sends no request within ten seconds is let go.
    """
    logging.getLogger("_granian").addFilter(lambda record: MANY_THREADS not in record.getMessage())
    Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=600,
        backlog=1024,
        backpressure=1024,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve(target_loader=load)


def load(application: str = APPLICATION) -> Any:
    """Django with all its views, in the process that answers. `application`: module:name."""
    module, _, name = application.partition(":")
    found = getattr(import_module(module), name)
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  reading it loads the views
    leave_what_stays()
    return found


def leave_what_stays() -> None:
    """What is loaded by now stays to the end: looking through it for garbage would stop an answer for 50 to 75 ms."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    die_with_parent()
    serve(sys.argv[1], int(sys.argv[2]), workers=int(sys.argv[3]), threads=int(sys.argv[4]))
