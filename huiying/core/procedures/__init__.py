"""The declared tables of 信访 and 热线, and the engine that plays them."""

from collections.abc import Mapping

from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.model import Procedure
from huiying.core.procedures.rules import sound
from huiying.core.procedures.xinfang import XINFANG

PROCEDURES: Mapping[str, Procedure] = {item.id: item for item in sound(XINFANG, HOTLINE)}


def procedure(procedure_id: str) -> Procedure:
    """The procedure called `procedure_id`. Raises KeyError."""
    return PROCEDURES[procedure_id]
