"""`huiying serve`: prepares the office, then keeps web and worker running. This process never loads Django."""

import json
import os
import socket
import subprocess
from pathlib import Path
from typing import Any

import click

from huiying.faces.cli.command import data_option, use
from huiying.faces.cli.supervisor import Child, Supervisor, module
from huiying.faces.look.terminal import option, say, stop

SQLITE_THREADS = 24
"""One writes, with what the others bring meanwhile (loop.gathering). Most only wait: for their turn, or for a body that
comes slowly, and whoever sends a photo over a bad line must hold up nobody else."""
POSTGRESQL_THREADS = 8


@click.command(
    "serve",
    help=say(
        "启动网页和后台任务，直到用 Ctrl-C 停止。首次启动会建立数据库和密钥。",
        "Start the web pages and the background work until Ctrl-C. The first start makes database and keys.",
    ),
)
@data_option
@option(
    "--demo", is_flag=True, zh="先填入虚构的示范单位和诉求。", en="Fill in an invented office and its voices first."
)
@option("--host", default="127.0.0.1", show_default=True, zh="监听的地址。", en="Address to listen on.")
@option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, zh="端口。", en="Port.")
@option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    zh="网页进程数，仅限 PostgreSQL。",
    en="Number of web processes, on PostgreSQL only.",
)
def serve(*, data: Path, demo: bool, host: str, port: int, workers: int) -> None:
    use(data)
    _refuse_taken_port(host, port)
    office = _prepare(demo=demo, workers=workers)
    threads = SQLITE_THREADS if office["database"] == "sqlite" else POSTGRESQL_THREADS
    children = [
        Child("web", module("huiying.faces.cli.web", host, str(port), str(workers), str(threads))),
        Child("worker", module("huiying.faces.cli.worker")),
    ]
    supervisor = Supervisor(children, look=Greeting(host, port, office["log_ins"], office["first_run"]))
    supervisor.run()
    if supervisor.gave_up:
        stop(
            say(
                f"{supervisor.gave_up} 进程一分钟内退出了三次，已停止。原因见上面的记录；也可运行 huiying check。",
                f"The {supervisor.gave_up} process died three times in a minute, so everything was stopped. "
                "The lines above say why; huiying check may tell more.",
            ),
            code="gave_up",
        )


class Greeting:
    """Prints the address, and the log-ins of the demo, as soon as the web answers."""

    def __init__(self, host: str, port: int, log_ins: list[dict[str, str]], first_run: str = "") -> None:
        self._host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
        self._port, self._log_ins, self._first_run = port, log_ins, first_run
        self._said = False

    def __call__(self) -> None:
        if not self._said and answers(self._host, self._port):
            self._said = True
            click.echo(self._words())

    def _words(self) -> str:
        name = f"[{self._host}]" if ":" in self._host else self._host
        lines = [say(f"回应已在 http://{name}:{self._port}/ 运行。", f"Huiying runs at http://{name}:{self._port}/ ")]
        if self._first_run:
            address = f"http://{name}:{self._port}/desk/start/"
            lines.append(
                say(
                    f"还没有单位：请打开 {address} ，开办码 {self._first_run}",
                    f"No office yet: open {address} ; opening code {self._first_run}",
                )
            )
        if self._log_ins:
            lines.append(say("示范账号（登录 /desk/）：", "Demo log-ins (at /desk/):"))
        lines += [f"  {one['name']:<14} {one['password']:<18} {one['who']}" for one in self._log_ins]
        return "\n".join(line.rstrip() for line in lines)


def answers(host: str, port: int, timeout_seconds: float = 5.0) -> bool:
    """True when something at the address answers HTTP."""
    try:
        with socket.create_connection((host, port), timeout=timeout_seconds) as connection:
            connection.sendall(b"HEAD / HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return connection.recv(5) == b"HTTP/"
    except OSError:
        return False


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen(1)
    except OSError as err:
        reason = os.strerror(err.errno) if err.errno and err.errno > 0 else str(err)
        stop(
            say(
                f"无法监听 {host} 的端口 {port}：{reason}。请停掉占用它的程序，"
                "或用 --port 换一个（make run PORT=8001）。",
                f"Cannot listen on port {port} of {host}: {reason}. Stop the program that uses it, "
                "or take another with --port (make run PORT=8001).",
            ),
            code="port",
        )


def _prepare(*, demo: bool, workers: int) -> dict[str, Any]:
    """Runs the preparation in a process of its own; ends with its exit code when it could not."""
    command = module("huiying.faces.cli.prepare", *(["--demo"] if demo else []), "--workers", str(workers))
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)  # noqa: S603  our own
    if done.returncode:
        raise SystemExit(done.returncode if done.returncode > 0 else 1)
    office: dict[str, Any] = json.loads(done.stdout)
    return office
