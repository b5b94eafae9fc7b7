"""Agenda items whose case was sealed after they were written, without their words."""

from collections.abc import Container, Iterable

from huiying.serve.coordination.models.meetings import AgendaItem

SEALED = "—"
"""Stands in the place of words about a sealed case."""


def conceal(items: Iterable[AgendaItem], mine: Container[int] = ()) -> list[AgendaItem]:
    """The same, without the words of items whose case was sealed since; `mine`: ids of cases that the reader may see.

    Rows for reading; never to be saved.
    """
    found = list(items)
    for item in found:
        if item.case is not None and item.case.sealed and item.case_id not in mine:
            item.title, item.question, item.paper, item.discussion, item.put_off_reason = SEALED, "", "", "", ""
            item.public = False
    return found


def concealed(item: AgendaItem) -> bool:
    """Whether `conceal` took its words."""
    return item.case is not None and item.case.sealed and item.title == SEALED
