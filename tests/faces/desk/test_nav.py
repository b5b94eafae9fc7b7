"""The bar: how much waits for this person's word."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.core.procedures.model import Role
from huiying.loop.act_on_case import approve
from huiying.serve.casework.models import Approval
from tests.cast import NOW
from tests.faces.desk.conftest import granted


def waiting(worker, path):
    """The number beside “Approvals”; None where there is no such place in the bar."""
    found = [item.count for item in worker.get(path).context["nav"] if item.url == "/desk/approvals/"]
    return found[0] if found else None


@pytest.fixture
def asked(cast, speak, act):
    """The call taker asks the dispatcher of the hotline not to dispatch."""
    granted(cast, "hu", "receptionist", "hotline")
    voice = speak(channel="phone", kind="inquiry")
    return act(voice, "hu", "not_dispatch", **{"class": "N4", "reason": "涉及他人隐私"}).approval


def test_a_dispatcher_sees_how_much_waits_for_a_dispatcher(cast, at_desk, asked):
    assert asked.role == Role.DISPATCHER
    assert waiting(at_desk("hotline"), "/desk/board/") == 1
    assert waiting(at_desk("zhou"), "/desk/board/") == 0
    assert waiting(at_desk("hu"), "/desk/board/") is None
    approve(asked.pk, actor=cast.actor("hotline"), now=NOW + timedelta(minutes=1))
    assert waiting(at_desk("hotline"), "/desk/board/") == 0


def test_a_head_sees_what_waits_in_their_unit_and_nobody_counts_their_own(cast, at_desk, heard, act):
    act(heard, "zhao", "extend", days=10, reason="线路图在省里")
    assert waiting(at_desk("qian"), "/desk/queue/") == 1
    assert waiting(at_desk("town"), "/desk/queue/") == 0
    assert waiting(at_desk("zhao"), "/desk/queue/") is None
    Approval.objects.update(asked_by=cast.staff["qian"])
    assert waiting(at_desk("qian"), "/desk/queue/") == 0


def test_the_number_in_the_bar_is_the_length_of_the_inbox(cast, at_desk, asked):
    granted(cast, "hotline", "unit_head", "land")
    worker = at_desk("hotline")
    inbox = worker.get("/desk/approvals/").context["waiting"]
    assert waiting(worker, "/desk/board/") == len(inbox) == 1


def test_counting_costs_one_query_however_many_grants(cast, at_desk, asked):
    def counted():
        worker = at_desk("hotline")
        worker.get("/desk/board/")
        with CaptureQueriesContext(connection) as queries:
            worker.get("/desk/board/")
        return [query["sql"] for query in queries if "casework_approval" in query["sql"]]

    assert len(counted()) == 1
    granted(cast, "hotline", "unit_head", "land")
    assert len(counted()) == 1


def test_places_of_a_group_share_one_entry_and_stand_beside_one_another(cast, at_desk):
    chen = at_desk("chen")
    bar, beside = (chen.get("/desk/signs/").context[name] for name in ("nav", "beside"))
    assert [item.url for item in bar if item.current] == ["/desk/signs/"]
    assert "/desk/alike/" not in {item.url for item in bar}
    assert {item.url for item in beside} >= {"/desk/signs/", "/desk/alike/"}
    assert chen.get("/desk/search/").context["beside"] == []
