"""A flood against honest people: 200 posts a second for a minute from a few addresses, while others speak up.

`python -m bench.flood` starts a real `huiying serve` with the limits as shipped. The flooders post to every door
without doing the work that is asked (`--working`: some do it). Honest people walk all questions and send; two of six
sit behind an address of the flooders. A submit lasts from the press of "Send it" to the receipt, with the work that the
gate asks.
First and last the gate is asked alone, as fast as it answers: how many it turns back for each core.
Needs loopback addresses beside 127.0.0.1, as Linux has.
"""

import argparse
import base64
import hashlib
import html
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.clients import ask
from bench.intake import rest, run
from bench.servers import Served, cores_busy, serving

FLOODED = ["127.0.1.1", "127.0.1.2", "127.0.1.3"]
HONEST = ["127.0.2.1", "127.0.2.2", "127.0.2.3", "127.0.2.4", *FLOODED[:2]]
"""Where the honest people sit: the last two behind an address of the flooders."""
THINKS_SECONDS = 0.25
DOORS = ("/speak/kind", "/speak/words", "/speak/check", "/follow/code", "/api/v1/voices")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TURNED_BACK = (
    b"POST /speak/kind HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 12\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nkind=request"
)
ENOUGH_TO_BE_ASKED = 100


@dataclass(slots=True)
class Outcome:
    """What came of it. Seconds of each submit, of who shares an address with the flood apart; answers to the flood."""

    alone: list[float] = field(default_factory=list)
    shared: list[float] = field(default_factory=list)
    asked: int = 0
    flood: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    cores: float = 0.0
    others: float = 0.0

    @property
    def posted_per_second(self) -> float:
        return sum(self.flood.values()) / self.seconds

    def says(self) -> str:
        every = self.alone + self.shared
        answers = ", ".join(f"{count} × {status}" for status, count in sorted(self.flood.items()))
        return (
            f"flood of {self.posted_per_second:.0f} posts/s for {self.seconds:.0f} s: {answers}\n"
            f"honest submits: {len(every)}, p50 {at(every, 50):.0f} ms, p95 {at(every, 95):.0f} ms; behind an address "
            f"of the flooders: {len(self.shared)}, p95 {at(self.shared, 95):.0f} ms; asked for work: {self.asked}\n"
            f"web and worker {self.cores:.2f} cores, the whole machine {self.others:.2f} of {os.cpu_count()}"
        )


def at(seconds: Sequence[float], percent: int) -> float:
    """Milliseconds below which so many per cent lie."""
    if len(seconds) < 2:
        return 1000 * sum(seconds)
    return 1000 * statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


def main() -> None:
    options = arguments().parse_args()
    if options.flood:
        print(json.dumps(flood(options.flood, options.seconds, options.rate, working=options.working)))
        return
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as served:
        print(refusals(served))
        print(measure(served, options.seconds, options.rate, working=options.working).says())
        print(refusals(served))


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=200, help="posts a second of all flooders together")
    parser.add_argument("--working", action="store_true", help="one flooder in three does the work that is asked")
    parser.add_argument("--flood", type=int, help=argparse.SUPPRESS)
    return parser


class office:  # noqa: N801  used as a function
    """A new office, served with the limits as they are shipped."""

    def __init__(self, folder: Path) -> None:
        run(folder / "office", "--fill", "0", "--data", str(folder / "office"))
        self._serving = serving(folder / "office", "huiying", "serve", "--port", "{port}", free_per_address="30")

    def __enter__(self) -> Served:
        served = self._serving.__enter__()
        rest(served)
        return served

    def __exit__(self, *how: object) -> None:
        self._serving.__exit__(None, None, None)


