"""The poster that hangs beside what was made: one code, two questions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.nav import MATTERS, page
from huiying.faces.look.qr import own_root, qr_svg
from huiying.foundation.office.selectors import office_profile
from huiying.serve.matters.errors import YearNotFound
from huiying.serve.matters.selectors.years import line_called

ASKS = Text("办得怎么样，您来说", "Is it done? You say")
THERE, WORKS = Text("有了吗？", "Is it there?"), Text("好用吗？", "Does it work?")
SCAN = Text("手机扫码，两个问题，不用注册", "Scan with your phone: two questions, no account")
WHOSE, PROMISED = Text("谁办的", "Done by"), Text("说好的", "What was promised")


@require_safe
@staff_page(*MATTERS)
def poster(request: StaffRequest, year: int, position: int) -> HttpResponse:
    """One page of A4, black on white, both languages."""
    try:
        found = line_called(year, position)
    except YearNotFound:
        return not_here(request)
    address = own_root(request) + reverse("public:matter_found", args=(year, position))
    context = {
        "line": found.matter,
        "year": found.matter.year,
        "qr": qr_svg(address),
        "address": address.partition("//")[2],
        "office": office_profile(),
        "said": {"asks": ASKS, "there": THERE, "works": WORKS, "scan": SCAN, "whose": WHOSE, "promised": PROMISED},
    }
    return render(request, "desk/matters/poster.html", page(request, "matters") | context)
