"""A history as a table: when, who by unit and post, what, and each field before and after."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from huiying.core.letters.catalogue import document_of
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Role
from huiying.core.procedures.names import ROLES
from huiying.core.retention import KEEPING
from huiying.core.words import Text
from huiying.faces.look.dates import moment
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Column, Table
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.events import ACTS as OFFICE_ACTS
from huiying.foundation.office.history import Change
from huiying.foundation.office.models import Category, Place
from huiying.foundation.office.selectors import KEEPING_PREFIX, limit
from huiying.foundation.outbox.events import ACTS as OUTBOX_ACTS
from huiying.foundation.outbox.webhooks.told import TOLD
from huiying.foundation.people.enums import Scope, UnitKind
from huiying.foundation.people.events import ACTS as PEOPLE_ACTS
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.presenters.queue import CHANNELS

ACTS = {**OFFICE_ACTS, **PEOPLE_ACTS, **OUTBOX_ACTS}
MOST_LETTERS = 160
INTAKE = "intake"
"""The kind of subject of the choices of procedures by channel."""
FIELDS = {
    "active": gettext_lazy("In use"),
    "address": gettext_lazy("Address"),
    "address_en": gettext_lazy("Address in English"),
    "body": gettext_lazy("Wording"),
    "categories": gettext_lazy("Categories"),
    "email": gettext_lazy("E-mail"),
    "ends_on": gettext_lazy("Last day"),
    "hotline_body": gettext_lazy("Hotline body"),
    "hours": gettext_lazy("Opening hours"),
    "hours_en": gettext_lazy("Opening hours in English"),
    "is_active": gettext_lazy("Account open"),
    "kind": gettext_lazy("Kind"),
    "must_change_password": gettext_lazy("Has to choose a password"),
    "name": pgettext_lazy("of a thing", "Name"),
    "name_en": gettext_lazy("Name in English"),
    "of_office": gettext_lazy("Set by the office"),
    "parent_id": gettext_lazy("Belongs to"),
    "password": gettext_lazy("Password"),
    "petition_department": gettext_lazy("Petition department"),
    "phone": gettext_lazy("Phone"),
    "per_minute": gettext_lazy("Calls a minute"),
    "place_id": gettext_lazy("Only for the place"),
    "population": gettext_lazy("Population"),
    "post": gettext_lazy("Post"),
    "post_en": gettext_lazy("Post in English"),
    "prefix": gettext_lazy("Begins with"),
    "reason": gettext_lazy("Reason"),
    "reason_en": gettext_lazy("Reason in English"),
    "revoked_at": gettext_lazy("Revoked"),
    "rests": gettext_lazy("Days of rest"),
    "role": gettext_lazy("Role"),
    "scopes": gettext_lazy("May"),
    "source": gettext_lazy("Source"),
    "staff_id": gettext_lazy("Member of staff"),
    "starts_on": gettext_lazy("First day"),
    "substitutes_id": gettext_lazy("Stands in for grant"),
    "title": gettext_lazy("Title"),
    "types": gettext_lazy("What it is told"),
    "unit_id": gettext_lazy("Unit"),
    "until": gettext_lazy("Until"),
    "url": gettext_lazy("Address"),
    "username": gettext_lazy("Log-in name"),
    "value": gettext_lazy("Value"),
    "working": gettext_lazy("Working day"),
    "works": gettext_lazy("Days of work"),
    "years": gettext_lazy("Years"),
}


def history_table(changes: Iterable[Change]) -> Table:
    """The changes, newest first."""
    changes = list(changes)
    who = _who(changes)
    columns = (
        Column(gettext_lazy("When")),
        Column(gettext_lazy("Who")),
        Column(gettext_lazy("What")),
        Column(gettext_lazy("Before → after")),
    )
    rows = [
        (moment(change.at, year=True), who(change), say(ACTS[change.act]) + _about(change), _differences(change))
        for change in changes
    ]
    return Table(gettext_lazy("History"), columns, rows)


def _who(changes: Iterable[Change]) -> Callable[[Change], SafeString]:
    """Unit and post of whoever did it; never a name."""
    changes = list(changes)
    posts = {staff.pk: staff.post_words for staff in Staff.objects.filter(pk__in={c.staff_id for c in changes})}
    units = {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in={c.unit_id for c in changes})}

    def who(change: Change) -> SafeString:
        if change.staff_id is None:
            return with_lang(_("the system"))
        post = posts.get(change.staff_id) or _("post no. %(number)s") % {"number": change.staff_id}
        return parts_with_lang(" · ".join(filter(None, (units.get(change.unit_id or 0, ""), post))))

    return who


def _setting_name(key: str) -> Text:
    kept = {f"{KEEPING_PREFIX}{kind}": row.said for kind, row in KEEPING.items()}
    return kept[key] if key in kept else limit(key).setting.name


def _about(change: Change) -> str:
    """Which letter, setting, year or role, where the act does not say it."""
    found = dict(change.about)
    if "code" in found:
        return f" ({say(document_of(found['code']).title)} · {found['language']})"
    if "setting" in found:
        return f" ({say(_setting_name(found['setting']))})"
    if "role" in found:
        return f" ({say(ROLES[Role(found['role'])])})"
    return f" ({found['year']})" if "year" in found else ""


def _differences(change: Change) -> SafeString | str:
    names = dict.fromkeys((*change.before, *change.after))
    lines = [
        (_field(change, name), _value(change, name, change.before), _value(change, name, change.after))
        for name in names
    ]
    lines += [(_field(change, name), "", _("changed; the history does not keep what it was")) for name in change.unsaid]
    said = [(label, f"{before} → {after}" if before else after) for label, before, after in lines if before or after]
    return format_html_join(
        "", "<div>{}{}</div>", ((_("%(field)s: ") % {"field": label}, parts_with_lang(words)) for label, words in said)
    )


def _field(change: Change, name: str) -> str:
    """What the field is called; of the choices of procedures each is a channel."""
    if change.subject_kind == INTAKE:
        return say(CHANNELS[name]) if name in CHANNELS else name
    return str(FIELDS.get(name, name))


def _value(change: Change, name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if change.subject_kind == INTAKE:
        return say(PROCEDURES[str(value)].name) if value in PROCEDURES else _("as usual")
    if value is None or value in ("", []):
        return _("nothing") if name in values and change.before and change.after else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(_item(name, item) for item in value)
    words = _named(change.subject_kind, name, value)
    return words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS] + "…"


def _item(name: str, item: Any) -> str:
    """One of a list: what a key may do and what a webhook tells by their words."""
    if name == "scopes":
        return str(Scope(item).label)
    return say(TOLD[item]) if name == "types" and item in TOLD else str(item)


_TREES: Mapping[str, type[Unit | Place | Category]] = {"unit": Unit, "place": Place, "category": Category}


def _named(kind: str, name: str, value: Any) -> str:
    """Numbers of rows by their names, members of staff by their number alone."""
    if name == "kind":
        return str((UnitKind if kind == "unit" else PlaceKind)(value).label)
    if name in ("revoked_at", "until"):
        return moment(datetime.fromisoformat(value))
    if name == "role":
        return say(ROLES[Role(value)])
    model = {"parent_id": _TREES.get(kind), "unit_id": Unit, "place_id": Place}.get(name)
    if model is not None:
        return str(model._default_manager.filter(pk=value).first() or value)
    return str(value)
