"""Finding a case by the receipt number that somebody reads out; people are never looked up."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.codes import normal_number
from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.casework.numbers import NumberForm
from huiying.faces.desk.nav import FINDS, page
from huiying.serve.casework.selectors.casepage import case_by_number


@require_safe
@staff_page(*FINDS)
def find(request: StaffRequest) -> HttpResponse:
    """Straight to the case, or the sentence what is wrong with the number."""
    asked = "q" in request.GET
    form = NumberForm(request.GET if asked else None)
    if asked and form.is_valid():
        try:
            found = case_by_number(normal_number(form.cleaned_data["q"]), request.viewer.grants)
        except HuiyingError as err:
            form.add_error("q", err.say(get_language() or ""))
        else:
            if found is not None:
                return redirect("desk:case", found.pk)
            form.add_error("q", _("There is no such case, or you may not see it. Look at the receipt number again."))
    return render(request, "desk/find.html", page(request, "find") | {"form": form}, status=422 if form.errors else 200)
