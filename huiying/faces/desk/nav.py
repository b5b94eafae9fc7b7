"""What every page of the desk shows at its top: where this person works, and who they are."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer
from huiying.faces.look.parts import NavItem, Words
from huiying.serve.casework.selectors.approvals import approvals_waiting

INTAKE = (Role.RECEPTIONIST,)
BOARD = (Role.DISPATCHER, Role.CALLBACK_OFFICER)
QUEUE = (
    Role.HANDLER,
    Role.UNIT_HEAD,
    Role.MEDIATOR,
    Role.HEARING_HOST,
    Role.REVIEWER,
    Role.FINAL_REVIEWER,
    Role.INSPECTOR,
    Role.LEADER,
    Role.AUDITOR,
    Role.ADVISER,
)
SEALED = (Role.SEALED_OFFICER,)
ARCHIVE = (Role.ARCHIVIST,)
LOOKS = (Role.IDENTITY_KEEPER,)
APPROVALS = (Role.UNIT_HEAD, Role.DISPATCHER)
SIGNS = (Role.ADVISER, Role.LEADER, Role.DISPATCHER, Role.INSPECTOR)
DIFFERENCES = (Role.INSPECTOR, Role.UNIT_HEAD, Role.HANDLER, Role.REVIEWER, Role.FINAL_REVIEWER)
ISSUE_KEEPERS = (Role.DISPATCHER, Role.ADVISER)
ISSUES = (*ISSUE_KEEPERS, Role.UNIT_HEAD, Role.INSPECTOR, Role.LEADER, Role.AUDITOR)
ISSUE_READERS = (*ISSUES, Role.HANDLER)
ADMIN = (Role.ADMINISTRATOR,)
CASES = (*QUEUE, *BOARD, *INTAKE, *SEALED, Role.ARCHIVIST, Role.IDENTITY_KEEPER)
"""Whoever may have a reason to open a case; which ones, the visibility filter says."""

# (name, words, roles, address) in the order of the bar; a person's first one is their first place of work.
_PLACES: tuple[tuple[str, Words, tuple[Role, ...], str], ...] = (
    ("intake", _("Intake"), INTAKE, "desk:intake"),
    ("board", _("Dispatch"), BOARD, "desk:board"),
    ("queue", _("Cases"), QUEUE, "desk:queue"),
    ("sealed", _("Reports"), SEALED, "desk:sealed"),
    ("approvals", _("Approvals"), APPROVALS, "desk:approvals"),
    ("archive", _("To archive"), ARCHIVE, "desk:archive"),
    ("looks", _("Looks at identities"), LOOKS, "desk:looks"),
    ("search", _("Search"), CASES, "desk:search"),
    ("issues", _("Issues"), ISSUES, "desk:issues"),
    ("signs", _("Early signs"), SIGNS, "desk:signs"),
    ("differences", _("Like cases"), DIFFERENCES, "desk:differences"),
    ("admin", _("Administration"), ADMIN, "desk:admin-home"),
)
# Whoever dispatches works at the board first, also when they take voices down as well.
_FIRST = (
    "board",
    "queue",
    "intake",
    "sealed",
    "approvals",
    "archive",
    "looks",
    "search",
    "issues",
    "signs",
    "differences",
    "admin",
)


def places(viewer: Viewer) -> dict[str, str]:
    """Name → address of the places of work open to the viewer, in the order of the bar."""
    found = {}
    for name, _words, roles, address in _PLACES:
        if viewer.holds(*roles) and (url := _url(address)):
            found[name] = url
    return found


def first_place(viewer: Viewer) -> str:
    """Where the viewer's work begins; empty when no role fits."""
    open_places = places(viewer)
    return next((open_places[name] for name in _FIRST if name in open_places), "")


def page(request: StaffRequest, current: str) -> dict[str, Any]:
    """The context that staff.html draws its head from."""
    viewer = request.viewer
    urls = places(viewer)
    waiting = _waiting(viewer)
    items = [
        NavItem(words, urls[name], name == current, waiting if name == "approvals" else None)
        for name, words, _roles, _address in _PLACES
        if name in urls
    ]
    return {
        "home_url": reverse("desk:home"),
        "nav": items,
        "who": {"name": str(viewer.staff), "unit": str(viewer.unit)},
        "search_url": urls.get("search", ""),
        "logout_url": reverse("desk:logout"),
    }


def _waiting(viewer: Viewer) -> int:
    """How much waits for the viewer's word: one walk in an index of what is still open."""
    return approvals_waiting(viewer.grants, viewer.actor).count() if viewer.holds(*APPROVALS) else 0


def _url(address: str) -> str:
    """The address, or nothing while that part of the house is not built in."""
    try:
        return reverse(address)
    except NoReverseMatch:
        return ""
