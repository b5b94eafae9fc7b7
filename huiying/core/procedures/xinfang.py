"""The procedure 信访, complete."""

from huiying.core.procedures.model import Procedure
from huiying.core.procedures.xinfang_acts import ACTS, REGISTER
from huiying.core.procedures.xinfang_tables import CLOCKS, INSTRUMENT, PAPERS, SETTINGS, STATES
from huiying.core.words import Text

XINFANG = Procedure(
    id="xinfang",
    name=Text("信访", "Petition"),
    instrument=INSTRUMENT,
    version="2022-05",
    first="registered",
    states=STATES,
    clocks=CLOCKS,
    acts=(REGISTER, *ACTS),
    papers=PAPERS,
    settings=SETTINGS,
)
