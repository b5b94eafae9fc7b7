"""Forms of the boxes; each carries the key by which a second post changes nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.foundation.office.models import Place
from huiying.foundation.office.selectors import in_tree_order
from huiying.foundation.people.models import Unit
from huiying.listen.boxes.enums import Rhythm
from huiying.listen.boxes.models import Box
from huiying.listen.boxes.selectors.reach import KEEPS
from huiying.listen.boxes.services.keeping import BoxData

MOST_PAPERS = 5_000
MOST_SLIPS = 1_000_000
LONGEST_AGO = timedelta(days=366)
"""A box that is said to have been opened earlier has a slip in its year."""
MOST_REASON = 300
_MINUTE = "%Y-%m-%dT%H:%M"
_FIELDS_OF = {
    "box.spot_needed": "spot",
    "box.spot_taken": "spot",
    "box.unit_retired": "unit",
    "box.slip_count": "count",
}


class BoxesForm(KeyedForm):
    """A form about a box. `quiet`: what may stay empty is said once for the whole form."""

    area = "box"
    fields_of = _FIELDS_OF
    quiet = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.quiet = self.quiet  # type: ignore[attr-defined]  # read by look's label


def number_input() -> forms.TextInput:
    """A field for digits: no arrows that change a number by a turn of the wheel."""
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "hy-input--4"})


class BoxForm(BoxesForm):
    """What is said about a box."""

    quiet = False
    spot = LineField(
        label=_("Where does it hang?"),
        help_text=_("In words that everybody there understands, such as “inside the east gate of the market”"),
        limit=80,
        error_messages={"required": _("Write where the box hangs")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    spot_en = LineField(label=_("The same in English"), limit=120, required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    unit = forms.ChoiceField(label=_("Which unit empties it?"), error_messages={"required": _("Choose the unit")})
    rhythm = forms.ChoiceField(
        label=_("How often is it emptied?"), choices=Rhythm.choices, initial=Rhythm.WEEK.value, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, viewer: Viewer, box: Box | None = None) -> None:
        initial = {} if box is None else {
            "spot": box.spot, "spot_en": box.spot_en, "place": box.place_id or "", "unit": box.unit_id,
            "rhythm": box.rhythm,
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self._offer("place", [("", gettext("the whole office")), *tree_choices(Place.objects.filter(active=True))])
        self._offer("unit", [("", gettext("Choose")), *tree_choices(_units(viewer, box))])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def data_of_box(self) -> BoxData:
        given = self.cleaned_data
        place = int(given["place"]) if given["place"] else None
        return BoxData(given["spot"], int(given["unit"]), given["rhythm"], place, given["spot_en"])


def _units(viewer: Viewer, box: Box | None) -> list[Unit]:
    """The units that the viewer keeps boxes for, and the one that has this box."""
    paths = [grant.unit.path for grant in viewer.grants if grant.role in KEEPS]
    known = box.unit_id if box else None
    return [
        unit
        for unit in Unit.objects.order_by("name")
        if unit.pk == known or (unit.active and any(unit.path.startswith(path) for path in paths))
    ]


def tree_choices(rows: Any) -> list[tuple[str, str]]:
    """Places or units as options, the tree shown by indentation."""
    found = in_tree_order(rows)
    top = min((row.path.count("/") for row in found), default=0)
    return [(str(row.pk), "\u3000" * (row.path.count("/") - top) + str(row)) for row in found]


class PrintForm(BoxesForm):
    count = forms.IntegerField(
        label=_("How many slips?"),
        help_text=_("Three on a sheet of A4."),
        initial=30,
        widget=number_input(),
        error_messages={"required": _("Write how many"), "invalid": _("Write how many, in digits")},
    )


class VoidForm(BoxesForm):
    first = forms.IntegerField(label=_("From slip"), min_value=1, widget=number_input())
    last = forms.IntegerField(label=_("to slip"), min_value=1, widget=number_input())
    reason = LineField(label=_("Why?"), help_text=_("Such as “paper jam, not printed”"), limit=MOST_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            said = gettext("Write the numbers that stand on the slips, in digits")
            self.fields[name].error_messages |= {"required": said, "invalid": said, "min_value": said}
        self.fields["reason"].error_messages["required"] = gettext("Say why they are voided")


class CountForm(BoxesForm):
    """Counted by hand. `next_slip`: the first slip that still lies beside the box."""

    counted = forms.IntegerField(
        label=_("How many papers were in it?"),
        help_text=_("Count before anything is read: slips, papers of people's own, empty ones, all of them."),
        min_value=0,
        max_value=MOST_PAPERS,
        widget=number_input(),
    )
    next_slip = forms.IntegerField(
        label=_("Number of the first slip that still lies beside the box"),
        help_text=_("All before it were handed out. Leave it empty when nobody looked."),
        min_value=1,
        max_value=MOST_SLIPS,
        required=False,
        widget=number_input(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("Write the number in digits")
        self.fields["counted"].error_messages |= {
            "required": gettext("Count the papers and write how many"),
            "invalid": said,
            "min_value": said,
            "max_value": gettext("So many do not fit into a box; look at the number again"),
        }
        self.fields["next_slip"].error_messages |= {
            "invalid": said,
            "min_value": said,
            "max_value": gettext("No slip has such a number; look at it again"),
        }


class StartForm(CountForm):
    """When the box was opened, and the count."""

    field_order = ("opened_at", "counted", "next_slip")
    opened_at = forms.DateTimeField(
        label=_("When was it opened?"),
        help_text=_("The legal time limits of what was in it run from this day."),
        input_formats=[_MINUTE, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(format=_MINUTE, attrs={"type": "datetime-local", "class": "hy-input--20"}),
        error_messages={"required": _("Give day and hour"), "invalid": _("Give day and hour")},
    )

    def __init__(self, data: Any, *, now: datetime) -> None:
        super().__init__(data, initial={"opened_at": timezone.localtime(now)})
        self.now = now

    def clean_opened_at(self) -> datetime:
        opened: datetime = self.cleaned_data["opened_at"]
        if opened < self.now - LONGEST_AGO:
            raise ValidationError(gettext("This is more than a year ago; look at the year again"))
        if opened > self.now.replace(second=59):
            raise ValidationError(gettext("This is in the future; look at day and hour again"))
        return min(opened, self.now)


class CorrectionForm(CountForm):
    """Another count after both have signed."""

    reason = LineField(
        label=_("Why is it corrected?"),
        help_text=_("What stood there stays in the ledger. Leave out names and what was written."),
        limit=MOST_REASON,
        error_messages={"required": _("Say why it is corrected")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["next_slip"]
