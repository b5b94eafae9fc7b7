"""What a voice is about, suggested while it is taken down; the receptionist takes it, chooses another or leaves it."""

from collections.abc import Mapping

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.casework.category import CATEGORY, Beside
from huiying.foundation.office.models import Place
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.loop.categorise_case import categorise_case
from huiying.loop.understanding.suggesting import suggest_while_writing
from huiying.serve.casework.selectors.named import id_in

MOST = 4_000
"""Characters that are looked at while somebody writes."""


def beside(typed: Mapping[str, str]) -> Beside | None:
    """The suggestion for the words typed so far; none for a report of wrongdoing, none where one is chosen."""
    if typed.get("kind") == Kind.REPORT or typed.get(CATEGORY):
        return None
    place = id_in(typed.get("place", ""))
    found = Place.objects.filter(pk=place).first() if place else None
    one = suggest_while_writing(typed.get("words", "").strip()[:MOST], found).category
    return Beside(CATEGORY, one) if one else None


def keep(request: StaffRequest, voice: Voice, category: str, draft: object) -> None:
    """Set what was chosen on the case that was just opened. A report of wrongdoing is the sealed officer's.

    The voice is registered whatever becomes of it: a category that was retired meanwhile is left to the dispatcher.
    """
    if not category or voice.kind == Kind.REPORT:
        return
    viewer = request.viewer
    try:
        categorise_case(
            voice.pk,
            actor=viewer.actor,
            now=viewer.now,
            category_id=int(category),
            key=f"intake:{draft}:category",
        )
    except HuiyingError:
        return
