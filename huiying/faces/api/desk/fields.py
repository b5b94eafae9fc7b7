"""The fields of an act as JSON Schema, and what was filled in checked against them: made from the procedure table."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from huiying.core.codes import normal_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures.data import MOST_OF_TASK, OUTCOMES, REQUEST_KEYS, TASK_KEYS
from huiying.core.procedures.errors import FieldWrong
from huiying.core.procedures.model import Act, Field, FieldKind
from huiying.core.words import Text
from huiying.faces.api.caller import Caller
from huiying.faces.api.shapes import MOST_ID
from huiying.serve.casework.errors import LeadCaseWrong
from huiying.serve.casework.selectors.casepage import case_by_number

MOST_LISTED = 100
Schema = dict[str, Any]
_HALF = re.compile("[\ud800-\udfff]")
_ID: Schema = {"type": "integer", "minimum": 1, "maximum": MOST_ID}
_REQUEST: Schema = {
    "type": "object",
    "properties": {
        name: {"type": "string", "minLength": 1} | ({"enum": list(OUTCOMES)} if name == "outcome" else {})
        for name in REQUEST_KEYS
    },
    "required": list(REQUEST_KEYS),
    "additionalProperties": False,
}
_TASK: Schema = {
    "type": "object",
    "properties": {
        "unit": dict(_ID),
        "what": {"type": "string", "minLength": 1, "maxLength": MOST_OF_TASK},
        "due_on": {"type": "string", "format": "date"},
    },
    "required": list(TASK_KEYS),
    "additionalProperties": False,
}
_UNKNOWN = Text("这一步没有这一项。", "this act has no such field.")


def schema_of(act: Act, language: str) -> Schema:
    """JSON Schema (2020-12) of the `data` that the act takes."""
    return {
        "type": "object",
        "properties": {field.name: _described(field, language) for field in act.fields},
        "required": [field.name for field in act.fields if field.required],
        "additionalProperties": False,
    }


def _described(field: Field, language: str) -> Schema:
    hint = {"description": field.hint.say(language)} if field.hint else {}
    return {"title": field.label.say(language), **hint, **_SCHEMAS[field.kind](field, language)}


def _text(field: Field, _language: str) -> Schema:
    return {"type": "string", "maxLength": field.most}


def _choice(field: Field, language: str) -> Schema:
    return {"oneOf": [{"const": one.value, "title": one.label.say(language)} for one in field.choices]}


_SCHEMAS: Mapping[FieldKind, Callable[[Field, str], Schema]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG: _text,
    FieldKind.UNIT: lambda _field, _language: dict(_ID),
    FieldKind.UNITS: lambda _field, _language: {"type": "array", "items": dict(_ID), "maxItems": MOST_LISTED},
    FieldKind.STAFF: lambda _field, _language: dict(_ID),
    FieldKind.DAY: lambda _field, _language: {"type": "string", "format": "date"},
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: lambda _field, _language: {"type": "boolean"},
    FieldKind.NUMBER: lambda _field, _language: {"type": "integer", "minimum": 0, "maximum": 100_000},
    FieldKind.CASE: lambda _field, _language: {"type": "string", "description": "Receipt number"},
    FieldKind.CASES: lambda _field, _language: {"type": "array", "items": dict(_ID), "maxItems": MOST_LISTED},
    FieldKind.REQUESTS: lambda _field, _language: {"type": "array", "items": _REQUEST, "maxItems": MOST_LISTED},
    FieldKind.TASKS: lambda _field, _language: {"type": "array", "items": _TASK, "maxItems": MOST_LISTED},
}


def data_of(act: Act, data: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
    """`data` as the loop takes it. Raises FieldWrong, LeadCaseWrong; what is missing the act itself says."""
    for name in data:
        if act.field(name) is None:
            raise FieldWrong(label=act.name, wanted=_UNKNOWN)
    return {field.name: _value(field, data[field.name], caller) for field in act.fields if field.name in data}


def _value(field: Field, value: Any, caller: Caller) -> Any:
    if value is None:
        return None
    if not _FITS[field.kind](value):
        raise FieldWrong(label=field.label, field=field.name, wanted=_WANTED[field.kind])
    return _case(value, caller) if field.kind is FieldKind.CASE else value


def _case(number: str, caller: Caller) -> int:
    """The case with this receipt number that the caller may see. Raises LeadCaseWrong."""
    try:
        found = case_by_number(normal_number(number), caller.grants)
    except HuiyingError as err:
        raise LeadCaseWrong from err
    if found is None:
        raise LeadCaseWrong
    return int(found.pk)


def _is_text(value: Any) -> bool:
    """Text without half of a surrogate pair, which JSON can spell and nothing can keep."""
    return isinstance(value, str) and _HALF.search(value) is None


def is_id(value: Any) -> bool:
    """A whole number that may be the id of a row."""
    return type(value) is int and 1 <= value <= MOST_ID


def _are_ids(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_LISTED and all(is_id(item) for item in value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 100_000


def _are_requests(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_LISTED and all(_is_request(item) for item in value)


def _is_request(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= set(REQUEST_KEYS) and all(map(_is_text, value.values()))


def _are_tasks(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_LISTED and all(_is_task(item) for item in value)


def _is_task(value: Any) -> bool:
    if not isinstance(value, dict) or not set(value) <= set(TASK_KEYS):
        return False
    words = (value[name] for name in ("what", "due_on") if name in value)
    return is_id(value.get("unit")) and all(map(_is_text, words))


_FITS: Mapping[FieldKind, Callable[[Any], bool]] = {
    FieldKind.TEXT: _is_text,
    FieldKind.LONG: _is_text,
    FieldKind.UNIT: is_id,
    FieldKind.UNITS: _are_ids,
    FieldKind.STAFF: is_id,
    FieldKind.DAY: _is_text,
    FieldKind.CHOICE: _is_text,
    FieldKind.FLAG: _is_flag,
    FieldKind.NUMBER: _is_number,
    FieldKind.CASE: _is_text,
    FieldKind.CASES: _are_ids,
    FieldKind.REQUESTS: _are_requests,
    FieldKind.TASKS: _are_tasks,
}
_IDS = Text("请给出一组编号。", "please give a list of ids.")
_AN_ID = Text("请给出一个编号。", "please give an id.")
_WORDS = Text("请给出文字。", "please give text.")
_WANTED: Mapping[FieldKind, Text] = {
    FieldKind.TEXT: _WORDS,
    FieldKind.LONG: _WORDS,
    FieldKind.UNIT: _AN_ID,
    FieldKind.UNITS: _IDS,
    FieldKind.STAFF: _AN_ID,
    FieldKind.DAY: Text("请写成 2026-11-22 这样的日期。", "please write a day like 2026-11-22."),
    FieldKind.CHOICE: Text("请从给出的选项里选一个。", "please choose one of the answers given."),
    FieldKind.FLAG: Text("请给出 true 或 false。", "please give true or false."),
    FieldKind.NUMBER: Text("请给出不太大的整数。", "please give a whole number that is not too large."),
    FieldKind.CASE: Text("请给出回执号。", "please give a receipt number."),
    FieldKind.CASES: _IDS,
    FieldKind.TASKS: Text(
        "每一项都要写明由哪个单位、做什么、最迟哪一天。", "each needs the unit, what it does, and the last day."
    ),
    FieldKind.REQUESTS: Text(
        "每一项诉求都要写明诉求、事实和理由、结论、决定和依据。",
        "each request needs the request, facts and reasons, an outcome, the decision and its basis.",
    ),
}
