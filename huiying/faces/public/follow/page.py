"""The page of one voice as its speaker reads it, composed from what casework, the vault and ratings know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.words import Text
from huiying.faces.look import dates
from huiying.faces.look.language import language_of
from huiying.faces.look.parts import Row, Step, Words
from huiying.faces.look.uploads import FileRow
from huiying.faces.public.aid.part import HelpedPart, helped
from huiying.faces.public.appeals.part import AppealPart, appeal_part
from huiying.faces.public.commitments.part import Promised, promises_of
from huiying.faces.public.decisions.part import of_case as decisions_of
from huiying.faces.public.encounters.asked import MetPart, met_part
from huiying.faces.public.follow import words
from huiying.faces.public.follow.attached import rows_of
from huiying.faces.public.improvements.part import heard_of
from huiying.faces.public.interests.asked import InterestPart, interest_parts
from huiying.faces.public.issues.part import IssuePart, issue_part
from huiying.faces.public.mediation.part import MediationPart, mediation_part
from huiying.faces.public.notices.part import ObjectionPart, objection_part
from huiying.faces.public.steps import backward, where_it_stands
from huiying.judge.ratings.selectors import rating_of
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.serve.casework.presenters import receipt as said
from huiying.serve.casework.selectors.receipt import Answer, Limit, Paper, ReceiptFacts, receipt_facts


@dataclass(frozen=True, slots=True)
class Request:
    """One request and its outcome, with the look of its tag."""

    request: str
    look: str
    outcome: Words
    decision: str
    basis: str


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One answer of a unit."""

    heading: str
    unit: str
    at: datetime
    language: str
    text: str
    easy: str
    puts_right: str
    wanted_heading: str
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class May:
    """A link to something that the speaker may do."""

    words: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class VoicePage:
    """What the template shows. `limit` None: no tag. `looks` None: there is no identity to look at.

    `erased`: when and why it was erased, in sentences; `together`: that others said the same, where they did.
    """

    number: str
    title: Words
    title_language: str
    state: Text
    look: str
    limit: Limit | None
    limit_note: str
    together: str
    issue: IssuePart | None
    interests: tuple[InterestPart, ...]
    promises: tuple[Promised, ...]
    decisions: tuple[dict[str, Any], ...]
    improved: tuple[dict[str, Any], ...]
    helped: HelpedPart | None
    objection: ObjectionPart | None
    answers: tuple[AnswerPart, ...]
    review: str
    appeal: AppealPart | None
    mediation: MediationPart | None
    opening: str
    may_open: bool
    may_rate: bool
    rated: tuple[Row, ...]
    met: MetPart | None
    may_add: bool
    may_again: bool
    wanted: str
    may: tuple[May, ...]
    steps: Sequence[Step]
    looks: tuple[str, ...] | None
    papers: tuple[Paper, ...]
    files: tuple[FileRow, ...]
    words: str
    language: str
    erased: tuple[str, ...]


DELIVERS = frozenset({"deliver", "deliver_review", "deliver_final"})
"""Acts by which an opinion that is opened here counts as received."""


def page_of(voice: Voice, *, now: datetime) -> VoicePage:
    """Everything that the speaker of `voice` sees at `now`."""
    facts = receipt_facts(voice, now=now)
    limit = _shown_limit(facts)
    wanted = words.wanted(voice.wants)
    rated = rating_of(voice.pk, facts.round)
    return VoicePage(
        number=voice.number,
        title=said.SEALED_TITLE if facts.sealed else voice.heading,
        title_language="" if facts.sealed else language_of(voice.heading),
        state=where_it_stands(facts),
        look=str(facts.state.look),
        limit=limit,
        limit_note=dates.short(limit.met_at) if limit and limit.met_at else "",
        together=words.together(facts.voices),
        issue=None if facts.sealed or voice.erased_at else issue_part(voice.pk),
        interests=interest_parts(voice),
        promises=() if facts.sealed else promises_of(voice.pk, now),
        decisions=() if facts.sealed else decisions_of(voice.pk),
        improved=heard_of(voice.pk),
        helped=helped(voice, now=now),
        objection=objection_part(voice.pk) if voice.kind == Kind.OBJECTION else None,
        answers=tuple(_answer(answer, wanted) for answer in facts.answers),
        review=review_sentence(facts),
        appeal=appeal_part(facts),
        mediation=mediation_part(voice),
        opening=words.opening(facts.state.id),
        may_open=bool(DELIVERS & facts.may),
        may_rate="rate" in facts.may and rated is None and facts.running("C-FOLLOWUP") is None,
        rated=words.rated(rated) if rated else (),
        met=met_part(voice),
        may_add="add" in facts.may,
        may_again="open_follow_up" in facts.may,
        wanted=wanted,
        may=tuple(_may(facts)),
        steps=backward(facts),
        looks=words.looks(voice),
        papers=facts.papers,
        files=() if facts.sealed else rows_of(voice),
        words="" if facts.sealed else voice.text,
        language=voice.language,
        erased=words.erased(voice),
    )


