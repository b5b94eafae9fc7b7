"""Aid at the desk and on the public page: done from start to end in forms; nobody is named where nobody looked."""

from datetime import date

import pytest
from django.utils import translation

from huiying.faces.public.follow.page import page_of
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.models import Message
from huiying.listen.voices.models import Voice
from huiying.serve.aid.models import Aid, Help
from tests.cast import NOW
from tests.foundation.documents.test_pdf import prints, words_in

NAME, PHONE = "覃秀兰", "13955507777"
NEW = {
    "need": "housing",
    "words": "房顶漏雨，冬天没有取暖的。",
    "name": NAME,
    "phone": PHONE,
    "address": "",
    "agreed": "spoken",
    "agreed_on": "2026-11-23",
    "next_visit_on": "2026-12-07",
}
STOVE = {"programme": "charity", "means": "goods", "words": "取暖炉一台", "giver": "柳溪慈善会", "due_on": "2026-12-01"}


@pytest.fixture
def begin(cast, at_desk):
    """`begin(name, **changes)`: the form of a new aid, sent."""

    def sent(who="town", address="/desk/aid/new/", /, **changes):
        given = {"unit": cast.units["liuhe"].pk, "place": cast.places["village"].pk, **NEW, **changes}
        return at_desk(who).post(address, **given)

    return sent


def test_a_household_is_helped_from_the_first_form_to_the_last(begin, at_desk, client, language):
    town = at_desk("town", language)
    assert begin().status_code == 302
    aid = Aid.objects.get()
    url = f"/desk/aid/{aid.pk}/"
    assert NAME not in town.read("/desk/aid/") + town.read(url)
    assert town.post(f"{url}plan/", **STOVE).status_code == 302
    relief = {"programme": "temporary", "means": "money", "words": "临时救助金", "due_on": "2026-12-05"}
    refused = town.post(f"{url}plan/", **relief, giver="县民政局")
    assert (refused.status_code, Help.objects.count()) == (422, 1)
    assert town.post(f"{url}plan/", **relief, giver="县民政局", amount="1500").status_code == 302
    stove, money = Help.objects.order_by("pk")
    assert town.post(f"{url}helps/{stove.pk}/give/", on="2026-11-23").status_code == 302
    assert town.post(f"{url}helps/{money.pk}/give/", on="2026-11-23").status_code == 422
    assert town.post(f"{url}helps/{money.pk}/post/", days="7").status_code == 302
    posted = client.get("/aid/", headers={"accept-language": language}).content.decode()
    assert NAME not in posted
    assert "柳河村" in posted or "Liuhe Village" in posted
    assert "1500" not in posted
    assert town.post(f"{url}helps/{money.pk}/drop/", reason="村里有人说情况不符，核实后不给了").status_code == 302
    seen = {"on": "2026-11-23", "met": "partly", "words": "炉子装好了，房顶下周补", "next_visit_on": ""}
    assert town.post(f"{url}visit/", **seen).status_code == 302
    assert town.post(f"{url}end/", outcome="met").status_code == 302
    assert Aid.objects.get().outcome == "met"


def test_who_it_is_shows_after_a_reason_alone_and_with_a_mark(begin, at_desk):
    begin()
    aid, town = Aid.objects.get(), at_desk("town")
    url = f"/desk/aid/{aid.pk}/household/"
    assert NAME not in town.read(url)
    assert town.post(url, reason=" ").status_code == 422
    page = town.post(url, reason="送炉子上门").content.decode()
    assert NAME in page
    assert PHONE in page
    assert "吴娟" in page
    assert Event.objects.filter(type="identity.viewed").count() == 1


