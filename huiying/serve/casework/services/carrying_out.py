"""What an act does beside moving the case: hand-overs, replies, documents, joining."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from huiying.core.procedures.engine import Step
from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.enums import ReplyKind
from huiying.serve.casework.errors import KeptOut, LeadCaseWrong, SameUnit, UnitUnknown
from huiying.serve.casework.models import Case, CaseUnit, Document, Reply
from huiying.serve.casework.selectors.recused import recusals_in_force, staff_out_of, units_out_of
from huiying.serve.casework.selectors.reviewing import refuse_host
from huiying.serve.casework.services.gate import check_easy_words, check_words
from huiying.serve.casework.services.life import Life
from huiying.serve.casework.services.sealing import keep_out, refuse_accused

HANDS_OVER = frozenset({"forward", "assign", "forward_down", "government_decides", "dispatch", "designate"})
SETTLES_UNIT = frozenset({"negotiate", "superior_decides", "joint_coordinates", "successor", "government_names"})
GIVES_BACK = frozenset({"consent_return", "allow_return"})
REPLIES: Mapping[str, ReplyKind] = {
    "issue_opinion": ReplyKind.OPINION,
    "correct_opinion": ReplyKind.OPINION,
    "answer_duty": ReplyKind.REPLY,
    "adopt": ReplyKind.REPLY,
    "adopt_partly": ReplyKind.REPLY,
    "not_adopt": ReplyKind.REPLY,
    "answer_simple": ReplyKind.REPLY,
    "answer_now": ReplyKind.REPLY,
    "answer_objection": ReplyKind.REPLY,
    "reply": ReplyKind.REPLY,
    "cannot": ReplyKind.REPLY,
    "interim_reply": ReplyKind.INTERIM,
    "reply_follow_up": ReplyKind.FOLLOW_UP,
    "decide_review": ReplyKind.REVIEW,
    "order_redo": ReplyKind.REVIEW,
    "decide_final": ReplyKind.FINAL,
    "final_redo": ReplyKind.FINAL,
}


def refuse_early(life: Life, taken: Step, also: Sequence[Case] = (), *, actor: Actor, today: date) -> None:
    """What the table cannot know: whether units exist and fit, whether a reply may go out as it is written.

    `also`: the joined cases that the same is for.
    Raises UnitUnknown, SameUnit, KeptOut, NobodyLeft, BodyIsAccused, LeadCaseWrong, HostUnfit, EasyWordsMissing,
    ReplyNotReady.
    """
    data = taken.data
    _refuse_kept_out(life, data)
    refuse_accused(life.case, taken.act.id, data, today=today)
    if "unit" in data:
        unit = Unit.objects.filter(pk=data["unit"], active=True).first()
        if unit is None:
            raise UnitUnknown
        if taken.act.id in HANDS_OVER and unit.pk == life.case.unit_id and not _leaves_office(life):
            raise SameUnit
    named = {task["unit"] for task in data.get("tasks", ())} | {data[name] for name in (ADDRESSED,) if name in data}
    if named and Unit.objects.filter(pk__in=named, active=True).count() < len(named):
        raise UnitUnknown
    if "host" in data:
        refuse_host(life.case, int(data["host"]), today=today)
    if taken.act.id == "join" and Case.objects.filter(lead_case=life.case).exists():
        raise LeadCaseWrong
    refuse_words(life.case, taken.act.id, data, also, actor=actor, today=today)


def _refuse_kept_out(life: Life, data: Mapping[str, Any]) -> None:
    """Nobody hands a case to who keeps out of it. Raises KeptOut."""
    people = {int(data[name]) for name in _PEOPLE if data.get(name)}
    units = {int(data["unit"])} if data.get("unit") else set()
    units |= {int(unit) for unit in data.get("supporting", ())}
    if life.is_new or not (people or units) or not recusals_in_force(life.case):
        return
    out = units_out_of(life.case)
    paths = [*Unit.objects.filter(pk__in=units).values_list("path", flat=True)]
    paths += [*Staff.objects.filter(pk__in=people).values_list("unit__path", flat=True)]
    if people & staff_out_of(life.case) or any(str(unit) in path.split("/") for unit in out for path in paths):
        raise KeptOut


_PEOPLE = ("handler", "host", "mediator")


def refuse_words(
    case: Case, act_id: str, data: Mapping[str, Any], also: Sequence[Case] = (), *, actor: Actor, today: date
) -> None:
    """The gate, for acts that send words to the person; also before somebody is asked to approve them."""
    if act_id in REPLIES:
        check_easy_words(case, data, also)
        check_words(case, data, also, actor=actor, today=today)


def _leaves_office(life: Life) -> bool:
    """A dispatching office may also handle a matter itself: it forwards to its own desk."""
    return life.case.unit_id == life.case.office_id


def carry_out(life: Life, taken: Step, *, actor: Actor, now: datetime) -> None:
    """Rows and columns that follow from a decided step; `life` has taken it already."""
    act_id = taken.act.id
    if act_id in HANDS_OVER | SETTLES_UNIT:
        life.case.hops += 1
        life.case.handler_id = None
        _add_supporting(life, taken)
    elif act_id in GIVES_BACK:
        life.case.handler_id = None
    if act_id in REPLIES:
        life.replies.append(_reply(life, taken, actor, now))
    if (special := _SPECIAL.get(act_id)) is not None:
        special(life, taken, now)
    if actor.staff_id is not None and act_id in _TAKES_IN_HAND and life.case.handler_id is None:
        life.case.handler_id = actor.staff_id
    life.documents += [_document(life, taken, code, actor, now) for code in taken.documents]


_TAKES_IN_HAND = frozenset({"accept", "begin", "enter_simple", "sign_for", "study", "begin_duty"})


def _add_supporting(life: Life, taken: Step) -> None:
    wanted = [int(unit) for unit in taken.data.get("supporting", ()) if int(unit) != life.facts.unit_id]
    life.supporting += [CaseUnit(case=life.case, unit_id=unit) for unit in dict.fromkeys(wanted)]


def _reply(life: Life, taken: Step, actor: Actor, now: datetime) -> Reply:
    data = taken.data
    return Reply(
        case=life.case,
        kind=REPLIES[taken.act.id],
        unit_id=_decided_by(taken.act.id, life),
        author_id=actor.staff_id,
        public_text=data.get("public_text", ""),
        private_text=data.get("private_text", ""),
        puts_right=data.get("puts_right", ""),
        easy_text=data.get("easy_text") or "",
        requests=data.get("requests", []),
        given_at=taken.at,
        delivered_at=None if taken.act.id in _DELIVERED_LATER else taken.at,
        round=life.facts.round,
    )


_DELIVERED_LATER = frozenset({"issue_opinion", "correct_opinion", "decide_review", "decide_final"})
_OF_REVIEW = frozenset({"ask_review", "ask_late", "decide_review", "order_redo"})
_OF_FINAL = frozenset({"ask_final", "ask_final_late", "decide_final", "final_redo", "call_final_hearing"})


def _decided_by(act_id: str, life: Life) -> int:
    """The unit in whose name it is written: the body that reviews, the office for a report of wrongdoing, else the unit
    that has the case."""
    if act_id == "hand_sealed":
        return life.facts.office_unit_id
    if act_id in _OF_FINAL:
        return life.facts.final_unit_id
    return life.facts.review_unit_id if act_id in _OF_REVIEW else life.facts.unit_id


def _document(life: Life, taken: Step, code: str, actor: Actor, now: datetime) -> Document:
    """A document keeps what was filled in for it; the rest of its contents is read from the case when it is drawn."""
    return Document(
        case=life.case,
        code=code,
        variant=taken.act.id,
        number=f"{life.case.voice.number}-{code}",
        values=dict(taken.data)
        | {"unit_id": life.facts.unit_id, "from_unit_id": life.facts.sender_unit_id}
        | ({"signs_id": signs} if (signs := _decided_by(taken.act.id, life)) != life.facts.unit_id else {}),
        made_at=taken.at,
        made_by_id=actor.staff_id,
    )


_PAPER_OF = {"deliver": "D11", "deliver_review": "D18", "deliver_final": "D20"}


def _delivered(life: Life, taken: Step, now: datetime) -> None:
    proof, paper = str(taken.data.get("proof", "")), _PAPER_OF[taken.act.id]
    for reply in life.replies:
        reply.delivered_at = taken.at
    for document in life.documents:
        if document.code == paper:
            document.delivered_at, document.proof = taken.at, proof
    if not life.is_new:
        Reply.objects.filter(case=life.case, delivered_at__isnull=True).update(delivered_at=taken.at)
        opinions = Document.objects.filter(case=life.case, code=paper, delivered_at__isnull=True)
        opinions.update(delivered_at=taken.at, proof=proof)


def _accused(life: Life, taken: Step, now: datetime) -> None:
    keep_out(life.case, int(taken.data["accused"]), now=now)


def _given_to(life: Life, taken: Step, now: datetime) -> None:
    handler = Staff.objects.filter(pk=taken.data["handler"], is_active=True, unit_id=life.case.unit_id).first()
    if handler is None:
        raise UnitUnknown
    life.case.handler_id = handler.pk


def _joined(life: Life, taken: Step, now: datetime) -> None:
    life.case.lead_case_id = int(taken.data["case"])


def _parted(life: Life, taken: Step, now: datetime) -> None:
    life.case.lead_case = None


_SPECIAL: Mapping[str, Callable[[Life, Step, datetime], None]] = {
    "deliver": _delivered,
    "deliver_review": _delivered,
    "deliver_final": _delivered,
    "name_accused": _accused,
    "hand_over": _given_to,
    "join": _joined,
    "separate": _parted,
}
