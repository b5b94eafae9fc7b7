"""The agenda of a meeting: items added from what waits, weighed, put in order, taken off; papers put to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max

from huiying.core.meetings.order import LEVELS, By, ordered
from huiying.core.words import Text
from huiying.foundation.files.services import claim_files, drop_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.coordination.enums import ItemKind, ItemOutcome
from huiying.serve.coordination.errors import ItemChanged, ItemWrong
from huiying.serve.coordination.models import AgendaItem, ItemFile, Meeting
from huiying.serve.coordination.selectors.meeting_rights import need_bringer, need_keeper
from huiying.serve.coordination.selectors.meetings import weighed
from huiying.serve.coordination.services.fitting import WHAT, check_about
from huiying.serve.coordination.services.meeting_holding import (
    check_names,
    held_item,
    held_meeting,
    not_over,
    voices_behind,
    words,
)

ITEM_TITLE = Text(zh="议题", en="Item")
MOST_FILES = 10
_STANDING = Text(zh="首个议题由系统准备，不能改、不能撤。", en="The standing item is prepared by the system and stays.")
_NO_LEVEL = Text(zh="请选 1 到 3，或者不选。", en="Choose 1 to 3, or nothing.")
_HAS_OUTCOME = Text(
    zh="这一项已经有结果。要改，请先“重新议”。", en="This item has its outcome. To change it, take it up again first."
)
_OTHER_ORDER = Text(
    zh="议题有变化，请重新打开页面再排。", en="The agenda has changed. Open the page again and order it."
)
_MANY_FILES = Text(zh="一个议题最多附 10 份材料。", en="An item takes 10 files at most.")


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """An item as it is filled in. What it is about: `issue_id`, `case_id`, `commitment` (its number) or nothing.

    `urgent`, `effect`: 1 to 3, 0: nobody said. `brought_by_id` None: the unit of whoever adds it. `carried_from_id`:
    the item that was put off to this one. `seen`: `stamp_of` the item that is changed, as it was read.
    """

    kind: ItemKind
    title: str
    question: str = ""
    paper: str = ""
    issue_id: int | None = None
    case_id: int | None = None
    commitment: int | None = None
    brought_by_id: int | None = None
    urgent: int = 0
    effect: int = 0
    public: bool = True
    carried_from_id: int | None = None
    seen: str = ""


def stamp_of(item: AgendaItem) -> str:
    """Changes with every word of the item, and tells none."""
    return sha256("\0".join((item.title, item.question, item.paper)).encode()).hexdigest()


def add_item(
    meeting_id: int,
    plan: ItemPlan,
    *,
    files: Sequence[int] = (),
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda. `files`: ids of waiting files. `grants` None: a joint has checked.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, MeetingNeedsWords, ItemWrong, SuperiorDecides,
    IssueNamesSomebody, FileGone.
    """
    with transaction.atomic():
        meeting = held_meeting(meeting_id)
        need_bringer(meeting.office, grants)
        if (before := done_before(key)) is not None:
            return AgendaItem.objects.get(pk=before.subject_id)
        not_over(meeting)
        case = check_about(plan.kind, plan.issue_id, plan.case_id, plan.commitment, grants, now)
        values = _written(plan, now)
        item = AgendaItem.objects.create(
            meeting=meeting,
            position=_last(meeting) + 1,
            kind=plan.kind.value,
            issue_id=plan.issue_id,
            case_id=plan.case_id,
            commitment=plan.commitment,
            carried_from_id=plan.carried_from_id,
            brought_by=_bringer(plan, actor),
            added_at=now,
            added_by_id=actor.staff_id or 0,
            **values,
        )
        _put(item, files)
        record("agenda_item.added", item, actor=actor, now=now, public=_plain(item), private=_words(values), key=key)
        if case is not None:
            record("case.meeting_entered", case, actor=actor, now=now, public={"item": item.pk, "meeting": meeting.pk})
    return item


