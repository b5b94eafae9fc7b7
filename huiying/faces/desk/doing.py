"""One act with its form: shown, filled in with files that wait in a basket, done once, refused with a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.desk.nav import page
from huiying.faces.look.parts import Link, Words
from huiying.faces.look.uploads import MORE, REMOVE, Basket
from huiying.foundation.ledger.models import Event

Answers = Mapping[str, Any]
POSTED = ["GET", "HEAD", "POST"]
"""Methods of a page with a form."""


def filled(request: StaffRequest) -> Any:
    """What the form was sent with; nothing where it was not sent."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True, slots=True)
class Doing:
    """`name`: of the act and what it is about, for its key; `do` gets what was filled in and who does it.

    `back`: where it leads to, also when it was done before; `then`: where it leads instead when `do` says where.
    `notes`: sentences above the form; `crumbs`: the pages above.
    """

    name: str
    title: Words
    form: KeyedForm
    do: Callable[[Answers, dict[str, Any]], Any]
    back: str
    crumbs: Sequence[Link] = ()
    notes: Sequence[str] = ()
    button: Words = ""
    said: Words = ""
    then: Callable[[Any], str] | None = None
    unchecked: Sequence[str] = field(default=("public", "open_again", "due_on"))

    @property
    def takes_files(self) -> bool:
        """Whether the form has files."""
        return "papers" in self.form.fields


def shown(request: StaffRequest, doing: Doing, place: str) -> HttpResponse:
    """The form, or the act done and the way on. The same form sent twice leads on and changes nothing.

    `place`: of the bar at the top, see nav.
    """
    viewer, form = request.viewer, doing.form
    scope = f"{doing.name}:{viewer.staff.pk}"
    basket = Basket.of(request.POST.get("kept", ""), scope)
    if form.is_bound and form.is_valid() and _filled(request, doing, basket):
        who = form.who(viewer, doing.name)
        if doing.then is None and Event.objects.filter(key=who["key"]).exists():
            return redirect(doing.back)
        if doing.takes_files:
            who["files"] = basket.ids
        try:
            made = doing.do(form.cleaned_data, who)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, str(doing.said) or _("Kept."))
            return redirect(doing.then(made) if doing.then else doing.back)
    basket.drop_gone()
    context = {
        "doing": doing,
        "form": form,
        "late": _late_fields(doing),
        "files": basket.rows(),
        "kept": basket.sealed(scope) if doing.takes_files else "",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/doing.html", page(request, place) | context, status=status)


def _filled(request: StaffRequest, doing: Doing, basket: Basket) -> bool:
    """Take what was sent into the basket; True when it is complete and to be done now."""
    if not doing.takes_files:
        return True
    basket.remove(request.POST.get(REMOVE, ""))
    basket.take(doing.form.cleaned_data.get("papers", ()), request=request, now=request.viewer.now)
    for sentence in basket.refused:
        doing.form.add_error("papers", sentence)
    return not doing.form.errors and REMOVE not in request.POST and MORE not in request.POST


def _late_fields(doing: Doing) -> list[forms.BoundField]:
    """Fields that stand below the files, because they speak of them."""
    return [doing.form[name] for name in doing.unchecked if doing.takes_files and name in doing.form.fields]
