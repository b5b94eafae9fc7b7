"""A finished draft: as the rows of the check page, and as what is sent."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.look.language import language_of
from huiying.faces.look.parts import Link, Row
from huiying.faces.public.boxes.speaking import source_of
from huiying.faces.public.contacts.speaking import source_of as report_of
from huiying.faces.public.speak import forms
from huiying.faces.public.speak.forms import Answers
from huiying.faces.public.speak.papers import basket_of
from huiying.faces.public.speak.places import accused, place_id, place_name, unit_name
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.enums import Channel, ConsentFor, HelpKind, Kind, Naming
from huiying.loop.receive_voice import Spoken


def rows(answers: Answers) -> list[Row]:
    """Every answer with its change link; what was passed over is said as such."""
    return list(_rows(answers))


def _rows(answers: Answers) -> Iterator[Row]:
    yield _row(_("What it is about"), _label(forms.KindForm, "kind", answers), "kind")
    yield Row(_("Your words"), answers["words"], link=_change("words"), quote=True)
    if helps := helped(answers):
        yield _row(_("Help you ask for"), _("; ").join(_help(kind, answers) for kind in helps), "words")
    yield _row(_("Photos and papers"), _("; ").join(row.name for row in basket_of(answers).rows()), "files")
    if answers["kind"] == Kind.REPORT:
        yield _row(_("Where the official works"), unit_name(accused(answers)), "about")
    yield _row(_("Place"), _place(answers), "town")
    yield _row(_("What would put it right"), _label(forms.WantsForm, "wants", answers), "wants")
    yield _row(_("With or without name"), _label(forms.NamingForm, "naming", answers), "naming")
    if answers["naming"] != Naming.ANONYMOUS:
        yield _row(_("How to reach you"), _("; ").join(identity(answers).values()), "contact")
    yield _row(_("You allow"), _consents(answers), "consent")


def _row(key: str, value: str, slug: str) -> Row:
    return Row(key, value or _("not said"), link=_change(slug))


def _change(slug: str) -> Link:
    return Link(_("Change"), reverse("public:question", args=[slug]) + "?change")


def _label(form: type[forms.AnswerForm], name: str, answers: Answers) -> str:
    choices = dict(form.base_fields[name].choices)  # type: ignore[attr-defined]  # of OneOf
    return str(choices.get(answers.get(name), ""))


def helped(answers: Answers) -> tuple[HelpKind, ...]:
    """What was ticked to be heard and to understand."""
    return tuple(HelpKind(kind) for kind in answers.get("help") or () if kind in HelpKind.values)


def _help(kind: HelpKind, answers: Answers) -> str:
    language = str(answers.get("help_language", "")) if kind is HelpKind.INTERPRETER else ""
    return f"{kind.label} ({language})" if language else str(kind.label)


def _place(answers: Answers) -> str:
    parts = (place_name(place_id(answers)), str(answers.get("place_words", "")))
    return _(", ").join(part for part in parts if part)


def _consents(answers: Answers) -> str:
    given = [
        said
        for name, said in (
            ("may_contact", _("tell me how it goes")),
            ("may_publish", _("publish without my name")),
            ("sensitive", _("use sensitive details for this matter")),
            ("guardian", _("a parent or guardian agrees")),
        )
        if answers.get(name)
    ]
    return _("; ").join(given) if given else _("nothing further")


def identity(answers: Answers) -> dict[str, str]:
    """What goes into the vault, by IdentityField; nothing for a voice without a name."""
    fields = (IdentityField.NAME, IdentityField.PHONE, IdentityField.EMAIL, IdentityField.ADDRESS)
    return {str(field): str(answers[field]) for field in fields if answers.get(field)}


def spoken(answers: Answers, *, now: datetime) -> Spoken:
    """The voice as it was said, at this moment, on the web or at a box; perhaps about a leader's report."""
    box = source_of(answers)
    return Spoken(
        channel=Channel.SUGGESTION_BOX if box else Channel.WEB,
        source=box or report_of(answers),
        kind=answers["kind"],
        naming=answers["naming"],
        text=answers["words"],
        language=language_of(answers["words"]),
        received_at=now,
        place_id=place_id(answers),
        place_words=answers.get("place_words", ""),
        wants=answers.get("wants", ""),
        may_publish=bool(answers.get("may_publish")),
        may_contact=bool(answers.get("may_contact")),
        consents=(ConsentFor.SENSITIVE,) if answers.get("sensitive") else (),
        by_guardian=bool(answers.get("guardian")),
        helps=helped(answers),
        help_language=str(answers.get("help_language", "")),
    )
