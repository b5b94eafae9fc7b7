"""Who reviews whom beside the tree of units, and where other legal ways lead here: pages of the administrator."""

from typing import ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.legal_ways import WAYS, Way
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.fields import KeyedForm, LineField
from huiying.faces.desk.nav import ADMIN, page
from huiying.faces.look.parts import Link
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.people.models import Unit
from huiying.serve.appeals.models import OwnAddress
from huiying.serve.appeals.selectors.addresses import own_addresses
from huiying.serve.appeals.services.ladder import set_address, set_line
from huiying.serve.casework.models import ReviewLine
from huiying.serve.casework.selectors.ladder import bodies_above

PLACE = "admin"


class LineForm(KeyedForm):
    """Another body, or where to ask outside of this platform, or why nobody reviews further."""

    area: ClassVar[str] = "appeals"
    body = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=gettext_lazy("Reviewed also by"),
        help_text=gettext_lazy("Beside the unit above in the tree: the own government, or the own system."),
    )  # fmt: skip
    outside = LineField(
        limit=200, required=False, label=gettext_lazy("Nobody on this platform: where to ask"),
        help_text=gettext_lazy("Name and address, as the letter to the person says it."),
    )  # fmt: skip
    rule = LineField(
        limit=200, required=False, label=gettext_lazy("Nobody reviews further: by which rule"),
        help_text=gettext_lazy("For the highest level, with its article."),
    )  # fmt: skip

    def __init__(self, *args: object, unit: Unit, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # of forms.Form
        others = Unit.objects.filter(active=True).exclude(path__startswith=unit.path).order_by("path")
        choices = [("", _("none")), *((str(one.pk), str(one)) for one in others)]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]  # of ChoiceField


class AddressForm(KeyedForm):
    """Where it is, when it is open, which phone."""

    area: ClassVar[str] = "appeals"
    words = LineField(limit=400, required=False, label=gettext_lazy("Where, in Chinese"))
    words_en = LineField(limit=400, required=False, label=gettext_lazy("Where, in English"))


@require_safe
@staff_page(*ADMIN)
def lines(request: StaffRequest) -> HttpResponse:
    """Every unit and who reviews what it decided."""
    units = Unit.objects.filter(active=True).select_related("parent").order_by("path")
    notes = {line.unit_id: line for line in ReviewLine.objects.all()}
    rows = [(unit, bodies_above(unit), notes.get(unit.pk)) for unit in units]
    return render(request, "desk/appeals/lines.html", page(request, PLACE) | {"rows": rows})


@require_http_methods(POSTED)
@staff_page(*ADMIN)
def line(request: StaffRequest, unit_id: int) -> HttpResponse:
    """Write it down for one unit."""
    unit = Unit.objects.filter(pk=unit_id, active=True).first()
    if unit is None:
        return not_here(request)
    now = ReviewLine.objects.filter(unit=unit).first()
    initial = {"body": now.body_id, "outside": now.outside, "rule": now.rule} if now else {}
    doing = Doing(
        name=f"line:{unit.pk}",
        title=_("Who reviews what %(unit)s decided") % {"unit": unit},
        form=LineForm(filled(request), unit=unit, initial=initial),
        do=lambda said, who: set_line(unit.pk, body_id=said["body"], outside=said["outside"], rule=said["rule"], **who),
        back=reverse("desk:review_lines"),
        crumbs=(Link(_("Who reviews whom"), reverse("desk:review_lines")),),
    )
    return shown(request, doing, PLACE)


@require_safe
@staff_page(*ADMIN)
def ways(request: StaffRequest) -> HttpResponse:
    """Every legal way and where it leads here."""
    own = own_addresses()
    rows = [(way.value, told.name, own.get(way), told.where) for way, told in WAYS.items()]
    return render(request, "desk/appeals/ways.html", page(request, PLACE) | {"rows": rows})


@require_http_methods(POSTED)
@staff_page(*ADMIN)
def way(request: StaffRequest, way: str) -> HttpResponse:
    """The office's own address of one of them."""
    if way not in set(Way):
        return not_here(request)
    row = OwnAddress.objects.filter(way=way).first()
    doing = Doing(
        name=f"way:{way}",
        title=say(WAYS[Way(way)].name),
        form=AddressForm(filled(request), initial={"words": row.words, "words_en": row.words_en} if row else {}),
        do=lambda said, who: set_address(way, said["words"], said["words_en"], **who),
        back=reverse("desk:legal_ways"),
        crumbs=(Link(_("Other legal ways"), reverse("desk:legal_ways")),),
        notes=(say(WAYS[Way(way)].where),),
    )
    return shown(request, doing, PLACE)
