"""A flag is looked at and no order is given, with the reason."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.supervision import bar, words
from huiying.faces.desk.supervision.forms import MOST_REASON, WordsForm
from huiying.faces.look.parts import Link
from huiying.serve.supervision.errors import FlagGone
from huiying.serve.supervision.selectors.flags import flag_for_viewer
from huiying.serve.supervision.services.flags import dismiss_flag


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def dismiss(request: StaffRequest, flag_id: int) -> HttpResponse:
    """Say why it needs no order."""
    viewer = request.viewer
    try:
        flag = flag_for_viewer(flag_id, viewer.grants)
    except FlagGone:
        return not_here(request)
    row = words.flag_row(flag, viewer.now, viewer.calendar)
    doing = Doing(
        f"flag:dismiss:{flag_id}",
        _("No order is needed"),
        WordsForm(
            filled(request),
            label=_("Why is no order needed?"),
            hint=_("It stays with the flag, for every inspector. Leave out names of people."),
            most=MOST_REASON,
        ),
        lambda said, who: dismiss_flag(flag_id, said["words"], **who),
        reverse("desk:supervision"),
        [*bar.crumbs(), Link(row.subject.title, row.subject.url)],
        [str(flag.unit), *row.why],
        button=_("No order"),
    )
    return shown(request, doing, "supervision")
