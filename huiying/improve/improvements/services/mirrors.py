"""Mirrors: made once a quarter is over, opened by the unit, ended by a rectification list."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.core.economy import Quarter
from huiying.core.improving import ANSWER_WORKDAYS
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.improve.improvements.enums import Reflected
from huiying.improve.improvements.errors import MirrorNotFound
from huiying.improve.improvements.events import LINE_WRITTEN, MIRROR_MADE, MIRROR_OPENED, MIRROR_SETTLED
from huiying.improve.improvements.models import Mirror, Rectification
from huiying.improve.improvements.selectors import rights
from huiying.improve.improvements.services.holding import held_mirror, needed_words, refuse_names, unsettled
from huiying.serve.commitments.models import Commitment


@once
def make_mirror(unit_id: int, quarter: Quarter, *, actor: Actor, now: datetime, key: str) -> Mirror:
    """The mirror of a quarter that is over. With the same `key` the first one comes back."""
    with transaction.atomic():
        of = Mirror.objects.filter(unit=unit_id, quarter_on=quarter.first)
        if (before := of.first()) is not None:
            return before
        days = calendar()
        seen = days.add_workdays(days.local_date(now), ANSWER_WORKDAYS)
        mirror = Mirror.objects.create(unit_id=unit_id, quarter_on=quarter.first, made_at=now, seen_from=seen)
        public = {"unit": unit_id, "quarter": str(quarter)}
        record(MIRROR_MADE.name, mirror, actor=actor, now=now, public=public, key=key)
    return mirror


def open_mirror(
    mirror_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Mirror:
    """The unit looks first; whoever stands above it may look from then on. Raises MirrorNotFound, MayNotImprove."""
    with transaction.atomic():
        mirror = held_mirror(mirror_id)
        rights.need(rights.is_own(mirror, grants), rights.OWNERS)
        if mirror.opened_at is not None:
            return mirror
        mirror.opened_at, mirror.opened_by_id = now, actor.staff_id
        mirror.save(update_fields=["opened_at", "opened_by"])
        record(MIRROR_OPENED.name, mirror, actor=actor, now=now, key=key)
    return mirror


def add_line(mirror: Mirror, kind: Reflected, commitment: Commitment, *, actor: Actor, now: datetime) -> Rectification:
    """A promise becomes a line of the list of a held mirror, in the caller's transaction; once."""
    line, new = Rectification.objects.get_or_create(
        commitment=commitment, defaults={"mirror": mirror, "kind": kind.value}
    )
    if new:
        public = {"commitment": commitment.pk, "kind": kind.value}
        record(LINE_WRITTEN.name, mirror, actor=actor, now=now, public=public)
    return line


def settle_mirror(
    mirror_id: int,
    words: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Mirror:
    """The list is complete; where it is empty, `words` say why nothing is to be put right.

    Raises MirrorNotFound, MayNotImprove, MirrorSettled, ImprovementNeedsWords, ImprovementNamesSomebody.
    """
    with transaction.atomic():
        mirror = held_mirror(mirror_id)
        rights.need(rights.is_own(mirror, grants), rights.OWNERS)
        if done_before(key):
            return mirror
        if unsettled(mirror).opened_at is None:
            raise MirrorNotFound
        said = words.strip() if mirror.lines.exists() and not words.strip() else needed_words(words)
        refuse_names([said], [], now=now)
        mirror.settled_at, mirror.settled_by_id, mirror.settled_words = now, actor.staff_id, said
        mirror.save(update_fields=["settled_at", "settled_by", "settled_words"])
        public, private = {"lines": mirror.lines.count()}, {"words": said} if said else {}
        record(MIRROR_SETTLED.name, mirror, actor=actor, now=now, public=public, private=private, key=key)
    return mirror
