"""How long the pages of scorecards take, and a month made anew. `python -m bench.scorecards [--stored N] [--data DIR]`.

The office gets the invented county and then --stored invented cases straight into its tables, over twelve months, each
with a limit and four in ten with a rating. Times of pages are those of the whole answer inside the process.
"""

import argparse
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.queue import busy, times

MONTHS = 12
STATEMENTS = (
    """INSERT INTO voices_voice (number, code_digest, channel, kind, naming, title, text, language, place_id,
        place_words, wants, may_publish, may_contact, received_at, recorded_at, source, external_id, people_count,
        erasure_pending)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %(stored)s)
    SELECT 'Z' || printf('%%08d', %(least)s + i), x'00', 'web',
        json_extract(%(kinds)s, '$[' || (abs(random()) %% json_array_length(%(kinds)s)) || ']'),
        'anonymous', 'x', 'x', 'zh-hans',
        json_extract(%(places)s, '$[' || ((i * 7 + abs(random()) %% 5) %% json_array_length(%(places)s)) || ']'),
        '', '', 0, 1, datetime(%(first)s, '+' || (i * 363.0 / %(stored)s) || ' days'), %(first)s, '', '', 1, 0
    FROM n""",
    """INSERT INTO casework_case (voice_id, procedure, version, state, standing, legal_class, route, office_id, unit_id,
        sealed, urgent, hops, opened_at, ended_at, next_clock, facts)
    SELECT id, 'hotline', '1', 'closed', 'ended', '', '', %(office)s,
        json_extract(%(units)s, '$[' || min(abs(random()) %% json_array_length(%(units)s),
            abs(random()) %% json_array_length(%(units)s)) || ']'),
        0, 0, 0, received_at, datetime(received_at, '+4 days'), '', '{}'
    FROM voices_voice WHERE id >= %(least)s""",
    """INSERT INTO casework_deadline (case_id, clock, version, started_at, due_on, target_on, due_at, extra_days,
        provisional, met_at)
    SELECT voice_id, 'H-HANDLE', '1', opened_at, date(opened_at, '+5 days'), date(opened_at, '+5 days'),
        datetime(opened_at, '+5 days'), 0, 0, datetime(opened_at, '+' || (1 + abs(random()) %% 50 / 10.0) || ' days')
    FROM casework_case WHERE voice_id >= %(least)s""",
    """INSERT INTO ratings_rating (case_id, round, responded, resolved, satisfied, put_right, words, given_at)
    SELECT voice_id, 1, iif(random() %% 10 < 8, 'yes', 'no'), iif(abs(random()) %% 10 < 6, 'yes', 'no'),
        iif(abs(random()) %% 10 < 6, 'yes', 'so_so'), '', '', datetime(ended_at, '+2 days')
    FROM casework_case WHERE voice_id >= %(least)s AND abs(random()) %% 10 < 4""",
    "ANALYZE",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="an office that this measurement filled before")
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.data is None or not options.data.exists():
            fill(options.data or Path(folder), options.stored)
        else:
            open_data(options.data)
        measure(options.requests)


def fill(folder: Path, stored: int) -> None:
    """The invented county, and the cases."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["HUIYING_DATA"] = str(folder.resolve())
    from huiying.faces.cli.prepare import prepare

    prepare()
    from huiying.foundation.keys import clock
    from huiying.loop.rehearsal import demo

    demo.fill(voices=20, seed=1, months=1, now=clock.now(), progress=lambda _done, _all: None)
    open_data(folder)
    pour(stored)


def open_data(folder: Path) -> None:
    """Starts Django on the office, as the web process does; no words are filed."""
    os.environ["HUIYING_DATA"] = str(folder.resolve())
    from huiying.faces.cli.office import open_office
    from huiying.faces.cli.web import load

    open_office()
    load()


def pour(stored: int) -> None:
    """So many cases straight into the tables."""
    import json

    from django.db import connection, transaction
    from django.db.models import Max

    from huiying.foundation.keys import clock
    from huiying.foundation.office.models import Place
    from huiying.foundation.people.models import Unit
    from huiying.listen.voices.enums import Kind
    from huiying.listen.voices.models import Voice

    units = list(Unit.objects.filter(parent__isnull=False).values_list("pk", flat=True))
    values: dict[str, Any] = {
        "stored": stored,
        "first": (clock.now() - timedelta(days=370)).strftime("%Y-%m-%d %H:%M:%S"),
        "kinds": json.dumps([kind.value for kind in Kind if kind not in (Kind.REPORT, Kind.OBJECTION)]),
        "places": json.dumps([*Place.objects.filter(parent__isnull=False).values_list("pk", flat=True), None]),
        "units": json.dumps(units),
        "office": units[0],
        "least": (Voice.objects.aggregate(last=Max("pk"))["last"] or 0) + 1,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, values)


def measure(requests: int) -> None:
    """Prints the time of one month made anew, of every month, and p50 and p99 of each page."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from huiying.core.rates.lines import By
    from huiying.foundation.keys import clock
    from huiying.foundation.people.models import Staff
    from huiying.judge.scorecards.models import ScoreCell, ScoreLine
    from huiying.judge.scorecards.services.rebuilding import rebuild, rebuild_all
    from huiying.serve.casework.models import Case

    settings.ALLOWED_HOSTS = ["testserver"]
    now, stored = clock.now(), Case.objects.count()
    began = time.perf_counter()
    months = rebuild_all(now=now)
    every = time.perf_counter() - began
    began = time.perf_counter()
    rebuild(months[-2], now=now)
    one = time.perf_counter() - began
    cells, lines = ScoreCell.objects.count(), ScoreLine.objects.count()
    print(
        f"one month anew {one:.1f} s, {len(months)} months {every:.1f} s; {cells} cells, {lines} lines; {stored} cases"
    )
    told = ScoreLine.objects.filter(table=By.UNIT, rest=False, month=months[-2].first).values_list("unit", flat=True)
    unit, month = told.first(), str(months[-2])
    staff = Client()
    staff.force_login(Staff.objects.get(username="chen"))
    for client, name, args, asked in (
        (Client(), "public:scorecards", (), ""),
        (Client(), "public:scorecards", (), "&by=kind"),
        (Client(), "public:scorecards", (), "&by=place"),
        (Client(), "public:scorecard", (unit,), ""),
        (Client(), "public:scorecards_data", (), ""),
        (staff, "desk:scorecards", (), ""),
        (staff, "desk:scorecards", (), "&kind=request"),
        (staff, "desk:scorecard", (unit,), ""),
        (staff, "desk:scorecard_cases", (unit,), "&measure=resolved&answer=no"),
        (staff, "desk:scorecard_cases", (unit,), "&measure=on_time"),
    ):
        url = f"{reverse(name, args=args)}?month={month}{asked}"
        print(f"{name}{asked}: {times(client, url, requests)}; {stored} cases stored; {busy()}")


if __name__ == "__main__":
    main()
