"""A date that a person knows by heart, asked in three boxes: year, month, day."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DayWidget(forms.MultiWidget):
    """Year, month and day as numbers. `labels` stand over the boxes, in order."""

    labels = (_("Year"), _("Month"), _("Day"))

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "class": "hy-input hy-input--4", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(attrs=dict(box)) for part in ("year", "month", "day")})

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.year, value.month, value.day] if value else [None, None, None]


class DayField(forms.MultiValueField):
    """A `date`, or None when it may stay empty; a day that is in no calendar is refused with a sentence."""

    widget = DayWidget
    default_error_messages = {
        "required": _("Give the year, the month and the day"),
        "incomplete": _("Give the year, the month and the day"),
        "invalid": _("This day is in no calendar; look at it again"),
    }

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": self.default_error_messages["invalid"]}
        parts = (
            forms.IntegerField(min_value=1900, max_value=2199, error_messages=wrong),
            forms.IntegerField(min_value=1, max_value=12, error_messages=wrong),
            forms.IntegerField(min_value=1, max_value=31, error_messages=wrong),
        )
        super().__init__(parts, require_all_fields=True, **kwargs)

    def compress(self, data_list: list[int]) -> date | None:
        if not data_list:
            return None
        try:
            return date(*data_list)
        except ValueError as err:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from err
