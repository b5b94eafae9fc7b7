"""Speaking up at a box: the ordinary questions, with the place filled in and the box bound to the voice."""

from typing import Any

from django.http import HttpRequest

from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.models import Place
from huiying.listen.boxes.models import Box
from huiying.listen.boxes.selectors.public import box_called

PARAMETER = "box"


def box_asked_for(request: HttpRequest) -> Box | None:
    """The box that the address or the form names, where one hangs under this code."""
    found = box_called(str(request.GET.get(PARAMETER) or request.POST.get(PARAMETER) or ""))
    return found if found is not None and found.active else None


def answers_at(box: Box) -> dict[str, Any]:
    """What a draft begun at the box holds from the start; the speaker may change place and spot."""
    return {PARAMETER: box.code, "place_words": box.spot, **_places(box.place)}


def _places(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    if place.kind == PlaceKind.TOWN:
        return {"town": str(place.pk)}
    if place.parent is not None and place.parent.kind == PlaceKind.TOWN:
        return {"town": str(place.parent.pk), "village": str(place.pk)}
    return {}


def source_of(answers: dict[str, Any]) -> str:
    """The box at which the draft was begun, as the voice names its source; "" when it was none."""
    code = answers.get(PARAMETER)
    return f"box:{code}" if code else ""
