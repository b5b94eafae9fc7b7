"""The table of interests under a public issue or decision."""

from dataclasses import dataclass

from huiying.faces.look.parts import Table
from huiying.faces.look.stakes import notes, stakes_table
from huiying.serve.coordination.selectors.interests import public_interests


@dataclass(frozen=True, slots=True)
class InterestsPart:
    """What `public/interests/table.html` shows as `interests`."""

    table: Table
    notes: list[str]


def interests_part(about_kind: str, about_id: int) -> InterestsPart | None:
    """None where nothing is published."""
    view = public_interests(about_kind, about_id)
    return InterestsPart(stakes_table(view, view.table.question), notes(view)) if view else None
