"""Lists of work: which cases they hold, how chips count them, and where the database finds them."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Role, StateKind
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.people.models import Grant
from huiying.loop.receive_voice import Spoken, receive_voice
from huiying.serve.casework.models import Case, CaseUnit
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.live import LIVE, Constant
from huiying.serve.casework.selectors.queues import Desk, Only
from tests.cast import NOW, Cast, open_liuxi

CALENDAR = Calendar({}, date(2030, 12, 31))


@pytest.fixture
def cast(db: None) -> Cast:
    return open_liuxi()


def written(count: int) -> list[Case]:
    """Cases as they are opened; the tests move them about."""
    spoken = Spoken("web", "request", "anonymous", "路灯不亮", "zh-hans", NOW)
    made = [receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice.pk for _ in range(count)]
    return list(Case.objects.filter(pk__in=made).order_by("pk"))


def grants_of(cast: Cast, name: str) -> list[Grant]:
    return list(Grant.objects.filter(staff=cast.staff[name]).select_related("unit", "place"))


def test_live_is_what_is_open_or_runs_again_and_is_not_sealed(cast: Cast) -> None:
    ways = list(product(StateKind, (None, NOW), (False, True)))
    alive = set()
    for case, (kind, due, sealed) in zip(written(len(ways)), ways, strict=True):
        Case.objects.filter(pk=case.pk).update(standing=kind.value, next_due_at=due, sealed=sealed)
        again = kind in (StateKind.WAITING, StateKind.ENDED) and due is not None
        if (kind is StateKind.OPEN or again) and not sealed:
            alive.add(case.pk)
    assert set(Case.objects.filter(LIVE).values_list("pk", flat=True)) == alive
    assert len(alive) == 4


def test_a_constant_stands_in_the_statement_as_it_is(cast: Cast) -> None:
    first, second = written(2)
    odd = "it's 100%"[:8]
    Case.objects.filter(pk=first.pk).update(standing=odd)
    assert list(Case.objects.filter(standing=Constant(odd))) == [first]
    assert list(Case.objects.filter(standing__in=[Constant("open"), Constant("ended")])) == [second]


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("zhao", "case_live_of_unit"),
        ("chen", "case_live_of_unit"),
        ("zhou", "case_live_of_office"),
        ("feng", "case_sealed"),
    ],
)
def test_lists_and_counts_are_found_in_the_index_alone(cast: Cast, name: str, index: str) -> None:
    written(3)
    drop_indexes_but(index)
    grants = grants_of(cast, name)
    with CaptureQueriesContext(connection) as asked:
        if name == "feng":
            list(queues.cases_on(queues.sealed_desk(grants), Only.ALL, {}).values_list("pk", flat=True)[:26])
        else:
            look_at(*lists_of(cast, name))
    plans = [plan(query["sql"]) for query in asked if '"casework_case"' in query["sql"]]
    assert len(plans) == (1 if name == "feng" else 2)
    for said in plans:
        assert index in said
        if connection.vendor == "sqlite" and name != "feng":
            assert f"COVERING INDEX {index}" in said


def lists_of(cast: Cast, name: str) -> tuple[Desk, dict[Only, object]]:
    grants, staff_id = grants_of(cast, name), cast.staff[name].pk
    if any(grant.role == Role.DISPATCHER for grant in grants):
        return queues.office_desk(grants)[0], queues.board_filters(NOW, CALENDAR, staff_id)
    return Desk(queues.unit_desk(grants)[0].live), queues.filters(NOW, CALENDAR, staff_id)


def look_at(desk: Desk, chips: dict[Only, object]) -> None:
    queues.counts(desk, chips)
    list(queues.cases_on(desk, Only.ALL, chips).values_list("pk", flat=True)[:26])


def drop_indexes_but(kept: str) -> None:
    """So that for a few rows too the index meant for the list is the best; they come back with the transaction."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "casework_case")
        for name, index in found.items():
            if index["index"] and not index["unique"] and name != kept:
                cursor.execute(f'DROP INDEX "{name}"')


def plan(statement: str) -> str:
    """How the database would answer, where reading a whole small table is not the quickest."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {statement}")
        return "\n".join(str(row) for row in cursor.fetchall())


def test_every_state_of_the_board_is_open() -> None:
    kinds = {state.kind for table in PROCEDURES.values() for state in table.states if state.id in queues.ON_BOARD}
    assert kinds == {StateKind.OPEN}


def test_a_desk_without_units_is_empty(cast: Cast) -> None:
    written(1)
    desk, units = queues.unit_desk([])
    chips = queues.filters(NOW, CALENDAR, 1)
    assert units == []
    assert queues.counts(desk, chips) == dict.fromkeys((Only.ALL, *chips), 0)
    assert queues.page_of(queues.cases_on(desk, Only.ALL, chips)) == queues.Page([], None)


def test_chips_count_what_they_show(cast: Cast) -> None:
    """For two moments and two people: what is kept of one question must not answer another."""
    made = written(12)
    land, housing = cast.units["land"].pk, cast.units["housing"].pk
    for n, case in enumerate(made):
        due = NOW + timedelta(hours=36 * (n - 4)) if n % 5 else None
        changed = {
            "unit_id": (land, housing)[n % 2],
            "next_due_at": due,
            "state": ("handling", "forwarded")[n % 3 == 0],
        }
        handler = cast.staff["zhao"] if n % 4 == 0 else None
        Case.objects.filter(pk=case.pk).update(**changed, handler=handler, next_clock="C-FOLLOW" if n == 3 else "")
        if n % 3 == 0:
            CaseUnit.objects.create(case=case, unit_id=(housing, land)[n % 2])
    for now in (NOW, NOW + timedelta(days=3)):
        for name in ("zhao", "outsider", "chen"):
            desk, _units = queues.unit_desk(grants_of(cast, name))
            chips = queues.filters(now, CALENDAR, cast.staff[name].pk)
            shown = {only: queues.cases_on(desk, only, chips).count() for only in (Only.ALL, *chips)}
            if desk.supporting:
                shown[Only.SUPPORTING] = queues.supporting_cases(desk).count()
                assert shown[Only.SUPPORTING] > 0
            assert queues.counts(desk, chips) == shown
