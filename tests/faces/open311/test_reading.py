"""What anyone may read: exactly the voices whose speaker agreed, with nothing in them that tells who spoke."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.foundation.people.models import Grant
from huiying.loop.act_on_case import act_on_case
from huiying.loop.erase_voice import erase_voice
from huiying.serve.casework.models import Case, Reply
from tests.cast import NOW
from tests.faces.open311.conftest import LAMPS, LI, Caller, category

pytestmark = pytest.mark.django_db


def test_a_published_voice_is_a_request_with_the_keys_of_the_specification(say, caller, categories, cast):
    voice = say(place_id=cast.places["village"].pk, place_words="小学门口", latitude="31.123456", longitude="121.65432")
    Case.objects.filter(pk=voice.pk).update(category=categories.lamps)
    (row,) = caller.rows()
    assert row == {
        "service_request_id": voice.number,
        "status": "open",
        "service_name": "路灯",
        "service_code": str(categories.lamps.pk),
        "description": row["description"],
        "agency_responsible": "柳溪县12345热线中心",
        "requested_datetime": "2026-11-23T01:40:00Z",
        "updated_datetime": "2026-11-23T01:40:00Z",
        "expected_datetime": row["expected_datetime"],
        "address": "柳溪县柳河镇柳河村小学门口",
        "address_id": str(cast.places["village"].pk),
        "lat": 31.123,
        "long": 121.654,
    }
    assert row["expected_datetime"] > row["requested_datetime"]


def test_what_tells_who_spoke_is_masked(say, caller, answer):
    voice = say()
    answer(voice)
    Reply.objects.update(public_text="已换线换灯，李桂英可打13812342041。")
    text = json.dumps(caller.rows(extensions="true"), ensure_ascii=False)
    assert "三盏灯都不亮" in text
    assert "已换线换灯" in text
    for word in (*LI.values(), "3栋2单元501"):
        assert word not in text


def test_a_closed_request_carries_the_reply(say, caller, answer, time):
    voice = say()
    time.pass_by(days=2)
    answer(voice)
    (row,) = caller.rows()
    assert (row["status"], row["agency_responsible"]) == ("closed", "柳河镇人民政府")
    assert row["status_notes"].startswith("线路进水烧坏")
    assert row["updated_datetime"] == "2026-11-25T01:40:00Z"
    assert "expected_datetime" not in row


def test_who_did_not_agree_is_found_nowhere(say, caller):
    voice = say(may_publish=False)
    for path in (f"requests/{voice.number}", f"tokens/{voice.number}"):
        assert caller.get(path).status_code == 404
    assert caller.ids() == caller.ids(service_request_id=voice.number) == []
    assert caller.rows("servicerequestupdates") == []


def test_what_is_sealed_is_found_nowhere(say, caller):
    voice = say(channel="web", kind="report")
    assert caller.get(f"requests/{voice.number}").status_code == 404
    assert caller.ids() == []


def test_what_is_erased_is_gone(say, caller, cast, answer, time):
    voice = say()
    answer(voice)
    assert caller.ids() == [voice.number]
    Grant.objects.create(staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=NOW)
    erase_voice(voice.pk, basis="consent", actor=cast.actor("sun"), now=time.now, reason="本人要求删除")
    assert caller.ids() == caller.rows("servicerequestupdates") == []
    assert caller.get(f"requests/{voice.number}").status_code == 404


def test_what_was_set_aside_is_shown_only_once_it_was_answered(say, caller, cast, answer, time):
    def act(voice, act_id, **data):
        act_on_case(voice.pk, act_id, actor=cast.actor("hotline"), now=time.now, data=data)

    advert, real = say(channel="open311"), say(channel="open311")
    for voice in (advert, real):
        act(voice, "set_aside", rule="advert")
        assert caller.get(f"requests/{voice.number}").status_code == 404
    assert caller.ids() == caller.rows("servicerequestupdates") == []
    act(real, "take_up")
    assert caller.ids() == []
    answer(real)
    assert caller.ids() == [real.number]


def test_a_co_signers_voice_is_not_told_twice(say, caller):
    first = say()
    say(signed_with_id=first.pk)
    assert caller.ids() == [first.number]


def test_one_request_is_a_list_of_one(say, caller):
    voice = say()
    (row,) = caller.rows(f"requests/{voice.number}")
    assert row["service_request_id"] == voice.number
    assert caller.rows(f"tokens/{voice.number}") == [{"service_request_id": voice.number, "token": voice.number}]


def test_ids_count_before_all_other_filters(say, caller):
    first, second, third = say(), say(), say()
    asked = f"{first.number}, {third.number},0000000000,x"
    assert set(caller.ids(service_request_id=asked, status="closed", start_date="2020-01-01T00:00:00Z")) == {
        first.number,
        third.number,
    }
    assert second.number in caller.ids(service_request_id="")


def test_status_and_service_filter(say, caller, answer, categories):
    open_, closed = say(), say()
    answer(closed)
    Case.objects.filter(pk=open_.pk).update(category=categories.lamps)
    assert caller.ids(status="open") == [open_.number]
    assert caller.ids(status="closed") == [closed.number]
    assert len(caller.ids(status="open,closed")) == 2
    assert caller.ids(service_code=categories.lamps.pk) == [open_.number]
    assert caller.ids(service_code="0") == [closed.number]
    assert len(caller.ids(service_code=f"0,{categories.lamps.pk}")) == 2
    assert caller.ids(service_code=categories.old.pk) == []
    assert caller.get("requests", status="new").status_code == 400
    assert caller.get("requests", service_code="99999").status_code == 404
    with CaptureQueriesContext(connection) as asked:
        assert caller.ids(service_code=",".join([str(categories.lamps.pk)] * 1_000)) == [open_.number]
    assert len(asked) < 40


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ({}, {}, ["now", "edge"]),
        ({"days": -90}, {"days": 0}, ["now", "edge"]),
        ({"days": -90, "seconds": 1}, {"days": 0}, ["now"]),
        ({"days": -91}, {"days": -90}, ["edge", "before"]),
        ({"days": 0}, {}, ["now"]),
        ({}, {"days": -90}, ["edge", "before"]),
        ({"days": -91}, {}, ["edge", "before"]),
        ({"days": -80}, {"days": -80}, []),
    ],
)
def test_both_ends_of_the_window_count(say, caller, start, end, found):
    spans = {"now": timedelta(), "edge": timedelta(days=90), "before": timedelta(days=91)}
    numbers = {say(received_at=NOW - span).number: name for name, span in spans.items()}
    asked = {
        name: (NOW + timedelta(**span)).isoformat() for name, span in (("start_date", start), ("end_date", end)) if span
    }
    assert [numbers[one] for one in caller.ids(**asked)] == found


def test_a_window_of_more_than_90_days_or_backwards_is_refused(caller, cast):
    assert caller.get("requests", start_date="2026-01-01", end_date="2026-04-01T00:00:00Z").status_code == 200
    for start, end in (("2026-01-01", "2026-04-01T00:00:01Z"), ("2026-04-01", "2026-01-01")):
        for path in ("requests", "servicerequestupdates"):
            assert caller.get(path, start_date=start, end_date=end).status_code == 400


def test_pages_follow_one_another_without_a_gap(say, caller):
    numbers = [say().number for _ in range(5)][::-1]
    pages = [caller.ids(page=page, page_size=2) for page in (1, 2, 3, 4)]
    assert pages == [numbers[:2], numbers[2:4], numbers[4:], []]
    assert caller.ids(page_size=5000) == numbers
    for wrong in ({"page": 0}, {"page": "x"}, {"page_size": 0}, {"page": "9" * 40}, {"page_size": "-1"}):
        assert caller.get("requests", **wrong).status_code == 400


def test_what_changed_is_found_by_when_it_changed(say, caller, answer, time):
    old = say(received_at=NOW - timedelta(days=200))
    still = say(received_at=NOW - timedelta(days=100))
    time.pass_by(days=1)
    answer(old)
    since = (NOW + timedelta(hours=1)).isoformat()
    assert caller.ids(updated_after=since) == [old.number]
    assert caller.ids(updated_before=since) == [still.number, old.number]
    assert caller.ids(updated_after=since, start_date="2026-11-01") == []


def test_updates_tell_states_and_replies(say, caller, answer, time):
    voice = say()
    say(may_publish=False)
    time.pass_by(days=1)
    answer(voice)
    found = caller.rows("servicerequestupdates")
    assert {row["service_request_id"] for row in found} == {voice.number}
    assert next(row["status"] for row in found) == "open"
    assert found[-1]["status"] == "closed"
    assert any(row["description"].startswith("线路进水") for row in found)
    assert len({row["update_id"] for row in found}) == len(found) >= 4
    assert caller.rows("servicerequestupdates", end_date=NOW.isoformat()) == []


def test_extensions_tell_the_promise_its_article_the_changes_and_the_line_of_the_log(say, caller, answer):
    say(channel="counter")
    connection.finish_waiting()
    (row,) = caller.rows(extensions="true")
    assert row["deadline"] > "2026-11-23"
    assert "信访工作条例" in row["deadline_basis"]
    assert row["leaf"]["index"] >= 0
    assert row["notes"] == []
    assert "deadline" not in caller.rows()[0]
    other = say()
    answer(other)
    notes = caller.rows(f"requests/{other.number}", extensions="true")[0]["notes"]
    assert [note["status"] for note in notes][-1] == "closed"


def test_services_are_the_active_categories_in_the_callers_language(categories, caller):
    rows = caller.rows("services")
    assert [row["service_code"] for row in rows] == ["0", str(categories.roads.pk), str(categories.lamps.pk)]
    lamps = rows[-1]
    assert (lamps["service_name"], lamps["group"], lamps["type"]) == ("路灯", "城乡建设", "realtime")
    assert lamps["metadata"] is True
    assert lamps["keywords"].split(",") == ["路灯", "城乡建设", "Street lamps"]
    english = Caller(language="en").rows("services")[-1]
    assert (english["service_name"], english["group"]) == ("Street lamps", "Town building")


def test_a_definition_tells_what_may_be_chosen(categories, caller):
    found = caller.rows(f"services/{categories.lamps.pk}")
    assert found["service_code"] == str(categories.lamps.pk)
    assert [one["code"] for one in found["attributes"]] == ["PUBLISH", "KIND", "WANTS", "NAMING"]
    assert not any(one["required"] for one in found["attributes"])
    assert {value["key"] for value in found["attributes"][1]["values"]}.isdisjoint({"report", "objection"})
    for unknown in (categories.old.pk, "999999", "x", "1" * 30):
        assert caller.get(f"services/{unknown}").status_code == 404


def test_a_category_with_commas_and_marks_stays_well_formed(cast, caller):
    category('<安全> & "出行"', "Safety, travel")
    row = caller.rows("services")[-1]
    assert row["service_name"] == '<安全> & "出行"'
    assert row["keywords"].split(",") == ['<安全> & "出行"', "Safety  travel"]
    assert b"&lt;" in Caller("xml").get("services").content


def test_discovery_names_address_formats_and_contact(cast, caller, settings):
    settings.ADDRESS = "https://voice.example"
    for path in ("/open311/discovery.json", "/open311/v2/discovery.json"):
        found = json.loads(caller.client.get(path).content)
        (endpoint,) = found["endpoints"]
        assert endpoint["url"] == "https://voice.example/open311/v2"
        assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
        assert (endpoint["type"], endpoint["formats"]) == ("production", ["text/xml", "application/json"])
        assert "12345" in found["contact"]


def test_words_of_a_voice_are_told_as_they_are(say, caller):
    say(text="灯 & 路 <b>坏</b>\u2028了", identity={})
    assert caller.rows()[0]["description"] == "灯 & 路 <b>坏</b>\u2028了"
    assert LAMPS not in caller.get("requests").content.decode()
