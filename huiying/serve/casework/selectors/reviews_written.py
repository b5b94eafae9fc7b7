"""What stands in the letters of hearings and reviews beside what was filled in: D13, D17, D18, D20."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from huiying.core.words import Language, Text
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Deadline, Document
from huiying.serve.casework.selectors.ladder import bodies_above, line_of

REDO = Text("撤销原处理意见，责令重新办理", "The opinion is annulled; the matter is handled again")
OR = Text("或者", " or ")
BODY_ABOVE = Text("上一级机关、单位", "the next-higher body")
RUNS_ON = Text("办理期限照算，不因听证停下来。", "The time to handle it runs on during the hearing.")
NOT_COUNTED = Text(
    "从发出本通知到听证结束，这些天不算在复核期限里（条例第三十六条第二款）。",
    "The days from this notice to the end of the hearing do not count towards the final review (Art 36(2)).",
)
FINAL_DAYS = "30"


def body_to_ask(unit: Unit, language: Language) -> str:
    """Whom one asks to review what `unit` decided: by name, else as the office wrote it down."""
    if names := [_name(body, language) for body in bodies_above(unit)]:
        return OR.say(language).join(names)
    line = line_of(unit)
    return (line.outside if line else "") or BODY_ABOVE.say(language)


def reviewed(document: Document, values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The contents of one of the four letters."""
    return _CONTENTS[document.code](document, values, language)


def _hearing(document: Document, values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    final = document.variant == "call_final_hearing"
    named = document.values.get("host")
    host = Staff.objects.select_related("unit").filter(pk=named).first() if isinstance(named, int) else None
    post = f"{_name(host.unit, language)} {host.post_words}".strip() if host else ""
    return {"host": post, "clock_effect": (NOT_COUNTED if final else RUNS_ON).say(language)}


def _asked(document: Document, values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    final = document.variant in ("ask_final", "ask_final_late")
    clock = "C-FINAL" if final else "C-REVIEW"
    row = _last(document, clock)
    asked = Text("复核", "a final review") if final else Text("复查", "a review")
    return {
        "asked": asked.say(language),
        "wrong": document.values.get("words", ""),
        "asked_on": date.fromisoformat(on) if (on := document.values.get("received_on")) else values["day"],
        "due_on": row.due_on if row else "",
        "review_article": ("36" if final else "35") if language == "en" else ("三十六" if final else "三十五"),
    }


def _decided(document: Document, values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    redo = document.variant in ("order_redo", "final_redo")
    body = Unit.objects.filter(pk=document.values.get("signs_id")).first()
    line = line_of(body) if body is not None else None
    asked_next = body is not None and bool(bodies_above(body) or (line is not None and line.outside))
    more = document.code == "D18" and not redo and asked_next
    return {
        "result": REDO.say(language) if redo else values.get("result", ""),
        "reasons": document.values.get("public_text", ""),
        "facts": document.values.get("facts", ""),
        "decided_by": _name(Unit.objects.get(pk=document.values["unit_id"]), language),
        "final_body": body_to_ask(body, language) if more and body is not None else "",
        "final_days": FINAL_DAYS,
        "highest": (line.rule if line else "") if not more and not redo and document.code == "D18" else "",
        "redo_by": row.due_on if redo and (row := _last(document, "C-REDO")) else "",
        "hearing": date.fromisoformat(held) if (held := _hearing_held(document)) else "",
    }


_CONTENTS = {"D13": _hearing, "D17": _asked, "D18": _decided, "D20": _decided}


def _last(document: Document, clock: str) -> Deadline | None:
    """The clock as it ran when the letter was written."""
    rows = Deadline.objects.filter(case=document.case, clock=clock, started_at__lte=document.made_at)
    return rows.order_by("-pk").first()


def _hearing_held(document: Document) -> str:
    """Day of the hearing of this final review, as it was called."""
    if document.code != "D20":
        return ""
    called = Document.objects.filter(case=document.case, code="D13", variant="call_final_hearing", pk__lt=document.pk)
    last = called.order_by("-pk").first()
    return str(last.values["hearing_on"]) if last is not None else ""


def _name(unit: Unit, language: Language) -> str:
    return unit.name_en if language == "en" and unit.name_en else unit.name
