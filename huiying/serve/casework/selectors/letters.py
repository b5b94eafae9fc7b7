"""The written documents of a case as letters: the office's wording filled from the case and from what was filled in.

Letters go to "the holder of receipt …": the name stays in the vault. Contents that law requires must be there; any
other gap is drawn as a dash.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from huiying.core.codes import grouped_number
from huiying.core.letters.catalogue import VARIANTS, document_of
from huiying.core.letters.compose import compose
from huiying.core.letters.markup import Row, parse, uses
from huiying.core.letters.model import Letter, Template
from huiying.core.mediation import confirm_until
from huiying.core.procedures import procedure
from huiying.core.procedures.model import Act, FieldKind
from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.core.words import Language, Text
from huiying.foundation.office.models import LetterTemplate
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case, Deadline, Document, Reply
from huiying.serve.casework.selectors.reviews_written import body_to_ask, reviewed

DASH = "——"
SIGN_HERE = Text("（签名）", "(signature)")
HOLDER = Text("持 {number} 号回执的诉求人", "The holder of receipt {number}")
DAYS = Text("{days} 日内", "within {days} days")
# What a field of an act is called in the letters.
_RENAMED: Mapping[str, str] = {
    "where_to_go": "competent_address",
    "how": "start_how",
    "record": "facts",
    "public_text": "result",
    "puts_right": "put_right",
    "days": "extra_days",
    "report": "result",
    "measure": "next_step",
    "finding": "checked",
    "question": "questions",
    "asked": "measures",
    "decision_words": "decision",
}


def letter_of(document: Document, language: Language) -> Letter:
    """The letter in `language` (the Chinese one counts). Raises ContentMissing, RequiredContentDropped."""
    code = VARIANTS.get((document.code, document.variant), document.code)
    template = _template(code, language)
    return compose(template, {**_dashes(code, template), **_values(document, language)})


def _dashes(code: str, template: Template) -> dict[str, str]:
    """A dash for what always stands in the letter and no law requires; parts that may be absent stay absent."""
    required = {must.path for must in document_of(code).must}
    nodes = parse(template.body)
    optional = {node.name for node in nodes if not isinstance(node, Row) and node.optional}
    always = {use.path for use in uses(nodes) if use.sure}
    return {path: DASH for path in always - required - optional if "." not in path}


def _template(code: str, language: Language) -> Template:
    own = LetterTemplate.objects.filter(code=code, language=language).first()
    return Template(code, language, own.title, own.body) if own else document_of(code).template(language)


def _values(document: Document, language: Language) -> dict[str, Any]:
    case = document.case
    act = procedure(case.procedure).act(document.variant)
    values = _of_case(case, document, language)
    values |= _of_act(document, act, language)
    if act is not None:
        values |= _special(document, act, values, language)
    return {name: value for name, value in values.items() if value not in ("", None)}


def _of_case(case: Case, document: Document, language: Language) -> dict[str, Any]:
    voice = case.voice
    unit = Unit.objects.get(pk=document.values.get("unit_id") or case.unit_id)
    signs, to = _signing_unit(document, unit), _addressed(document, unit)
    to_person = procedure(case.procedure).paper(document.code).to_person
    number = grouped_number(voice.number)
    return {
        "office": _name(signs, language),
        "day": _local(document.made_at),
        "number": document.number,
        "addressee": HOLDER.say(language).format(number=number) if to_person else _name(to, language),
        "case_number": number,
        "received_on": _local(voice.received_at),
        "accepted_on": _local(case.accepted_at) if case.accepted_at else _local(document.made_at),
        "matter": voice.title,
        "words": voice.text,
        "request": voice.title,
        "suggestion": voice.title,
        "channel": voice.get_channel_display(),
        "place": _place(case, language),
        "unit": _name(unit, language),
        "lead": _name(unit, language),
        "sent_to": _name(unit, language),
        "sent_on": _local(document.made_at),
        "contact": unit.phone or office_profile().phone,
        **_clocks(case, language),
    }


def _signing_unit(document: Document, unit: Unit) -> Unit:
    """Forwarding letters are signed by the unit that sends, orders and advice by the office that supervises, those of a
    review by the body that reviews; all others by the unit that has the case."""
    if signs := document.values.get("signs_id"):
        return Unit.objects.get(pk=signs)
    if document.variant in ("order_supervision", "give_advice"):
        return document.case.office
    sender = document.values.get("from_unit_id")
    hands_over = document.code in ("D02", "D09", "D04", "H02")
    return Unit.objects.get(pk=sender) if hands_over and sender else unit


def _addressed(document: Document, unit: Unit) -> Unit:
    """To whom a letter to a unit goes: the one that was named, else the one that has the case."""
    named = document.values.get(ADDRESSED)
    return Unit.objects.get(pk=named) if named else unit


def _clocks(case: Case, language: Language) -> dict[str, Any]:
    rows = {row.clock: row for row in Deadline.objects.filter(case=case).order_by("pk")}
    found: dict[str, Any] = {}
    for name, clocks in _DUE_NAMES.items():
        row = next((rows[clock] for clock in clocks if clock in rows), None)
        if row is not None:
            found[name] = row.due_on
    if (review := rows.get("C-REVIEW-ASK")) is not None and review.met_at is None:
        found["review_until"] = review.due_on
    handling = rows.get("C-HANDLE") or rows.get("H-HANDLE")
    if handling is not None:
        span = (handling.target_on - _local(handling.started_at)).days
        found["limit"] = DAYS.say(language).format(days=span)
    return found


_DUE_NAMES = {
    "due_on": ("C-HANDLE", "C-SIMPLE", "C-SUGGEST", "H-HANDLE", "C-ASSIGN", "C-REG", "C-NOTICE-DIRECT", "H-DISPATCH"),
    "new_due_on": ("C-HANDLE", "H-HANDLE"),
    "notice_due_on": ("C-NOTICE-FWD", "C-NOTICE-DIRECT"),
    "object_due_on": ("C-OBJECT", "H-RETURN"),
    "final_day": ("H-PROMISED",),
}


def _of_act(document: Document, act: Act | None, language: Language) -> dict[str, Any]:
    """What was filled in; a choice is written in words, a day as a day, a unit by its name."""
    found: dict[str, Any] = {}
    for field in act.fields if act is not None else ():
        value = document.values.get(field.name)
        if value is None:
            continue
        if field.kind is FieldKind.CHOICE:
            value = next((choice.label.say(language) for choice in field.choices if choice.value == value), value)
        elif field.kind is FieldKind.DAY:
            value = date.fromisoformat(str(value))
        elif field.kind is FieldKind.UNIT:
            value = _name(Unit.objects.get(pk=value), language)
        elif field.kind is FieldKind.UNITS:
            value = "、".join(_name(unit, language) for unit in Unit.objects.filter(pk__in=value))
        found[field.name] = value
        found.setdefault(_RENAMED.get(field.name, field.name), value)
    return found


def _special(document: Document, act: Act, values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The few contents that are put together from several places."""
    signer = document.made_by
    post = _post(signer, language)
    found: dict[str, Any] = {
        "speaker": values["addressee"],
        "heard_by": post,
        "recorder": post,
        "approver": post,
        "checked_by": post,
        "called_by": post,
        "caller": values["addressee"],
        "speaker_signature": SIGN_HERE.say(language),
        "hearer_signature": SIGN_HERE.say(language),
        "procedure_name": values.get("route", ""),
        "procedure_limit": values.get("start_how", ""),
        "called_on": _local(document.made_at),
        "rated_on": _local(document.made_at),
        "objected_on": _local(document.made_at),
        "assigned_on": _local(document.made_at),
        "done": values.get("result", ""),
        "feedback": values.get("reason") or values.get("decision", ""),
        "reconsideration_body": values.get("remedies", ""),
        "reconsideration_limit": values.get("remedies", ""),
        "reasons": values.get("facts", ""),
        "proposal": values.get("proposal") or values.get("measures", ""),
        "measures": values.get("measures") or values.get("proposal") or values.get("reason", ""),
        "start_how": values.get("start_how") or values.get("competent_address", ""),
        "article": values.get("article") or values.get("ground", ""),
        "route": values.get("route") or _route(document, values, language),
        "steps": values.get("steps") or STEPS.say(language),
        "decision": values.get("decision") or act.name.say(language),
        "class_name": values.get("class", ""),
        "resolved": values.get("solved", ""),
        "ground": values.get("ground", values.get("reason", "")),
        "progress": values.get("progress") or values.get("result") or values.get("reason", ""),
    }
    if document.code == "D11":
        found |= _opinion(document, language)
        found["execution"] = _tasks(document, language)
    elif document.variant == "hand_sealed":
        found["addressee"] = values["competent_body"]
    elif document.code == "D16":
        found |= _settlement(document, language)
    elif document.code == "D21":
        found["execution"] = _tasks(document, language)
    elif document.code in ("D22", "H10"):
        found |= _supervised(document, values, language)
    elif document.code in ("D13", "D17", "D18", "D20"):
        found |= reviewed(document, values, language)
    elif document.code == "H07":
        found["requests"] = _answers(document, values)
    elif document.code == "D15":
        found["decision"] = values.get("result", "")
    elif document.code == "H06":
        found["final_day"] = values.get("due_on", "")
    for section in ("papers", "questions"):
        if not isinstance(values.get(section, found.get(section)), list | tuple):
            found[section] = ()
    return found


