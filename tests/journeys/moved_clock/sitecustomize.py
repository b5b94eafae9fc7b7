"""On the path of an office whose days pass faster: its one clock is ahead by the days that stand in a file."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from huiying.foundation.keys import clock

_ahead = Path(os.environ["DAYS_AHEAD_FILE"])
_real_now = clock.now


def _now() -> datetime:
    return _real_now() + timedelta(days=int(_ahead.read_text()))


clock.now = _now
