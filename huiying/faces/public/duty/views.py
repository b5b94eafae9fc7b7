"""Who answers tonight: posts and numbers, never a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiying.foundation.keys import clock
from huiying.foundation.office.selectors import office_profile
from huiying.listen.duty.selectors.roster import posts_answering


@require_safe
def duty(request: HttpRequest) -> HttpResponse:
    """Posts that answer now, with unit and number; and whom to call when somebody is in danger."""
    now = clock.now()
    context = {"found": posts_answering(now=now), "now": now, "phone": office_profile().phone}
    return render(request, "public/duty/duty.html", context)
