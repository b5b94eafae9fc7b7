"""Planted names, phones, e-mail addresses and numbers of papers: they appear to nobody who has no right to them.

Words of a voice may lie in the database and show to those who handle it; who spoke may not, anywhere.
"""

import io
import json
import logging
import re
import zipfile
from datetime import time, timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from huiying.foundation.keys import clock
from huiying.foundation.ledger import recording
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox import delivery, services
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.services import make_key
from huiying.listen.boxes.models import Batch, Box, Paper
from huiying.listen.voices.models import Voice
from huiying.loop import mediate
from huiying.loop.export_lists.kinds import KINDS
from huiying.serve.casework.models import Approval, Case, Document
from huiying.serve.mediation.enums import Side
from huiying.serve.mediation.models import Session as Meeting
from huiying.serve.mediation.services.meeting import hold_session, plan_session
from huiying.serve.mediation.services.offering import take_down_offer
from tests.cast import NOW, open_liuxi
from tests.faces.public.conftest import Speaker
from tests.journeys_of_rows import JOURNEYS, LAMPS, Li, play
from tests.loop.test_mediate import Mediated

pytestmark = pytest.mark.django_db
FIELDS = ("name", "phone", "email", "id_number", "address")
PLANTED = {
    "named": ("欧阳牡丹", "13955500011", "mudan.ouyang@example.org", "110101195503070011", "柳河镇桂花巷九百零一号"),
    "caller": ("司徒白芷", "13955500022", "baizhi.situ@example.org", "110101196604080022", "柳河镇桂花巷九百零二号"),
    "shielded": ("诸葛半夏", "13955500033", "banxia.zhuge@example.org", "110101197705090033", "柳河镇桂花巷九百零三号"),
    "report": (
        "皇甫忍冬",
        "13955500044",
        "rendong.huangfu@example.org",
        "110101198806100044",
        "柳河镇桂花巷九百零四号",
    ),
    "back": ("尉迟连翘", "13955500055", "lianqiao.yuchi@example.org", "110101199907110055", "柳河镇桂花巷九百零五号"),
    "boxed": ("公孙佩兰", "13955500066", "peilan.gongsun@example.org", "110101198808080066", "柳河镇桂花巷九百零六号"),
}
CANARIES = tuple(word for words in PLANTED.values() for word in words)
MAY_SEE = {
    "named": {"zhou", "wang"},
    "caller": {"hotline"},
    "shielded": set(),
    "report": {"feng"},
    "boxed": {"hotline"},
}
"""Who may look at whom, beside nobody: the office that dispatches a named voice, the sealed officer of a report."""
REASON = "约见时核对"


def identity_of(who):
    return dict(zip(FIELDS, PLANTED[who], strict=True))


def sightings(content):
    """The canaries in text or bytes, as they are written, as JSON escapes, or in UTF-16."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
    return {word for word in CANARIES if any(form in raw for form in written(word))}


def written(word):
    return word.encode(), json.dumps(word)[1:-1].encode(), word.encode("utf-16-le"), word.encode().hex().encode()


def shown(response):
    """What a response says: its body, its headers, and the parts of a Word file."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"".join(parts.read(name) for name in parts.namelist())
    return body + repr(sorted(response.items())).encode() + response.cookies.output().encode()


@pytest.fixture
def sent(monkeypatch):
    """What the office's mail server was given."""
    parcels = []
    monkeypatch.setitem(services.IS_CONFIGURED, Way.EMAIL, lambda: True)
    monkeypatch.setitem(delivery.SEND, Way.EMAIL, parcels.append)
    return parcels