def test_a_case_leads_to_aid_and_its_speaker_is_the_household(begin, at_desk, at_land, cast):
    land = at_desk("zhao")
    page = land.read(f"/desk/cases/{at_land.pk}/")
    assert f"/desk/aid/new/?case={at_land.pk}" in page
    address = f"/desk/aid/new/?case={at_land.pk}"
    assert begin("zhao", address, unit=cast.units["land"].pk, name="", phone="").status_code == 302
    aid = Aid.objects.get()
    assert (aid.case_id, aid.household_id) == (at_land.pk, at_land.person_id)
    assert f"/desk/aid/{aid.pk}/" in land.read(f"/desk/cases/{at_land.pk}/")
    assert begin("town", address, name="").status_code == 422, "a case that is not theirs lends nobody"


@pytest.mark.parametrize("name", ["outsider", "chen", "sun", "zhou", "guo"])
def test_nobody_else_opens_it(begin, at_desk, name):
    begin()
    aid = Aid.objects.get()
    worker = at_desk(name)
    for path in ("", "household/", "plan/", "visit/", "end/"):
        assert worker.get(f"/desk/aid/{aid.pk}/{path}").status_code in (403, 404)


def test_what_was_typed_stays_when_a_form_is_refused(begin):
    page = begin(agreed_on="2027-01-01").content.decode()
    assert NEW["words"] in page
    assert NAME in page


def test_the_public_page_says_where_to_ask_in_both_languages(client, cast, language):
    page = client.get("/aid/", headers={"accept-language": language}).content.decode()
    assert ("最低生活保障" in page) is (language != "en")
    assert ("Minimum living allowance" in page) is (language == "en")


def test_whoever_spoke_reads_on_the_receipt_what_is_given(begin, at_desk, at_land, cast, language):
    begin("zhao", f"/desk/aid/new/?case={at_land.pk}", unit=cast.units["land"].pk, name="", phone="")
    at_desk("zhao").post(f"/desk/aid/{Aid.objects.get().pk}/plan/", **STOVE)
    with translation.override(language):
        part = page_of(at_land, now=NOW).helped
    (told,) = part.rows
    assert (told.words, told.given_on, part.visits, part.over) == ("取暖炉一台", None, (date(2026, 12, 7),), False)


def test_whoever_spoke_hears_of_changes_once_a_day_and_reads_what_was_not_given_and_whom_to_ask(
    begin, at_desk, at_land, cast
):
    Voice.objects.filter(pk=at_land.pk).update(may_contact=True)
    begin("zhao", f"/desk/aid/new/?case={at_land.pk}", unit=cast.units["land"].pk, name="", phone="")
    land, url = at_desk("zhao"), f"/desk/aid/{Aid.objects.get().pk}/"
    land.post(f"{url}plan/", **STOVE)
    land.post(f"{url}helps/{Help.objects.get().pk}/drop/", reason="已经有炉子了")
    land.post(f"{url}end/", outcome="met")
    assert Message.objects.filter(key__contains=":aid:").count() == 1, "one a day"
    part = page_of(at_land, now=NOW).helped
    assert (part.rows[0].dropped, part.rows[0].unit, part.over) == (True, cast.units["land"], True)


@prints
def test_the_printed_notice_says_the_least_and_leaves_the_name_to_the_hand(begin, at_desk, tmp_path, language):
    begin()
    town, url = at_desk("town", language), f"/desk/aid/{Aid.objects.get().pk}/"
    relief = {"programme": "temporary", "means": "money", "words": "临时救助金", "due_on": "2026-12-05"}
    town.post(f"{url}plan/", **relief, giver="县民政局", amount="1500")
    notice = f"{url}helps/{Help.objects.get().pk}/notice/"
    assert town.get(notice).status_code == 404
    town.post(f"{url}helps/{Help.objects.get().pk}/post/", days="7")
    assert notice in town.read(url)
    text = words_in(town.get(notice).content, tmp_path)
    programme, last = ("Temporaryrelief", "30November2026") if language == "en" else ("临时救助", "2026年11月30日")
    assert programme in text
    assert last in text
    assert not any(word in text for word in (NAME, PHONE, "1500", "漏雨"))
    assert at_desk("zhao").get(notice).status_code == 404
