"""A post to requests: what came, checked field by field, as a voice."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest

from huiying.core.open311.attributes import BY_CODE, KIND, NAMING, PUBLISH, WANTS, YES
from huiying.core.open311.errors import (
    AttributeUnknown,
    DescriptionMissing,
    DescriptionTooLong,
    KeyMissing,
    ParameterWrong,
    ServiceUnknown,
    TooManyCalls,
    WhereMissing,
)
from huiying.core.spoken import WordsMissing, clean_words
from huiying.core.words import Text
from huiying.faces.look.gate.door import call_stranger
from huiying.faces.look.language import language_of
from huiying.faces.open311.asking import Asked
from huiying.faces.open311.contacts import MOST_ID, identity_of, line_of, short
from huiying.faces.open311.photos import Photo, keep_photos, photos_of
from huiying.faces.open311.rows import ANYTHING
from huiying.foundation.keys import clock
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.enums import Scope
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.selectors import key_of, opens
from huiying.foundation.people.services.key_use import count_call
from huiying.listen.voices.enums import Channel, Kind, Naming
from huiying.loop.open311.receiving import Posted
from huiying.loop.receive_voice import Spoken

MOST_DESCRIPTION, MOST_ADDRESS, MOST_MEDIA = 4_000, 200, 1_000
MEDIA = Text("照片或文件的网址（未打开核对）：{url}", "Address of a photo or file (not opened by us): {url}")
CODE_WANTED = Text("services.xml 里的代码", "a code from services.xml")
PLACE_WANTED = Text("本单位地点的编号", "the number of a place of this office")
ONE_OF = Text("以下之一：{keys}", "one of {keys}")
_ATTRIBUTE = re.compile(r"attribute\[([^\]]*)\](?:\[\])?")
_TELLS_WHO = ("device_id", "account_id", "email", "phone")
_NOT_SAID = frozenset({"api_key", "jurisdiction_id", "extensions"})


def key_shown(request: HttpRequest, asked: Asked) -> ApiKey:
    """The key of a post, counted. Raises KeyMissing, TooManyCalls."""
    now = clock.now()
    key = key_of(asked.one("api_key"), now=now)
    if key is None:
        call_stranger(request.META)
    if key is None or not opens(key, Scope.OPEN311):
        raise KeyMissing
    allowance = count_call(key, now=now)
    if not allowance.allowed:
        raise TooManyCalls(limit=allowance.limit, seconds=allowance.seconds)
    return key


def posted(request: HttpRequest, asked: Asked) -> Posted:
    """Everything is checked before a file is kept.

    Raises ServiceUnknown, WhereMissing, DescriptionMissing, DescriptionTooLong, AttributeUnknown, ParameterWrong,
    FileRefused.
    """
    category_id, chosen, identity = _category(asked), _attributes(asked), identity_of(asked)
    naming = chosen.get(NAMING) or (Naming.SHIELDED if identity else Naming.ANONYMOUS)
    if naming == Naming.ANONYMOUS:
        identity = {}
    numbered = short(request.headers.get("Idempotency-Key", "").strip(), "Idempotency-Key", MOST_ID)
    spoken, photos = _spoken(asked, chosen, str(naming), reachable=bool(identity)), photos_of(request)
    return Posted(
        spoken=spoken,
        identity=identity,
        category_id=category_id,
        same=_same(asked, numbered, photos),
        forever=bool(numbered),
        files=keep_photos(photos, now=spoken.received_at),
    )


def _spoken(asked: Asked, chosen: dict[str, str], naming: str, *, reachable: bool) -> Spoken:
    latitude, longitude = _point(asked)
    place_id, address = _place_id(asked), line_of(asked, "address_string", MOST_ADDRESS)
    if latitude is None and not address and place_id is None:
        raise WhereMissing
    words = _words(asked)
    return Spoken(
        channel=Channel.OPEN311,
        kind=chosen.get(KIND, Kind.REQUEST.value),
        naming=naming,
        text=words,
        language=language_of(words),
        received_at=clock.now(),
        place_id=place_id,
        place_words=address,
        wants=chosen.get(WANTS, ""),
        may_publish=chosen.get(PUBLISH) == YES,
        may_contact=reachable,
        latitude=latitude,
        longitude=longitude,
    )


def _words(asked: Asked) -> str:
    """The description; the address of a photo goes beneath it as words, and is never opened by the server."""
    try:
        words = clean_words(asked.one("description"))
    except WordsMissing as err:
        raise DescriptionMissing from err
    if len(words) > MOST_DESCRIPTION:
        raise DescriptionTooLong(most=MOST_DESCRIPTION)
    media = line_of(asked, "media_url", MOST_MEDIA)
    return f"{words}\n\n{MEDIA.say(language_of(words)).format(url=media)}" if media else words


def _category(asked: Asked) -> int | None:
    code = asked.one("service_code")
    if not code:
        raise ParameterWrong(name="service_code", wanted=CODE_WANTED)
    if code == ANYTHING:
        return None
    return category_id(code)


def category_id(code: str, *, retired: bool = False) -> int:
    """The category with this code; with `retired` also one no longer in use. Raises ServiceUnknown."""
    rows = Category.objects.all() if retired else Category.objects.filter(active=True)
    if not _is_id(code) or not rows.filter(pk=int(code)).exists():
        raise ServiceUnknown
    return int(code)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12


def _point(asked: Asked) -> tuple[Decimal | None, Decimal | None]:
    latitude, longitude = asked.degrees("lat", 90), asked.degrees("long", 180)
    if (latitude is None) != (longitude is None):
        raise WhereMissing
    return latitude, longitude


def _place_id(asked: Asked) -> int | None:
    if not (code := asked.one("address_id")):
        return None
    if not _is_id(code) or not Place.objects.filter(pk=int(code), active=True).exists():
        raise ParameterWrong(name="address_id", wanted=PLACE_WANTED)
    return int(code)


def _attributes(asked: Asked) -> dict[str, str]:
    """By code what was chosen. Raises AttributeUnknown, ParameterWrong."""
    chosen: dict[str, str] = {}
    for name, values in asked.starting("attribute"):
        found = _ATTRIBUTE.fullmatch(name)
        attribute = BY_CODE.get(found[1]) if found else None
        if attribute is None:
            raise AttributeUnknown(known=", ".join(BY_CODE))
        given = [value.strip() for value in values if value.strip()]
        if any(not attribute.takes(value) for value in given) or len(set(given)) > 1:
            keys = ", ".join(value.key for value in attribute.values)
            raise ParameterWrong(
                name=f"attribute[{attribute.code}]",
                wanted=Text(ONE_OF.zh.format(keys=keys), ONE_OF.en.format(keys=keys)),
            )
        if given:
            chosen[attribute.code] = given[0]
    return chosen


def _same(asked: Asked, numbered: str, photos: Sequence[Photo]) -> str:
    """What a repeated post has in common with the first; "" where nothing tells one sender from another."""
    said = repr((asked.said(but=_NOT_SAID.__contains__), [photo.digest for photo in photos]))
    if numbered:
        return f"{numbered}\n{said}"
    return said if any(asked.one(name) for name in _TELLS_WHO) else ""