@pytest.fixture
def log(caplog):
    """Everything that is logged, however low; SQL with its values is asked for by nobody who runs an office."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "django.db")
    return caplog


@pytest.fixture
def county(sent, log, monkeypatch):
    """The cast, with every journey of the loop played by people who left their names; whose voice is whose."""
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=12))
    cast = open_liuxi()
    voices = {
        "named": play(JOURNEYS["petition"](Li(cast, identity_of("named")))),
        "caller": play(JOURNEYS["hotline"](Li(cast, identity_of("caller")))),
        "report": play(JOURNEYS["report"](Li(cast, identity_of("report")))),
        "back": play(JOURNEYS["taken_back"](Li(cast, identity_of("back"), naming="shielded"))),
        "boxed": play(JOURNEYS["boxes"](Li(cast, identity_of("boxed")))),
        "shielded": said_on_the_web(cast),
    }
    return cast, voices


def said_on_the_web(cast):
    """The shielded voice comes through the pages, its draft and its session."""
    number, _code = Speaker(cast).speak(naming="shielded", **web_identity("shielded"))
    return Voice.objects.get(number=number)


def web_identity(who):
    """What the web form asks for: nobody is asked for the number of a paper there."""
    return {name: word for name, word in identity_of(who).items() if name != "id_number"}


def desk(cast, name):
    client = Client(headers={"accept-language": "zh-hans"}, raise_request_exception=False)
    client.force_login(cast.staff[name])
    return client


def routes(patterns=None, before=""):
    """(path with its parameters in angle brackets) of every page of the house."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield "/" + here
        else:
            yield from routes(pattern.url_patterns, here)


NOBODY = 99_999
DRAFT = "4c1d6a2e-5b1f-4f0e-9c53-9d3c1a2b7f10"


def values():
    """Values for the parameters of routes, taken together where they belong together: rows that exist and others."""
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    numbers = list(Voice.objects.order_by("pk").values_list("number", flat=True))
    papers = list(Document.objects.order_by("pk").values_list("case_id", "pk"))
    return {
        ("case_id",): [(case_id,) for case_id in (*cases, NOBODY)],
        ("case_id", "act_id"): [(case_id, act_id) for case_id in cases for act_id in ("add", "forward", "call_back")],
        ("case_id", "document_id"): [*papers, (cases[-1], papers[0][1]), (cases[0], NOBODY)],
        ("approval_id",): [*Approval.objects.values_list("pk"), (NOBODY,)],
        ("draft_id",): [(DRAFT,)],
        ("slug",): [("contact",), ("words",)],
        ("day",): [("2026-11-23",)],
        ("code",): [*Box.objects.values_list("code"), ("ZZZZZ",)],
        ("box_id",): [*Box.objects.values_list("pk"), (NOBODY,)],
        ("batch_id",): [*Batch.objects.values_list("pk"), (NOBODY,)],
        ("batch_id", "paper_id"): [*Paper.objects.values_list("batch_id", "pk"), (NOBODY, NOBODY)],
        ("fmt",): [("xml",), ("json",)],
        ("code", "fmt"): [("0", "json")],
        ("number", "fmt"): [(number, fmt) for number in numbers for fmt in ("xml", "json")],
    }


def addresses():
    """Every route with every value of its parameters that is worth asking for; any other parameter is 1."""
    known = values()
    for route in routes():
        names = tuple(re.findall(r"<(?:\w+:)?(\w+)>", route))
        for given in known.get(names, [("1",) * len(names)]):
            yield filled(route, given)


def filled(route, given):
    for value in given:
        route = re.sub(r"<[^>]+>", str(value), route, count=1)
    return route


def test_the_scan_finds_what_is_planted():
    for form in (str, str.encode, json.dumps, lambda word: word.encode("utf-16-le")):
        assert sightings(form(CANARIES[0])) == {CANARIES[0]}
    assert len(set(CANARIES)) == len(CANARIES)


def test_no_event_names_who_spoke(county):
    rows = [(event.key, event.type, event.public) for event in Event.objects.all()]
    assert len(rows) > 40
    assert sightings(json.dumps(rows, ensure_ascii=False)) == set()


def test_the_log_holds_no_identity(county, log):
    delivery.deliver_due(now=NOW + timedelta(days=12))
    assert log.records
    assert sightings(log.text + repr([vars(record) for record in log.records])) == set()


def test_the_outbox_holds_nobody_before_or_after_sending(county, sent):
    assert sightings(rows_of(Message)) == set()
    delivery.deliver_due(now=NOW + timedelta(days=12))
    assert Message.objects.filter(standing=Standing.SENT).count() == len(sent) > 5
    assert not Message.objects.exclude(sealed=None).exists()
    assert sightings(rows_of(Message)) == set()


