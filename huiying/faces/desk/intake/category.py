"""What a voice is about and who usually has it, suggested while it is taken down: taken, chosen otherwise, or left."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.messages import success, warning
from django.utils.translation import gettext as _

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.casework.category import CATEGORY, UNIT, Beside
from huiying.faces.desk.fields import refusal
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.loop.categorise_case import categorise_case
from huiying.loop.name_unit import name_unit
from huiying.loop.understanding.suggesting import suggest_while_writing
from huiying.serve.casework.selectors.categories import Suggested, unit_suggested
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.casework.selectors.usual import unit_for

MOST = 4_000
"""Characters that are looked at while somebody writes."""


def beside(typed: Mapping[str, Any]) -> dict[str, Beside | None]:
    """The suggestions for what is typed so far, by field; none for a report of wrongdoing, none where one is chosen."""
    if typed.get("kind") == Kind.REPORT:
        return {CATEGORY: None, UNIT: None}
    place = _place(typed)
    if typed.get(CATEGORY):
        category, unit = None, _usual(typed, place)
    else:
        found = suggest_while_writing(str(typed.get("words", "")).strip()[:MOST], place)
        category, unit = found.category, found.unit
    return {
        CATEGORY: Beside(CATEGORY, category) if category else None,
        UNIT: Beside(UNIT, unit) if unit and not typed.get(UNIT) else None,
    }


def _place(typed: Mapping[str, Any]) -> Place | None:
    number = id_in(typed.get("place", ""))
    return Place.objects.filter(pk=number).first() if number else None


def _usual(typed: Mapping[str, Any], place: Place | None) -> Suggested | None:
    """Who usually has the category that was chosen."""
    number = id_in(typed.get(CATEGORY, ""))
    category = Category.objects.filter(pk=number, active=True).first() if number else None
    found = unit_for(category, place) if category else None
    return unit_suggested(found.unit_id, found.source) if found else None


def keep(request: StaffRequest, voices: Sequence[Voice], category: str, draft: object) -> None:
    """Set what was chosen on the cases that were just opened. A report of wrongdoing is the sealed officer's.

    The voices are registered whatever becomes of it: a category that was retired meanwhile is left to the dispatcher.
    """
    for at, voice in enumerate(voices):
        if not category or voice.kind == Kind.REPORT:
            return
        try:
            categorise_case(
                voice.pk,
                actor=request.viewer.actor,
                now=request.viewer.now,
                category_id=int(category),
                key=f"intake:{draft}:category" + (f":{at}" if at else ""),
            )
        except HuiyingError:
            return


def keep_unit(request: StaffRequest, voices: Sequence[Voice], unit_id: str, draft: object, *, at_once: bool) -> None:
    """Hand the case on, or tell the dispatcher which unit was named at intake; nothing where none was."""
    first = voices[0]
    unit = Unit.objects.filter(pk=id_in(unit_id) or 0, active=True).first()
    if unit is None or first.kind == Kind.REPORT:
        return
    viewer, name = request.viewer, {"unit": str(unit)}
    done = name_unit(
        first.pk,
        unit.pk,
        at_once=at_once,
        also=[voice.pk for voice in voices[1:]],
        reason=_("Chosen at intake: %(unit)s") % name,
        note=_("Named at intake: %(unit)s should have it") % name,
        actor=viewer.actor,
        now=viewer.now,
        key=f"intake:{draft}:unit",
    )
    if done.handed_on:
        success(request, _("Handed on to %(unit)s.") % name)
    elif done.noted:
        success(request, _("The dispatcher reads on the case that %(unit)s should have it.") % name)
    elif done.why is not None:
        warning(request, _("Not handed on to %(unit)s: %(why)s") % (name | {"why": refusal(done.why)}))
