"""Problem details (RFC 9457): every refusal as JSON in the caller's language, with a stable code."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language

from huiying.core.codes import CodeIncompleteError, NumberIncompleteError, NumberMistypedError
from huiying.core.errors import HuiyingError
from huiying.core.procedures.errors import ActUnknown, FieldMissing, FieldWrong, NotYourAct
from huiying.core.spoken import WordsMissing, WordsTooMany
from huiying.core.words import Text
from huiying.faces.api import errors
from huiying.foundation.files.errors import FileBusy, FileRefused, FileTooLarge
from huiying.foundation.office.errors import WebPaused
from huiying.foundation.people.errors import SameKeyOtherCall
from huiying.judge.ratings.errors import AnswerUnknown, NothingSaid
from huiying.listen.voices.enums import Naming
from huiying.listen.voices.errors import ContactMissing, ReceiptUnknown, TryAgainLater
from huiying.loop.export_lists.errors import ExportNotOpen
from huiying.serve.casework.errors import CaseNotFound, MayNotCategorise

TYPE = "application/problem+json"
AUTHENTICATE = 'Bearer realm="huiying"'

STATUS: Mapping[type[HuiyingError], HTTPStatus] = {
    errors.RequestWrong: HTTPStatus.BAD_REQUEST,
    errors.BodyUnreadable: HTTPStatus.BAD_REQUEST,
    errors.KeyNeeded: HTTPStatus.UNAUTHORIZED,
    errors.ReceiptNeeded: HTTPStatus.UNAUTHORIZED,
    errors.ScopeNeeded: HTTPStatus.FORBIDDEN,
    NotYourAct: HTTPStatus.FORBIDDEN,
    MayNotCategorise: HTTPStatus.FORBIDDEN,
    errors.NothingHere: HTTPStatus.NOT_FOUND,
    CaseNotFound: HTTPStatus.NOT_FOUND,
    ExportNotOpen: HTTPStatus.NOT_FOUND,
    ActUnknown: HTTPStatus.NOT_FOUND,
    errors.MethodUnknown: HTTPStatus.METHOD_NOT_ALLOWED,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TypeUnsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.FieldsWrong: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.CursorWrong: HTTPStatus.UNPROCESSABLE_ENTITY,
    SameKeyOtherCall: HTTPStatus.UNPROCESSABLE_ENTITY,
    FieldMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    FieldWrong: HTTPStatus.UNPROCESSABLE_ENTITY,
    WordsMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    WordsTooMany: HTTPStatus.UNPROCESSABLE_ENTITY,
    ContactMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    NothingSaid: HTTPStatus.UNPROCESSABLE_ENTITY,
    AnswerUnknown: HTTPStatus.UNPROCESSABLE_ENTITY,
    NumberIncompleteError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NumberMistypedError: HTTPStatus.UNPROCESSABLE_ENTITY,
    CodeIncompleteError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ReceiptUnknown: HTTPStatus.NOT_FOUND,
    FileRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    FileBusy: HTTPStatus.TOO_MANY_REQUESTS,
    FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TooManyCalls: HTTPStatus.TOO_MANY_REQUESTS,
    TryAgainLater: HTTPStatus.TOO_MANY_REQUESTS,
    WebPaused: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.OurFault: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Every other refusal is a 409: it does not fit how things stand."""

