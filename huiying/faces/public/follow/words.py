"""Words of the speaker's page that depend on data."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiying.core.procedures.model import Role
from huiying.core.procedures.names import role_names
from huiying.core.procedures.reviewing import delivered_by
from huiying.core.words import Text
from huiying.faces.look import dates
from huiying.faces.look.parts import Row
from huiying.faces.public.follow.forms import RateForm
from huiying.faces.public.speak.forms import WantsForm
from huiying.foundation.people import vault
from huiying.foundation.people.models import Unit
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.enums import Wants
from huiying.listen.voices.models import Voice
from huiying.listen.voices.selectors import erasure_of
from huiying.serve.casework.enums import ReplyKind


def in_language(text: Text, **days: date) -> str:
    """`text` in the language of the page, its placeholders filled with days."""
    return text.say(get_language() or "").format(**{name: dates.full(day) for name, day in days.items()})


def wanted(wants: str) -> str:
    """What would put it right, in the words it was asked in; empty when nothing was said."""
    if wants in {"", Wants.UNKNOWN}:
        return ""
    choices = dict(WantsForm.base_fields["wants"].choices)  # type: ignore[attr-defined]  # of OneOf
    return str(choices[wants])


def answer_heading(kind: str) -> str:
    """What stands over an answer of this kind."""
    return {
        ReplyKind.OPINION: _("The unit's opinion"),
        ReplyKind.INTERIM: _("How far it is"),
        ReplyKind.FOLLOW_UP: _("Answered once more"),
        ReplyKind.NOTICE: _("Notice to you"),
        ReplyKind.REVIEW: _("The review opinion"),
        ReplyKind.FINAL: _("The final review opinion"),
    }.get(ReplyKind(kind), _("What the unit answered"))


def opening(state: str) -> str:
    """What it means to open what has been written: when the next time limit of the speaker begins."""
    act = delivered_by(state)
    if act == "deliver_final":
        return _("This is the final review opinion. Opening it counts as having received it.")
    if act == "deliver_review":
        return _("Opening it counts as having received it: from that day you have 30 days to ask for the final review.")
    return _("Opening it counts as having received it: from that day you have 30 days to ask for a review.")


def looks(voice: Voice) -> tuple[str, ...] | None:
    """Each look at the speaker's identity as a sentence, newest first; None for a voice without a person."""
    if voice.person is None:
        return None
    views = vault.views_of(voice.person)
    units = Unit.objects.in_bulk({view.unit_id for view in views if view.unit_id})
    return tuple(_look(view, units) for view in views)


def _look(view: vault.View, units: Mapping[int, Unit]) -> str:
    unit = str(units.get(view.unit_id or 0, ""))
    roles = in_language(role_names({Role(role) for role in view.roles.split(",") if role}))
    said = {"when": dates.short(view.at), "unit": unit, "roles": roles, "why": view.reason}
    if not view.reason:  # erased with the rest
        return _("%(when)s, %(unit)s (%(roles)s)") % said
    return _("%(when)s, %(unit)s (%(roles)s): %(why)s") % said


def erased(voice: Voice) -> tuple[str, ...]:
    """When everything was erased, on what ground, and whether old copies may still stand in the database file."""
    found = erasure_of(voice)
    if found is None:
        return ()
    reading = found.reading
    sentences = [
        _("Everything you said and who you are were erased on %(day)s.") % {"day": dates.full(found.at)},
        _("Ground: %(ground)s (%(article)s).")
        % {"ground": in_language(reading.said), "article": in_language(reading.article)},
        _("The log keeps that something was here and that it was erased; it never held your words."),
    ]
    if found.pending:
        sentences.insert(2, _("Old copies in the database file go with the next clean-up, within a day."))
    return tuple(sentences)


COUNTED_FROM = 5
"""Fewer voices are not counted aloud."""


def together(voices: int) -> str:
    """That a voice is handled with others on the same matter; how many there are in all only from five on."""
    if voices == 1:
        return ""
    if voices < COUNTED_FROM:
        said = _("Handled together with others on the same matter.")
    else:
        said = _("%(count)s voices in all are about this matter; they are handled together.") % {"count": voices}
    own = _("Your receipt, time limits, answer and rating are your own.")
    return f"{said} {own}"


def rated(rating: Rating) -> tuple[Row, ...]:
    """What was answered, question by question; what was left out is not shown."""
    rows = [Row(_label(name), answer) for name in RateForm.QUESTIONS if (answer := _answer(name, rating))]
    return (*rows, Row(_label("words"), rating.words, quote=True)) if rating.words else tuple(rows)


def _label(name: str) -> str:
    return str(RateForm.base_fields[name].label)


def _answer(name: str, rating: Rating) -> str:
    choices = dict(RateForm.base_fields[name].choices)  # type: ignore[attr-defined]  # of OneOf
    return str(choices.get(getattr(rating, name), ""))
