"""The web process of `huiying serve`: granian in front of Django. This process itself does not load Django.

`python -m huiying.faces.cli.web HOST PORT WORKERS THREADS`
"""

import sys

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from huiying.faces.cli.kin import die_with_parent


def serve(host: str, port: int, *, workers: int, threads: int) -> None:
    """Serves until SIGTERM; exits with 1 when its worker process dies, and the supervisor starts it anew.

    Two threads on SQLite: one writes while the other reads. Backpressure counts open connections, not requests, so it
    stays far above the threads: browsers keep theirs open without asking anything. Who sends no request within ten
    seconds is let go.
    """
    Server(
        "huiying.config.wsgi:application",
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
    ).serve()


if __name__ == "__main__":
    die_with_parent()
    serve(sys.argv[1], int(sys.argv[2]), workers=int(sys.argv[3]), threads=int(sys.argv[4]))
