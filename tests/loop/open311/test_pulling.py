"""Another system's requests become voices, once; its news and ours are told; what is wrong there costs one row."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.office.models import Category
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.loop.erase_voice import erase_voice
from huiying.loop.errors import OfficeMissing
from huiying.loop.models import OuterSystem
from huiying.loop.open311.errors import AddressWrong, AnswerUnreadable, KeyNeeded, NoAnswer, Refused
from huiying.loop.open311.fetching import Endpoint, base_of
from huiying.loop.open311.pulling import pull, source_name
from huiying.serve.casework.models import Case, Deadline, Reply
from tests.cast import NOW, open_liuxi
from tests.loop.open311.city import LAMP, City, CityServer, answered, moment, request

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(settings, tmp_path):
    settings.DATA = tmp_path
    return open_liuxi()


@pytest.fixture
def city():
    with CityServer(City()) as server:
        yield server


def bring(city, *, now=NOW, **more):
    endpoint = Endpoint(city.url, key=more.pop("key", ""), sleep=lambda _seconds: None)
    return pull(endpoint, now=now, step=lambda _count: None, **more)


def counts(done):
    return done.fetched, done.new, done.updated, done.history, done.skipped


def news(voice):
    events = list(Event.objects.filter(type="open311.changed", subject_id=voice.pk).order_by("happened_at", "pk"))
    words = private_fields(events)
    return [words[event.pk]["reason"] for event in events]


def test_an_open_request_is_a_case_that_came_today(cast, city):
    city.city.requests = [LAMP]
    assert counts(bring(city)) == (1, 1, 0, 0, 0)
    voice = Voice.objects.get()
    assert (voice.channel, voice.naming, voice.language, voice.kind) == ("open311", "anonymous", "zh-hans", "request")
    assert (voice.text, voice.place_words, voice.external_id) == ("路口的灯不亮。", "人民路口", "1001")
    assert (float(voice.latitude), float(voice.longitude)) == (31.2304, 121.4737)
    assert voice.received_at == NOW
    assert not voice.may_publish
    assert Case.objects.get().standing == "open"
    assert Deadline.objects.filter(met_at=None, stopped_at=None).exists()
    brought = Event.objects.get(type="open311.brought")
    assert brought.public["requested"] == "2026-11-20T01:00:00+00:00"


def test_nothing_comes_in_twice(cast, city):
    city.city.requests = [LAMP, request(1002)]
    assert bring(city).new == 2
    for _ in range(2):
        assert counts(bring(city, now=NOW + timedelta(days=1)))[1:] == (0, 0, 0, 0)
    assert bring(city, since=NOW - timedelta(days=80)).new == 0
    assert Voice.objects.count() == 2


def test_what_was_answered_there_is_history_and_what_was_closed_without_a_word_is_left(cast, city):
    city.city.requests = [answered(1), request(2, status="closed")]
    assert counts(bring(city)) == (2, 1, 0, 1, 1)
    voice = Voice.objects.get()
    assert voice.received_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert Reply.objects.get().public_text == "已修好。"
    assert Case.objects.get().next_due_at is None


def test_a_change_there_is_a_line_of_the_case_once(cast, city):
    city.city.requests = [LAMP]
    bring(city)
    later = NOW + timedelta(days=1)
    city.city.requests = [request(1001, status_notes="派人去看了", updated_datetime=moment(NOW + timedelta(hours=3)))]
    assert counts(bring(city, now=later)) == (1, 0, 1, 0, 0)
    assert counts(bring(city, now=later))[2] == 0
    city.city.requests = [answered(1001, "换好了。") | {"updated_datetime": moment(NOW + timedelta(hours=30))}]
    assert bring(city, now=NOW + timedelta(days=2)).updated == 1
    assert news(Voice.objects.get()) == ["派人去看了", "换好了。"]
    assert Case.objects.get().standing == "open"


def test_news_told_one_by_one_are_followed_one_by_one(cast, city):
    city.city.requests, city.city.updates = [LAMP], []
    bring(city)
    told = [
        {"update_id": f"u{n}", "service_request_id": "1001", "status": "open", "description": f"第{n}步"}
        | {"updated_datetime": moment(NOW + timedelta(hours=n))}
        for n in (1, 2)
    ]
    city.city.updates = [*told, told[0] | {"update_id": "u9", "service_request_id": "elsewhere"}, {"update_id": "x"}]
    done = bring(city, now=NOW + timedelta(days=1))
    assert (done.updated, done.skipped, done.troubles) == (1, 1, [("x", "updated_datetime")])
    city.city.updates = told
    assert bring(city, now=NOW + timedelta(days=1)).updated == 0
    assert news(Voice.objects.get()) == ["第1步", "第2步"]


def test_what_changed_in_the_second_of_the_pull_itself_is_followed_by_it(cast, city):
    city.city.requests, city.city.updates = [LAMP], []
    bring(city)
    news_at, pulled_at = (NOW + timedelta(hours=1, milliseconds=fraction) for fraction in (100, 900))
    to_the_millisecond = news_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    row = {"update_id": "u1", "service_request_id": "1001", "status": "open", "description": "派人去看了"}
    city.city.updates = [row | {"updated_datetime": to_the_millisecond}]
    assert bring(city, now=pulled_at).updated == 1
    assert bring(city, now=pulled_at).updated == 0


def test_a_wrong_row_is_named_and_the_others_come_in(cast, city):
    wrong = [
        {"status": "open", "description": "无编号"},
        request(2, status="pending"),
        request(3, requested_datetime="yesterday"),
        request(4, lat="north"),
        request(5, lat=500),
        request(6, description=None, service_name=None),
        request(7, description="\u200b"),
        request(8, requested_datetime="9999-01-01"),
    ]
    odd = [
        request(20)
        | {"service_request_id": 20, "lat": None, "description": "null", "requested_datetime": "2026-11-20"},
        request(21, address="路" * 500, media_url="http://10.0.0.1/x.jpg", requested_datetime=None),
        request(22, description="\x00坏\x1b了", service_code={"a": 1}),
    ]
    city.city.requests, city.city.filters = [*wrong, *odd], False
    done = bring(city)
    assert (done.fetched, done.new, done.skipped) == (11, 3, 8)
    assert [why for _, why in done.troubles] == [
        "service_request_id",
        "status",
        "requested_datetime",
        "lat",
        "lat",
        "description",
        "voice.words_missing",
        "requested_datetime",
    ]
    assert set(Voice.objects.values_list("text", flat=True)) == {
        "路灯",
        f"{LAMP['description']}\n\nhttp://10.0.0.1/x.jpg",
        "坏了",
    }


@pytest.mark.parametrize("habits", [{}, {"cap": 7}, {"pages": False}, {"filters": False}, {"formats": ("xml",)}])
def test_systems_with_other_pages_filters_and_formats_are_read_whole(cast, city, habits, monkeypatch):
    monkeypatch.setattr("huiying.loop.open311.pulling.PAGE", 20)
    for name, value in habits.items():
        setattr(city.city, name, value)
    city.city.requests = [request(n) for n in range(1, 54)]
    assert bring(city).new == 53
    assert bring(city).new == 0


def test_a_list_that_the_other_side_cuts_is_asked_for_in_halves(cast, city, monkeypatch):
    monkeypatch.setattr("huiying.loop.open311.pulling.CROWDED", 20)
    city.city.pages, city.city.cap = False, 20
    start = NOW - timedelta(days=80)
    city.city.requests = [request(n, requested_datetime=moment(start + timedelta(hours=5 * n))) for n in range(1, 301)]
    assert bring(city).new == 300


def test_a_long_time_is_asked_for_in_parts_of_90_days(cast, city):
    city.city.requests = [request(1, requested_datetime="2025-12-01T00:00:00Z")]
    assert bring(city, since=NOW - timedelta(days=400)).new == 1
    asked = [one for one in city.city.asked if "start_date" in one and "requests.json" in one]
    assert len({one.partition("start_date=")[2][:20] for one in asked}) == 5


def test_what_the_other_side_shows_late_comes_in_too(cast, city):
    bring(city)
    city.city.requests = [request(1, requested_datetime=moment(NOW - timedelta(days=6)))]
    assert bring(city, now=NOW + timedelta(hours=1)).new == 1


def test_a_stop_halfway_loses_nothing(cast, city):
    city.city.requests = [request(n) for n in range(1, 21)]

    def stop(count):
        if count == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(Endpoint(city.url), now=NOW, step=stop)
    assert Voice.objects.count() == 7
    assert OuterSystem.objects.get().pulled_through is None
    assert bring(city).new == 13
    assert OuterSystem.objects.get().pulled_through == NOW


def test_a_server_that_stumbles_is_asked_again(cast, city):
    stumbles = iter([(503, "text/plain", b""), (429, "text/plain", b""), (500, "text/plain", b"")])
    city.city.before = lambda _method, _path: next(stumbles, None)
    city.city.requests = [LAMP]
    assert bring(city).new == 1


def test_a_server_that_stays_down_is_said_and_the_next_run_goes_on(cast, city):
    city.city.before = lambda _method, path: (503, "text/plain", b"") if "requests" in path else None
    with pytest.raises(NoAnswer):
        bring(city)
    city.city.before, city.city.requests = (lambda _method, _path: None), [LAMP]
    assert bring(city).new == 1


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><services>&b;</services>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><services>&f;</services>"""


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        OUTSIDE,
        b"",
        b"<html><body>Welcome</body>",
        b"[" * 100_000,
        b"<a>" * 100_000,
        b"\xff\xfe",
        b"7",
        b'{"a": ' + b"9" * 10_000 + b"}",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
    ],
)
def test_an_answer_that_is_none_is_refused_without_harm(cast, city, body):
    city.city.before = lambda _method, _path: (200, "text/xml", body)
    with pytest.raises(AnswerUnreadable):
        bring(city)
    assert not Voice.objects.exists()


