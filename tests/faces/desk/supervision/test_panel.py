"""The card of supervision on the page of a case and of a promise."""

import pytest

from huiying.core.procedures.model import Role
from huiying.serve.casework.models import Case
from tests.faces.desk.conftest import granted
from tests.faces.desk.supervision.found import late, late_promise
from tests.serve.decisions.decided import decided, tasked
from tests.serve.supervision.ordered import advised, ordered

ZH = "zh-hans"


@pytest.fixture
def case(at_land):
    return Case.objects.select_related("unit").get(pk=at_land.pk)


def card(page):
    return page[page.index('id="supervision"') :].partition("</section>")[0]


def test_a_case_shows_what_was_found_ordered_and_advised(cast, language, at_desk, case):
    found, order, advice = late(case), ordered(cast, case, days=-1), advised(cast, case, days=-1)
    shown = card(at_desk("chen", language).read(f"/desk/cases/{case.pk}/"))
    for path in (f"signals/{found.pk}/", f"orders/{order.pk}/", f"advice/{advice.pk}/"):
        assert f"/desk/supervision/{path}" in shown
    assert ("超过期限" if language == ZH else "Past its limit") in shown
    assert "orders/new" not in shown


def test_an_inspector_orders_from_a_case_where_no_order_stands(at_desk, case):
    assert f"orders/new/?case={case.pk}" in card(at_desk("chen").read(f"/desk/cases/{case.pk}/"))
    assert 'id="supervision"' not in at_desk("zhao").read(f"/desk/cases/{case.pk}/")
    assert 'id="supervision"' not in at_desk("zhou").read(f"/desk/cases/{case.pk}/")


def test_a_promise_shows_what_was_found_of_it(cast, language, at_desk):
    promise = tasked(cast, decided(cast)).commitment
    found = late_promise(promise)
    page = at_desk("chen", language).read(f"/desk/commitments/{promise.pk}/")
    assert f"/desk/supervision/signals/{found.pk}/" in card(page)
    assert f"orders/new/?promise={promise.pk}" in card(page)
    assert f"/desk/supervision/signals/{found.pk}/" in card(at_desk("qian").read(f"/desk/commitments/{promise.pk}/"))


def test_nothing_of_it_stands_on_a_sealed_case(cast, at_desk, case):
    late(case)
    Case.objects.filter(pk=case.pk).update(sealed=True)
    granted(cast, "feng", Role.INSPECTOR, "office")
    assert 'id="supervision"' not in at_desk("feng").read(f"/desk/cases/{case.pk}/")
