"""The card on the page of a case: the aid that came of it, and the way to begin one."""

from typing import Any

from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.aid.views import title
from huiying.faces.desk.nav import AID
from huiying.serve.aid.selectors.aids import aids_of_case
from huiying.serve.aid.selectors.rights import helping_units
from huiying.serve.casework.models import Case


def of_case(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing for an erased case, nor for whoever helps nobody; of a sealed one what went over to its officer."""
    if case.voice.erased_at is not None or not viewer.holds(*AID):
        return None
    found = aids_of_case(case.pk, viewer.grants)
    may = not case.sealed and bool(helping_units(viewer.grants))
    rows = [{"title": title(aid), "aid": aid, "url": reverse("desk:aid", args=(aid.pk,))} for aid in found]
    return {"rows": rows, "url": f"{reverse('desk:aid_new')}?case={case.pk}" if may else ""} if rows or may else None