def test_an_answer_without_end_is_cut(cast, city, monkeypatch):
    monkeypatch.setattr("huiying.loop.open311.fetching.MOST_BYTES", 100_000)
    city.city.before = lambda _method, _path: (200, "application/json", b"[" + b"1," * 200_000 + b"1]")
    with pytest.raises(AnswerUnreadable):
        bring(city)


def test_nobody_is_sent_to_another_host_and_a_post_nowhere(cast, city):
    city.city.before = lambda _method, path: (302, "http://169.254.169.254/latest", b"") if "services" in path else None
    with pytest.raises(Refused):
        bring(city)
    city.city.before = lambda _method, path: (302, f"{path}?again", b"")
    with pytest.raises(Refused):  # round and round
        bring(city)


NO_ADDRESSES = (
    "",
    "city.example/open311",
    "file:///etc/passwd",
    "ftp://city.example/",
    "http://",
    "http://u:p@city.example/v2",
    "http://city.example:99999/",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_an_address_that_is_none_is_refused(cast, url):
    with pytest.raises(AddressWrong):
        pull(Endpoint(url), now=NOW, step=lambda _count: None)


def test_the_address_of_a_document_leads_to_its_root():
    for url in ("https://City.example/open311/v2", "https://city.example/open311/v2/services.json"):
        assert base_of(url) == "https://city.example/open311/v2"
    assert base_of("https://city.example/open311/v2///") == "https://city.example/open311/v2"


def test_a_source_has_a_name_that_fits_and_is_its_own():
    assert source_name("https://city.example/open311/v2") == "city.example_open311_v2"
    long = [source_name(f"https://city.example/{'a' * 80}/{n}") for n in range(3)]
    assert len(set(long)) == 3
    assert all(len(name) == 60 for name in long)


def test_an_office_that_is_not_open_takes_nothing(db, city):
    with pytest.raises(OfficeMissing):
        bring(city)


def a_category(name, parent=None):
    one = Category.objects.create(name=name, parent=parent, path="")
    one.path = f"{parent.path if parent else '/'}{one.pk}/"
    one.save()
    return one


def test_a_service_is_found_by_its_name_and_the_office_keeps_the_last_word(cast, city, settings):
    building, other = a_category("城乡建设"), a_category("其他")
    lamps = a_category("路灯", building)
    a_category("路灯", other)
    city.city.services.append({"service_code": "X,1", "service_name": "说不清", "group": ""})
    city.city.requests = [LAMP, request(2, service_code="X,1"), request(3, service_code="gone")]
    bring(city)
    assert set(Case.objects.values_list("voice__external_id", "category_id")) == {
        ("1001", lamps.pk),
        ("2", None),
        ("3", None),
    }
    (path,) = (Path(settings.DATA) / "open311").glob("*.csv")
    lines = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [(line["code"], line["category"]) for line in lines] == [("LAMP", str(lamps.pk)), ("X,1", "")]
    path.write_text(path.read_text("utf-8-sig").replace('"X,1",说不清,,', f'"X,1",说不清,,{other.pk}'), "utf-8-sig")
    city.city.requests.append(request(4, service_code="X,1"))
    bring(city)
    assert Case.objects.get(voice__external_id="4").category == other


def test_a_service_that_looks_like_a_formula_is_kept_harmless_and_still_found(cast, city, settings):
    other = a_category("其他")
    city.city.services = [{"service_code": "=1+1", "service_name": "@SUM(A1)", "group": "-x"}]
    bring(city)
    (path,) = (Path(settings.DATA) / "open311").glob("*.csv")
    text = path.read_text("utf-8-sig")
    assert text.splitlines()[1] == "'=1+1,'@SUM(A1),'-x,"
    path.write_text(text.rstrip() + f"{other.pk}\n", "utf-8-sig")
    city.city.requests = [request(1, service_code="=1+1")]
    bring(city)
    assert Case.objects.get().category == other


def handle(cast, voice, reply="已换灯。"):
    def act(who, act_id, **data):
        actor = SYSTEM if who == "system" else cast.actor(who)
        act_on_case(voice.pk, act_id, actor=actor, now=NOW + timedelta(hours=1), data=data)

    act("hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的路灯")
    act("town", "sign_for")
    act("town", "contact", form="phone", record="约好明天看现场")
    act("town", "reply", public_text=reply, basis="照明管理办法第九条", evidence="照片两张", looked=True)


def test_our_news_are_told_to_a_system_that_takes_them_each_once(cast, city):
    city.city.requests, city.city.takes = [LAMP, request(2)], True
    bring(city)
    handle(cast, Voice.objects.get(external_id="1001"))
    done = bring(city, push=True, key="secret")
    assert done.pushed == len(city.city.told) >= 3
    assert {one["service_request_id"] for one in city.city.told} == {"1001"}
    assert "已换灯。" in [one["description"] for one in city.city.told]
    assert len({one["update_id"] for one in city.city.told}) == done.pushed
    assert bring(city, push=True, key="secret").pushed == 0


def test_a_wrong_key_stops_the_telling_and_nothing_is_lost(cast, city):
    city.city.requests, city.city.takes = [LAMP], True
    bring(city)
    handle(cast, Voice.objects.get())
    with pytest.raises(KeyNeeded):
        bring(city, push=True)
    with pytest.raises(Refused):
        bring(city, push=True, key="wrong")
    assert bring(city, push=True, key="secret").pushed >= 3


def test_what_the_other_side_no_longer_has_is_named_and_left(cast, city):
    city.city.requests, city.city.takes = [LAMP], True
    bring(city)
    handle(cast, Voice.objects.get())
    city.city.requests = []
    done = bring(city, push=True, key="secret")
    assert done.pushed == 0
    assert {why for _, why in done.troubles} == {"HTTP 404"}


def test_the_key_goes_into_the_body_of_posts_alone(cast, city):
    city.city.requests, city.city.takes = [LAMP], True
    bring(city, key="secret")
    handle(cast, Voice.objects.get())
    bring(city, push=True, key="secret")
    assert not [one for one in city.city.asked if "secret" in one]
    assert "secret" not in repr(Endpoint("x", key="secret"))


def test_for_a_system_that_takes_no_news_they_lie_in_a_file(cast, city):
    city.city.requests = [LAMP]
    bring(city)
    handle(cast, Voice.objects.get())
    done = bring(city, push=True)
    lines = [json.loads(line) for line in Path(done.outbox).read_text("utf-8").splitlines()]
    assert len(lines) == done.pushed >= 3
    assert lines[-1].keys() == {"update_id", "service_request_id", "status", "description", "updated_datetime"}
    assert bring(city, push=True).pushed == 0


def test_what_is_erased_or_sealed_here_is_told_to_nobody(cast, city):
    city.city.requests, city.city.takes = [LAMP, request(2)], True
    bring(city)
    for voice in Voice.objects.all():
        handle(cast, voice)
    Voice.objects.filter(external_id="1001").update(erased_at=NOW)
    Case.objects.filter(voice__external_id="2").update(sealed=True)
    assert bring(city, push=True, key="secret").pushed == 0


def test_news_about_an_erased_voice_are_not_kept(cast, city):
    city.city.requests = [LAMP]
    bring(city)
    Voice.objects.update(erased_at=NOW)
    city.city.requests = [answered(1001, "换好了。") | {"updated_datetime": moment(NOW + timedelta(hours=3))}]
    assert bring(city, now=NOW + timedelta(days=1)).updated == 0


def test_what_is_erased_here_keeps_no_word_and_does_not_come_back(cast, city):
    city.city.requests = [LAMP]
    bring(city)
    city.city.requests = [request(1001, status_notes="派人去看了", updated_datetime=moment(NOW + timedelta(hours=3)))]
    bring(city, now=NOW + timedelta(days=1))
    voice = Voice.objects.get()
    assert news(voice) == ["派人去看了"]
    Grant.objects.create(staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=NOW)
    erase_voice(voice.pk, basis="order", actor=cast.actor("sun"), now=NOW + timedelta(days=2), reason="court order 17")
    assert not private_fields(list(Event.objects.filter(subject_id=voice.pk).exclude(type="voice.erased")))
    voice.refresh_from_db()
    assert (voice.text, voice.place_words, voice.latitude) == ("", "", None)
    assert counts(bring(city, now=NOW + timedelta(days=3)))[1:3] == (0, 0)
    assert Voice.objects.count() == 1
