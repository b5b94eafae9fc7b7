"""While the web is paused another system is told so, until when and where to go; nothing is written."""

from huiying.listen.voices.models import Voice
from huiying.loop.pause_web import pause_web
from tests.cast import NOW
from tests.faces.api.conftest import VOICE


def test_a_pause_is_a_503_with_the_time_to_wait_and_the_same_call_works_afterwards(app, cast):
    pause_web(actor=cast.actor("guo"), now=NOW, hours=6, reason="网上收到大量机器发来的内容")
    refused = app.post("/voices", VOICE)
    told = refused.json()
    assert (refused.status_code, told["status"], told["code"]) == (503, 503, "office.web_paused")
    assert 0 < int(refused["Retry-After"]) <= 6 * 3600
    assert "12345" in told["detail"]
    assert not Voice.objects.exists()
