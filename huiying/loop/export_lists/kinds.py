"""Every list that can go out, by name."""

from huiying.loop.export_lists import cases, economy, insight, issues
from huiying.loop.export_lists.errors import ExportNotOpen
from huiying.loop.export_lists.kind import ListKind, Reader

KINDS = {kind.name: kind for kind in (*cases.KINDS, *issues.KINDS, *insight.KINDS, *economy.KINDS)}
OF_THE_MACHINE = ("cases", "issues", "signs", "alike", "slow", "burdens", "economy")
"""Those that do not depend on who reads them; sealed reports are for their officer alone."""


def kind_for(name: str, reader: Reader) -> ListKind:
    """Raises ExportNotOpen, also where the list exists and is not the reader's."""
    kind = KINDS.get(name)
    if kind is None or not reader.holds(kind.roles):
        raise ExportNotOpen
    return kind
