"""What every page of the desk shows at its top: where this person works, and who they are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer
from huiying.faces.look.parts import NavItem, Words
from huiying.serve.casework.selectors import worklists
from huiying.serve.casework.selectors.approvals import approvals_waiting

QUEUE, BOARD, SEALED, ARCHIVE = worklists.QUEUE, worklists.BOARD, worklists.SEALED, worklists.ARCHIVE
INTAKE = (Role.RECEPTIONIST,)
AT_HAND = (Role.RECEPTIONIST, Role.DISPATCHER, Role.SEALED_OFFICER)
"""Whoever serves people who come or call with a receipt."""
MAIL = (Role.RECEPTIONIST, Role.DISPATCHER)
LOOKS = (Role.IDENTITY_KEEPER,)
KEEPING_PLACE = (Role.IDENTITY_KEEPER, Role.ARCHIVIST, Role.ADMINISTRATOR)
APPROVALS = (Role.UNIT_HEAD, Role.DISPATCHER, Role.SEALED_OFFICER)
SIGNS = (Role.ADVISER, Role.LEADER, Role.DISPATCHER, Role.INSPECTOR)
DIFFERENCES = (Role.INSPECTOR, Role.UNIT_HEAD, Role.HANDLER, Role.REVIEWER, Role.FINAL_REVIEWER)
ISSUE_KEEPERS = (Role.DISPATCHER, Role.ADVISER)
ISSUES = (*ISSUE_KEEPERS, Role.UNIT_HEAD, Role.INSPECTOR, Role.LEADER, Role.AUDITOR)
ISSUE_READERS = (*ISSUES, Role.HANDLER)
MEETINGS = (Role.DISPATCHER, Role.ADVISER, Role.UNIT_HEAD, Role.INSPECTOR, Role.LEADER, Role.AUDITOR)
MEETING_READERS = (*MEETINGS, Role.HANDLER)
MEETING_KEEPERS = (Role.DISPATCHER,)
COMMITMENTS = (*MEETINGS, Role.HANDLER)
DECISIONS = COMMITMENTS
MATTERS = COMMITMENTS
NOTICES = COMMITMENTS
ECONOMY = MEETINGS
SUPERVISION = (Role.INSPECTOR, Role.UNIT_HEAD, Role.HANDLER, Role.ADVISER, Role.LEADER, Role.AUDITOR)
CHECKS = (Role.INSPECTOR, Role.CALLBACK_OFFICER, Role.LEADER, Role.AUDITOR)
SCORECARDS = COMMITMENTS
MIRROR = (Role.UNIT_HEAD, Role.HANDLER, Role.INSPECTOR, Role.LEADER)
IMPROVEMENTS = COMMITMENTS
PRAISE = (Role.RECEPTIONIST, *COMMITMENTS)
"""Whose desk it was may read how people were met there."""
CONTACTS = (Role.LEADER, Role.DISPATCHER, Role.INSPECTOR, Role.AUDITOR)
MEDIATIONS = (
    *(Role.MEDIATOR, Role.HANDLER, Role.UNIT_HEAD, Role.DISPATCHER),
    *(Role.INSPECTOR, Role.LEADER, Role.AUDITOR),
)
LEADER = (Role.LEADER,)
HELPERS = (Role.HANDLER, Role.UNIT_HEAD)
AID = (*HELPERS, Role.SEALED_OFFICER)
APPEALS = (Role.REVIEWER, Role.FINAL_REVIEWER, Role.HEARING_HOST, Role.INSPECTOR, Role.AUDITOR)
BOXES = (Role.RECEPTIONIST, Role.DISPATCHER, Role.UNIT_HEAD, Role.ADMINISTRATOR)
ADMIN = (Role.ADMINISTRATOR,)
DUTY = (Role.RECEPTIONIST, Role.DISPATCHER, Role.HANDLER, Role.UNIT_HEAD, Role.LEADER, Role.ADMINISTRATOR)
CASES = (*QUEUE, *BOARD, *INTAKE, *SEALED, *APPEALS, Role.ARCHIVIST, Role.IDENTITY_KEEPER)
"""Whoever may have a reason to open a case; which ones, the visibility filter says."""

# (name, words, roles, address) in the order of the bar; a person's first one is their first place of work.
_PLACES: tuple[tuple[str, Words, tuple[Role, ...], str], ...] = (
    ("intake", _("Intake"), INTAKE, "desk:intake"),
    ("leader", _("One page"), LEADER, "desk:leader"),
    ("papers", _("By receipt"), AT_HAND, "desk:papers"),
    ("mail", _("Mail and letters"), MAIL, "desk:mail"),
    ("board", _("Dispatch"), BOARD, "desk:board"),
    ("queue", _("Cases"), QUEUE, "desk:queue"),
    ("sealed", _("Reports"), SEALED, "desk:sealed"),
    ("approvals", _("Approvals"), APPROVALS, "desk:approvals"),
    ("boxes", _("Boxes"), BOXES, "desk:boxes"),
    ("duty", _("Duty"), DUTY, "desk:duty"),
    ("archive", _("To archive"), ARCHIVE, "desk:archive"),
    ("looks", _("Looks at identities"), LOOKS, "desk:looks"),
    ("keeping", _("Keeping and erasing"), KEEPING_PLACE, "desk:keeping"),
    ("search", _("Search"), CASES, "desk:search"),
    ("issues", _("Issues"), ISSUES, "desk:issues"),
    ("meetings", _("Meetings"), MEETINGS, "desk:meetings"),
    ("commitments", _("Promises"), COMMITMENTS, "desk:commitments"),
    ("decisions", _("Decisions"), DECISIONS, "desk:decisions"),
    ("matters", _("Yearly list"), MATTERS, "desk:matters"),
    ("notices", _("Public notices"), NOTICES, "desk:notices"),
    ("aid", _("Aid"), AID, "desk:aids"),
    ("appeals", _("Reviews"), APPEALS, "desk:appeals"),
    ("supervision", _("Supervision"), SUPERVISION, "desk:supervision"),
    ("checks", _("Checks"), CHECKS, "desk:checks"),
    ("scorecards", _("Scorecards"), SCORECARDS, "desk:scorecards"),
    ("mirror", _("Mirror"), MIRROR, "desk:mirror"),
    ("improvements", _("Improvements"), IMPROVEMENTS, "desk:improvements"),
    ("praise", _("Praise"), PRAISE, "desk:praise"),
    ("contacts", _("Contact reports"), CONTACTS, "desk:contacts"),
    ("mediation", _("Mediation"), MEDIATIONS, "desk:mediations"),
    ("signs", _("Early signs"), SIGNS, "desk:signs"),
    ("differences", _("Like cases"), DIFFERENCES, "desk:differences"),
    ("economy", _("Asked of the base"), ECONOMY, "desk:economy"),
    ("admin", _("Administration"), ADMIN, "desk:admin-home"),
)
_GROUPS: tuple[tuple[Words, frozenset[str]], ...] = (
    (_("Together"), frozenset({"issues", "meetings", "commitments", "decisions", "matters", "notices"})),
    (_("Rights"), frozenset({"appeals", "mediation", "aid"})),
    (_("Supervise"), frozenset({"supervision", "checks"})),
    (_("Judged"), frozenset({"scorecards", "mirror", "improvements", "praise", "contacts"})),
    (_("Insight"), frozenset({"signs", "differences", "economy"})),
)
"""Places that share one entry of the bar; on each of them a second bar shows those beside it."""
# Whoever dispatches works at the board first, also when they take voices down as well.
_FIRST = (
    "leader",
    "board",
    "queue",
    "appeals",
    "intake",
    "sealed",
    "approvals",
    "archive",
    "looks",
    "search",
    "mediation",
    "issues",
    "commitments",
    "decisions",
    "meetings",
    "signs",
    "differences",
    "admin",
    "boxes",
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
    open_places = [(name, words) for name, words, _roles, _address in _PLACES if name in urls]
    return {
        "home_url": reverse("desk:home"),
        "nav": _bar(open_places, urls, current, viewer),
        "beside": _beside(open_places, urls, current),
        "who": {"name": str(viewer.staff), "unit": str(viewer.unit)},
        "account_url": reverse("desk:account"),
        "search_url": urls.get("search", ""),
        "logout_url": reverse("desk:logout"),
    }


def _bar(
    open_places: Sequence[tuple[str, Words]], urls: Mapping[str, str], current: str, viewer: Viewer
) -> list[NavItem]:
    """One entry for each place or group, in the order of the places."""
    waiting = _waiting(viewer)
    items: list[NavItem] = []
    seen: set[str] = set()
    for name, words in open_places:
        said, members = _group(name) or (words, frozenset({name}))
        if name not in seen:
            items.append(NavItem(said, urls[name], current in members, waiting if name == "approvals" else None))
        seen |= members
    return items


def _beside(open_places: Sequence[tuple[str, Words]], urls: Mapping[str, str], current: str) -> list[NavItem]:
    """The places of the group that the page is in; none where it stands alone."""
    group = _group(current)
    found = [NavItem(words, urls[name], name == current) for name, words in open_places if group and name in group[1]]
    return found if len(found) > 1 else []


def _group(name: str) -> tuple[Words, frozenset[str]] | None:
    return next((group for group in _GROUPS if name in group[1]), None)


def _waiting(viewer: Viewer) -> int:
    """How much waits for the viewer's word: one walk in an index of what is still open."""
    return approvals_waiting(viewer.grants, viewer.actor).count() if viewer.holds(*APPROVALS) else 0


def _url(address: str) -> str:
    """The address, or nothing while that part of the house is not built in."""
    try:
        return reverse(address)
    except NoReverseMatch:
        return ""
