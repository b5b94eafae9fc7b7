"""Voices taken in over HTTP by a real `huiying serve`: 8 clients, each posts the check-answers page of its own drafts.

`python -m bench.intake` measures a new office. With `--stored N` (an office of N invented voices, made first) or
`--data DIR` (a copy of that office) the new and the full office take turns in the same run, and the ratio is printed.
Drafts, cookies and tokens are made before the clock starts: only the POST is timed. Each turn also asks a page on the
same server and middleware that asks the database `SELECT 1`: the floor of this machine in this minute.
With DATABASE_URL the offices lie in that PostgreSQL server's database, which must be empty; then one office alone.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from bench.clients import Answers, ask
from bench.queue import fill
from bench.servers import Served, cores_busy, serving

SEED = 7
SERVE = ("huiying", "serve", "--port", "{port}")
CSRF = "a" * 32
REQUEST = (
    "POST /speak/check HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
    "Cookie: hy_csrf={csrf}; hy_draft={draft}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 52\r\n\r\ncsrfmiddlewaretoken={csrf}"
)
FLOOR = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: hy_csrf=" + CSRF.encode() + b"\r\n\r\n"
SENT = "302 /speak/sent"
PAUSE_SECONDS, MOST_SECONDS, IDLE = 5, 1_800, 0.05
"""How long the processes must have worked less than `IDLE` of a processor before the first turn."""


@dataclass(slots=True)
class Office:
    """One office that is measured, with all that it answered."""

    name: str
    folder: Path
    served: Served | None = None
    turns: list[Answers] = field(default_factory=list)
    cores: list[dict[str, float]] = field(default_factory=list)
    machine: list[float] = field(default_factory=list)


def main() -> None:
    options = arguments().parse_args()
    if options.drafts:
        write_drafts(options.drafts)
    elif options.count:
        count()
    elif options.fill is not None:
        fill(options.data, options.fill)
    else:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as open_offices:
            measure(offices(Path(folder), options), options, open_offices)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--voices", type=int, default=2_000, help="in each turn")
    parser.add_argument("--stored", type=int, default=0, help="also an office of so many invented voices")
    parser.add_argument("--data", type=Path, help="also a copy of this office")
    parser.add_argument("--drafts", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--count", action="store_true", help=argparse.SUPPRESS)
    return parser


def offices(folder: Path, options: argparse.Namespace) -> list[Office]:
    """The new one, and the full one where it is wanted."""
    found = [Office("new", folder / "new")]
    run(found[0].folder, "--fill", "0", "--data", str(found[0].folder))
    if options.data or options.stored:
        found.append(Office("full", folder / "full"))
        if options.data:
            shutil.copytree(options.data, found[1].folder)
        else:
            run(found[1].folder, "--fill", str(options.stored), "--data", str(found[1].folder))
    return found


def run(folder: Path, *words: str) -> list[str]:
    """This module in a process of its own on the office in `folder`, because Django opens one office; its lines."""
    command = [sys.executable, "-m", "bench.intake", *words]
    environment = {**os.environ, "HUIYING_DATA": str(folder)}
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def write_drafts(count: int) -> None:
    """Writes `count` finished drafts of invented voices; prints the cookie of each."""
    from huiying.faces.cli.office import open_office

    open_office()
    from django.db import transaction
    from django.http import HttpResponse

    from huiying.faces.public.speak.draft import COOKIE, Standing, Writing
    from huiying.faces.public.speak.questions import BY_SLUG
    from huiying.foundation.keys import clock

    towns = town_answers()
    with transaction.atomic():
        for number, answers in enumerate(invented_answers(count)):
            writing = Writing(uuid4(), Standing.NEW, done=set(BY_SLUG))
            writing.keep("consent", answers | towns[number % len(towns)], now=clock.now())
            writing.remember(response := HttpResponse())
            print(response.cookies[COOKIE].value)


def town_answers() -> list[dict[str, str]]:
    """What can be answered to the two questions about the place."""
    from huiying.foundation.office.enums import PlaceKind
    from huiying.foundation.office.models import Place

    villages = Place.objects.filter(parent__kind=PlaceKind.TOWN).order_by("path")
    return [{"town": str(place.parent_id), "village": str(place.pk)} for place in villages]


def invented_answers(count: int) -> Iterator[dict[str, object]]:
    """The other answers of people who say something on the web."""
    from huiying.foundation.keys import clock
    from huiying.loop.rehearsal.inventions import invent_office, invent_voices

    for said in invent_voices(invent_office(), count=count, seed=SEED, months=14, ends_on=clock.now().date()):
        who = said.person
        contact = {"name": who.name, "phone": who.phone, "email": who.email} if who else {}
        yield {
            "kind": said.kind,
            "words": said.text,
            "place_words": said.place_words,
            "wants": said.wants or "",
            "naming": said.naming,
            "may_contact": who is not None,
            **contact,
        }


def measure(found: list[Office], options: argparse.Namespace, programs: ExitStack) -> None:
    """Prints what each office reached, the floor, and the ratio of the full to the new one."""
    for office in found:
        office.served = programs.enter_context(serving(office.folder, *SERVE))
        rest(office.served)
    floor = programs.enter_context(serving(found[0].folder, "bench.floor", "{port}"))
    floors = []
    for number in range(options.turns + 1):
        floors.append(ask(floor.port, [FLOOR] * options.voices, options.clients))
        for office in found if number % 2 else reversed(found):
            take_turn(office, options)
    for office in found:
        report(office, options.clients)
    print(f"a page that asks SELECT 1: {of(floors[1:])}")
    if len(found) > 1:
        pairs = zip(found[1].turns[1:], found[0].turns[1:], strict=True)
        print(f"full / new: {statistics.median(full.rate / new.rate for full, new in pairs):.2f}")


def rest(served: Served) -> None:
    """Waits until the worker has nothing to do: what it does once a day, it does as soon as it starts."""
    for _ in range(MOST_SECONDS // PAUSE_SECONDS):
        before = served.work_seconds()
        time.sleep(PAUSE_SECONDS)
        if sum(served.work_seconds().values()) - sum(before.values()) < IDLE * PAUSE_SECONDS:
            return


def take_turn(office: Office, options: argparse.Namespace) -> None:
    """One turn of one office. The first of all only warms up."""
    assert office.served is not None
    cookies = run(office.folder, "--drafts", str(options.voices))
    requests = [REQUEST.format(csrf=CSRF, draft=cookie).encode() for cookie in cookies]
    before, all_before = office.served.work_seconds(), cores_busy()
    answers = ask(office.served.port, requests, options.clients)
    after, all_after = office.served.work_seconds(), cores_busy()
    if set(answers.heads) != {SENT}:
        sys.exit(f"the office answered {answers.heads}")
    office.turns.append(answers)
    office.cores.append({name: (after[name] - before[name]) / answers.seconds for name in after})
    office.machine.append((all_after - all_before) / answers.seconds)


def report(office: Office, clients: int) -> None:
    assert office.served is not None
    memory = office.served.megabytes()
    work = [cores["web"] / turn.rate * 1000 for cores, turn in zip(office.cores[1:], office.turns[1:], strict=True)]
    print(
        f"{office.name} office: {of(office.turns[1:])}, {clients} clients; {stored(office.folder)}; web works "
        f"{statistics.median(work):.2f} ms for each; cores busy: {named(office.cores[-1], '.2f')}, the whole machine "
        f"{statistics.median(office.machine):.2f} of {os.cpu_count()}; memory {named(memory, '.0f')}, "
        f"in all {sum(memory.values()):.0f} MB"
    )


def named(values: dict[str, float], how: str) -> str:
    """Each program with its figure."""
    return ", ".join(f"{name} {format(value, how)}" for name, value in sorted(values.items()))


def of(turns: Sequence[Answers]) -> str:
    """The median turn."""
    rate, half, most = (
        statistics.median(values)
        for values in zip(*((one.rate, one.quantile(50), one.quantile(99)) for one in turns), strict=True)
    )
    return f"{rate:.0f} requests/s, p50 {half:.1f} ms, p99 {most:.1f} ms (median of {len(turns)} turns)"


def stored(folder: Path) -> str:
    return run(folder, "--count")[0]


def count() -> None:
    """Prints how many voices are stored."""
    from huiying.faces.cli.office import open_office

    open_office()
    from django.utils import timezone

    from huiying.foundation.keys import clock
    from huiying.listen.voices.models import Voice

    today = timezone.localdate(clock.now())
    print(f"{Voice.objects.count()} stored, {Voice.objects.filter(received_at__date=today).count()} of them of today")


if __name__ == "__main__":
    main()
