"""The card on the page of a case: who keeps out of it, and the help that the person asked for."""

from typing import Any

from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.recusal.views import whom
from huiying.listen.voices.selectors import helps_of
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recusals import may_decide, recusals_of


def of_case(case: Case, viewer: Viewer) -> dict[str, Any]:
    """Requests with the address to decide them, and the address to keep out oneself."""
    rows = [
        {
            "whom": whom(one),
            "state": one.recusal.get_state_display(),
            "look": {RecusalState.ASKED: "wait", RecusalState.GRANTED: "stop"}.get(
                RecusalState(one.recusal.state), "hold"
            ),
            "until": one.decide_by if one.recusal.state == RecusalState.ASKED else None,
            "url": reverse("desk:recusal", args=(one.recusal.pk,)) if _decides(one.recusal, case, viewer) else "",
        }
        for one in recusals_of(case, viewer.calendar)
    ]
    return {"rows": rows, "declare_url": reverse("desk:keep_out", args=(case.pk,)), "helps": helps_of(case.voice)}


def _decides(asked: Any, case: Case, viewer: Viewer) -> bool:
    return asked.state == RecusalState.ASKED and may_decide(asked, case, viewer.actor, viewer.grants)