def measure(served: Served, seconds: float, rate: float, *, working: bool = False) -> Outcome:
    """Flood and honest people at the same time."""
    outcome = Outcome()
    command = [sys.executable, "-m", "bench.flood", "--flood", str(served.port), "--seconds", str(seconds)]
    command += ["--rate", str(rate), *(["--working"] if working else [])]
    before, all_before, started = sum(served.work_seconds().values()), cores_busy(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as flooding:
        people = [threading.Thread(target=_speak_on, args=(served.port, where, seconds, outcome)) for where in HONEST]
        for one in people:
            one.start()
        for one in people:
            one.join()
        told, _ = flooding.communicate()
    outcome.seconds = time.perf_counter() - started
    outcome.flood = Counter(json.loads(told))
    outcome.cores = (sum(served.work_seconds().values()) - before) / outcome.seconds
    outcome.others = (cores_busy() - all_before) / outcome.seconds
    return outcome


def refusals(served: Served, count: int = 20_000) -> str:
    """Posts that are turned back, as fast as two clients can ask."""
    ask(served.port, [TURNED_BACK] * ENOUGH_TO_BE_ASKED, 2)
    before = served.work_seconds()["web"]
    answers = ask(served.port, [TURNED_BACK] * count, 2)
    work = served.work_seconds()["web"] - before
    if set(answers.heads) != {"429"}:
        sys.exit(f"the gate answered {answers.heads}")
    return (
        f"turned back: {answers.rate:.0f}/s, {count / work:.0f} for each second of a core, "
        f"p99 {answers.quantile(99):.1f} ms"
    )


def flood(port: int, seconds: float, rate: float, *, working: bool) -> dict[str, int]:
    """Posts at `rate` from the flooders' addresses, two lines each; how often each status came back."""
    lines = [address for address in FLOODED for _ in range(2)]
    heads: Counter[str] = Counter()
    team = [
        threading.Thread(target=_post_on, args=(port, where, seconds, rate / len(lines), heads, working and n % 3 == 0))
        for n, where in enumerate(lines)
    ]
    for one in team:
        one.start()
    for one in team:
        one.join()
    return dict(heads)


def _post_on(port: int, where: str, seconds: float, rate: float, heads: "Counter[str]", works: bool) -> None:
    browser = Browser(port, where)
    started = time.perf_counter()
    for number in range(int(seconds * rate)):
        time.sleep(max(0.0, started + number / rate - time.perf_counter()))
        if works:
            status, page = browser.post("/speak/kind", {"kind": "request"})
            heads[str(status)] += 1
            if status == 429:
                status, _ = browser.post(*answered(page))
                browser.cookies.pop("hy_draft", None)
        else:
            status, _ = browser.post(DOORS[number % len(DOORS)], {"kind": "request", "words": f"flood {number}"})
        heads[str(status)] += 1


def _speak_on(port: int, where: str, seconds: float, outcome: Outcome) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        took, asked = speak(port, where)
        outcome.asked += asked
        (outcome.shared if where in FLOODED else outcome.alone).append(took)


def speak(port: int, where: str) -> tuple[float, int]:
    """One person says one thing: seconds from the last press to the receipt, and how often work was asked in all."""
    browser = Browser(port, where)
    browser.get("/speak")
    asked = 0
    for slug, answers in walk(browser):
        asked += browser.answer(f"/speak/{slug}", answers)
        time.sleep(THINKS_SECONDS)
    browser.get("/speak/check")
    pressed = time.perf_counter()
    asked += browser.answer("/speak/check", {})
    took = time.perf_counter() - pressed
    if browser.location != "/speak/sent":
        sys.exit(f"not sent: {browser.location}")
    browser.get("/speak/sent")
    browser.line.close()
    return took, asked


def walk(browser: "Browser") -> Iterator[tuple[str, dict[str, str]]]:
    """Question after question, as the pages lead."""
    said = {
        "kind": {"kind": "request"},
        "words": {"words": f"The lamp at the gate is dark, no. {time.time_ns() % 1_000_000}."},
        "town": {"town": "", "place_words": "at the gate"},
        "village": {"village": ""},
        "wants": {"wants": "action"},
        "naming": {"naming": "anonymous"},
    }
    slug = "kind"
    while slug != "check":
        page = browser.get(f"/speak/{slug}")
        offered = re.findall(rf'name="{slug}" value="([^"]+)"', page)
        yield slug, {name: value or offered[0] for name, value in said.get(slug, {}).items()}
        slug = browser.location.rpartition("/")[2]


class Browser:
    """Cookies, a kept line from one address, and the work that the gate asks for."""

    def __init__(self, port: int, where: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(where, 0))
        self.cookies: dict[str, str] = {}
        self.location = ""

    def get(self, path: str) -> str:
        return self._ask("GET", path)[1]

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(fields))

    def answer(self, path: str, fields: dict[str, str]) -> int:
        """Fill in the form and go on; how often work was asked for."""
        if "hy_csrf" not in self.cookies:
            self.cookies["hy_csrf"] = "a" * 32
        status, page = self.post(path, {**fields, "csrfmiddlewaretoken": self.cookies["hy_csrf"]})
        asked = 0
        while status == 429:
            asked += 1
            status, page = self.post(*answered(page))
        if status != 302:
            sys.exit(f"{path} answered {status}")
        return asked

    def _ask(self, how: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Origin": f"http://127.0.0.1:{self.line.port}", **(FORM if body is not None else {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response = self._answer(how, path, body, headers)
        page = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.location = response.headers.get("Location", "").partition("?")[0]
        return response.status, page

    def _answer(self, how: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Once more on a new line where the server has closed this one: it does so when it leaves a body unread."""
        try:
            self.line.request(how, path, body=body, headers=headers)
            return self.line.getresponse()
        except (ConnectionError, http.client.RemoteDisconnected):
            self.line.close()
            self.line.request(how, path, body=body, headers=headers)
            return self.line.getresponse()


def answered(page: str) -> tuple[str, dict[str, str]]:
    """Address and fields of the form that the gate showed, with the work done."""
    found = re.search(r'data-challenge="([^"]+)"', page)
    action = re.search(r'action="([^"?]+)', page)
    assert found is not None
    assert action is not None
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    told = {html.unescape(name): html.unescape(value) for name, value in fields.items()}
    return f"{action[1]}?pass=a.{solved(json.loads(html.unescape(found[1])))}", told


def solved(challenge: dict[str, str]) -> str:
    """The solution as the browser sends it."""
    salt, wanted = challenge["salt"], challenge["challenge"]
    number = next(
        n for n in range(int(challenge["maxNumber"]) + 1) if hashlib.sha256(f"{salt}{n}".encode()).hexdigest() == wanted
    )
    told = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")} | {"number": number}
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


if __name__ == "__main__":
    main()
