"""Who is at the desk: logged in, with a role in force today, and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages import info
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.faces.look.views import plain
from huiying.faces.look.watermark import Watermark, watermark
from huiying.foundation.keys import clock
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force

P = ParamSpec("P")
TOUCH_SECONDS = 60
FRESH_SECONDS = 10 * 60
LONGEST_SECONDS = 12 * 60 * 60
BEGAN = "began"
_SEEN = "seen"
_FACTOR = "factor"
_AGAIN = "again"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Stage(IntEnum):
    """How far somebody has come in: the second factor they have, a password of their own, a factor that they need."""

    PROVE = 1
    CHOOSE = 2
    ENROL = 3
    IN = 4


_DOORS = {Stage.PROVE: "desk:prove", Stage.CHOOSE: "desk:password", Stage.ENROL: "desk:account"}


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

    @property
    def mark(self) -> Watermark:
        """The mark of a page that shows who spoke: `{"watermark": viewer.mark}`."""
        return watermark(self.staff, self.unit, self.now)


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


def staff_page(*roles: Role, stage: Stage = Stage.IN, asks: bool = False) -> Callable[[View[P]], Door[P]]:
    """A page for staff who hold one of `roles` somewhere today; without `roles` for all staff.

    `stage`: open already to those who have come that far. `asks`: what is sent only asks, as a search does. Every other
    sending of an auditor, who is nothing else, is refused here, whatever the page would make of it.
    """

    def decorate(view: View[P]) -> Door[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            staff = request.user
            if isinstance(staff, AnonymousUser) or not staff.is_authenticated:
                return _to_login(request)
            if _too_long(request, now := clock.now()):
                logout(request)
                return _to_login(request)
            viewer = viewer_of(staff, now)
            if (reached := stage_of(request, viewer)) < stage:
                return redirect(_DOORS[reached])
            if roles and not (viewer.holds(*roles) and (asks or _may_send(request, viewer))):
                return not_open(request)
            _stay_awake(request, viewer.now)
            request.private, request.viewer = True, viewer  # type: ignore[attr-defined]  # of StaffRequest
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it is a StaffRequest now

        return guarded

    return decorate


def _may_send(request: HttpRequest, viewer: Viewer) -> bool:
    """Auditors read; who holds another role as well has its rights."""
    return request.method in _SAFE or viewer.roles != {Role.AUDITOR}


def stage_of(request: HttpRequest, viewer: Viewer) -> Stage:
    """How far this session has come: whoever has a second factor gives it before anything else opens."""
    staff = viewer.staff
    if staff.second_factor_since is not None and _FACTOR not in request.session:
        return Stage.PROVE
    if staff.must_change_password:
        return Stage.CHOOSE
    if staff.second_factor_since is None and needs_second_factor(viewer):
        return Stage.ENROL
    return Stage.IN


def needs_second_factor(viewer: Viewer) -> bool:
    """Whether the office asks one of a role that the viewer holds today."""
    return not viewer.roles.isdisjoint(office_profile().second_factor_roles)


def factor_given(request: HttpRequest, now: datetime) -> None:
    """The second factor was given at `now` in this session, which gets a new key."""
    request.session.cycle_key()
    request.session[_FACTOR] = int(now.timestamp())


def fresh_second_factor(request: HttpRequest) -> bool:
    """Whether the second factor was given within ten minutes; also where there is none and the office asks for none."""
    staff = request.user
    if isinstance(staff, AnonymousUser) or not staff.is_authenticated:
        return False
    now = clock.now()
    if staff.second_factor_since is None:
        return not needs_second_factor(viewer_of(staff, now))
    return 0 <= now.timestamp() - int(request.session.get(_FACTOR, 0)) <= FRESH_SECONDS


def second_factor_page(view: View[P]) -> View[P]:
    """Inside `staff_page`: a page that opens when the second factor was given within ten minutes, else asks for it."""

    @wraps(view)
    def guarded(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if fresh_second_factor(request):
            return view(request, *args, **kwargs)
        return to_second_factor(request)

    return guarded


def password_given(request: HttpRequest, now: datetime) -> None:
    """The password was given again at `now` in this session."""
    request.session[_AGAIN] = int(now.timestamp())


def fresh_log_in(request: StaffRequest) -> bool:
    """Whether it was shown within ten minutes who sits there: by the second factor, where there is none by logging in
    or the password (ASVS 7.5: before sensitive changes). What was opened in time may be sent for ten more.
    """
    has_one = request.viewer.staff.second_factor_since is not None
    shown = max(int(request.session.get(name, 0)) for name in ((_FACTOR,) if has_one else (BEGAN, _AGAIN)))
    longest = FRESH_SECONDS if request.method in _SAFE else 2 * FRESH_SECONDS
    return 0 <= request.viewer.now.timestamp() - shown <= longest


def sensitive_page(back: str = "") -> Callable[[View[P]], View[P]]:
    """Inside `staff_page`: asks who sits there, unless that was shown within ten minutes.

    `back`: the page with the button, called with the same numbers, where this address is only sent to.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if fresh_log_in(request):
                return view(request, *args, **kwargs)
            return ask_who(request, reverse(back, args=args, kwargs=kwargs) if back else "")

        return guarded

    return decorate


def ask_who(request: HttpRequest, back: str = "") -> HttpResponse:
    """To the page that asks; what was sent is sent once more after it."""
    if request.method not in _SAFE:
        info(request, _("Nothing was changed yet. Please send it once more."))
    return to_second_factor(request, back)


def to_second_factor(request: HttpRequest, back: str = "") -> HttpResponse:
    """To the page that asks for the second factor and leads `back`, or here where this address can be opened again."""
    url = f"{reverse('desk:prove')}?{urlencode({'next': back or request.get_full_path()})}"
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)


def _to_login(request: HttpRequest) -> HttpResponse:
    """As a whole page, also where only a part of one was asked for."""
    answer = redirect_to_login(request.get_full_path())
    return HttpResponseClientRedirect(answer.url) if request.headers.get("HX-Request") else answer


def _too_long(request: HttpRequest, now: datetime) -> bool:
    """Whether the log-in is older than a day's work, however busy it was kept (ASVS 3.3: an absolute end)."""
    return now.timestamp() - int(request.session.get(BEGAN, now.timestamp())) > LONGEST_SECONDS


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
