"""What stands in the answers: services, requests and updates, with the keys of the specification in its order."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from huiying.core.open311.attributes import definition
from huiying.core.open311.moments import say_moment
from huiying.core.words import Text
from huiying.faces.open311.answering import speaking
from huiying.foundation.office.kept import kept
from huiying.foundation.office.models import Category, Place
from huiying.foundation.office.selectors import tree
from huiying.serve.casework.selectors.published import Published
from huiying.serve.casework.selectors.published_changes import Update

ANYTHING = "0"
"""The service for whatever fits none, or not yet: a person at the desk decides."""
ANYTHING_NAME = Text("其他，或说不清归哪类", "Something else, or not sure")
ANYTHING_SAYS = Text("不用分类，写下来就行，我们来分。", "No need to sort it: write it down, and we find its place.")
STATUS = {False: "open", True: "closed"}
AREA = Decimal("0.001")
"""A point is told to about 100 metres: nobody's door is on the map."""
_BETWEEN = " › "


def services() -> list[dict[str, Any]]:
    """The categories in use, in the caller's language."""
    return kept(f"open311.services.{speaking()}", lambda: [_anything(), *_categories()])


def _anything() -> dict[str, Any]:
    name, says = ANYTHING_NAME.say(speaking()), ANYTHING_SAYS.say(speaking())
    return _service(ANYTHING, name, says, "", "")


def _categories() -> Iterable[dict[str, Any]]:
    rows: list[Category] = tree(Category)
    by_id = {row.pk: row for row in rows}
    for row in rows:
        above = [by_id[int(pk)] for pk in row.path.split("/") if pk and int(pk) in by_id and int(pk) != row.pk]
        names = [str(one) for one in (*above, row)]
        keywords = dict.fromkeys(name.replace(",", " ") for name in (*reversed(names), row.name, row.name_en))
        group = names[-2] if above else ""
        yield _service(str(row.pk), str(row), _BETWEEN.join(names), ",".join(filter(None, keywords)), group)


def _service(code: str, name: str, says: str, keywords: str, group: str) -> dict[str, Any]:
    return {
        "service_code": code,
        "service_name": name,
        "description": says,
        "metadata": True,
        "type": "realtime",
        "keywords": keywords,
        "group": group,
    }


def service_definition(code: str) -> dict[str, Any]:
    """What may be said beside the standard fields; the same for every service."""
    return {"service_code": code, "attributes": definition(speaking())}


def request_row(one: Published) -> dict[str, Any]:
    """A voice as a service request."""
    voice, category = one.voice, one.case.category
    return {
        "service_request_id": voice.number,
        "status": STATUS[one.over],
        "status_notes": one.reply or None,
        "service_name": str(category) if category is not None else ANYTHING_NAME.say(speaking()),
        "service_code": str(category.pk) if category is not None else ANYTHING,
        "description": one.words,
        "agency_responsible": str(one.case.unit),
        "service_notice": None,
        "requested_datetime": say_moment(voice.received_at),
        "updated_datetime": say_moment(one.updated_at),
        "expected_datetime": say_moment(one.limit.due_at - timedelta(seconds=1)) if one.limit is not None else None,
        "address": _address(voice.place, one.place_words) or None,
        "address_id": str(voice.place_id) if voice.place_id is not None else None,
        "zipcode": None,
        "lat": _about(voice.latitude),
        "long": _about(voice.longitude),
        "media_url": None,
    }


def _about(degrees: Decimal | None) -> float | None:
    return float(degrees.quantize(AREA)) if degrees is not None else None


def _address(place: Place | None, words: str) -> str:
    """The place from the widest down, and the words that say the spot."""
    names = kept("open311.places", lambda: dict(Place.objects.values_list("pk", "name")))
    english = kept("open311.places.en", lambda: dict(Place.objects.exclude(name_en="").values_list("pk", "name_en")))
    path = [int(pk) for pk in place.path.split("/") if pk] if place is not None else []
    if speaking().startswith("en"):
        return ", ".join(filter(None, [words, *(english.get(pk) or names.get(pk, "") for pk in reversed(path))]))
    return "".join(names.get(pk, "") for pk in path) + words


def extended(one: Published, updates: Iterable[Update], leaf: tuple[str, int] | None) -> Mapping[str, Any]:
    """What `extensions=true` adds: state, the day promised and its article, every change, the line of the log."""
    state = next((update.state.say(speaking()) for update in reversed(list(updates)) if not update.words), None)
    return {
        "kind": one.voice.kind,
        "state": state,
        "deadline": one.limit.due_on.isoformat() if one.limit is not None else None,
        "deadline_basis": _basis(one),
        "notes": [_note(update) for update in updates],
        "leaf": {"log": leaf[0], "index": leaf[1]} if leaf is not None else None,
    }


def _basis(one: Published) -> str | None:
    """The articles behind the limit."""
    if one.clock is None:
        return None
    return "; ".join(f"{source.instrument} {source.article}".strip() for source in one.clock.sources)


def _note(update: Update) -> dict[str, str]:
    said = update.words or update.state.say(speaking())
    return {"datetime": say_moment(update.at), "status": STATUS[update.over], "description": said}


def update_row(update: Update) -> dict[str, Any]:
    """A change as the updates extension tells it."""
    return {
        "update_id": update.id,
        "service_request_id": update.voice.number,
        "status": STATUS[update.over],
        "description": update.words or update.state.say(speaking()),
        "updated_datetime": say_moment(update.at),
        "media_url": None,
        "external_status_code": None,
    }
