"""Whatever comes in: never an error of ours, always a list of errors in the asked format, and never who spoke."""

import json
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiying.foundation.people import vault
from huiying.listen.voices.models import Voice
from tests.faces.open311.conftest import LI, PIT_OF_CANARIES
from tests.faces.open311.schema import faults
from tests.hostile import ACCEPTED, REFUSED

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = [
    "service_request_id",
    "service_code",
    "status",
    "start_date",
    "end_date",
    "updated_after",
    "updated_before",
    "page",
    "page_size",
    "extensions",
    "jurisdiction_id",
    "lat",
    "long",
    "address_string",
    "address_id",
    "description",
    "email",
    "phone",
    "first_name",
    "media_url",
    "attribute[KIND]",
    "attribute[WANTS][]",
    "attribute[",
    "nobody",
]
ODD = st.sampled_from(
    "'; drop table voices_voice; -- \x00 \x00\x00 \ud800 NaN inf -0 1e999 9999999999999999999999 ٣ １２ -1 0 1 true "
    "0001-01-01T00:00:00+23:59 9999-12-31T23:59:59-12:00 2026-11-23T01:40:00Z 2026-02-30 open closed <a/> &x; %00 "
    "../.. 1234567897".split(" ")
)
VALUES = st.one_of(ODD, st.text(max_size=30), st.integers().map(str), st.datetimes().map(str))
CALLS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5)
PATHS = ["requests", "services", "servicerequestupdates", "discovery", "requests/{}", "services/{}", "tokens/{}"]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(call):
    return urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in call])


def proper(response, fmt):
    """An answer, or a list of errors; nothing else and nothing of ours."""
    assert response.status_code in (200, 400, 403, 404, 429), response.content
    if fmt == "json":
        value = json.loads(response.content)
        if response.status_code != 200:
            assert [error["code"] for error in value] == [response.status_code]
    elif response.status_code != 200:
        assert faults(response.content, "errors") == []
    return response


@SLOW
@given(call=CALLS, path=st.sampled_from(PATHS), part=VALUES, fmt=st.sampled_from(["xml", "json"]))
def test_any_question_gets_an_answer_or_a_list_of_errors(say, call, path, part, fmt):
    from urllib.parse import quote

    cache.clear()
    whole = path.format(quote(part.encode("utf-8", "surrogatepass"), safe=""))
    proper(Client().get(f"/open311/v2/{whole}.{fmt}?{written(call)}"), fmt)


@SLOW
@given(call=CALLS, good=st.booleans(), fmt=st.sampled_from(["xml", "json"]))
def test_any_post_gets_a_receipt_or_a_list_of_errors(cast, key, call, good, fmt):
    base = [("api_key", key), ("service_code", "0"), ("address_string", "路口"), ("description", "坑")] if good else []
    response = Client().post(
        f"/open311/v2/requests.{fmt}", written([*base, *call]), content_type="application/x-www-form-urlencoded"
    )
    proper(response, fmt)
    assert good or response.status_code == 403


@pytest.mark.parametrize("name", [*ACCEPTED, *REFUSED])
def test_any_text_is_taken_or_refused_with_a_sentence(cast, key, caller, name):
    text = (ACCEPTED | REFUSED)[name]
    form = urlencode(
        {
            "api_key": key,
            "service_code": "0",
            "address_string": "路口",
            "description": text.encode("utf-8", "surrogatepass"),
        }
        | {"attribute[PUBLISH]": "yes"}
    )
    for fmt in ("json", "xml"):
        response = proper(
            Client().post(f"/open311/v2/requests.{fmt}", form, content_type="application/x-www-form-urlencoded"), fmt
        )
        assert response.status_code in (200, 400)
        proper(Client().get(f"/open311/v2/requests.{fmt}?extensions=true"), fmt)
        if fmt == "xml":
            assert faults(Client().get("/open311/v2/requests.xml").content, "service_requests") == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe%%%", "application/x-www-form-urlencoded"),
        (b"a=1", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"a=1", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=" + "\u00e4" * 10),
        (b"{}", "application/json"),
        (b"<a/>", "text/xml"),
        (b"&".join([b"a=1"] * 3_000), "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 9_000_000, "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(cast, body, kind):
    for fmt in ("json", "xml"):
        response = Client().generic("POST", f"/open311/v2/requests.{fmt}", body, content_type=kind)
        assert proper(response, fmt).status_code in (400, 403)


def test_an_address_with_too_many_parameters_is_refused(cast):
    response = Client().get("/open311/v2/requests.json?" + "&".join(["a=1"] * 3_000))
    assert proper(response, "json").status_code == 400


def test_who_spoke_stands_in_no_answer(cast, key, caller, time):
    sent = caller.post(api_key=key, **PIT_OF_CANARIES)
    voice = Voice.objects.get()
    assert set(vault.opened(voice.person_id).values()) == {"诸葛半夏", "13955500033", "banxia.zhuge@example.org"}
    seen = [sent.content.decode()]
    for fmt in ("xml", "json"):
        for path in ("requests", f"requests/{voice.number}", "servicerequestupdates", "services", "discovery"):
            response = Client().get(f"/open311/v2/{path}.{fmt}?extensions=true")
            assert response.status_code == 200
            seen.append(response.content.decode() + repr(sorted(response.items())))
    told = "\n".join(seen)
    unescaped = told.encode().decode("unicode_escape", "replace")
    assert "灯不亮" in told
    for word in (
        "诸葛半夏",
        "13955500033",
        "banxia.zhuge@example.org",
        "device-77",
        "account-77",
        "901号",
        "单元",
        "元502",
    ):
        assert word not in told, word
        assert json.dumps(word)[1:-1] not in told, word
        assert word not in unescaped


def test_a_refused_post_does_not_say_it_back(cast, key, caller, caplog):
    wrong = PIT_OF_CANARIES | {"lat": "13955500033", "email": "诸葛半夏", "address_id": "桂花巷901"}
    for one in wrong:
        response = caller.post(api_key=key, **(PIT_OF_CANARIES | {one: wrong[one]}))
        if response.status_code != 200:
            for word in (*LI.values(), "诸葛半夏", "13955500033", "桂花巷901", "device-77"):
                assert word not in response.content.decode()
                assert json.dumps(word)[1:-1] not in response.content.decode()
                assert word not in caplog.text
