"""While the office takes nothing in by the web: every page says so, nothing is lost, following goes on."""

import pytest

from huiying.loop.pause_web import pause_web

WHY, WHY_EN = "网上收到大量机器发来的内容", "Machines flood the site"


@pytest.fixture
def paused(cast, time):
    return lambda: pause_web(actor=cast.actor("guo"), now=time.now, hours=6, reason=WHY, reason_en=WHY_EN)


def says_it(page, language):
    return {"zh-hans": WHY, "en": WHY_EN}[language] in page and "12345" in page


@pytest.mark.parametrize("path", ["/", "/speak", "/speak/kind"])
def test_every_door_says_why_and_where_to_go(reader, language, paused, path):
    assert not says_it(reader.read(path), language)
    paused()
    assert says_it(reader.read(path), language)


def test_nobody_begins_but_who_has_begun_writes_on_and_keeps_it(reader, language, paused, another):
    reader.answer("kind", kind="request")
    paused()
    assert another().answer("kind", kind="request").status_code == 503
    assert reader.answer("words", words="写到一半").status_code == 302
    page = reader.read("/speak/words")
    assert "写到一半" in page
    assert says_it(page, language)


def test_sending_waits_until_it_is_over_and_nothing_is_lost(reader, language, paused, time):
    reader.go_through()
    paused()
    page = reader.get("/speak/check")
    assert says_it(page.content.decode(), language)
    assert reader.client.post("/speak/check").status_code == 503
    time.pass_by(hours=7)
    assert reader.client.post("/speak/check").status_code == 302
    number, code = reader.receipt()
    assert number
    assert code


def test_a_receipt_is_followed_as_always(li, paused):
    number, code = li.speak()
    paused()
    assert li.open(number, code).status_code == 302
    assert li.get("/follow/voice").status_code == 200


def test_the_cookie_of_a_draft_outlives_the_pause(li, paused):
    li.answer("kind", kind="request")
    short = li.client.cookies["hy_draft"]["max-age"]
    paused()
    li.answer("words", words="x")
    assert li.client.cookies["hy_draft"]["max-age"] == short + 6 * 3600
