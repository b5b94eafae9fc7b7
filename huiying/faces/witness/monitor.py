"""`huiying monitor`: follows a log, checks that nothing in it changed, and counts which promises it keeps."""

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from huiying.core.errors import HuiyingError
from huiying.core.translog.policy import Policy
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome, language, say
from huiying.faces.witness.fetching import Site
from huiying.faces.witness.looking import Look, look
from huiying.faces.witness.serving import stop_politely
from huiying.faces.witness.telling import keys, line, told
from huiying.faces.witness.trust import trusted
from huiying.faces.witness.watched import Record
from huiying.foundation.keys import clock


def monitor(
    *,
    url: str,
    policy: Path | None,
    vkeys: Sequence[str],
    state: Path | None,
    again: bool,
    today: str | None,
    every: int | None,
) -> Outcome:
    site, given, day = Site(_base(url)), trusted(policy, vkeys), _day(today)
    record = Record(state, site.url)
    watch = _Watch(record, site, given, day, kept=state is not None or every is not None)
    try:
        return watch.once(again=again) if every is None else watch.follow(every, again=again)
    finally:
        record.close()


def _base(url: str) -> str:
    """The address of a log without what may follow it. Raises click.BadParameter."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise click.BadParameter(
            say(f"“{url}”不是网址，应如 https://voice.example/log/2026。", f"{url!r} is no address of a log.")
        )
    return url.rstrip("/").removesuffix("/checkpoint")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as err:
        raise click.BadParameter(
            say(f"“{text}”不是日期，应如 2026-11-22。", f"{text!r} is no date such as 2026-11-22.")
        ) from err


def _wants_json() -> bool:
    """Whether standard output is for the one JSON object."""
    return bool(click.get_current_context().params.get("as_json"))


class _Watch:
    def __init__(self, record: Record, site: Site, given: Policy | None, day: date | None, *, kept: bool) -> None:
        self._record, self._site, self._given, self._day, self._kept = record, site, given, day, kept

    def once(self, *, again: bool) -> Outcome:
        found = look(self._record, self._site, self._given, again=again)
        return self._outcome(found, told(found, self._record, self._today(), kept=self._kept))

    def follow(self, seconds: int, *, again: bool) -> Outcome:
        """Looks until SIGINT or SIGTERM; what it says last is the last look."""
        said, last = "", Outcome(Text(zh="还没有查到。", en="Nothing was looked at yet."), {"ok": False}, done=False)
        stop_politely()
        with suppress(KeyboardInterrupt):
            while True:
                try:
                    found = look(self._record, self._site, self._given, again=again)
                    words, again = line(found, self._record, self._today()), False
                    last = self._outcome(found, words)
                    new = words.say(language()) if found.read or found.faults or not said else ""
                except HuiyingError as err:
                    new = err.say(language())
                if new and new != said:
                    click.echo(f"{clock.now():%Y-%m-%d %H:%M:%S}Z {new}", err=_wants_json())
                said = new or said
                time.sleep(seconds)
        return last

    def _today(self) -> date:
        return self._day or clock.now().astimezone().date()

    def _outcome(self, found: Look, words: Text) -> Outcome:
        return Outcome(words, keys(found, self._record, self._today(), words), done=not found.faults)
