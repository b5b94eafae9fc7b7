"""Checking what was filled in for an act: every value leaves as plain JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from huiying.core.procedures.errors import FieldMissing, FieldWrong
from huiying.core.procedures.model import Act, Field, FieldKind
from huiying.core.spoken import clean_line_ends
from huiying.core.words import Text

REQUEST_KEYS = ("request", "facts", "outcome", "decision", "basis")
TASK_KEYS = ("unit", "what", "due_on")
MOST_OF_TASK = 400
OUTCOMES = ("supported", "explained", "not_supported")

_TOO_LONG = Text("最多 {most} 个字。", "at most {most} characters.")
_NOT_OFFERED = Text("请从给出的选项里选一个。", "please choose one of the answers given.")
_NO_DAY = Text("请写成 2026-11-22 这样的日期。", "please write a day like 2026-11-22.")
_NO_NUMBER = Text("请填一个整数。", "please fill in a whole number.")
_NO_REQUESTS = Text(
    "每一项诉求都要写明诉求、事实和理由、结论、决定和依据。",
    "each request needs the request, facts and reasons, an outcome, the decision and its basis.",
)
_NO_TASKS = Text(
    "每一项都要写明由哪个单位、做什么（不超过 {most} 个字）、最迟哪一天。",
    "each needs the unit, what it does (at most {most} characters), and the last day.",
)


def cleaned(act: Act, data: Mapping[str, Any]) -> dict[str, Any]:
    """The act's fields out of `data`, trimmed and checked; empty optional ones are left out.

    Raises FieldMissing or FieldWrong for the first field that is not right.
    """
    values: dict[str, Any] = {}
    for field in act.fields:
        value = _clean(field, data.get(field.name))
        empty = value is None or value in ("", [])
        if field.required and (empty or value is False):
            raise FieldMissing(label=field.label, field=field.name)
        if not empty:
            values[field.name] = value
    return values


def _clean(field: Field, value: Any) -> Any:
    if value is None or value == "":
        return None
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG:
            return _words(field, value)
        case FieldKind.CHOICE:
            return _chosen(field, value)
        case FieldKind.DAY:
            return _day(field, value)
        case FieldKind.FLAG:
            return value in (True, "true", "on", "1", "yes")
        case FieldKind.REQUESTS:
            return _requests(field, value)
        case FieldKind.TASKS:
            return _tasks(field, value)
        case FieldKind.UNITS | FieldKind.CASES:
            return [_number(field, item) for item in _listed(value)]
        case _:
            return _number(field, value)


def _words(field: Field, value: Any) -> str:
    words = clean_line_ends(str(value))
    if len(words) > field.most:
        raise FieldWrong(label=field.label, field=field.name, wanted=_filled(_TOO_LONG, most=field.most))
    return words


def _chosen(field: Field, value: Any) -> str:
    if str(value) not in {choice.value for choice in field.choices}:
        raise FieldWrong(label=field.label, field=field.name, wanted=_NOT_OFFERED)
    return str(value)


def _day(field: Field, value: Any) -> str:
    try:
        return value.isoformat() if isinstance(value, date) else date.fromisoformat(str(value)).isoformat()
    except ValueError as err:
        raise FieldWrong(label=field.label, field=field.name, wanted=_NO_DAY) from err


def _number(field: Field, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError) as err:
        raise FieldWrong(label=field.label, field=field.name, wanted=_NO_NUMBER) from err


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]


def _requests(field: Field, value: Any) -> list[dict[str, str]]:
    rows = [{key: clean_line_ends(str(row.get(key, ""))) for key in REQUEST_KEYS} for row in value]
    filled = [row for row in rows if any(row[key] for key in REQUEST_KEYS if key != "outcome")]
    if any(not row[key] for row in filled for key in REQUEST_KEYS) or any(
        row["outcome"] not in OUTCOMES for row in filled
    ):
        raise FieldWrong(label=field.label, field=field.name, wanted=_NO_REQUESTS)
    return filled


def _tasks(field: Field, value: Any) -> list[dict[str, Any]]:
    """Rows of who (id of a unit), what and by which day; empty ones are left out."""
    rows = [{key: clean_line_ends(str(row.get(key, ""))) for key in TASK_KEYS} for row in value]
    filled = [row for row in rows if any(row.values())]
    wanted = _filled(_NO_TASKS, most=MOST_OF_TASK)
    if any(not row[key] for row in filled for key in TASK_KEYS) or any(len(r["what"]) > MOST_OF_TASK for r in filled):
        raise FieldWrong(label=field.label, field=field.name, wanted=wanted)
    return [row | {"unit": _number(field, row["unit"]), "due_on": _day(field, row["due_on"])} for row in filled]


def _filled(text: Text, **values: object) -> Text:
    return Text(text.zh.format(**values), text.en.format(**values))