def test_a_message_tells_neither_name_nor_matter_nor_code(county, sent):
    delivery.deliver_due(now=NOW + timedelta(days=12))
    for parcel in sent:
        assert sightings(parcel.subject + parcel.text) == set()
        assert LAMPS not in parcel.text
        assert not re.search(r"(\d[ -]?){16}", parcel.text)


def test_who_reports_wrongdoing_is_written_to_by_nobody(county, sent):
    delivery.deliver_due(now=NOW + timedelta(days=12))
    assert not {parcel.to for parcel in sent} & set(PLANTED["report"])


def rows_of(*models):
    """Every column of every row as text; bytes in clear, so that what is not sealed is seen."""
    rows = [row for model in models for row in model._base_manager.values_list()]
    return b"\n".join(value if isinstance(value, bytes) else repr(value).encode() for value in map(plain, flat(rows)))


def flat(rows):
    return (value for row in rows for value in row)


def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def test_the_database_holds_words_but_nobody(county):
    everything = rows_of(*apps.get_models())
    if connection.vendor == "sqlite":
        everything += connection.connection.serialize()
    assert sightings(everything) == set()
    assert LAMPS.encode() in everything


def test_no_session_holds_an_identity(county):
    cast, _voices = county
    speaker = Speaker(cast)
    speaker.go_through(naming="named", **web_identity("named"))
    desk(cast, "zhou").get("/desk/")
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert sessions
    assert sightings(speaker.client.cookies.output()) == set()
    assert sightings(json.dumps(sessions, ensure_ascii=False)) == set()


@pytest.mark.parametrize(
    "name", [None, "guo", "wang", "zhou", "hotline", "hu", "zhao", "town", "outsider", "chen", "feng"]
)
def test_no_page_shows_who_spoke_before_somebody_with_the_right_asks(name, county):
    cast, _voices = county
    client = desk(cast, name) if name else Client(raise_request_exception=False)
    seen, found = 0, {}
    for address in addresses():
        if address.startswith("/desk/logout"):
            continue
        response = client.get(address)
        seen += response.status_code == 200
        assert response.status_code < 500, address
        if wrong := sightings(shown(response)):
            found[address] = wrong
    assert found == {}
    assert seen >= 8
    assert not Event.objects.filter(type="identity.viewed", at__gt=NOW + timedelta(days=11)).exists()


@pytest.mark.parametrize("who", MAY_SEE)
def test_only_who_has_the_right_learns_who_spoke_and_only_who_it_is(who, county):
    cast, voices = county
    learned = {}
    for name in cast.staff:
        response = desk(cast, name).post(f"/desk/cases/{voices[who].pk}/identity/", {"reason": REASON})
        assert response.status_code < 500
        learned[name] = sightings(shown(response))
    assert {name for name, words in learned.items() if words} == MAY_SEE[who]
    assert all(words <= set(PLANTED[who]) for words in learned.values())


def test_without_the_check_the_handler_would_learn_it(county, monkeypatch):
    cast, voices = county
    for door in ("huiying.faces.desk.casework.identity", "huiying.loop.look_at_identity"):
        monkeypatch.setattr(f"{door}.may_reveal", lambda *_args, **_more: True)
    response = desk(cast, "town").post(f"/desk/cases/{voices['named'].pk}/identity/", {"reason": REASON})
    assert sightings(shown(response)) == set(PLANTED["named"])


def test_a_look_without_a_reason_shows_nothing(county):
    cast, voices = county
    for who, names in MAY_SEE.items():
        for name in names:
            response = desk(cast, name).post(f"/desk/cases/{voices[who].pk}/identity/", {"reason": " "})
            assert response.status_code == 422
            assert sightings(shown(response)) == set()


@pytest.mark.parametrize("name", ["wang", "zhou", "hotline", "zhao", "town", "chen", "sun", "feng"])
def test_no_list_that_goes_out_without_a_reason_names_who_spoke(name, county):
    cast, _voices = county
    client, rows = desk(cast, name), 0
    for kind in KINDS:
        for given in ({"format": "csv"}, {"format": "xlsx"}, {"format": "json"}, {"format": "csv", "identities": "on"}):
            response = client.post(f"/desk/export/?list={kind}", {"language": "en", **given})
            assert response.status_code < 500
            assert sightings(shown(response)) == set()
            rows += response.status_code == 200
    assert rows > 0
    assert not Event.objects.filter(type="identity.viewed", at__gt=NOW + timedelta(days=11)).exists()


