"""The procedure 热线, complete."""

from huiying.core.procedures.hotline_acts import ACTS, TAKE
from huiying.core.procedures.hotline_tables import CLOCKS, INSTRUMENT, PAPERS, SETTINGS, STATES
from huiying.core.procedures.model import Procedure
from huiying.core.words import Text

HOTLINE = Procedure(
    id="hotline",
    name=Text("热线", "Hotline"),
    instrument=INSTRUMENT,
    version="2025-12",
    first="received",
    states=STATES,
    clocks=CLOCKS,
    acts=(TAKE, *ACTS),
    papers=PAPERS,
    settings=SETTINGS,
)
