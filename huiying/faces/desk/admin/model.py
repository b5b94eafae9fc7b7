"""The model of categories, told by its card; and the table of who usually handles what."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look import dates
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.history import changes_of
from huiying.foundation.people.models import Unit
from huiying.loop.categorise_case import set_usual_unit
from huiying.loop.understanding import kept_model
from huiying.loop.understanding.asking import ask_for_training, is_asked
from huiying.serve.casework.selectors.categories import category_choices, path_words, why_unit
from huiying.serve.casework.selectors.usual import Entry, table

SHOWN = 10
_LEVELS = (gettext_lazy("the first level"), gettext_lazy("the second level"), gettext_lazy("the third level"))


@admin_page
def model(request: StaffRequest) -> HttpResponse:
    """The card of the model in use, the trainings so far, and the button that asks for another."""
    if request.method == "POST":
        ask_for_training(actor=request.viewer.actor, now=request.viewer.now)
        said(request, _("The model is trained as soon as the worker gets to it, mostly within a few minutes."))
        return redirect("desk:admin-model")
    card = kept_model.card()
    context = {
        "title": _("Model of categories"),
        "rows": list(_rows(card, kept_model.card(kept_model.BEFORE))) if card else [],
        "asked": is_asked(),
        "trainings": _trainings(),
    }
    return show(request, "model.html", "model", context)


def _rows(card: Any, before: Any) -> Iterator[Row]:
    """The card in words. `before`: that of the model before, None when there was none."""
    own, shipped = card.examples.get("office", 0), card.examples.get("starter", 0)
    yield Row(_("Learnt on"), dates.full(date.fromisoformat(card.data_date)))
    examples = _("%(own)s decisions of this office, %(shipped)s shipped messages") % {"own": own, "shipped": shipped}
    yield Row(_("Learnt from"), examples)
    judged = _("the office’s own decisions") if card.judged_origin else _("all of them, also the shipped messages")
    share = _("%(suggested)s get a suggestion, %(right)s of those are right")
    percents = {"suggested": _percent(card.suggested), "right": _percent(card.right_when_suggested)}
    note = _("Judged on %(count)s it had not seen: %(which)s") % {"count": card.judged, "which": judged}
    yield Row(_("Of a hundred cases"), share % percents, note=note)
    depths = zip(card.depths, _LEVELS, strict=True)
    yield Row(
        _("How far down"),
        pgettext("in a list", ", ").join(
            _("%(share)s to %(level)s") % {"share": _percent(a), "level": b} for a, b in depths
        ),
    )
    yield Row(_("First level, macro-F1"), f"{card.macro_f1:.3f}", note=_was(before))
    if card.left_out:
        left_out = ngettext("%(count)s example", "%(count)s examples", card.left_out) % {"count": card.left_out}
        yield Row(_("Left out, too few of their kind"), left_out)
    yield Row(_("Time to train"), _("%(count)s seconds") % {"count": card.seconds})


def _was(before: Any) -> str:
    if before is None:
        return ""
    day = dates.full(date.fromisoformat(before.data_date))
    return _("The model before, of %(day)s: %(figure)s") % {"day": day, "figure": f"{before.macro_f1:.3f}"}


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _trainings() -> Table:
    """The last trainings, also those whose model was not taken."""
    events = Event.objects.filter(type="model.trained").order_by("-at")[:SHOWN]
    columns = (
        Column(_("When")),
        Column(_("Own decisions"), number=True),
        Column(_("Macro-F1"), number=True),
        Column(_("Right when suggested"), number=True),
        Column(_("What became of it")),
    )
    return Table(_("Trainings"), columns, [_training(event.at, event.public) for event in events])


def _training(at: datetime, told: Any) -> tuple[str, ...]:
    kept = _("taken into use") if told["kept"] else _("clearly worse, not taken")
    right = _percent(float(told["right_when_suggested"]))
    return dates.moment(at, year=True), str(told["examples"].get("office", 0)), told["macro_f1"], right, kept


class UsualForm(KeyedForm):
    """A category and the unit that handles it; no unit takes the entry away."""

    category = forms.ChoiceField(
        label=gettext_lazy("Category"), error_messages={"required": gettext_lazy("Choose a category")}
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit that usually handles it"), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice, unit = self.fields["category"], self.fields["unit"]
        choice.choices = [("", _("Choose a category")), *category_choices()]  # type: ignore[attr-defined]  # a choice field
        choice.widget.attrs["data-many"] = _("Find a category in the list")
        unit.queryset = Unit.objects.filter(active=True).order_by("path")  # type: ignore[attr-defined]  # of units
        unit.help_text = _("Leave it empty to take an entry away.")


@admin_page
def usual_units(request: StaffRequest) -> HttpResponse:
    """Who usually handles what: as it was written down, and as it was done."""
    form = UsualForm(request.POST if request.method == "POST" else None, initial=_asked_for(request))
    viewer = request.viewer

    def act(values: dict[str, Any], key: str) -> bool:
        set_usual_unit(
            actor=viewer.actor, now=viewer.now, category_id=int(values["category"]), unit=values["unit"], key=key
        )
        return True

    if request.method == "POST" and carry_out(request, form, act) is not None:
        said(request, _("Kept. From now on it is suggested to whoever dispatches."))
        return redirect("desk:admin-usual-units")
    entries = table()
    context = {
        "title": _("Usual units"),
        "form": form,
        "table": _table(entries) if entries else None,
        "history": history_table(changes_of(["category"])),
    }
    return show(request, "usual_units.html", "usual_units", context)


def _asked_for(request: StaffRequest) -> dict[str, Any]:
    return {name: request.GET[name] for name in ("category", "unit") if request.GET.get(name, "").isdecimal()}


def _table(entries: list[Entry]) -> Table:
    columns = (Column(_("Category")), Column(_("Written down")), Column(_("As it was done")))
    return Table(_("Who usually handles what"), columns, [_line(one) for one in entries])


def _line(one: Entry) -> tuple[str, str, str]:
    written = str(one.unit) if one.unit else "–"
    done = _done(one) if one.said else _("not clear")
    return say(path_words(one.category)), written, done


def _done(one: Entry) -> str:
    why: Text = why_unit(one.source)
    return f"{one.said}{_(', ')}{why.say(get_language() or '')}"
