"""The speaker says which situation is theirs, by the receipt; it goes with the voice when that is erased."""

from datetime import datetime

from django.db import transaction

from huiying.core.spoken import clean_line_ends
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import InterestEffect
from huiying.serve.coordination.errors.interests import (
    InterestAnswerUnknown,
    InterestNothingSaid,
    InterestsNotFound,
)
from huiying.serve.coordination.events.interests import SAID
from huiying.serve.coordination.models import InterestGroup, InterestSaid
from huiying.serve.coordination.selectors.affairs import affair
from huiying.serve.coordination.selectors.interests import tables_asking

MOST_WORDS = 1_000


def say_interest(
    case_id: int,
    table_id: int,
    *,
    group_id: int | None,
    effect: str = "",
    words: str = "",
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> None:
    """Keep it, or change what was said before. `group_id` None: none of those listed, in words.

    With the same `key` again nothing changes. Raises InterestsNotFound, InterestNothingSaid, InterestAnswerUnknown.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
        if key is not None and Event.objects.filter(key=key).exists():
            return
        said = clean_line_ends(words)[:MOST_WORDS]
        group = _answered(case_id, table_id, group_id, effect, said)
        _row, is_new = InterestSaid.objects.update_or_create(
            table_id=table_id, case=case, defaults={"group": group, "effect": effect, "words": said, "at": now}
        )
        public = {"table": table_id, "again": not is_new}
        private = {"group": group_id, "effect": effect, "words": said}
        record(SAID.name, case, actor=actor, now=now, public=public, private=private, key=key)


def forget_interests(case_id: int) -> int:
    """Drop all that the speaker of a case said, in the caller's transaction; how many."""
    return InterestSaid.objects.filter(case_id=case_id).delete()[0]


def _answered(case_id: int, table_id: int, group_id: int | None, effect: str, words: str) -> InterestGroup | None:
    """The group that was chosen, once the answer can be taken."""
    asked = next((one for one in tables_asking(case_id) if one.table.pk == table_id), None)
    if asked is None or affair(asked.table.about_kind, asked.table.about_id).over:
        raise InterestsNotFound
    if group_id is None and not words:
        raise InterestNothingSaid
    group = next((one for one in asked.groups if one.pk == group_id), None)
    if (group_id is not None and group is None) or (effect and effect not in set(InterestEffect)):
        raise InterestAnswerUnknown
    return group