def _shown_limit(facts: ReceiptFacts) -> Limit | None:
    """What the office owes next; once all is answered, how the last answer kept its day."""
    owed = [limit for limit in facts.limits if limit.for_office and limit.clock.id in said.OWED]
    running = [limit for limit in owed if limit.running and limit.clock.id not in said.AFTER_ANSWER]
    kept = [limit for limit in owed if limit.met_at is not None and limit.clock.id in said.ANSWERS]
    return next(iter(running or kept[-1:]), None)


def is_done_again(voice: Voice, *, now: datetime) -> bool:
    """Whether the unit has to answer once more because the speaker said "not resolved"."""
    facts = receipt_facts(voice, now=now)
    return any(facts.running(clock) for clock in ("C-FOLLOWUP", "H-REDO"))


def review_sentence(facts: ReceiptFacts) -> str:
    """The right to review and, apart from it, the follow-up: both days in one sentence, never confused."""
    final = facts.running("C-FINAL-ASK")
    if final is not None:
        return words.in_language(said.FINAL_ENDS, day=final.due.on)
    review, again = facts.running("C-REVIEW-ASK"), facts.running("C-FOLLOWUP")
    if review is None:
        return ""
    if again is not None:
        return words.in_language(said.REVIEW_AND_FOLLOW_UP, day=review.due.on, again=again.due.on)
    return words.in_language(said.REVIEW_ENDS, day=review.due.on)


def _answer(answer: Answer, wanted: str) -> AnswerPart:
    return AnswerPart(
        heading=words.answer_heading(answer.kind),
        unit=answer.unit,
        at=answer.at,
        language=language_of(answer.text),
        text=answer.text,
        easy=answer.easy,
        puts_right=answer.puts_right,
        wanted_heading=_("To what you wanted: %(wanted)s") % {"wanted": wanted} if wanted else _("To what you wanted"),
        requests=tuple(
            Request(
                row.request, str(said.OUTCOMES[row.outcome][0]), said.OUTCOMES[row.outcome][1], row.decision, row.basis
            )
            for row in answer.requests
        ),
    )


def _may(facts: ReceiptFacts) -> Iterator[May]:
    if "add" in facts.may:
        yield May(_("Add to what you said"), reverse("public:add"))
    if "open_follow_up" in facts.may:
        yield May(_("Not resolved? Ask for it to be done again"), reverse("public:again"))
    if "ask_second_look" in facts.may:
        yield May(_("It is a matter all the same? Ask for a second look"), reverse("public:second_look"))
    if "ask_mediation" in facts.may:
        yield May(_("Ask for somebody to mediate between you and the other side"), reverse("public:mediation_ask"))
    if "choose_feedback" in facts.may:
        yield May(_("How you are told the result"), reverse("public:feedback_way"))
    if facts.voice.erased_at is None:
        yield May(_("Somebody took revenge, or let out that it was you? Tell us here"), reverse("public:harm"))
    if "withdraw" in facts.may:
        yield May(_("Withdraw this voice"), reverse("public:withdraw"))
    if "undo_withdraw" in facts.may:
        yield May(_("Take the withdrawal back"), reverse("public:undo_withdraw"))
    if "add" in facts.may:
        yield May(_("Somebody has to do with it? Ask that they keep out"), reverse("public:keep_out"))
        yield May(_("Ask for an interpreter, sign language, easy words or reading out"), reverse("public:help"))
