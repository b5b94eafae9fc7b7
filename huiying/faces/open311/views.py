"""The addresses of GeoReport v2. Source: http://wiki.open311.org/GeoReport_v2."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from huiying.core.codes import grouped_code, grouped_number, is_number
from huiying.core.open311.errors import NothingHere, ParameterWrong
from huiying.core.open311.moments import WANTED as MOMENT_WANTED
from huiying.core.open311.moments import window
from huiying.core.open311.reading import RowWrong, read_update
from huiying.core.words import Text
from huiying.faces.open311 import rows
from huiying.faces.open311.answering import Answer, speaking
from huiying.faces.open311.asking import Asked
from huiying.faces.open311.posting import category_id, key_shown, posted
from huiying.faces.open311.wanted import OPEN_OR_CLOSED, wanted_of
from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import office_profile
from huiying.loop.open311.receiving import receive_request
from huiying.loop.open311.taking import take_update
from huiying.loop.receive_voice import Receipt
from huiying.serve.casework.selectors.published import Published, leaves_of, published, published_voice
from huiying.serve.casework.selectors.published_changes import updates_between, updates_of

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-22T00:00:00Z"
FORMATS = ["text/xml", "application/json"]
KEY_SERVICE = Text("密钥由本单位管理员发放。{contact}", "The administrator of this office gives out keys. {contact}")
UPDATE = ("update_id", "service_request_id", "status", "description", "updated_datetime")
OF_UPDATE = {
    "update_id": Text("对方的编号，最多 120 个字", "your own id of it, at most 120 characters"),
    "service_request_id": Text("本单位的回执号", "a receipt number of this office"),
    "status": OPEN_OR_CLOSED,
    "updated_datetime": MOMENT_WANTED,
}
RECEIVED = Text(
    "收到了。回执号 {number}，查询码 {code}，请收好：凭这两个号码在 {follow} 看进展、补充、评价、撤回。",
    "We have it. Receipt number {number}, code {code}: keep both. With them you follow it, add to it, judge the answer "
    "or withdraw it at {follow}.",
)
RECEIVED_BEFORE = Text(
    "这一条已经收到过，回执号 {number}。凭回执号和当时给的查询码在 {follow} 看进展。",
    "We have this one already, receipt number {number}. Follow it at {follow} with the code given then.",
)
NOT_PUBLIC = Text("这些话不公开，公开列表里查不到。", "The words are not published and stand in no public list.")


def discovery(request: HttpRequest, asked: Asked) -> Answer:
    """Where this office's Open311 is, in which formats, and who gives out keys."""
    profile = office_profile()
    contact = ", ".join(part for part in (str(profile), profile.phone, profile.address) if part)
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{_base(request)}/open311/v2",
        "changeset": CHANGESET,
        "type": "test" if settings.DEBUG else "production",
        "formats": FORMATS,
    }
    said = {
        "changeset": CHANGESET,
        "contact": contact,
        "key_service": KEY_SERVICE.say(speaking()).format(contact=contact),
        "endpoints": [endpoint],
    }
    return Answer("discovery", said | ({"accepts_updates": True} if asked.flag("extensions") else {}))


def services(request: HttpRequest, asked: Asked) -> Answer:
    """What can be asked of this office: its categories."""
    return Answer("services", rows.services())


def service(request: HttpRequest, asked: Asked, *, code: str) -> Answer:
    """What a service asks beside the standard fields."""
    if code != rows.ANYTHING:
        category_id(code)
    return Answer("service_definition", rows.service_definition(code))


def requests(request: HttpRequest, asked: Asked) -> Answer:
    """The published voices: of the last 90 days, or as asked, at most 1,000 at once."""
    return Answer("service_requests", _rows(published(wanted_of(asked)), asked))


def one_request(request: HttpRequest, asked: Asked, *, number: str) -> Answer:
    """One published voice by its receipt number."""
    found = published_voice(number) if is_number(number) else None
    if found is None:
        raise NothingHere
    return Answer("service_requests", _rows([found], asked))


def token(request: HttpRequest, asked: Asked, *, number: str) -> Answer:
    """Every post gets its number at once, which is its own token."""
    if not is_number(number) or published_voice(number) is None:
        raise NothingHere
    return Answer("service_requests", [{"service_request_id": number, "token": number}])


def send(request: HttpRequest, asked: Asked) -> Answer:
    """A request comes in as a voice; the answer is its receipt."""
    key = key_shown(request, asked)
    receipt = receive_request(posted(request, asked), key=key, now=clock.now())
    return Answer("service_requests", [_given(receipt, f"{_base(request)}/follow", asked)])


def updates(request: HttpRequest, asked: Asked) -> Answer:
    """What changed in published voices: states and replies, by day."""
    span = window(asked.moment("start_date"), asked.moment("end_date"), now=clock.now())
    found = updates_between(span.start, span.end)
    return Answer("service_request_updates", [rows.update_row(update) for update in found])


def take(request: HttpRequest, asked: Asked) -> Answer:
    """The system of the unit that handles a request tells its news; a repeated post changes nothing."""
    key = key_shown(request, asked)
    try:
        told = read_update({name: asked.one(name) for name in UPDATE})
    except RowWrong as err:
        raise ParameterWrong(name=err.why, wanted=OF_UPDATE[err.why]) from err
    take_update(told, key=key, now=clock.now())
    return Answer("service_request_updates", [{"update_id": told.id, "service_request_id": told.request_id}])


def _base(request: HttpRequest) -> str:
    return settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")


def _given(receipt: Receipt, follow: str, asked: Asked) -> dict[str, Any]:
    """The number, and in words where it can be followed; the code stands here once and nowhere else."""
    voice, code = receipt.voice, receipt.code
    said = (RECEIVED if code else RECEIVED_BEFORE).say(speaking()) + (
        "" if voice.may_publish else " " + NOT_PUBLIC.say(speaking())
    )
    number = grouped_number(voice.number)
    notice = said.format(number=number, code=grouped_code(code) if code else "", follow=follow)
    row = {"service_request_id": voice.number, "service_notice": notice}
    return row | ({"receipt_code": code, "follow_url": follow} if asked.flag("extensions") else {})


def _rows(found: list[Published], asked: Asked) -> list[dict[str, Any]]:
    if not asked.flag("extensions"):
        return [rows.request_row(one) for one in found]
    ids = [one.voice.pk for one in found]
    leaves = leaves_of(ids)
    changes: dict[int, list[Any]] = {pk: [] for pk in ids}
    for update in updates_of(ids):
        changes[update.voice.pk].append(update)
    return [
        {**rows.request_row(one), **rows.extended(one, changes[one.voice.pk], leaves.get(one.voice.pk))}
        for one in found
    ]
