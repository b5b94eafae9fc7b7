"""Queries that are built once and asked many times: Django builds those of a list for longer than SQLite answers them.

`rows(build, *wheres)` gives the rows of `build(*wheres)`, a query of values with the Q objects `wheres` as conditions.
What was built is kept by the shape of the conditions; later only the values that they compare with are put in their
places. The places are found by building the query once with values that stand nowhere else.
"""

import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Build = Callable[..., QuerySet[Any, Any]]
SEVERAL = (list, tuple, set, frozenset)
FIRST_NUMBER = 20_000
"""Fits the smallest column; a query that is built here has no such number of its own."""


@dataclass(frozen=True, slots=True)
class Statement:
    """`parameters`: values, and the positions of those that each asking gives (`given_at`)."""

    compiler: SQLCompiler
    sql: str
    parameters: Sequence[Any]
    given_at: Sequence[tuple[int, int]]
    converters: dict[int, Any]

    def rows(self, values: Sequence[Any]) -> list[Sequence[Any]]:
        """The answer, in the types that Django would give."""
        filled = list(self.parameters)
        for at, number in self.given_at:
            filled[at] = values[number]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            found = cursor.fetchall()
        return list(self.compiler.apply_converters(found, self.converters)) if self.converters else found


class _Kept(threading.local):
    """Of each thread, as its connection is: what is read goes through the connection that built it."""

    def __init__(self) -> None:
        self.statements: dict[Hashable, Statement | None] = {}


_kept = _Kept()


def rows(build: Build, *wheres: Q) -> list[Sequence[Any]]:
    """The rows of `build(*wheres)`. What has no place in a kept statement is asked through Django each time."""
    values: list[Any] = []
    key = (build, *(_shape(where, values) for where in wheres))
    if key not in _kept.statements:
        _kept.statements[key] = _statement(build, wheres)
    statement = _kept.statements[key]
    return list(build(*wheres)) if statement is None else statement.rows([_adapted(value) for value in values])


def _statement(build: Build, wheres: Sequence[Q]) -> Statement | None:
    """None where the values do not stand in the statement as they are, or nothing can be found at all."""
    marks = _Marks()
    query = build(*(marks.in_(where) for where in wheres))
    compiler = query.query.get_compiler(query.db)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    given_at = [(at, marks.numbers[one]) for at, one in enumerate(parameters) if one in marks.numbers]
    if {number for _at, number in given_at} != set(marks.numbers.values()):
        return None
    return Statement(compiler, sql, parameters, given_at, compiler.get_converters(one[0] for one in compiler.select))


@dataclass(slots=True)
class _Marks:
    """Values that stand nowhere else, one for each value of the conditions, in the order of `_shape`."""

    numbers: dict[Any, int] = field(default_factory=dict)

    def in_(self, where: Q) -> Q:
        """The same condition with marks."""
        children = [
            self.in_(child) if isinstance(child, Q) else (child[0], self._marked(child[1])) for child in _parts(where)
        ]
        return Q(*children, _connector=where.connector, _negated=where.negated)

    def _marked(self, value: Any) -> Any:
        if isinstance(value, SEVERAL):
            return [self._marked(one) for one in value]
        if _is_fixed(value):
            return value
        number = len(self.numbers)
        mark = _mark(value, number)
        self.numbers[_adapted(mark)] = number
        return mark


def _mark(value: Any, number: int) -> Any:
    if isinstance(value, datetime):
        return datetime(1, 1, 1, tzinfo=UTC) + timedelta(microseconds=number)
    return FIRST_NUMBER + number if isinstance(value, int) else f"\N{REFERENCE MARK}{number}"


def _shape(where: Q, values: list[Any]) -> Hashable:
    """What of `where` makes its statement; what it compares with goes to the end of `values`."""
    shape: list[Hashable] = [where.connector, where.negated]
    for child in _parts(where):
        if isinstance(child, Q):
            shape.append(_shape(child, values))
        else:
            lookup, value = child
            shape += lookup, _shape_of(value, values)
    return tuple(shape)


def _parts(where: Q) -> list[Any]:
    """Conditions in the condition, and pairs of a lookup and a value."""
    return list(where.children)


def _shape_of(value: Any, values: list[Any]) -> Hashable:
    if isinstance(value, SEVERAL):
        return tuple([_shape_of(one, values) for one in value])
    if _is_fixed(value):
        return value  # type: ignore[no-any-return]  # it is one of three types, each hashable
    values.append(value)
    return type(value).__name__


def _is_fixed(value: Any) -> bool:
    """Whether `value` changes the words of a statement. Raises TypeError for what cannot be told."""
    if value is None or isinstance(value, bool | Expression):
        return True
    if isinstance(value, str | int | datetime):
        return False
    raise TypeError(f"a condition with {type(value).__name__} cannot be kept")


def _adapted(value: Any) -> Any:
    """`value` as the driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return str(value) if isinstance(value, str) else value
