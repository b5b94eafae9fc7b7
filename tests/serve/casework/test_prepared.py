"""Kept queries give what Django gives, whatever the values, in each type."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from huiying.foundation.ledger.actors import SYSTEM
from huiying.loop.receive_voice import Spoken, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import prepared
from tests.cast import NOW, open_liuxi

DAY = timedelta(days=1)


def cases(where: Q, other: Q | None = None) -> QuerySet[Case, Any]:
    """Columns of every kind that lists read."""
    found = Case.objects.filter(where) if other is None else Case.objects.filter(where).exclude(other)
    return found.order_by("pk").values_list("pk", "state", "urgent", "hops", "next_due_at", "voice__title")


@pytest.fixture(autouse=True)
def _six(db: None) -> None:
    open_liuxi()
    spoken = Spoken("web", "request", "anonymous", "路灯不亮", "zh-hans", NOW)
    for n in range(6):
        voice = receive_voice(spoken, identity={}, actor=SYSTEM, now=NOW).voice
        due = None if n == 5 else NOW + n * DAY
        Case.objects.filter(pk=voice.pk).update(hops=n, urgent=n % 2 == 0, next_due_at=due)


@pytest.mark.parametrize(
    "asked",
    [
        [Q(hops=2), Q(hops=4)],
        [Q(hops__gt=1, urgent=True), Q(hops__gt=2, urgent=True), Q(hops__gt=2, urgent=False)],
        [Q(next_due_at__lte=NOW + DAY), Q(next_due_at__lte=NOW + 3 * DAY), Q(next_due_at__isnull=True)],
        [Q(hops__in=[1, 2]), Q(hops__in={4, 3}), Q(hops__in=(5, 1, 0)), Q(hops__in=[2, 2]), Q(hops__in=[])],
        [Q(state="registered"), Q(state="ended"), Q(state__in=frozenset({"registered"}))],
        [
            ~Q(hops=2) & (Q(urgent=True) | Q(next_due_at__gt=NOW)),
            ~Q(hops=4) & (Q(urgent=True) | Q(next_due_at__gt=NOW)),
        ],
        [Q(), Q(pk__in=())],
        [Q(voice__title__startswith="路灯"), Q(voice__title__startswith="雨"), Q(voice__title__startswith="%")],
    ],
)
def test_the_rows_are_those_that_django_gives(asked: list[Q]) -> None:
    for where in asked * 2:
        assert [tuple(row) for row in prepared.rows(cases, where)] == list(cases(where))
        assert [tuple(row) for row in prepared.rows(cases, where, Q(hops=3))] == list(cases(where, Q(hops=3)))


def test_a_query_is_built_once_for_each_shape() -> None:
    built = []

    def build(where: Q) -> QuerySet[Case, Any]:
        built.append(where)
        return cases(where)

    for hops in (1, 2, 3):
        with CaptureQueriesContext(connection) as asked:
            prepared.rows(build, Q(hops=hops))
        assert len(asked) == 1
    assert len(built) == 1
    prepared.rows(build, Q(hops=None))
    prepared.rows(build, Q(hops__in=[1]))
    assert len(built) == 3


def test_a_condition_with_another_query_in_it_is_refused() -> None:
    with pytest.raises(TypeError, match="QuerySet cannot be kept"):
        prepared.rows(cases, Q(pk__in=Case.objects.filter(hops=1)))
