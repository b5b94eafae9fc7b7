"""The form of an act, made from the fields that the procedure table gives it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext

from huiying.core.errors import HuiyingError
from huiying.core.procedures.errors import FieldMissing, FieldWrong
from huiying.core.procedures.joined import INSIDE
from huiying.core.procedures.model import Act, FieldKind
from huiying.core.procedures.model import Field as ActField
from huiying.core.words import Text
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.casework import category
from huiying.faces.desk.casework.alike import Beside, beside
from huiying.faces.desk.fields import CasesField, NumberField, RequestsField, TasksField, refusal
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.voices.selectors import easy_words_asked
from huiying.serve.casework.errors import LeadCaseWrong
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_by_number
from huiying.serve.casework.selectors.ladder import above_of
from huiying.serve.casework.selectors.matter import ALSO, Could, joined_for_act
from huiying.serve.casework.selectors.recused import staff_out_of
from huiying.serve.casework.selectors.reviewing import hosts

MANY = 12
"""Longer lists scroll and get a box to find things in."""
LOOKED = "looked"
"""The tick under the hints of the gate: it shows once there are hints, after everything else."""
EASY = frozenset({"easy_text", "no_easy"})
KEY = "key"
_TODAY = frozenset({"heard_on", "delivered_on", "held_on"})
_A_DAY = Text("请选一个日期。", "please choose a day.")
_A_NUMBER = Text("请填一个整数。", "please fill in a whole number.")
_OFFERED = Text("请从给出的选项里选一个。", "please choose one of the answers given.")
# Errors that name no field of the form by themselves.
_FIELD_OF = {
    "case.unit_unknown": ("unit", "handler"),
    "case.same_unit": ("unit",),
    "case.host_unfit": ("host",),
    "case.category_unknown": (category.CATEGORY,),
    "case.lead_wrong": ("case",),
    "case.reply_not_ready": ("public_text", "reason"),
}


class ActForm(forms.Form):
    """What an act asks for. `act_data` is what the loop takes."""

    use_required_attribute = False
    no_rows: ClassVar[tuple[dict[str, str], ...]] = ({},)
    """One empty block to begin with."""

    def __init__(self, data: Any = None, *, act: Act, case: Case, viewer: Viewer, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.act, self.case, self.viewer = act, case, viewer
        for item in act.fields:
            if self._is_asked(item.name, sent=data is not None):
                self.fields[item.name] = self._field(item)
        if self.together:
            proposed = [str(could.case.pk) for could in self.together] if act.id in INSIDE else []
            self.fields[ALSO] = CasesField(required=False, widget=forms.CheckboxSelectMultiple, initial=proposed)
        category.add_to_form(self, act.id, case, viewer)
        self.order_fields([category.CATEGORY, *(name for name in self.fields if name != LOOKED)])
        self.fields[KEY] = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def _is_asked(self, name: str, *, sent: bool) -> bool:
        """Easy words are asked for where a person of these cases asked for them."""
        if name in EASY:
            return self.easy
        return name != LOOKED or sent

    @cached_property
    def easy(self) -> bool:
        """Whether somebody who gets this answer asked for easy words."""
        return easy_words_asked([self.case.pk, *(could.case.pk for could in self.together)])

    @cached_property
    def together(self) -> list[Could]:
        """The joined cases of a lead, for acts that may be for them too, each with why it is not possible in it."""
        viewer = self.viewer
        return joined_for_act(self.case, self.act, actor=viewer.actor, grants=viewer.grants, now=viewer.now)

    @property
    def voices(self) -> list[Beside]:
        """The same as the page shows them: what was ticked stays ticked."""
        ticked = self[ALSO].value() or () if ALSO in self.fields else ()
        return [beside(could, ticked=str(could.case.pk) in ticked) for could in self.together]

    def _field(self, item: ActField) -> forms.Field:
        made = _MAKERS[item.kind](self, item)
        made.label, made.required = say(item.label), item.required
        made.quiet = item.name in EASY  # type: ignore[attr-defined]  # read by look's label: one of the two is needed
        made.help_text = say(item.hint) if item.hint else made.help_text
        made.error_messages |= {
            "required": refusal(FieldMissing(label=item.label, field=item.name)),
            "invalid": refusal(FieldWrong(label=item.label, wanted=_WANTED.get(item.kind, _OFFERED))),
            "invalid_choice": refusal(FieldWrong(label=item.label, wanted=_OFFERED)),
        }
        return made

    @cached_property
    def active_units(self) -> list[tuple[str, str]]:
        """Every active unit, the tree shown by indentation."""
        units = Unit.objects.filter(active=True).order_by("path")
        return [(str(unit.pk), "\u3000" * (unit.path.count("/") - 2) + str(unit)) for unit in units]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in self.act.fields:
            if item.kind is FieldKind.CASE and cleaned.get(item.name):
                if (found := case_by_number(cleaned[item.name], self.viewer.grants)) is None:
                    self.add_error(item.name, refusal(LeadCaseWrong()))
                else:
                    cleaned[item.name] = found.pk
        return cleaned

    def act_data(self) -> dict[str, Any]:
        """What was filled in, by the names of the table."""
        data: dict[str, Any] = {item.name: _plain(self.cleaned_data.get(item.name)) for item in self.act.fields}
        if also := self.cleaned_data.get(ALSO):
            data[ALSO] = [int(case_id) for case_id in also]
        return data

    def act_key(self) -> str:
        """The idempotency key: of this person, this case, this act and this form."""
        key: UUID = self.cleaned_data.get(KEY) or uuid4()
        return f"desk:{self.viewer.staff.pk}:{self.case.pk}:{self.act.id}:{key}"

    def refuse(self, error: HuiyingError) -> None:
        """The sentence of `error` at the field it is about, else above the form."""
        wanted = (str(error.data.get("field", "")), *_FIELD_OF.get(error.code, ()))
        self.add_error(next((name for name in wanted if name in self.fields), None), refusal(error))


def _plain(value: Any) -> Any:
    """Days as text: what waits for approval is kept as JSON."""
    return value.isoformat() if isinstance(value, date) else value


Maker = Callable[[ActForm, ActField], forms.Field]
_WANTED = {FieldKind.DAY: _A_DAY, FieldKind.NUMBER: _A_NUMBER}


def _text(form: ActForm, item: ActField) -> forms.Field:
    return forms.CharField()


def _long(form: ActForm, item: ActField) -> forms.Field:
    return forms.CharField(widget=forms.Textarea)


def _unit(form: ActForm, item: ActField) -> forms.Field:
    if item.name == "body":  # of a review: those next above the unit that decided, and nobody else
        above = Unit.objects.filter(pk__in=above_of(form.case) or ()).order_by("pk")
        choices = [(str(unit.pk), str(unit)) for unit in above]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial=choices[0][0] if choices else None)
    many = {"data-many": gettext("Find a unit in the list")} if len(form.active_units) > MANY else {}
    return forms.ChoiceField(
        choices=[("", gettext("Choose a unit")), *form.active_units], widget=forms.Select(attrs=many)
    )


def _units(form: ActForm, item: ActField) -> forms.Field:
    choices = [(value, name.strip()) for value, name in form.active_units if value != str(form.case.unit_id)]
    made = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
    made.many = len(choices) > MANY  # type: ignore[attr-defined]  # read by the template: the list scrolls
    return made


def _staff(form: ActForm, item: ActField) -> forms.Field:
    people = hosts(form.viewer.today) if item.name == "host" else _of_unit(form.case)
    choices = [(str(person.pk), f"{person} · {person.post_words}" if person.post else str(person)) for person in people]
    return forms.ChoiceField(choices=[("", gettext("Choose somebody")), *choices])


def _of_unit(case: Case) -> Iterable[Staff]:
    people = Staff.objects.filter(unit=case.unit_id, is_active=True).exclude(pk__in=staff_out_of(case))
    return people.order_by("name")


def _day(form: ActForm, item: ActField) -> forms.Field:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "hy-input--10"})
    initial = form.viewer.today if item.name in _TODAY else None
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], initial=initial)


def _choice(form: ActForm, item: ActField) -> forms.Field:
    choices = [(choice.value, say(choice.label)) for choice in item.choices]
    only = choices[0][0] if len(choices) == 1 else None
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial=only)


def _flag(form: ActForm, item: ActField) -> forms.Field:
    return forms.BooleanField()


def _number(form: ActForm, item: ActField) -> forms.Field:
    return forms.IntegerField(widget=forms.NumberInput(attrs={"class": "hy-input--4"}))


def _case(form: ActForm, item: ActField) -> forms.Field:
    return NumberField(limit=40, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "hy-input--20"}))


def _requests(form: ActForm, item: ActField) -> forms.Field:
    return RequestsField()


def _tasks(form: ActForm, item: ActField) -> forms.Field:
    return TasksField()


_MAKERS: Mapping[FieldKind, Maker] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG: _long,
    FieldKind.UNIT: _unit,
    FieldKind.UNITS: _units,
    FieldKind.STAFF: _staff,
    FieldKind.DAY: _day,
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: _flag,
    FieldKind.NUMBER: _number,
    FieldKind.CASE: _case,
    FieldKind.REQUESTS: _requests,
    FieldKind.TASKS: _tasks,
}
