"""Tables of interests as somebody may read them: who keeps them, whoever spoke, and everybody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from huiying.core.disclosure import FEWEST, shown_counts
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.enums import InterestEffect
from huiying.serve.coordination.errors.interests import InterestsNotFound
from huiying.serve.coordination.models import InterestGroup, InterestSaid, InterestTable
from huiying.serve.coordination.selectors.affairs import Affair, affair, affair_kinds, kind_of, may_keep_interests

NONE_OF_THESE = 0
"""Beside the numbers of the groups: who is in none of them."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group, how many voices said to be in it, and what it does to them; None: fewer than 5, or too telling."""

    group: InterestGroup
    said: int | None
    effects: dict[InterestEffect, int | None]


@dataclass(frozen=True, slots=True)
class TableView:
    """`voices`: behind the affair, 0 when fewer than 5; `others`: said to be in none of the groups."""

    table: InterestTable
    rows: tuple[GroupRow, ...]
    voices: int
    others: int | None


@dataclass(frozen=True, slots=True)
class DeskView:
    """`shown` None: no table yet. `said`: what people wrote whose cases the viewer sees, for who keeps the table."""

    affair: Affair
    shown: TableView | None
    said: tuple[InterestSaid, ...]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A table that asks the speaker of a case. `said` None: not answered yet; `title` "": the affair is not public."""

    table: InterestTable
    title: str
    groups: tuple[InterestGroup, ...]
    said: InterestSaid | None


def table_about(kind: str, about_id: int) -> InterestTable | None:
    """The table of an affair, public or not."""
    return InterestTable.objects.filter(about_kind=kind, about_id=about_id).select_related("office").first()


def groups_of(table: InterestTable) -> tuple[InterestGroup, ...]:
    """The groups that stand in it."""
    return tuple(InterestGroup.objects.filter(table=table, active=True))


def interests_for_viewer(kind: str, about_id: int, grants: Sequence[Grant]) -> DeskView:
    """Raises InterestsNotFound also for what the viewer may not read."""
    about = affair(kind, about_id)
    if not kind_of(kind).seen(about_id, grants):
        raise InterestsNotFound
    table, may_keep = table_about(kind, about_id), may_keep_interests(about, grants)
    if table is None:
        return DeskView(about, None, (), may_keep)
    return DeskView(about, _view(table), _written(table, grants) if may_keep else (), may_keep)


def public_interests(kind: str, about_id: int) -> TableView | None:
    """The table that is published with a public affair; None where there is none."""
    table = table_about(kind, about_id)
    if table is None or not table.public or not affair(kind, about_id).public:
        return None
    return _view(table)


def tables_asking(case_id: int) -> list[Asked]:
    """The published tables that this case may answer, for its speaker."""
    return [
        asked
        for kind in affair_kinds()
        for about_id in kind.of_case(case_id)
        if (asked := _asking(kind.name, about_id, case_id)) is not None
    ]


def _asking(kind: str, about_id: int, case_id: int) -> Asked | None:
    table = InterestTable.objects.filter(about_kind=kind, about_id=about_id, public=True).first()
    if table is None:
        return None
    about = affair(kind, about_id)
    said = InterestSaid.objects.filter(table=table, case_id=case_id).select_related("group").first()
    if about.over and said is None:
        return None
    return Asked(table, about.title if about.public else "", groups_of(table), said)


def voices_behind(table: InterestTable) -> set[int]:
    """The cases whose speakers may answer."""
    return set(kind_of(table.about_kind).cases(table.about_id).values_list("pk", flat=True))


def _view(table: InterestTable) -> TableView:
    """How many have said nothing is told nowhere, so that no difference tells a number below five."""
    groups, cases = groups_of(table), voices_behind(table)
    said = [one for one in InterestSaid.objects.filter(table=table) if one.case_id in cases]
    listed = {group.pk for group in groups}
    # Who chose a group that was taken out is told nowhere: the number of the others would grow by just theirs.
    chosen = [one.group_id or NONE_OF_THESE for one in said]
    counts = Counter(group for group in chosen if group in {*listed, NONE_OF_THESE})
    shown = shown_counts({pk: counts[pk] for pk in (*(group.pk for group in groups), NONE_OF_THESE)}, len(cases))
    rows = tuple(GroupRow(group, shown[group.pk], _effects(group, said, shown[group.pk])) for group in groups)
    return TableView(table, rows, len(cases) if len(cases) >= FEWEST else 0, shown[NONE_OF_THESE])


def _effects(group: InterestGroup, said: Sequence[InterestSaid], shown: int | None) -> dict[InterestEffect, int | None]:
    """What it does to those of a group; nothing of one whose number is hidden."""
    if shown is None:
        return {}
    found = Counter(one.effect for one in said if one.group_id == group.pk)
    return shown_counts({effect: found[effect.value] for effect in InterestEffect}, shown)


def _written(table: InterestTable, grants: Sequence[Grant]) -> tuple[InterestSaid, ...]:
    mine = Case.objects.filter(visible_cases(grants), sealed=False, pk__in=voices_behind(table))
    found = InterestSaid.objects.filter(table=table, case__in=mine).exclude(words="")
    return tuple(found.select_related("group", "case__voice").order_by("-at", "-pk"))
