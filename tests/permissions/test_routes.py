"""Every address × everybody: who is not meant by its row does not get in, by reading or by sending."""

from collections import Counter
from datetime import date

import pytest
from django.test import Client

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant, Staff
from tests.cast import open_liuxi
from tests.permissions.routes import Route, routes
from tests.permissions.table import OPEN, STAFF

STAFF_ROLES = frozenset(role.value for role in Role) - {"speaker", "system", "superior", "joint_office", "government"}
"""Those that a grant can give; the others are positions."""
ROUTES = {route.name: route for route in routes()}
ROWS = {name: frozenset(roles.split()) for roles, names in STAFF.items() for name in names.split()}
OTHERS = {name: kind for kind, names in OPEN.items() for name in names.split()}
METHODS = ("get", "post", "put")


def test_every_address_has_one_row_and_every_row_an_address():
    listed = Counter([*ROWS, *OTHERS])
    assert {name for name, times in listed.items() if times > 1} == set()
    assert (set(ROUTES) - listed.keys(), listed.keys() - set(ROUTES)) == (set(), set())
    assert set().union(*ROWS.values()) <= STAFF_ROLES


@pytest.fixture
def cast(db):
    return open_liuxi()


@pytest.fixture
def holding(cast):
    """A browser in which somebody is logged in who holds exactly these roles over the whole office."""
    known = {}

    def hold(roles):
        if roles not in known:
            person = Staff.objects.create(username=f"holder{len(known)}", name="何某", unit=cast.units["office"])
            Grant.objects.bulk_create(
                Grant(staff=person, role=role, unit=cast.units["office"], starts_on=date(2026, 1, 1)) for role in roles
            )
            known[roles] = Client(raise_request_exception=False)
            known[roles].force_login(person)
        return known[roles]

    return hold


def is_log_in(answer):
    return answer.status_code == 302 and answer["Location"].startswith("/desk/login/")


def answers(client, route: Route):
    """What reading and sending are answered, each method that the address knows; at least one is."""
    both = [(how, sent(client, how, route)) for how in METHODS]
    known = [(how, answer) for how, answer in both if answer.status_code != 405]
    assert known, route.path
    return known


def sent(client, how, route: Route):
    json = {"content_type": "application/json"} if route.path.startswith("/api/") and how != "get" else {}
    return getattr(client, how)(route.at({}), **json)


def test_nobody_gets_to_a_page_of_the_desk_without_logging_in(cast):
    client, wrong = Client(raise_request_exception=False), []
    staff = [name for name in (*ROWS, *OTHERS) if OTHERS.get(name, "staff") == "staff"]
    for route in (ROUTES[name] for name in staff):
        wrong += [(route.path, how) for how, answer in answers(client, route) if not is_log_in(answer)]
    assert not wrong, "\n".join(map(str, wrong))


def test_who_holds_every_role_but_those_of_the_row_is_turned_away(holding):
    wrong = []
    for name, roles in ROWS.items():
        got = answers(holding(STAFF_ROLES - roles), ROUTES[name])
        wrong += [(name, how, answer.status_code) for how, answer in got if answer.status_code != 403]
    assert not wrong, "\n".join(map(str, wrong))


def test_each_role_of_the_row_gets_in(holding):
    wrong = []
    for name, roles in ROWS.items():
        for role in roles:
            answer = holding(frozenset({role})).get(ROUTES[name].at({}))
            if answer.status_code == 403 or answer.status_code >= 500 or is_log_in(answer):
                wrong.append((ROUTES[name].path, role, answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def closed(answer, kind):
    """Whether somebody without receipt, draft or key was sent away."""
    if kind in ("key", "receipt_token"):
        return answer.status_code == 401
    to = answer.headers.get("Location", "")
    return answer.status_code == 404 or (answer.status_code == 302 and to.startswith(WHERE[kind]))


WHERE = {"receipt": "/follow", "draft": ("/speak", "/follow")}


@pytest.mark.parametrize("kind", ["receipt", "draft", "key", "receipt_token"])
def test_nobody_gets_in_without_what_opens_it(kind, cast):
    client, wrong = Client(raise_request_exception=False), []
    for route in (ROUTES[name] for name in OPEN[kind].split()):
        wrong += [(route.path, how) for how, answer in answers(client, route) if not closed(answer, kind)]
    assert not wrong, "\n".join(map(str, wrong))
