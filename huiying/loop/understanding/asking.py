"""When a model has to be trained, and the process that does it."""

import subprocess
import sys
from datetime import datetime, timedelta

from django.db import transaction

from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.models import OfficeProfile
from huiying.loop.events import MODEL_ASKED, MODEL_TRAINED
from huiying.loop.understanding import kept_model
from huiying.serve.casework.events import CASE_CATEGORISED

AGAIN = timedelta(hours=1)
"""So long after a training that failed nobody tries again by themselves."""
LONGEST_SECONDS = 3_600
TEACHES = (CASE_CATEGORISED.name, "voice.imported", "office.changed")
"""After such events there may be something new to learn."""
_tried: dict[str, datetime] = {}


def ask_for_training(*, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Have the worker train a model as soon as it can. Asking again before it has begun changes nothing."""
    with transaction.atomic(durable=True):
        if not is_asked():
            record(MODEL_ASKED.name, About("model", 0), actor=actor, now=now, key=key)


def is_asked() -> bool:
    """Whether somebody asked for a training that has not ended yet."""
    newest = Event.objects.filter(type__in=(MODEL_ASKED.name, MODEL_TRAINED.name)).order_by("-pk").first()
    return newest is not None and newest.type == MODEL_ASKED.name


def train_if_asked(*, now: datetime) -> bool:
    """Train where somebody asked, or where an open office has no model yet; whether it was tried.

    What fails is tried again after an hour.
    """
    wanted = is_asked() or (not kept_model.path().exists() and OfficeProfile.objects.exists())
    last = _tried.get("asked")
    if not wanted or (last is not None and now - last < AGAIN and not _asked_since(last)):
        return False
    _tried["asked"] = now
    run_training()
    return True


def train_at_night(now: datetime) -> None:
    """Train when people have decided something since the last training."""
    last = Event.objects.filter(type=MODEL_TRAINED.name).order_by("-at").values_list("at", flat=True).first()
    if last is None or Event.objects.filter(type__in=TEACHES, at__gt=last).exists():
        run_training()


def run_training() -> int:
    """`huiying train` in a process of its own, to its end; its exit code. What it prints goes to the log of the worker.

    The worker itself never loads what it takes to learn.
    """
    command = [sys.executable, "-m", "huiying", "train"]
    return subprocess.run(command, check=False, timeout=LONGEST_SECONDS, stdout=sys.stderr).returncode  # noqa: S603


def _asked_since(moment: datetime) -> bool:
    return Event.objects.filter(type=MODEL_ASKED.name, at__gt=moment).exists()
