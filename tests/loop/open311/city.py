"""A city with an Open311 system of its own: as it should be, or with the habits and faults that systems have."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from huiying.core.open311.writing import as_json, as_xml

LAMP = {
    "service_request_id": "1001",
    "status": "open",
    "service_name": "路灯",
    "service_code": "LAMP",
    "description": "路口的灯不亮。",
    "requested_datetime": "2026-11-20T01:00:00Z",
    "updated_datetime": "2026-11-20T01:00:00Z",
    "address": "人民路口",
    "lat": 31.2304,
    "long": 121.4737,
}


def request(number: int, **more: Any) -> dict[str, Any]:
    return LAMP | {"service_request_id": str(number)} | more


def answered(number: int, notes: str = "已修好。", **more: Any) -> dict[str, Any]:
    return request(number, status="closed", status_notes=notes, updated_datetime="2026-11-21T01:00:00Z", **more)


@dataclass
class City:
    """What it has and how it behaves. `before`: may answer instead: (status, type, body) or None."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] | None = None
    services: list[dict[str, Any]] = field(
        default_factory=lambda: [{"service_code": "LAMP", "service_name": "路灯", "group": "城乡建设"}]
    )
    takes: bool = False
    key: str = "secret"
    pages: bool = True
    filters: bool = True
    cap: int = 1_000
    formats: tuple[str, ...] = ("json", "xml")
    before: Callable[[str, str], tuple[int, str, bytes] | None] = lambda method, path: None
    asked: list[str] = field(default_factory=list)
    told: list[dict[str, str]] = field(default_factory=list)

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, str, bytes]:
        parts = urlsplit(target)
        self.asked.append(f"{method} {target}")
        if (instead := self.before(method, parts.path)) is not None:
            return instead
        name, _, fmt = parts.path.removeprefix("/v2/").rpartition(".")
        if fmt not in self.formats:
            return 404, "text/plain", b"no"
        asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        root, value, status = self._value(method, name, asked, parse_qs(body.decode()))
        text = as_json(value) if fmt == "json" else as_xml(root, value)
        return status, f"application/{fmt}", text.encode()

    def _value(self, method: str, name: str, asked: dict[str, str], form: dict[str, list[str]]) -> tuple[str, Any, int]:
        if method == "POST" and self.takes and name == "servicerequestupdates":
            return self._take({key: values[-1] for key, values in form.items()})
        if name == "services":
            return "services", self.services, 200
        if name == "discovery" and self.takes:
            return "discovery", {"accepts_updates": True}, 200
        if name == "requests":
            return "service_requests", self._list(asked), 200
        if name == "servicerequestupdates" and self.updates is not None:
            return "service_request_updates", self._within(self.updates, asked, "start_date", "end_date"), 200
        return "errors", [{"code": 404, "description": "not here"}], 404

    def _take(self, form: dict[str, str]) -> tuple[str, Any, int]:
        if form.get("api_key") != self.key:
            return "errors", [{"code": 403, "description": "key"}], 403
        if form["service_request_id"] not in {one["service_request_id"] for one in self.requests}:
            return "errors", [{"code": 404, "description": "no such request"}], 404
        self.told.append(form)
        return "service_request_updates", [{"update_id": form["update_id"]}], 200

    def _list(self, asked: dict[str, str]) -> list[dict[str, Any]]:
        rows = self.requests
        if self.filters:
            rows = self._within(rows, asked, "updated_after", "updated_before")
            rows = self._within(rows, asked, "start_date", "end_date", "requested_datetime")
        if not self.pages:
            return rows[: self.cap]
        size = min(int(asked.get("page_size", 1_000)), self.cap)
        start = (int(asked.get("page", 1)) - 1) * size
        return rows[start : start + size]

    @staticmethod
    def _within(
        rows: list[dict[str, Any]], asked: dict[str, str], after: str, before: str, name: str = "updated_datetime"
    ) -> list[dict[str, Any]]:
        start, end = (asked.get(one, sign).rstrip("Z") for one, sign in ((after, "0"), (before, "9")))
        return [row for row in rows if start <= str(row.get(name) or "2026-11-23T01:00:00Z").rstrip("Z") <= end]


class CityServer:
    """The city on a free port of this machine."""

    def __init__(self, city: City) -> None:
        self.city = city
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._do("GET")

            def do_POST(self) -> None:
                self._do("POST")

            def _do(self, method: str) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, kind, data = server.city.answer(method, self.path, body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                if status in (301, 302, 307):
                    self.send_header("Location", kind)
                else:
                    self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self.url = f"http://127.0.0.1:{self._server.server_port}/v2"

    def __enter__(self) -> "CityServer":
        self._thread.start()
        return self

    def __exit__(self, *_args: Any) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()