def test_an_error_page_and_its_log_hold_no_identity(county, log, monkeypatch):
    cast, _voices = county
    speaker = Speaker(cast)
    speaker.client.raise_request_exception = False
    speaker.go_through(naming="named", **web_identity("shielded"))

    def broken(*_args, **_more):
        raise RuntimeError("disk full")

    monkeypatch.setattr(recording, "_event", broken)
    log.clear()
    response = speaker.client.post("/speak/check")
    assert response.status_code == 500
    assert "disk full" in log.text
    assert sightings(shown(response)) == set()
    assert sightings(log.text) == set()


@pytest.mark.parametrize("path", ["/speak/contact", "/speak/check", "/desk/intake/", "/no/such/page"])
def test_a_post_that_is_refused_does_not_say_it_back(path, county, log):
    log.clear()
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    response = client.post(path, identity_of("named"))
    assert response.status_code in (403, 404)
    assert sightings(shown(response)) == set()
    assert sightings(log.text) == set()


OFFERS = {"speaker": "牡丹亭三千六百元不能少", "other": "最多出芍药园两千四百元", "record": "半夏说他其实愿意退让"}


def heard(content):
    """Which of the words that were said in a mediation stand in `content`."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
    return {word for word in OFFERS.values() if any(form in raw for form in written(word))}


def test_what_is_offered_in_a_mediation_stays_in_the_mediators_room(log, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    mediated = Mediated().running()
    one, cast, town = mediated.mediation.pk, mediated.cast, mediated.who("town")
    mediate.offer(mediated.voice, words=OFFERS["speaker"], may_pass=False, now=NOW)
    take_down_offer(one, Side.OTHER, OFFERS["other"], may_pass=True, **town)
    plan_session(one, on=NOW.date(), at=time(14), place="村委会", **town)
    held = {"speaker_came": True, "other_came": True, "words": OFFERS["record"]}
    hold_session(Meeting.objects.get().pk, **held, **town)

    assert {name: words for name, content in around(mediated) if (words := heard(content))} == {}
    assert heard(log.text + repr([vars(record) for record in log.records])) == set()
    assert heard(shown(desk(cast, "town").get(f"/desk/mediation/{one}/"))) == set(OFFERS.values())
    mediate.act_in_mediation(one, "fail", {}, **town)
    assert heard(database()) == set()
    assert heard(shown(desk(cast, "town").get(f"/desk/mediation/{one}/"))) == {OFFERS["record"]}


def around(mediated):
    """What everybody around gets hold of, but for the mediator's page: by its name."""
    case, cast = mediated.voice.pk, mediated.cast
    for name in ("zhao", "chen", "town"):
        client = desk(cast, name)
        room = [] if name == "town" else [f"/desk/mediation/{mediated.mediation.pk}/"]
        for address in (f"/desk/cases/{case}/", "/desk/mediation/", *room):
            yield f"{name} {address}", shown(client.get(address))
        for word in OFFERS.values():
            assert not client.post("/desk/search/", {"q": word}, follow=True).context["rows"], name
        for kind in KINDS if name != "town" else ():
            yield f"{name} {kind}", shown(client.post(f"/desk/export/?list={kind}", {"format": "json"}))
        for_name = {"name": name, "scopes": ("desk",), "staff_id": cast.staff[name].pk}
        clear = make_key(actor=cast.actor("guo"), now=NOW, **for_name).clear
        answer = Client().get(f"/api/v1/desk/cases/{case}", headers={"authorization": f"Bearer {clear}"})
        assert answer.status_code == (404 if name == "town" else 200)
        yield f"api {name}", shown(answer)
    yield "database, as a backup copies it", database()


def database():
    """Every row in clear, and the file."""
    file = connection.connection.serialize() if connection.vendor == "sqlite" else b""
    return rows_of(*apps.get_models()) + file
