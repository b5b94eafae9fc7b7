"""XML that a parser of others takes and the specification's tables describe, JSON that says the same, and headers."""

import json
import xml.etree.ElementTree as ET

import pytest
import xmltodict
from django.test import Client

from tests.faces.open311.conftest import Caller
from tests.faces.open311.schema import faults

pytestmark = pytest.mark.django_db(transaction=True)
XML = Caller("xml")


@pytest.fixture
def filled(say, answer, categories, cast):
    """Two voices, one of them closed, with every field that a request can have."""
    voice = say(place_id=cast.places["village"].pk, latitude="31.12", longitude="121.5")
    answer(voice)
    say()
    return voice


def addresses(voice, categories):
    return {
        "discovery": ("discovery", {}),
        "services": ("services", {}),
        "service_definition": (f"services/{categories.lamps.pk}", {}),
        "service_requests": ("requests", {}),
        "extended": ("requests", {"extensions": "true"}),
        "tokens": (f"tokens/{voice.number}", {}),
        "service_request_updates": ("servicerequestupdates", {}),
        "errors": ("requests/1", {}),
    }


def test_every_document_is_as_the_specification_describes_it(filled, categories):
    for name, (path, parameters) in addresses(filled, categories).items():
        response = XML.get(path, **parameters)
        assert response["Content-Type"] == "text/xml; charset=utf-8"
        assert faults(response.content, name) == [], name


def test_the_answer_to_a_post_is_too(key):
    response = XML.post(api_key=key, service_code="0", address_string="路口", description="灯 <坏> & 了")
    assert faults(response.content, "receipt") == []


def test_the_schema_finds_what_is_wrong(filled):
    good = XML.get("requests").content
    for was, wrong in ((b"<status>open", b"<status>new"), (b"<zipcode/>", b""), (b"<zipcode/>", b"<zip/>")):
        assert faults(good.replace(was, wrong), "service_requests")


def test_json_says_the_same_as_xml_without_what_is_empty(filled, categories, caller):
    for name, (path, parameters) in addresses(filled, categories).items():
        response = caller.get(path, **parameters)
        assert response["Content-Type"] == "application/json; charset=utf-8"
        assert _plain(json.loads(response.content)) == _plain(_of_xml(XML.get(path, **parameters).content)), name


LISTS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "notes": "note",
}


def _of_xml(document):
    forced = xmltodict.parse(document, force_list=tuple(LISTS.values()))
    return _lists(*next(iter(forced.items())))


def _lists(name, value):
    if name in LISTS:
        return [_lists("", one) for one in (value or {}).get(LISTS[name], [])]
    return {key: _lists(key, one) for key, one in value.items()} if isinstance(value, dict) else value


def _plain(value):
    """Values as XML writes them; empty ones left out."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in (None, "")}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else _number(value)


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def test_nothing_said_is_an_empty_list(cast, caller):
    assert caller.get("requests").content == b"[]"
    assert faults(XML.get("requests").content, "service_requests") == []
    assert XML.get("requests").content.endswith(b"<service_requests/>")


def test_signs_that_xml_cannot_hold_are_left_out(say, caller):
    say(text="坏\ufffe了\uffff 灯\x7f", identity={})
    (request,) = ET.fromstring(XML.get("requests").content)
    assert request.findtext("description").startswith("坏了 灯")
    assert caller.rows()[0]["description"].startswith("坏")


@pytest.mark.parametrize("fmt", ["xml", "json"])
def test_head_options_and_other_methods(cast, fmt):
    client = Client()
    for path in ("services", "requests", "discovery", "servicerequestupdates"):
        address = f"/open311/v2/{path}.{fmt}"
        head = client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert client.options(address).status_code == 204
        for method in (client.put, client.delete, client.patch):
            response = method(address)
            assert response.status_code == 400
            assert_error(response, fmt, 400)
    assert client.post(f"/open311/v2/services.{fmt}").status_code == 400


def assert_error(response, fmt, code):
    if fmt == "xml":
        assert faults(response.content, "errors") == []
        assert ET.fromstring(response.content).findtext("error/code") == str(code)
    else:
        (error,) = json.loads(response.content)
        assert error.keys() == {"code", "description"}
        assert error["code"] == code


@pytest.mark.parametrize("rest", ["", "v2/", "v2/no", "v2/nowhere.xml", "v2/requests.csv", "v3/services.xml", "x/y"])
def test_any_other_address_is_an_error_in_the_format_that_it_ends_with(cast, rest):
    assert_error(Client().get(f"/open311/{rest}"), "xml", 404)
    assert_error(Client().post(f"/open311/{rest}"), "xml", 404)
    assert_error(Client().get(f"/open311/{rest}.json"), "json", 404)


def test_reading_is_open_to_every_page_and_kept_for_a_minute(say, caller):
    say()
    response = caller.get("requests")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Accept-Language" in response["Vary"]
    assert response["Content-Language"] == "zh-Hans"
    assert "Set-Cookie" not in response
    wrong = caller.get("requests/1")
    assert (wrong["Cache-Control"], wrong["Access-Control-Allow-Origin"]) == ("no-store", "*")


def test_an_error_speaks_the_callers_language(cast):
    said = {language: Caller(language=language).get("requests/1").json()[0]["description"] for language in ("zh", "en")}
    assert said["en"].startswith("There is nothing")
    assert said["zh"].startswith("这里没有")
