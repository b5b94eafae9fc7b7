"""The table of interests as it is kept: its question, its groups, and whether people are asked and everybody reads."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.coordination.errors.interests import (
    InterestGroupTaken,
    InterestsNameSomebody,
    InterestsNeedGroup,
    InterestsNeedQuestion,
    InterestsNeedSituation,
    InterestsNeedSource,
    InterestsNotFound,
    MayNotKeepInterests,
)
from huiying.serve.coordination.models import InterestGroup, InterestTable
from huiying.serve.coordination.selectors.affairs import affair, kind_of, may_keep_interests
from huiying.serve.coordination.selectors.interests import table_about
from huiying.serve.coordination.services.holding import LEAST_WORDS, somebody_named

LEAST_SITUATION = 2
WORDS = ("situation", "situation_en", "people_source", "gains", "loses", "how_much", "balance", "asked")


@dataclass(frozen=True, slots=True)
class Situation:
    """People in one situation, as they are described. See InterestGroup."""

    situation: str
    situation_en: str = ""
    people: int | None = None
    people_source: str = ""
    gains: str = ""
    loses: str = ""
    how_much: str = ""
    balance: str = ""
    asked: str = ""
    asked_on: date | None = None
    asked_people: int | None = None


def open_table(
    kind: str,
    about_id: int,
    question: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> InterestTable:
    """Begin the table of an affair; one that is there already comes back as it is.

    Raises InterestsNotFound, MayNotKeepInterests, InterestsNeedQuestion, InterestsNameSomebody.
    """
    with transaction.atomic():
        about = affair(kind, about_id)
        if not may_keep_interests(about, grants):
            raise MayNotKeepInterests
        if (there := table_about(kind, about_id)) is not None:
            return there
        asked = _question(question)
        _refuse_names([asked], kind, about_id, now=now)
        table = InterestTable.objects.create(
            about_kind=kind,
            about_id=about_id,
            office=about.office,
            question=asked,
            made_at=now,
            made_by_id=actor.id or 0,
        )
        public = {"about": kind, "number": about_id}
        record("interests.opened", table, actor=actor, now=now, public=public, private={"question": asked}, key=key)
    return table


def change_question(
    table_id: int, question: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> InterestTable:
    """Raises InterestsNotFound, MayNotKeepInterests, InterestsNeedQuestion, InterestsNameSomebody."""
    with transaction.atomic():
        table = _held(table_id, grants)
        asked = _question(question)
        if _was_done(key) or table.question == asked:
            return table
        _refuse_names([asked], table.about_kind, table.about_id, now=now)
        table.question = asked
        table.save(update_fields=["question"])
        record("interests.question_changed", table, actor=actor, now=now, private={"question": asked}, key=key)
    return table


def publish_interests(
    table_id: int, *, public: bool, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> InterestTable:
    """Ask those whose voices are behind the affair, and show the table wherever the affair is public; or no longer.

    Raises InterestsNotFound, MayNotKeepInterests, InterestsNeedGroup.
    """
    with transaction.atomic():
        table = _held(table_id, grants)
        if _was_done(key) or table.public == public:
            return table
        if public and not table.groups.filter(active=True).exists():
            raise InterestsNeedGroup
        table.public = public
        table.save(update_fields=["public"])
        record("interests.published" if public else "interests.hidden", table, actor=actor, now=now, key=key)
    return table


def add_group(
    table_id: int, said: Situation, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> InterestGroup:
    """Add people in one situation. With the same `key` again the first one's group comes back.

    Raises InterestsNotFound, MayNotKeepInterests, InterestsNeedSituation, InterestsNeedSource, InterestsNameSomebody.
    """
    with transaction.atomic():
        table = _held(table_id, grants)
        if key is not None and (before := Event.objects.filter(key=key).first()):
            return InterestGroup.objects.get(pk=before.public["group"])
        values = _checked(said, table, now=now)
        group = InterestGroup.objects.create(table=table, position=table.groups.count() + 1, **values)
        plain, words = _parted(values)
        public = {"group": group.pk, **plain}
        record("interests.group_added", table, actor=actor, now=now, public=public, private=words, key=key)
    return group


def change_group(
    group_id: int, said: Situation, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> InterestGroup:
    """Describe a group anew; its situation stays as people chose it.

    Raises InterestGroupTaken and what `add_group` raises.
    """
    with transaction.atomic():
        group, table = _group(group_id, grants)
        if _was_done(key):
            return group
        values = _checked(said, table, now=now)
        changed = {name: value for name, value in values.items() if getattr(group, name) != value}
        if "situation" in changed and group.said.exists():
            raise InterestGroupTaken
        if changed:
            for name, value in changed.items():
                setattr(group, name, value)
            group.save(update_fields=list(changed))
            plain, words = _parted(changed)
            public = {"group": group.pk, **plain}
            record("interests.group_changed", table, actor=actor, now=now, public=public, private=words, key=key)
    return group


def take_out_group(
    group_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> InterestTable:
    """It is listed no more; who said to be in it may choose again, and until then counts nowhere.

    Raises InterestsNotFound, MayNotKeepInterests, InterestsNeedGroup.
    """
    with transaction.atomic():
        group, table = _group(group_id, grants)
        if not _was_done(key):
            if table.public and not table.groups.filter(active=True).exclude(pk=group_id).exists():
                raise InterestsNeedGroup
            group.active = False
            group.save(update_fields=["active"])
            public = {"group": group.pk}
            record("interests.group_taken_out", table, actor=actor, now=now, public=public, key=key)
    return table


def _held(table_id: int, grants: Sequence[Grant]) -> InterestTable:
    """The table, locked until the transaction ends, for who keeps it."""
    table = InterestTable.objects.select_for_update(of=("self",)).filter(pk=table_id).first()
    if table is None:
        raise InterestsNotFound
    if not may_keep_interests(affair(table.about_kind, table.about_id), grants):
        raise MayNotKeepInterests
    return table


def _group(group_id: int, grants: Sequence[Grant]) -> tuple[InterestGroup, InterestTable]:
    found = InterestGroup.objects.filter(pk=group_id, active=True).first()
    if found is None:
        raise InterestsNotFound
    table = _held(found.table_id, grants)
    return InterestGroup.objects.get(pk=group_id), table


def _was_done(key: str | None) -> bool:
    return key is not None and Event.objects.filter(key=key).exists()


def _question(question: str) -> str:
    if len(question.strip()) < LEAST_WORDS:
        raise InterestsNeedQuestion
    return question.strip()


def _checked(said: Situation, table: InterestTable, *, now: datetime) -> dict[str, Any]:
    values = asdict(said) | {name: getattr(said, name).strip() for name in WORDS}
    if len(values["situation"]) < LEAST_SITUATION:
        raise InterestsNeedSituation
    if values["people"] is not None and not values["people_source"]:
        raise InterestsNeedSource
    _refuse_names([values[name] for name in WORDS], table.about_kind, table.about_id, now=now)
    return values


def _refuse_names(texts: Sequence[str], kind: str, about_id: int, *, now: datetime) -> None:
    cases = list(kind_of(kind).cases(about_id).values_list("pk", flat=True))
    if (what := somebody_named(texts, cases, now=now)) is not None:
        raise InterestsNameSomebody(what=what)


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Plain values, and words."""
    plain = {name: value for name, value in values.items() if name not in WORDS}
    days = {name: value.isoformat() for name, value in plain.items() if isinstance(value, date)}
    return plain | days, {name: value for name, value in values.items() if name in WORDS}
