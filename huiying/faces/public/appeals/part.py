"""The speaker's right to a review on the receipt: by which day, whom to ask, and what it is not."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.procedures.model import Holder
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case, ReviewLine
from huiying.serve.casework.selectors.ladder import bodies_above, line_of, reviewing_body
from huiying.serve.casework.selectors.receipt import ReceiptFacts


@dataclass(frozen=True, slots=True)
class AppealPart:
    """What the card says. `ask_url` empty: it is not asked for here; `outside`: where to write then."""

    heading: str
    sentence: str
    ask_url: str
    ask_words: str
    again_url: str
    outside: str


def appeal_part(facts: ReceiptFacts) -> AppealPart | None:
    """None while no right to a review runs."""
    final = facts.running("C-FINAL-ASK")
    limit = final or facts.running("C-REVIEW-ASK")
    if limit is None or limit.clock.holder is not Holder.CITIZEN:
        return None
    heading = _("You can ask for the final review") if final else _("You can ask for a review")
    can = bool({"ask_review", "ask_final"} & facts.may)
    return AppealPart(
        heading=heading,
        sentence=_sentence(facts, final=final is not None),
        ask_url=reverse("public:ask_review") if can else "",
        ask_words=_("Ask for the final review") if final else _("Ask for a review"),
        again_url=reverse("public:again") if "open_follow_up" in facts.may else "",
        outside="" if can else _outside(facts.voice.pk, final=final is not None),
    )


def _sentence(facts: ReceiptFacts, *, final: bool) -> str:
    names = [str(body) for body in bodies_above(_decider(facts.voice.pk, final=final))]
    above = _(" or ").join(names) or _("the body above")
    return _("%(body)s looks at it again. Nobody who handled it takes part, and it costs nothing.") % {"body": above}


def _outside(case_id: int, *, final: bool) -> str:
    line: ReviewLine | None = line_of(_decider(case_id, final=final))
    if line is not None and line.outside:
        return line.outside
    return _("the body above, in writing, as the letter says")


def _decider(case_id: int, *, final: bool) -> Unit:
    """The unit whose opinion or review it is that one may disagree with."""
    case = Case.objects.select_related("unit").get(pk=case_id)
    body = reviewing_body(case) if final else None
    return body or case.unit
