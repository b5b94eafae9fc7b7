"""The one screen: everything beside the fields that is drawn for what stands in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer
from huiying.faces.desk.casework.category import CATEGORY, UNIT
from huiying.faces.desk.intake import alike, category
from huiying.faces.desk.intake.files import Kept, waiting
from huiying.faces.desk.intake.forms import LONGEST_AGO, TAKEN_DOWN, IntakeForm
from huiying.faces.desk.intake.typed import FILES
from huiying.faces.desk.nav import page
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.services.drafts import Begun, begun_by, given_by
from huiying.loop.foreseeing import Foreseen, foresee

CHANNEL = "intake_channel"
"""In the session: the channel that was used last."""
FIRST_WORDS = 24
"""Characters by which a clerk knows what they began."""
MOST_SHOWN = 12


def live(typed: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
    """What changes while somebody writes: like cases, suggestions, what would follow."""
    suggested = category.beside(typed)
    return {
        "nearby": alike.nearby(typed, viewer),
        "suggested": suggested[CATEGORY],
        "suggested_unit": suggested[UNIT],
        "foreseen": _foreseen(typed, viewer.now),
        "may_hand_on": viewer.holds(Role.DISPATCHER),
    }


def whole(
    request: StaffRequest, form: IntakeForm, typed: Mapping[str, Any], *, files: Sequence[Kept] = (), refused: str = ""
) -> dict[str, Any]:
    """The context of the whole screen."""
    viewer, staff = request.viewer, request.viewer.staff.pk
    draft = _draft(form)
    begun = [one for one in begun_by(staff, now=viewer.now) if str(one.id) != draft]
    return {
        **page(request, "intake"),
        **live(typed, viewer),
        "form": form,
        "draft": draft,
        "kept_files": files or waiting(typed.get(FILES, ()), staff),
        "refused_files": refused,
        "begun": [(one.id, one.at, first_words(one)) for one in begun[:MOST_SHOWN]],
        "given": given_by(staff, now=viewer.now)[:MOST_SHOWN],
    }


def _draft(form: IntakeForm) -> str:
    """Under which id this screen is kept."""
    try:
        return str(UUID(str(form["draft"].value())))
    except ValueError:
        return str(uuid4())


def first_words(begun: Begun) -> str:
    """The beginning of what was written down; what is shown of a draft in the list of its own clerk."""
    words = " ".join(str(begun.answers.get("words", "")).split())
    return words[:FIRST_WORDS] + ("…" if len(words) > FIRST_WORDS else "")


def _foreseen(typed: Mapping[str, Any], now: datetime) -> Foreseen | None:
    """None while channel or kind are not known."""
    channel, kind = typed.get("channel", ""), typed.get("kind", "")
    if channel not in TAKEN_DOWN or kind not in Kind.values:
        return None
    return foresee(channel=channel, kind=kind, received_at=_received(typed, now), now=now)


def _received(typed: Mapping[str, Any], now: datetime) -> datetime:
    """When it reached the office, as it stands in the field; now where nothing sensible does."""
    try:
        at = parse_datetime(str(typed.get("received_at", "")))
    except ValueError:
        return now
    if at is None:
        return now
    at = make_aware(at) if is_naive(at) else at
    return min(at, now) if at > now - LONGEST_AGO else now
