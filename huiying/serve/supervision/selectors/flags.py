"""Flags 待研判, as inspectors read them."""

from collections.abc import Sequence

from django.db.models import Prefetch, Q, QuerySet

from huiying.foundation.people.models import Grant
from huiying.listen.voices.selectors import revealed_checks
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.errors import FlagGone
from huiying.serve.supervision.models import Flag, Signal
from huiying.serve.supervision.selectors.rights import visible_flags
from huiying.serve.supervision.selectors.signals import counted


def flags_for(grants: Sequence[Grant], state: FlagState | None = FlagState.FLAGGED) -> QuerySet[Flag]:
    """Those that the holder of `grants` may see, the newest first, with what made them; `state` None: all."""
    made_by = Prefetch("signals", Signal.objects.filter(counted()).select_related("unit", "told").order_by("at", "pk"))
    rows = Flag.objects.filter(visible_flags(grants)).filter(Q(case=None) | ~Q(case__in=revealed_checks()))
    if state is not None:
        rows = rows.filter(state=state.value)
    return (
        rows.select_related("case__voice", "commitment", "unit")
        .prefetch_related(made_by)
        .order_by("-flagged_at", "-pk")
    )


def flag_for_viewer(flag_id: int, grants: Sequence[Grant]) -> Flag:
    """Raises FlagGone, also for one the viewer may not see."""
    found = flags_for(grants, None).filter(pk=flag_id).first()
    if found is None:
        raise FlagGone
    return found
