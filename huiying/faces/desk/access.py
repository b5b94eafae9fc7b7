"""Who is at the desk: logged in, with a role in force today, and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.faces.look.views import plain
from huiying.foundation.keys import clock
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force

P = ParamSpec("P")
TOUCH_SECONDS = 60
_SEEN = "seen"


@dataclass(frozen=True)
class Viewer:
    """A member of staff at this moment. `grants`: those in force `today`, the office's local day by `calendar`."""

    staff: Staff
    actor: Actor
    grants: tuple[Grant, ...]
    today: date
    now: datetime
    calendar: Calendar

    @property
    def roles(self) -> frozenset[str]:
        """Every role held somewhere."""
        return self.actor.roles

    def holds(self, *roles: Role) -> bool:
        """Whether one of `roles` is held somewhere."""
        return not self.roles.isdisjoint(roles)

    @property
    def unit(self) -> Unit:
        """The unit the person works in; read from the grants where one of them names it."""
        mine = (grant.unit for grant in self.grants if grant.unit_id == self.staff.unit_id)
        return next(mine, None) or self.staff.unit


class StaffRequest(HttpRequest):
    """A request behind `staff_page`."""

    viewer: Viewer
    user: Staff
    private: bool


View = Callable[Concatenate[StaffRequest, P], HttpResponse]
Door = Callable[Concatenate[HttpRequest, P], HttpResponse]


def viewer_of(staff: Staff, now: datetime) -> Viewer:
    """`staff` with what they hold at `now`."""
    days = calendar()
    today = days.local_date(now)
    grants = tuple(grants_in_force(staff.pk, today=today))
    roles = frozenset(grant.role for grant in grants)
    return Viewer(staff, Actor(ActorKind.STAFF, staff.pk, staff.unit_id, roles), grants, today, now, days)


def staff_page(*roles: Role, one_time_password: bool = False) -> Callable[[View[P]], Door[P]]:
    """A page for staff who hold one of `roles` somewhere today; without `roles` for all staff.

    `one_time_password`: open also to those who still have to choose a password of their own.
    """

    def decorate(view: View[P]) -> Door[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            staff = request.user
            if isinstance(staff, AnonymousUser) or not staff.is_authenticated:
                return _to_login(request)
            if staff.must_change_password and not one_time_password:
                return redirect("desk:password")
            viewer = viewer_of(staff, clock.now())
            if roles and not viewer.holds(*roles):
                return not_open(request)
            _stay_awake(request, viewer.now)
            request.private, request.viewer = True, viewer  # type: ignore[attr-defined]  # of StaffRequest
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it is a StaffRequest now

        return guarded

    return decorate


def _to_login(request: HttpRequest) -> HttpResponse:
    """As a whole page, also where only a part of one was asked for."""
    answer = redirect_to_login(request.get_full_path())
    return HttpResponseClientRedirect(answer.url) if request.headers.get("HX-Request") else answer


def _stay_awake(request: HttpRequest, now: datetime) -> None:
    """The session ends half an hour after the last page, written at most once a minute."""
    minute = int(now.timestamp())
    if abs(minute - int(request.session.get(_SEEN, 0))) >= TOUCH_SECONDS:
        request.session[_SEEN] = minute


def not_open(request: HttpRequest) -> HttpResponse:
    """403: the page exists, but for others."""
    said = [_("This page is not open to your role. If you need it, ask the administrator of your office.")]
    return plain(request, status=403, title=_("Not open to you"), sentences=said)


def not_here(request: HttpRequest) -> HttpResponse:
    """404: there is no such thing, or it is not for this viewer; the two are not told apart."""
    said = [_("There is no such case, or you may not see it. Look at the receipt number again.")]
    return plain(request, status=404, title=_("Nothing here for you"), sentences=said)
