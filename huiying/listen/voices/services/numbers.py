"""Receipt numbers that nobody has: neither a voice, nor a paper slip on which one was printed beforehand."""

import secrets

from django.db import connection

from huiying.core.codes import make_number

_taken_in = {("voices_voice", "number")}
"""Tables and columns that hold receipt numbers."""


def also_in(table: str, column: str) -> None:
    """A later room says where it keeps numbers that were given out before there is a voice."""
    _taken_in.add((table, column))


def new_numbers(count: int) -> list[str]:
    """`count` different numbers, free when asked; the caller writes them down in its transaction."""
    numbers: set[str] = set()
    while len(numbers) < count:
        wanted = {make_number(secrets.randbelow) for _ in range(count - len(numbers))} - numbers
        numbers |= wanted - _taken(wanted)
    return list(numbers)


def _taken(numbers: set[str]) -> set[str]:
    marks = ", ".join(["%s"] * len(numbers))
    places = sorted(_taken_in)
    looks = (f"SELECT {column} FROM {table} WHERE {column} IN ({marks})" for table, column in places)  # noqa: S608  ours
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(looks), list(numbers) * len(places))
        return {number for (number,) in cursor.fetchall()}
