"""Our news about what another system sent us: told to it where it takes news, else written into a file for it.

The file `open311/NAME.updates.jsonl` in the data folder has a line for each update, with the keys of the extension.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from huiying.core.open311.moments import say_moment
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice
from huiying.loop.models import OuterSystem
from huiying.loop.open311.errors import AnswerUnreadable, KeyNeeded, Refused
from huiying.loop.open311.fetching import Endpoint
from huiying.loop.open311.services_map import folder
from huiying.serve.casework.selectors.published import TOLD
from huiying.serve.casework.selectors.published_changes import Update, updates_by

AT_ONCE = 200
FORBIDDEN = (401, 403)


@dataclass(slots=True)
class Pushed:
    """How many were told; `outbox`: the file they were written into, "" where they were sent."""

    pushed: int = 0
    outbox: str = ""
    troubles: list[tuple[str, str]] = field(default_factory=list)


def push_updates(endpoint: Endpoint, system: OuterSystem) -> Pushed:
    """Tell what changed here since the last time, each once. Raises KeyNeeded, NoAnswer, Refused for a wrong key."""
    done = Pushed()
    if not _takes_updates(endpoint):
        return _into_file(system, done)
    if not endpoint.key:
        raise KeyNeeded
    for last, updates in _waiting(system):
        for update in updates:
            _send(endpoint, update, done)
        _remember(system, last)
    return done


def _takes_updates(endpoint: Endpoint) -> bool:
    try:
        return str(endpoint.one("discovery", extensions="true").get("accepts_updates", "")).lower() == "true"
    except (Refused, AnswerUnreadable):
        return False


def _waiting(system: OuterSystem) -> Iterator[tuple[int, list[Update]]]:
    """By steps: the last event of each, and what it is to tell."""
    ours = Voice.objects.filter(source=system.name, erased_at=None, case__sealed=False).values("pk")
    told = Event.objects.filter(type__in=TOLD, subject_kind="case", subject_id__in=ours).order_by("pk")
    last = system.pushed_through
    while events := list(told.filter(pk__gt=last)[:AT_ONCE]):
        last = events[-1].pk
        yield last, updates_by(events)


def _remember(system: OuterSystem, last: int) -> None:
    OuterSystem.objects.filter(pk=system.pk).update(pushed_through=last)


def _form(update: Update) -> dict[str, str]:
    return {
        "update_id": update.id,
        "service_request_id": update.voice.external_id,
        "status": "closed" if update.over else "open",
        "description": update.words or update.state.say(update.voice.language),
        "updated_datetime": say_moment(update.at),
    }


def _send(endpoint: Endpoint, update: Update, done: Pushed) -> None:
    """What the other side does not take is noted and left; a wrong key stops all."""
    try:
        endpoint.post("servicerequestupdates", _form(update))
    except Refused as err:
        if err.data["status"] in FORBIDDEN:
            raise
        done.troubles.append((update.voice.external_id[:40], f"HTTP {err.data['status']}"))
    else:
        done.pushed += 1


def _into_file(system: OuterSystem, done: Pushed) -> Pushed:
    path: Path = folder() / f"{system.name}.updates.jsonl"
    for last, updates in _waiting(system):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(_form(update), ensure_ascii=False) + "\n" for update in updates)
        done.pushed += len(updates)
        done.outbox = str(path)
        _remember(system, last)
    return done
