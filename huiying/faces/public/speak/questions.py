"""The order of the questions, and which of them a draft still has to answer."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huiying.faces.public.speak import forms
from huiying.faces.public.speak.draft import Writing
from huiying.faces.public.speak.forms import AnswerForm, Answers
from huiying.faces.public.speak.places import village_choices
from huiying.listen.voices.enums import Kind, Naming


def _always(answers: Answers) -> bool:
    return True


def _is_report(answers: Answers) -> bool:
    return answers.get("kind") == Kind.REPORT


def _town_has_villages(answers: Answers) -> bool:
    return bool(village_choices(str(answers.get("town", ""))))


def _gives_contact(answers: Answers) -> bool:
    return answers.get("naming") in {Naming.NAMED, Naming.SHIELDED}


@dataclass(frozen=True, slots=True)
class Question:
    """`reopens`: questions to ask again when this answer changes. `counts`: whether it is one of "question 2 of 6".

    `may_be_passed`: it is offered on the way, and nobody has to come by.

    `heading` and `hint` stand over a form of several fields; of a single field its label is the heading.
    """

    slug: str
    form: type[AnswerForm]
    applies: Callable[[Answers], bool] = _always
    reopens: tuple[str, ...] = ()
    counts: bool = True
    may_be_passed: bool = False
    heading: str | Promise = ""
    hint: str | Promise = ""


QUESTIONS = (
    Question("kind", forms.KindForm, reopens=("consent",)),
    Question("words", forms.WordsForm),
    Question("files", forms.PapersForm, counts=False, may_be_passed=True),
    Question("about", forms.AboutForm, applies=_is_report, counts=False),
    Question("town", forms.TownForm, reopens=("village",)),
    Question("village", forms.VillageForm, applies=_town_has_villages, counts=False),
    Question("wants", forms.WantsForm),
    Question("naming", forms.NamingForm, reopens=("contact", "consent")),
    Question(
        "contact",
        forms.ContactForm,
        applies=_gives_contact,
        counts=False,
        heading=_("How can we reach you?"),
        hint=_("One way is enough: phone, e-mail or address."),
    ),
    Question("consent", forms.ConsentForm, heading=_("What may we do with it?")),
)
BY_SLUG = {question.slug: question for question in QUESTIONS}
CHECK = "check"
_COUNTED = [question.slug for question in QUESTIONS if question.counts]


def first_open(writing: Writing) -> str:
    """The first question that applies and is not done; CHECK when there is none."""
    left = (q for q in QUESTIONS if q.slug not in writing.done and not q.may_be_passed)
    return next((q.slug for q in left if q.applies(writing.answers)), CHECK)


def after(slug: str, writing: Writing) -> str:
    """The question after `slug` that applies; CHECK after the last."""
    later = QUESTIONS[QUESTIONS.index(BY_SLUG[slug]) + 1 :]
    return next((q.slug for q in later if q.applies(writing.answers)), CHECK)


def before(slug: str, writing: Writing) -> str:
    """The question before `slug` that applies; "" before the first."""
    earlier = QUESTIONS[: QUESTIONS.index(BY_SLUG[slug])] if slug in BY_SLUG else QUESTIONS
    return next((q.slug for q in reversed(earlier) if q.applies(writing.answers)), "")


def place_in_line(slug: str) -> tuple[int, int]:
    """Which question it is, of how many; one that only some people get counts with the one before it."""
    upto = QUESTIONS[: QUESTIONS.index(BY_SLUG[slug]) + 1]
    return sum(q.counts for q in upto), len(_COUNTED)
