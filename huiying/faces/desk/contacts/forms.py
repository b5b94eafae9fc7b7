"""Forms of contact reports and of the days that they count."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiying.core.contact_time import periods_up_to
from huiying.faces.desk.commitments.forms import day_field
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Staff
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.presenters.words import DAYS, period_said
from huiying.judge.contacts.services.reports import MOST

QUARTERS_BACK = 5
_WORDS = {
    "contact.words_needed": "heard done",
    "contact.names_somebody": "heard words",
    "contact.period_unknown": "period",
    "contact.there": "period",
    "contact.day_wrong": "on",
}


class ContactForm(KeyedForm):
    """What all of them share; alone it only asks."""

    area: ClassVar[str] = "contact"
    fields_of: ClassVar[Mapping[str, str]] = _WORDS


class OfLeaderForm(ContactForm):
    """With one leader alone there is nothing to choose."""

    leader = forms.ChoiceField(label=_("Of whom?"))

    def __init__(self, *args: Any, leaders: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = {str(one.pk): one for one in leaders}
        self.fields["leader"].choices = [(pk, str(one)) for pk, one in self.leaders.items()]  # type: ignore[attr-defined]  # a ChoiceField
        if len(leaders) == 1:
            self.fields["leader"].required = False
            self.fields["leader"].widget = forms.HiddenInput()

    @property
    def chosen(self) -> Staff:
        """The leader that was chosen, or the only one."""
        return self.leaders.get(self.cleaned_data.get("leader", "")) or next(iter(self.leaders.values()))


class DraftForm(OfLeaderForm):
    """On which time."""

    period = forms.ChoiceField(label=_("On which time?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [
            (one.written, period_said(one).say(get_language() or "")) for one in periods_up_to(today, QUARTERS_BACK)
        ]
        self.fields["period"].choices = said  # type: ignore[attr-defined]  # a ChoiceField


class DayForm(OfLeaderForm):
    """How a day, or half of one, was spent."""

    on = day_field(_("Which day was it?"))
    kind = forms.ChoiceField(label=_("Doing what?"))
    halves = forms.ChoiceField(
        label=_("How long?"), choices=[("1", _("Half a day")), ("2", _("A whole day"))], widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label=_("Where?"), required=False)
    words = LineField(label=_("About what?"), help_text=_("In a few words, without names."), limit=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or ""
        self.fields["kind"].choices = [(kind.value, DAYS[kind].say(language)) for kind in DayKind]  # type: ignore[attr-defined]  # a ChoiceField
        rows = Place.objects.filter(active=True).order_by("path")
        self.fields["place"].choices = [("", _("No one place")), *((str(one.pk), str(one)) for one in rows)]  # type: ignore[attr-defined]  # a ChoiceField


def _part(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea, max_length=MOST, required=False)


class WordsForm(ContactForm):
    """The leader's own words, part by part."""

    heard = _part(_("What was heard"), _("What people say and need. Everybody reads it: name nobody who spoke."))
    done = _part(_("What was done"))
    missing = _part(_("What was not done, and why"))
    ahead = _part(_("What comes next"), _("Who does what by when."))
