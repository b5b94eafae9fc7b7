"""While the web is paused an app is told so, until when and where to go; nothing is written."""

import pytest

from huiying.listen.voices.models import Voice
from huiying.loop.pause_web import pause_web
from tests.cast import NOW
from tests.faces.open311.test_posting import PIT

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_pause_is_an_error_503_with_the_time_to_wait(caller, key, cast):
    pause_web(actor=cast.actor("guo"), now=NOW, hours=6, reason="网上收到大量机器发来的内容")
    refused = caller.client.post("/open311/v2/requests.json", PIT | {"api_key": key})
    assert refused.status_code == 503
    (error,) = refused.json()
    assert error["code"] == 503
    assert "12345" in error["description"]
    assert 0 < int(refused["Retry-After"]) <= 6 * 3600
    assert not Voice.objects.exists()
