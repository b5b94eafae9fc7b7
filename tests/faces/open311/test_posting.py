"""A request that an app sends is a voice: once, with its receipt, with who spoke in the vault and nowhere else."""

import io
import re
from datetime import timedelta
from threading import Semaphore

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from huiying.core.codes import code_matches
from huiying.foundation.files.models import StoredFile
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox.models import Message
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.services.api_keys import change_key_limit, make_key, revoke_key
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.open311.conftest import Caller, key_row

pytestmark = pytest.mark.django_db(transaction=True)
PIT = {"service_code": "0", "address_string": "小学门口", "description": "路上有个大坑。"}
LI = {"first_name": "桂英", "last_name": "李", "phone": "138 1234 2041", "email": "li@example.org"}


def test_a_request_becomes_a_voice_with_a_case_and_a_receipt(caller, key, categories, cast):
    asked = PIT | {"service_code": categories.lamps.pk, "lat": "31.12345678", "long": "121.5"}
    row = caller.send(api_key=key, **asked)
    voice = Voice.objects.get()
    assert row["service_request_id"] == voice.number
    assert (voice.channel, voice.kind, voice.naming, voice.language) == ("open311", "request", "anonymous", "zh-hans")
    assert (voice.text, voice.place_words) == ("路上有个大坑。", "小学门口")
    assert (str(voice.latitude), str(voice.longitude)) == ("31.123457", "121.500000")
    assert not voice.may_publish
    assert voice.person is None
    assert Case.objects.get().category == categories.lamps
    assert Event.objects.get(type="voice.received").actor_id == key_row(key).pk


def test_the_notice_tells_number_code_and_where_to_follow(caller, key):
    row = caller.send(api_key=key, **PIT)
    voice = Voice.objects.get()
    code = re.search(r"(?:\d{4} ){3}\d{4}", row["service_notice"])[0].replace(" ", "")
    assert code_matches(receipt_key(), voice.number, code, bytes(voice.code_digest))
    assert "http://testserver/follow" in row["service_notice"]
    assert "receipt_code" not in row
    row = caller.send(api_key=key, extensions="true", **PIT)
    other = Voice.objects.exclude(pk=voice.pk).get()
    assert code_matches(receipt_key(), other.number, row["receipt_code"], bytes(other.code_digest))
    assert row["follow_url"] == "http://testserver/follow"


def test_the_notice_speaks_the_callers_language(key):
    row = Caller(language="en").send(api_key=key, **PIT)
    assert row["service_notice"].startswith("We have it. Receipt number ")


def test_who_spoke_goes_into_the_vault_and_is_shielded(caller, key, categories):
    caller.send(api_key=key, device_id="d-1", account_id="a-1", **PIT, **LI)
    voice = Voice.objects.get()
    assert vault.opened(voice.person_id) == {
        IdentityField.NAME: "李桂英",
        IdentityField.PHONE: "13812342041",
        IdentityField.EMAIL: "li@example.org",
    }
    assert voice.naming == "shielded"
    assert voice.may_contact
    assert Message.objects.filter(about_kind="voice").exists()


def test_without_a_name_no_contact_is_kept(caller, key):
    caller.send(api_key=key, **PIT, **LI, **{"attribute[NAMING]": "anonymous"})
    assert Voice.objects.get().person is None


def test_attributes_say_kind_wish_naming_and_consent(caller, key):
    said = {"attribute[KIND]": "complaint", "attribute[WANTS][]": "respect", "attribute[NAMING]": "named"}
    row = caller.send(api_key=key, **PIT, **LI, **said, **{"attribute[PUBLISH]": "yes"})
    voice = Voice.objects.get()
    assert (voice.kind, voice.wants, voice.naming, voice.may_publish) == ("complaint", "respect", "named", True)
    assert caller.ids() == [row["service_request_id"]]


@pytest.mark.parametrize(
    "attribute",
    [
        {"attribute[KIND]": "report"},
        {"attribute[WANTS]": "revenge"},
        {"attribute[PUBLISH][]": ["yes", "no"]},
        {"attribute[COLOUR]": "red"},
        {"attribute": "x"},
        {"attribute[KIND": "request"},
    ],
)
def test_an_attribute_that_nobody_asks_for_is_refused(caller, key, attribute):
    assert caller.post(api_key=key, **PIT, **attribute).status_code == 400
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"service_code": ""}, 400),
        ({"service_code": "999999"}, 404),
        ({"service_code": "x"}, 404),
        ({"description": " \u200b "}, 400),
        ({"description": "坑" * 4_001}, 400),
        ({"address_string": ""}, 400),
        ({"address_string": "路" * 201}, 400),
        ({"address_string": "", "lat": "31"}, 400),
        ({"lat": "31"}, 400),
        ({"lat": "91", "long": "0"}, 400),
        ({"lat": "NaN", "long": "0"}, 400),
        ({"lat": "1e400", "long": "0"}, 400),
        ({"lat": "x", "long": "0"}, 400),
        ({"address_id": "99999"}, 400),
        ({"address_id": "x"}, 400),
        ({"email": "nobody"}, 400),
        ({"phone": "call me"}, 400),
        ({"first_name": "名" * 61}, 400),
        ({"media_url": "https://x.example/" + "a" * 1_000}, 400),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(caller, key, categories, changed, status):
    response = caller.post(api_key=key, **(PIT | changed))
    assert response.status_code == status
    (error,) = response.json()
    assert error["code"] == status
    assert len(error["description"]) > 8
    assert not any(value in error["description"] for value in changed.values() if len(value) > 5)
    assert not Voice.objects.exists()


