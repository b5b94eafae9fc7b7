"""What the office aims at, said by who leads it, before the month begins."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huiying.core.rates.measures import NAMES, Measure
from huiying.core.rates.months import month_of
from huiying.faces.desk.access import StaffRequest, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.desk.nav import SCORECARDS
from huiying.faces.look.parts import Link
from huiying.faces.look.rows import page_language
from huiying.faces.look.scorecards import month_said
from huiying.judge.scorecards.selectors.targets import may_set_targets, targets_in
from huiying.judge.scorecards.services.targets import MOST, set_targets

_WRONG = gettext_lazy("Please write a whole number from 1 to 100")
_MESSAGES = {"required": _WRONG, "invalid": _WRONG, "min_value": _WRONG, "max_value": _WRONG}


class TargetsForm(KeyedForm):
    """Of a hundred, for each measure."""

    area = "scorecards"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in Measure:
            self.fields[one.value] = forms.IntegerField(
                label=NAMES[one].say(page_language()),
                help_text=_("How many of every hundred?"),
                min_value=1,
                max_value=MOST,
                widget=forms.NumberInput(
                    attrs={"inputmode": "numeric", "class": "hy-input--10", "min": 1, "max": MOST}
                ),
                error_messages=_MESSAGES,
            )


@require_http_methods(POSTED)
@staff_page(*SCORECARDS)
def targets(request: StaffRequest) -> HttpResponse:
    """Targets from next month on; months that have begun keep theirs."""
    viewer = request.viewer
    if not may_set_targets(viewer.grants):
        return not_open(request)
    month = month_of(viewer.today).moved(1)
    now = {measure.value: percent for measure, percent in targets_in(month).items()}
    doing = Doing(
        "targets",
        _("What we aim at"),
        TargetsForm(filled(request), initial=now),
        _set,
        reverse("desk:scorecards"),
        [Link(_("Scorecards"), reverse("desk:scorecards"))],
        [
            _("They hold from %(month)s on and are published. Months that have begun keep theirs.")
            % {"month": month_said(month)}
        ],
        button=_("Publish the targets"),
    )
    return shown(request, doing, "scorecards")


def _set(said: Answers, who: dict[str, Any]) -> Any:
    return set_targets({one: said[one.value] for one in Measure}, **who)
