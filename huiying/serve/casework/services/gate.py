"""The gate before words leave the house: dates, numbers and names of units right, nobody named, civil in tone.

Hints beside it: a copy of what was answered in another matter, and an answer that speaks of something else.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from huiying.core.replycheck.check import blocks, check_reply
from huiying.core.replycheck.finding import Finding, ReplyContext
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.models import Place
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import Unit
from huiying.foundation.people.selectors import grants_in_force, office_contacts
from huiying.listen.voices.selectors import easy_words_asked
from huiying.serve.casework.errors import EasyWordsMissing, ReplyNotReady
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.second_reading import hints

LOOK_AGAIN = Text("看过没有问题的，请勾选“提示都看过了”再发。", "If all is well, tick “I have looked at the hints”.")
SHOWN = 6
# Words that a person reads, beside the text of the reply itself.
ALSO_OUTGOING = ("puts_right", "easy_text", "execution", "measure", "reason", "remedies", "other_ways", "facts", "redo")


def check_easy_words(case: Case, data: Mapping[str, Any], also: Sequence[Case] = ()) -> None:
    """Who asked for easy words gets them, or somebody says why not. Raises EasyWordsMissing."""
    if data.get("easy_text") or data.get("no_easy") or case._state.adding:
        return
    if easy_words_asked(one.pk for one in (case, *also)):
        raise EasyWordsMissing(field="easy_text")


def check_words(case: Case, data: Mapping[str, Any], also: Sequence[Case] = (), *, actor: Actor, today: date) -> None:
    """Raises ReplyNotReady with what must be mended, or with what somebody has to look at and has not ticked yet.

    `also`: joined cases that get the same words. They are read for each of them, and name none of all these speakers.
    `actor`: a case of which the words are a copy is named only to who may see it.
    """
    names = tuple(name for one in (case, *also) for name in known_names(one))
    findings = tuple(found for one in (case, *also) for found in read_again(one, data, names, today=today))
    if blocks(findings):
        raise ReplyNotReady(findings=_said(found for found in findings if found.level == "block"))
    if data.get("looked"):
        return
    grants = grants_in_force(actor.staff_id, today=today) if actor.staff_id else []
    if hinted := (*hints((case, *also), _whole(data), grants), *findings):
        raise ReplyNotReady(findings=_said(hinted, LOOK_AGAIN), field="looked")


def _whole(data: Mapping[str, Any]) -> str:
    return "\n".join(text for text in (str(data.get("public_text", "")), *_other_words(data)) if text)


def read_again(case: Case, data: Mapping[str, Any], names: tuple[str, ...], *, today: date) -> tuple[Finding, ...]:
    """What the second reading finds in the words that are about to go out; `names` may not stand in them."""
    context = _context(case, data, names, today)
    main = check_reply(str(data.get("public_text", "")), context=context)
    others = (
        found
        for text in _other_words(data)
        for found in check_reply(text, context=context)
        if not found.code.startswith("shape.") and found.level == "block"
    )
    return (*main, *others)


def _context(case: Case, data: Mapping[str, Any], names_of_people: tuple[str, ...], today: date) -> ReplyContext:
    names = {*Unit.objects.values_list("name", flat=True), str(office_profile().name)}
    wants = case.voice.wants
    return ReplyContext(
        today=today,
        received_on=calendar().local_date(case.voice.received_at),
        unit_names=frozenset(names),
        known_places=frozenset(Place.objects.values_list("name", flat=True)),
        person_names=names_of_people,
        office_contacts=frozenset(office_contacts()),
        wants=frozenset({wants} if wants else ()),
        put_right=str(data.get("puts_right", "")),
    )


def known_names(case: Case) -> tuple[str, ...]:
    """The speaker's name, in memory only, so that it can be found in what is about to go out."""
    if case.voice.person_id is None:
        return ()
    name = vault.opened(case.voice.person_id).get(IdentityField.NAME, "")
    return (name,) if len(name) > 1 else ()


def _other_words(data: Mapping[str, Any]) -> list[str]:
    texts = [str(data.get(name, "")) for name in ALSO_OUTGOING]
    rows = [str(value) for row in data.get("requests", ()) for value in row.values()]
    tasks = [str(row.get("what", "")) for row in data.get("tasks", ())]
    return [text for text in (*texts, *rows, *tasks) if text]


def _said(findings: Iterable[Finding], closing: Text | None = None) -> Text:
    """The first findings in one line, each once."""
    sentences = list(dict.fromkeys(found.sentence for found in findings))[:SHOWN]
    parts = [*sentences, closing] if closing is not None else sentences
    return Text("".join(part.zh for part in parts), " ".join(part.en for part in parts))