TITLES: Mapping[HTTPStatus, Text] = {
    HTTPStatus.BAD_REQUEST: Text("请求读不懂", "Unreadable request"),
    HTTPStatus.UNAUTHORIZED: Text("需要密钥", "Key needed"),
    HTTPStatus.FORBIDDEN: Text("没有权限", "Not allowed"),
    HTTPStatus.NOT_FOUND: Text("没有找到", "Not found"),
    HTTPStatus.METHOD_NOT_ALLOWED: Text("方法不对", "Method not allowed"),
    HTTPStatus.CONFLICT: Text("现在不能这样做", "Not possible as things stand"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Text("内容太大", "Too large"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Text("内容类型不对", "Media type not taken"),
    HTTPStatus.UNPROCESSABLE_ENTITY: Text("内容不对", "Not right"),
    HTTPStatus.TOO_MANY_REQUESTS: Text("太频繁", "Too many calls"),
    HTTPStatus.SERVICE_UNAVAILABLE: Text("网上暂停接收", "Nothing is taken in by the web now"),
    HTTPStatus.INTERNAL_SERVER_ERROR: Text("我们出了错", "Our fault"),
}


def status_of(error: HuiyingError) -> HTTPStatus:
    """The status of a refusal; of several classes the nearest counts."""
    return next((STATUS[one] for one in type(error).__mro__ if one in STATUS), HTTPStatus.CONFLICT)


def problem(error: HuiyingError, *, wrong: Sequence[Mapping[str, str]] = ()) -> HttpResponse:
    """The answer that refuses. `wrong`: the fields at fault, each with its place and a sentence."""
    status, language = status_of(error), get_language() or ""
    body: dict[str, Any] = {
        "type": f"/api/v1/#{error.code}",
        "title": TITLES[status].say(language),
        "status": int(status),
        "detail": error.say(language),
        "code": error.code,
        "errors": list(wrong) or _field_at_fault(error, language),
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=TYPE, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = AUTHENTICATE
    if isinstance(seconds := error.data.get("seconds"), int):
        response["Retry-After"] = str(seconds)
    return response


def _field_at_fault(error: HuiyingError, language: str) -> list[dict[str, str]]:
    field = error.data.get("field")
    return [{"pointer": f"/data/{field}", "detail": error.say(language)}] if field else []


_SAYS: Mapping[str, Text] = {
    "missing": Text("必须给出", "must be given"),
    "extra_forbidden": Text("这里没有这一项", "is not known here"),
    "string_type": Text("要是文字", "must be text"),
    "string_unicode": Text("含有不成对的代理字符", "holds lone surrogates"),
    "string_too_short": Text("太短", "is too short"),
    "string_too_long": Text("太长", "is too long"),
    "string_pattern_mismatch": Text("写法不对", "is not written as it should be"),
    "literal_error": Text("不在可选的值里", "is not one of those offered"),
    "union_tag_invalid": Text("不在可选的值里", "is not one of those offered"),
    "union_tag_not_found": Text("必须写明是哪一种", "must say which kind it is"),
    "int_type": Text("要是整数", "must be a whole number"),
    "int_parsing": Text("要是整数", "must be a whole number"),
    "int_parsing_size": Text("数太大", "is too large"),
    "float_type": Text("要是数", "must be a number"),
    "bool_type": Text("要是 true 或 false", "must be true or false"),
    "list_type": Text("要是数组", "must be a list"),
    "dict_type": Text("要是对象", "must be an object"),
    "model_type": Text("要是对象", "must be an object"),
    "model_attributes_type": Text("要是对象", "must be an object"),
    "too_long": Text("太多", "are too many"),
    "too_short": Text("太少", "are too few"),
    "greater_than_equal": Text("太小", "is too small"),
    "less_than_equal": Text("太大", "is too large"),
}
_NOT_RIGHT = Text("不对", "is not right")
_UNSAID = frozenset({"extra_forbidden"})
"""The name at fault is the caller's own text: it is not sent back, the place above it is."""

_BODIES = frozenset({"body", "form", "file"})


def wrong_fields(found: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What pydantic found, each with its place (RFC 6901 in a body, a name elsewhere); never with what was sent."""
    return [_wrong(one) for one in found]


def _wrong(one: Mapping[str, Any]) -> dict[str, str]:
    where, *path = one["loc"]
    if one["type"] in _UNSAID:
        path = path[:-1]
    said = _SAYS.get(one["type"], _NOT_RIGHT).say(get_language() or "")
    if where not in _BODIES:
        return {"parameter": ".".join(str(step) for step in path), "detail": said}
    steps = [str(step) for step in path[1:] if step not in Naming.values]
    return {"pointer": "".join(f"/{step}" for step in steps), "detail": said}