def _opinion(document: Document, language: Language) -> dict[str, Any]:
    heard = Document.objects.filter(case=document.case, code="D10").order_by("-pk").first()
    earlier = Reply.objects.filter(case=document.case, kind="opinion").order_by("-pk").first()
    asked = document.values.get("requests") or (earlier.requests if earlier else ())
    rows = [row | {"outcome": OUTCOMES[row["outcome"]].say(language), "explanation": ""} for row in asked]
    return {
        "requests": rows,
        "heard_on": date.fromisoformat(heard.values["heard_on"]) if heard else _local(document.made_at),
        "review_body": body_to_ask(document.case.unit, language),
        "review_days": "30",
        "review_how": HOW_TO_ASK.say(language),
    }


def _tasks(document: Document, language: Language) -> list[dict[str, Any]]:
    """Who does what by when, of the rows that became promises; a corrected opinion keeps those of the first."""
    opinions = Document.objects.filter(case=document.case, code=document.code, pk__lte=document.pk).order_by("-pk")
    return _items(next((one.values["tasks"] for one in opinions if one.values.get("tasks")), ()), language)


def _items(rows: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    units = Unit.objects.in_bulk([row["unit"] for row in rows])
    return [
        {"what": row["what"], "who": _name(units[row["unit"]], language), "by": date.fromisoformat(row["due_on"])}
        for row in rows
    ]


def _settlement(document: Document, language: Language) -> dict[str, Any]:
    """Who does what, and the court's confirmation where a people's mediation committee mediated."""
    signed = document.values.get("signed_on")
    committee = bool(document.values.get("committee"))
    until = confirm_until(date.fromisoformat(signed), committee=committee) if signed else None
    return {
        "execution": _items(document.values.get("tasks", ()), language),
        "court_until": until or "",
        "addressee": BOTH_SIDES.say(language),
    }


BOTH_SIDES = Text("双方当事人", "Both sides")


def _supervised(document: Document, values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Why a unit is ordered or advised, and by which day it answers: the one named, else that of the clock."""
    clocks = ("C-ADVICE",) if document.variant == "give_advice" else ("C-SUPERVISE", "H-SUPERVISE")
    started = Deadline.objects.filter(case=document.case, clock__in=clocks, started_at__lte=document.made_at)
    row = started.order_by("-pk").first()
    due = document.values.get("due_on")
    return {
        "due_on": date.fromisoformat(due) if due else row.due_on if row else "",
        "ground": values.get("trigger", ""),
        "facts": values.get("trigger", ""),
        "measures": values.get("asked", ""),
    }


def _route(document: Document, values: Mapping[str, Any], language: Language) -> str:
    """Where the matter goes: the petition route of an accepted case, or the body that was named to a caller."""
    if document.code == "D03":
        return PETITION.say(language)
    named = " ".join(str(values[name]) for name in ("competent_body", "competent_address") if values.get(name))
    return named or str(values.get("earlier_case") or values.get("reason", ""))


def _answers(document: Document, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A reply without parts is one part: the matter, the facts and the result as they were written."""
    if rows := document.values.get("requests"):
        return [row | {"result": row.get("decision", "")} for row in rows]
    text = str(document.values.get("public_text") or document.values.get("reason") or "")
    basis = str(document.values.get("basis") or DASH)
    return [{"request": values["matter"], "facts": text, "result": text, "basis": basis}]


PETITION = Text("信访程序（《信访工作条例》第三十一条第六项）", "Petition (Regulations Art 31 item 6)")
STEPS = Text(
    "先听您陈述，再调查核实，然后出具处理意见书。",
    "You are heard, the facts are looked into, then you get a written opinion.",
)
OUTCOMES = {
    "supported": Text("予以支持", "Supported"),
    "explained": Text("诉求合理但缺乏法律依据，解释说明", "Reasonable but without a legal basis; explained"),
    "not_supported": Text("不予支持", "Not supported"),
}
HOW_TO_ASK = Text("可以凭回执在网上提出，也可以书面提出。", "You can ask on line with your receipt, or in writing.")


def _name(unit: Unit, language: Language) -> str:
    return unit.name_en if language == "en" and unit.name_en else unit.name


def _post(staff: Staff | None, language: Language) -> str:
    """A post and a unit, never a name: letters name nobody who works in the office."""
    if staff is None:
        return str(office_profile().name)
    if language == "en":
        return ", ".join(part for part in (_name(staff.unit, language), staff.post_en or staff.post) if part)
    return f"{_name(staff.unit, language)}{staff.post}"


def _place(case: Case, language: Language) -> str:
    place = case.voice.place
    if place is None:
        return case.voice.place_words
    return place.name_en if language == "en" and place.name_en else place.name


def _local(instant: datetime) -> date:
    return calendar().local_date(instant)
