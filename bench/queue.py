"""How long the lists that staff work from, and their search, take to answer, on an office that is full.

`python -m bench.queue --data DIR` measures the office in DIR (made by `huiying demo --voices 100000 --data DIR`);
without --data it makes one of --voices first. Times are those of the whole answer inside the process: middleware,
queries and page.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

PAGES = (
    ("unit queue", "desk:queue", ("zhao", "liukai")),
    ("dispatch board", "desk:board", ("heyun", "zhoulan")),
    ("queue of the whole county", "desk:queue", ("chen",)),
    ("sealed reports", "desk:sealed", ("tangyi",)),
)
SEARCHES = ("浓度超标", "路灯", "没有这样的话")
"""Some hundreds of 100,000 invented voices have the first, some thousands the second."""
SEARCHERS = ("heyun", "zhao", "chen")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--voices", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        open_data(options.data or fill(Path(folder), options.voices))
        measure(options.requests)


def open_data(folder: Path) -> None:
    """Starts Django on the office, as the web process does."""
    os.environ["HUIYING_DATA"] = str(folder.resolve())
    from huiying.faces.cli.office import open_office
    from huiying.faces.cli.web import load

    open_office()
    load()
    from huiying.loop.understanding.finding import file_missing

    file_missing()


def fill(folder: Path, voices: int) -> Path:
    """An office of `voices` invented voices."""
    os.environ["HUIYING_DATA"] = str(folder)
    from huiying.faces.cli.prepare import prepare

    prepare()
    from huiying.foundation.keys import clock
    from huiying.loop.rehearsal import demo

    demo.fill(voices=voices, seed=1, months=14, now=clock.now(), progress=lambda _done, _all: None)
    return folder


def measure(requests: int) -> None:
    """Prints p50 and p99 of each page for each of its people, and of searches; exits 1 when a page does not answer."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from huiying.foundation.people.models import Staff
    from huiying.serve.casework.models import Case

    settings.ALLOWED_HOSTS = ["testserver"]
    stored = Case.objects.count()
    for title, name, people in PAGES:
        for username in people:
            client = Client()
            client.force_login(Staff.objects.get(username=username))
            print(f"{title} of {username}: {times(client, reverse(name), requests)}; {stored} cases stored; {busy()}")
    for username in SEARCHERS:
        client = Client()
        client.force_login(Staff.objects.get(username=username))
        for words in SEARCHES:
            url = client.post(reverse("desk:search"), {"q": words})["Location"]
            print(f"search for {words} by {username}: {times(client, url, requests)}; {stored} cases stored; {busy()}")


def times(client: "object", url: str, requests: int) -> str:
    """The wall and processor times of `requests` answers, the first few left out."""
    walls, works = [], []
    for n in range(requests + 5):
        wall, work = time.perf_counter(), time.process_time()
        answer = client.get(url)  # type: ignore[attr-defined]
        if answer.status_code != 200:
            sys.exit(f"{url} answered {answer.status_code}")
        if n >= 5:
            walls.append((time.perf_counter() - wall) * 1000)
            works.append((time.process_time() - work) * 1000)
    cuts = statistics.quantiles(walls, n=100)
    return (
        f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, processor p50 {statistics.median(works):.1f} ms "
        f"p99 {statistics.quantiles(works, n=100)[98]:.1f} ms, "
        f"{len(answer.content) / 1024:.0f} kB, {requests} answers"
    )


def busy() -> str:
    """How busy the machine is with other work."""
    return f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
