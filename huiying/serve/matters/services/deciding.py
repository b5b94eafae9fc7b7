"""A clerk decides what of the nominations is shown, and whether they meet the criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.matters.enums import Stage, Standing
from huiying.serve.matters.errors import NominationDecided, NotTheSame, ScreeningIncomplete
from huiying.serve.matters.models import Nomination, Screening
from huiying.serve.matters.selectors.needs import cases_behind
from huiying.serve.matters.services.holding import (
    MOST_REASON,
    MOST_TITLE_EN,
    MOST_WORDS,
    held_nomination,
    kept_by,
    needed_words,
    refuse_names,
    short_enough,
    title_of,
)

DECIDED_IN = (Stage.NOMINATING, Stage.SCREENING)


@dataclass(frozen=True, slots=True)
class Met:
    """Whether a criterion is met, and why; a no says why always."""

    met: bool
    words: str = ""


def release_nomination(
    nomination_id: int,
    title: str,
    *,
    words: str = "",
    title_en: str = "",
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Nomination:
    """Show it in these words, also when it is shown already and the words are mended before the vote.

    Raises YearNotFound, MayNotKeepList, NotNow, NominationDecided, MatterNeedsTitle, MatterTooLong,
    MatterNamesSomebody.
    """
    with transaction.atomic():
        year, found = held_nomination(nomination_id)
        if done_before(key):
            return found
        kept_by(year, grants, *DECIDED_IN)
        if found.standing not in (Standing.WAITING, Standing.SHOWN):
            raise NominationDecided
        said = {
            "title": title_of(title),
            "title_en": short_enough(title_en, MOST_TITLE_EN),
            "words": short_enough(words, MOST_WORDS),
        }
        refuse_names(list(said.values()), cases_behind(found), now=now)
        for name, value in said.items():
            setattr(found, name, value)
        found.standing = Standing.SHOWN.value
        found.save(update_fields=["standing", *said])
        record("nomination.released", found, actor=actor, now=now, private=said, key=key)
    return found


def refuse_nomination(
    nomination_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Nomination:
    """Do not show it: number and reason stand on the public page, no word of it.

    Raises YearNotFound, MayNotKeepList, NotNow, NominationDecided, MatterNeedsWords, MatterTooLong,
    MatterNamesSomebody.
    """
    with transaction.atomic():
        year, found = held_nomination(nomination_id)
        if done_before(key):
            return found
        kept_by(year, grants, *DECIDED_IN)
        _still_waiting(found)
        found.reason = needed_words(reason)
        refuse_names([found.reason], cases_behind(found), now=now)
        found.standing, found.title, found.title_en, found.words = Standing.REFUSED.value, "", "", ""
        found.save(update_fields=["standing", "reason", "title", "title_en", "words"])
        record("nomination.refused", found, actor=actor, now=now, private={"reason": found.reason}, key=key)
    return found


def join_nomination(
    nomination_id: int, same_as_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Nomination:
    """It is the same as another one, which goes on for both with the voices of both.

    Raises YearNotFound, MayNotKeepList, NotNow, NominationDecided, NotTheSame.
    """
    with transaction.atomic():
        year, found = held_nomination(nomination_id)
        if done_before(key):
            return found
        kept_by(year, grants, *DECIDED_IN)
        if found.standing not in (Standing.WAITING, Standing.SHOWN) or found.joined.exists():
            raise NominationDecided
        same = Nomination.objects.filter(pk=same_as_id, year=year, standing=Standing.SHOWN).exclude(pk=found.pk).first()
        if same is None:
            raise NotTheSame
        found.standing, found.same_as, found.passed = Standing.JOINED.value, same, None
        found.save(update_fields=["standing", "same_as", "passed"])
        record("nomination.joined", found, actor=actor, now=now, public={"same_as": same.pk}, key=key)
    return found


def screen_nomination(
    nomination_id: int,
    answers: Mapping[int, Met],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Nomination:
    """Answer every criterion (`answers` by criterion id); all results are published when the vote opens.

    Raises YearNotFound, MayNotKeepList, NotNow, NominationDecided, ScreeningIncomplete, MatterTooLong,
    MatterNamesSomebody.
    """
    with transaction.atomic():
        year, found = held_nomination(nomination_id)
        if done_before(key):
            return found
        kept_by(year, grants, Stage.SCREENING)
        if found.standing != Standing.SHOWN:
            raise NominationDecided
        _refuse_incomplete({one.pk for one in year.criteria.all()}, answers)
        rows = [
            Screening(nomination=found, criterion_id=one, met=said.met, words=short_enough(said.words, MOST_REASON))
            for one, said in sorted(answers.items())
        ]
        refuse_names([row.words for row in rows], cases_behind(found), now=now)
        found.screenings.all().delete()
        Screening.objects.bulk_create(rows)
        found.passed = all(row.met for row in rows)
        found.save(update_fields=["passed"])
        words = {str(row.criterion_id): row.words for row in rows if row.words}
        public = {"passed": found.passed, "met": [row.criterion_id for row in rows if row.met]}
        record("nomination.screened", found, actor=actor, now=now, public=public, private={"words": words}, key=key)
    return found


def leave_out(
    nomination_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Nomination:
    """Say why what the vote chose is not on the list; everybody reads it.

    Raises YearNotFound, MayNotKeepList, NotNow, NominationDecided (a line answers it), MatterNeedsWords, MatterTooLong,
    MatterNamesSomebody.
    """
    with transaction.atomic():
        year, found = held_nomination(nomination_id)
        if done_before(key):
            return found
        kept_by(year, grants, Stage.LISTING)
        if not found.passed or hasattr(found, "line"):
            raise NominationDecided
        found.left_out = needed_words(reason)
        refuse_names([found.left_out], cases_behind(found), now=now)
        found.save(update_fields=["left_out"])
        record("nomination.left_out", found, actor=actor, now=now, private={"reason": found.left_out}, key=key)
    return found


def _still_waiting(found: Nomination) -> None:
    """Raises NominationDecided."""
    if found.standing != Standing.WAITING:
        raise NominationDecided


def _refuse_incomplete(criteria: set[int], answers: Mapping[int, Met]) -> None:
    """Raises ScreeningIncomplete."""
    if criteria != set(answers) or any(not one.met and not one.words.strip() for one in answers.values()):
        raise ScreeningIncomplete
