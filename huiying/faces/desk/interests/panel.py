"""The card on the page of an issue or a decision: whose interests are at stake, or the way to the table."""

from typing import Any

from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.interests.words import standing
from huiying.serve.coordination.errors.interests import InterestsNotFound
from huiying.serve.coordination.selectors.interests import interests_for_viewer


def panel(about_kind: str, about_id: int, viewer: Viewer) -> dict[str, Any] | None:
    """For `desk/interests/panel.html`; None where there is no table and the viewer keeps none, or may not read it."""
    try:
        view = interests_for_viewer(about_kind, about_id, viewer.grants)
    except InterestsNotFound:
        return None
    if view.shown is None and not view.may_keep:
        return None
    groups = [row.group for row in view.shown.rows] if view.shown else []
    return {"groups": groups, "standing": standing(view), "url": reverse("desk:interests", args=(about_kind, about_id))}