def test_a_place_of_the_office_is_enough(caller, key, cast):
    caller.send(api_key=key, service_code="0", description="坑", address_id=cast.places["village"].pk)
    assert Voice.objects.get().place == cast.places["village"]


def test_a_point_is_enough_and_zero_is_one(caller, key):
    caller.send(api_key=key, service_code="0", description="坑", lat="0", long="0.0")
    assert Voice.objects.get().latitude == 0


def test_the_longest_description_is_taken(caller, key):
    caller.send(api_key=key, **(PIT | {"description": "坑" * 4_000}))
    assert len(Voice.objects.get().text) == 4_000


def test_the_address_of_a_photo_is_kept_as_words_and_never_opened(caller, key, monkeypatch):
    def opened(*_args, **_more):
        raise AssertionError("the server opened a connection")

    monkeypatch.setattr("socket.create_connection", opened)
    monkeypatch.setattr("urllib.request.urlopen", opened)
    caller.send(api_key=key, media_url="http://169.254.169.254/latest/meta-data", **PIT)
    assert "http://169.254.169.254/latest/meta-data" in Voice.objects.get().text


@pytest.mark.parametrize("shown", ["", "wrong", "hyx_" + "a" * 200])
def test_a_post_without_a_good_key_is_forbidden(caller, cast, shown):
    response = caller.post(api_key=shown, **PIT)
    assert response.status_code == 403
    assert response.json()[0]["code"] == 403


def test_a_key_for_another_door_a_revoked_and_an_expired_one_are_forbidden(caller, cast, time):
    guo = cast.actor("guo")
    other = make_key(actor=guo, now=NOW, name="网站", scopes=["speak"]).clear
    revoked = make_key(actor=guo, now=NOW, name="旧", scopes=["open311"])
    revoke_key(revoked.key.pk, actor=guo, now=NOW)
    short = make_key(actor=guo, now=NOW, name="短", scopes=["open311"], expires_on=NOW.date()).clear
    assert caller.post(api_key=short, **PIT).status_code == 200
    time.pass_by(days=2)
    assert [caller.post(api_key=clear, **PIT).status_code for clear in (other, revoked.clear, short)] == [403] * 3


