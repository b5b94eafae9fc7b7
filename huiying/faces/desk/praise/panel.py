"""What other pages of the desk say of praise: the card on a case, the line above a queue."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.judge.ratings.selectors.praise import may_pass_on, praise_for, praise_of_case
from huiying.listen.voices.enums import Kind
from huiying.serve.casework.models import Case

RECENT, KEPT_SECONDS = timedelta(days=30), 300


def of_case(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """To which units it was passed on; for a dispatcher also the way to do it. Nothing for a sealed or erased case."""
    if case.sealed or case.voice.erased_at is not None:
        return None
    passed = praise_of_case(case.pk)
    praised = case.voice.kind == Kind.PRAISE
    if not passed and not praised:
        return None
    may = praised and may_pass_on(case, viewer.grants)
    return {"passed": passed, "url": reverse("desk:pass_praise", args=(case.pk,)) if may else ""}


def lately(viewer: Viewer) -> int:
    """How often the units of the viewer were praised in the last thirty days; asked again after five minutes."""
    key = f"desk.praised:{viewer.staff.pk}"
    found: int | None = cache.get(key)
    if found is None:
        found = praise_for(viewer.grants).filter(passed_at__gt=viewer.now - RECENT).count()
        cache.set(key, found, KEPT_SECONDS)
    return found
