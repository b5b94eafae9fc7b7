"""What the fuzzing of the interface needs to get further than the door: cases, acts and lists that are there."""

import schemathesis

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.data import OUTCOMES, REQUEST_KEYS
from huiying.core.procedures.model import FieldKind

CASES = 12
ACTS = {act.id: act for table in PROCEDURES.values() for act in table.acts if act.offered}
KINDS = ("board", "queue", "archive", "cases", "issues", "signs", "alike")
WORDS = "看过了，照此办理。"
VALUES = {
    FieldKind.TEXT: WORDS,
    FieldKind.LONG: WORDS,
    FieldKind.UNIT: 4,
    FieldKind.UNITS: [5],
    FieldKind.STAFF: 4,
    FieldKind.DAY: "2026-12-20",
    FieldKind.FLAG: True,
    FieldKind.NUMBER: 3,
    FieldKind.CASE: "1000000052",
    FieldKind.CASES: [2],
    FieldKind.TASKS: [{"unit": 4, "what": WORDS, "due_on": "2026-12-20"}],
    FieldKind.REQUESTS: [{name: OUTCOMES[0] if name == "outcome" else WORDS for name in REQUEST_KEYS}],
}


@schemathesis.hook
def map_path_parameters(_context, path_parameters):
    """Every other right number is that of a case, every other right name that of an act or a list."""
    for name, choose in (("case_id", _case), ("act_id", _of(sorted(ACTS))), ("kind", _of(KINDS))):
        if path_parameters and name in path_parameters:
            path_parameters[name] = choose(path_parameters[name])
    return path_parameters


@schemathesis.hook
def before_call(_context, case, _kwargs):
    """An act without anything filled in is given what its fields take."""
    if case.operation.path.endswith("/acts/{act_id}") and case.body in ({}, {"data": {}}):
        act = ACTS.get(str((case.path_parameters or {}).get("act_id")))
        case.body = {"data": {field.name: _filled(field) for field in act.fields} if act else {}}


def _filled(field):
    return field.choices[0].value if field.kind is FieldKind.CHOICE else VALUES[field.kind]


def _case(value):
    return 1 + value % CASES if type(value) is int and value > 0 and value % 2 else value


def _of(names):
    def choose(value):
        fits = isinstance(value, str) and value.isascii() and value.replace("_", "").isalpha() and value.islower()
        return names[sum(map(ord, value)) % len(names)] if fits and len(value) % 2 else value

    return choose