def change_item(
    item_id: int, plan: ItemPlan, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> AgendaItem:
    """Write words and weights anew; what it is about stays. Raises as `add_item`, and ItemChanged."""
    with transaction.atomic():
        item = _free(item_id, grants)
        if done_before(key) is None:
            if plan.seen and plan.seen != stamp_of(item):
                raise ItemChanged
            asked = {"issue_id": item.issue_id, "case_id": item.case_id}
            values = _written(plan, now, **asked)
            for name, value in values.items():
                setattr(item, name, value)
            item.save(update_fields=list(values))
            record(
                "agenda_item.changed", item, actor=actor, now=now, public=_plain(item), private=_words(values), key=key
            )
    return item


def put_paper(
    item_id: int,
    paper: str = "",
    *,
    files: Sequence[int] = (),
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> AgendaItem:
    """Put a paper before the meeting: words that replace those before, waiting files that come to those before.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, ItemWrong, IssueNamesSomebody, FileGone.
    """
    with transaction.atomic():
        item = _free(item_id, grants)
        if done_before(key) is None:
            if paper.strip():
                check_names([paper], voices_behind(item.issue_id, item.case_id), now=now)
                item.paper = paper.strip()
                item.save(update_fields=["paper"])
            _put(item, files)
            public = {"files": [int(file) for file in files]}
            private = {"paper": paper.strip()} if paper.strip() else {}
            record("agenda_item.paper_put", item, actor=actor, now=now, public=public, private=private, key=key)
    return item


def remove_item(
    item_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Meeting:
    """Take it off before the meeting begins; its papers stay with the meeting's record in the ledger alone.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, ItemWrong.
    """
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            return Meeting.objects.get(pk=before.public["meeting"])
        item = _free(item_id, grants, keeper=True)
        meeting, public = item.meeting, {**_plain(item), "meeting": item.meeting_id}
        record("agenda_item.removed", item, actor=actor, now=now, public=public, key=key)
        if item.case is not None:
            record("case.meeting_left", item.case, actor=actor, now=now, public={"meeting": meeting.pk})
        _drop(item)
    return meeting


def order_items(
    meeting_id: int,
    item_ids: Sequence[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Meeting:
    """Put the items in this order; the standing one stays first. `item_ids`: every item once.

    Raises MeetingNotFound, MayNotKeepMeeting, MeetingMovedOn, ItemWrong.
    """
    with transaction.atomic():
        meeting = not_over(held_meeting(meeting_id))
        need_keeper(meeting.office, grants)
        items = {item.pk: item for item in meeting.items.all()}
        if sorted(items) != sorted(item_ids):
            raise ItemWrong(why=_OTHER_ORDER)
        if done_before(key) is None:
            first = [pk for pk in item_ids if items[pk].kind == ItemKind.STANDING]
            wanted = [*first, *(pk for pk in item_ids if pk not in first)]
            _number(items, wanted)
            record("meeting.ordered", meeting, actor=actor, now=now, public={"items": wanted}, key=key)
    return meeting


def order_by(
    meeting_id: int, by: By, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Meeting:
    """Put the items in the order of how many care, how urgent, or how easily effect shows. Raises as `order_items`."""
    with transaction.atomic():
        meeting = held_meeting(meeting_id)
        wanted = ordered(weighed(meeting), by)
        return order_items(meeting_id, wanted, actor=actor, grants=grants, now=now, key=key)


def _free(item_id: int, grants: Sequence[Grant], *, keeper: bool = False) -> AgendaItem:
    """An item without an outcome that is not the standing one, of a meeting that is not over."""
    item = held_item(item_id)
    (need_keeper if keeper else need_bringer)(item.meeting.office, grants)
    not_over(item.meeting)
    if item.kind == ItemKind.STANDING:
        raise ItemWrong(why=_STANDING)
    if item.outcome != ItemOutcome.OPEN:
        raise ItemWrong(why=_HAS_OUTCOME)
    return item


def _written(plan: ItemPlan, now: datetime, **about: int | None) -> dict[str, Any]:
    if plan.urgent not in LEVELS or plan.effect not in LEVELS:
        raise ItemWrong(why=_NO_LEVEL)
    title = words(ITEM_TITLE, plan.title, least=2, most=160)
    asked = about or {"issue_id": plan.issue_id, "case_id": plan.case_id}
    behind = voices_behind(asked["issue_id"], asked["case_id"])
    check_names([title, plan.question, plan.paper], behind, now=now)
    return {
        "title": title,
        "question": plan.question.strip(),
        "paper": plan.paper.strip(),
        "urgent": plan.urgent,
        "effect": plan.effect,
        "public": plan.public,
    }


def _bringer(plan: ItemPlan, actor: Actor) -> Unit:
    if plan.brought_by_id is None:
        return Staff.objects.select_related("unit").get(pk=actor.staff_id or 0).unit
    found = Unit.objects.filter(pk=plan.brought_by_id, active=True).first()
    if found is None:
        raise ItemWrong(why=WHAT)
    return found


def _put(item: AgendaItem, files: Sequence[int]) -> None:
    if item.files.count() + len(files) > MOST_FILES:
        raise ItemWrong(why=_MANY_FILES)
    for file in claim_files(files):
        ItemFile.objects.create(item=item, file=file)


def _drop(item: AgendaItem) -> None:
    """The row goes with its papers, and those after it move up."""
    files = [one.file for one in item.files.select_related("file")]
    meeting = item.meeting
    item.files.all().delete()
    drop_files(files)
    item.delete()
    left = {one.pk: one for one in meeting.items.all()}
    _number(left, list(left))


def _number(items: dict[int, AgendaItem], wanted: Sequence[int]) -> None:
    for at, pk in enumerate(wanted, 1):
        if items[pk].position != at:
            items[pk].position = at
            items[pk].save(update_fields=["position"])


def _last(meeting: Meeting) -> int:
    return int(meeting.items.aggregate(last=Max("position"))["last"] or 0)


def _plain(item: AgendaItem) -> dict[str, Any]:
    names = ("kind", "issue_id", "case_id", "commitment", "urgent", "effect", "public", "position", "carried_from_id")
    values = {name.removesuffix("_id"): getattr(item, name) for name in names}
    return values | {"meeting": item.meeting_id, "brought_by": item.brought_by_id}


def _words(values: dict[str, Any]) -> dict[str, str]:
    return {name: values[name] for name in ("title", "question", "paper") if values[name]}