def test_a_key_has_its_limit_by_the_minute(caller, key, cast, time):
    change_key_limit(key_row(key).pk, actor=cast.actor("guo"), now=NOW, per_minute=2)
    answers = [caller.post(api_key=key, **PIT) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    time.pass_by(minutes=1)
    assert caller.post(api_key=key, **PIT).status_code == 200


def test_a_repeat_from_the_same_device_gets_the_same_receipt(caller, key, time):
    first = caller.send(api_key=key, device_id="phone-1", extensions="true", **PIT)
    time.pass_by(minutes=5)
    again = caller.send(api_key=key, device_id="phone-1", extensions="true", **PIT)
    assert again == first
    time.pass_by(hours=2)
    late = caller.send(api_key=key, device_id="phone-1", **PIT)
    assert late["service_request_id"] == first["service_request_id"]
    assert "收到过" in late["service_notice"]
    assert Voice.objects.count() == 1


def test_a_repeat_over_midnight_is_a_repeat_and_the_next_day_is_a_new_voice(caller, key, time):
    time.now = NOW.replace(hour=15, minute=50)
    first = caller.send(api_key=key, email="li@example.org", **PIT)
    time.pass_by(minutes=20)
    assert caller.send(api_key=key, email="li@example.org", **PIT) == first
    time.pass_by(hours=23)
    assert caller.send(api_key=key, email="li@example.org", **PIT)["service_request_id"] != first["service_request_id"]
    assert Voice.objects.count() == 2


def test_two_people_with_the_same_words_are_never_one(caller, key, cast):
    other = make_key(actor=cast.actor("guo"), now=NOW, name="另一家", scopes=["open311"]).clear
    posts = [
        {"api_key": key},
        {"api_key": key},
        {"api_key": key, "device_id": "phone-1"},
        {"api_key": key, "device_id": "phone-2"},
        {"api_key": key, "first_name": "伟", "last_name": "王"},
        {"api_key": key, "first_name": "伟", "last_name": "王"},
        {"api_key": key, "email": "family@example.org", "first_name": "伟"},
        {"api_key": key, "email": "family@example.org", "first_name": "芳"},
        {"api_key": other, "device_id": "phone-1"},
    ]
    numbers = {caller.send(**PIT, **post)["service_request_id"] for post in posts}
    assert len(numbers) == len(posts)


def test_a_numbered_post_is_the_same_on_any_day_and_other_words_under_it_are_not(caller, key, time):
    def send(number, **more):
        return caller.post(headers={"Idempotency-Key": number}, api_key=key, **(PIT | more)).json()[0]

    first = send("n-1")["service_request_id"]
    time.pass_by(days=3)
    assert send("n-1")["service_request_id"] == first
    assert send("n-2")["service_request_id"] != first
    assert send("n-1", description="另一件事")["service_request_id"] != first


def test_what_marks_a_repeat_tells_nothing_of_the_sender(caller, key):
    caller.send(api_key=key, device_id="phone-1", **PIT)
    (event,) = Event.objects.filter(type="voice.received")
    assert re.fullmatch(r"draft:[0-9a-f-]{36}", event.key)


def test_query_and_form_are_read_together_and_the_form_counts(caller, key):
    response = caller.client.post(
        f"/open311/v2/requests.json?api_key={key}&service_code=999999&description=nein", PIT | {"jurisdiction_id": "x"}
    )
    assert response.status_code == 200
    assert Voice.objects.get().text == PIT["description"]


def test_a_form_in_the_usual_encoding_of_clients_is_read(caller, key):
    from urllib.parse import urlencode

    body = urlencode(PIT | {"api_key": key})
    response = caller.client.post(
        "/open311/v2/requests.xml", body, content_type="application/x-www-form-urlencoded; charset=utf-8"
    )
    assert response.status_code == 200
    assert f"<service_request_id>{Voice.objects.get().number}</service_request_id>" in response.content.decode()


def test_what_a_post_gives_is_kept_nowhere_and_open_to_no_other_page(caller, key):
    response = caller.post(api_key=key, **PIT)
    assert response["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in response
    assert "Set-Cookie" not in response


def test_what_the_dispatcher_set_stays_when_the_post_is_repeated(caller, key, categories):
    asked = PIT | {"service_code": categories.lamps.pk, "device_id": "phone-1"}
    caller.send(api_key=key, **asked)
    Case.objects.update(category=categories.roads)
    caller.send(api_key=key, **asked)
    assert Case.objects.get().category == categories.roads


def test_the_window_of_a_repeat_is_shorter_than_two_days(caller, key, time):
    numbers = set()
    for _ in range(3):
        numbers.add(caller.send(api_key=key, device_id="phone-1", **PIT)["service_request_id"])
        time.now += timedelta(days=1)
    assert len(numbers) == 3


def picture(colour="red"):
    file = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(file, "PNG")
    return SimpleUploadedFile("IMG_0001 张三家.png", file.getvalue(), "image/png")


def test_photos_come_with_the_voice(caller, key):
    caller.send(api_key=key, media=picture(), **PIT)
    caller.send(api_key=key, media=[picture(), picture("blue")], extra=picture("green"), **PIT)
    assert [voice.attachments.count() for voice in Voice.objects.order_by("pk")] == [1, 3]


def test_a_file_that_is_no_photo_is_refused_with_the_post(caller, key):
    bad = SimpleUploadedFile("a.png", b"MZ\x90\x00 no picture", "image/png")
    response = caller.post(api_key=key, media=bad, **PIT)
    assert response.status_code == 400
    assert response.json()[0]["code"] == 400
    assert not Voice.objects.exists()


def test_while_many_files_wait_an_app_is_asked_to_come_again(caller, key, monkeypatch):
    monkeypatch.setattr("huiying.foundation.files.apart._in_line", Semaphore(0))
    response = caller.post(api_key=key, media=picture(), **PIT)
    assert (response.status_code, response.json()[0]["code"]) == (503, 503)
    assert not Voice.objects.exists()


def test_too_many_photos_are_refused(caller, key):
    assert caller.post(api_key=key, media=[picture() for _ in range(11)], **PIT).status_code == 400
    assert not StoredFile.objects.exists()


def test_another_photo_under_the_same_words_is_another_voice(caller, key):
    numbers = [
        caller.send(api_key=key, device_id="phone-1", media=picture(colour), **PIT)["service_request_id"]
        for colour in ("red", "red", "blue")
    ]
    assert numbers[0] == numbers[1] != numbers[2]
