"""A speaker takes a consent back, asks to be erased, is refused and asks again; a hold; the night that lets go."""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from huiying.foundation.office.services.keeping import set_keeping
from huiying.foundation.people import services as people
from huiying.listen.voices.services.consents import ask_erasure, withdraw_consent
from huiying.loop.hold_back import lift_hold, place_hold
from huiying.loop.keep_for_a_time import keep_for_a_time
from huiying.loop.own_rights import refuse_request, take_own_data
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import speaker, withdraw
from tests.cast import NOW

Steps = Generator[Callable[[], Any], Any, Any]
LATER = NOW + timedelta(days=3)


def kept_and_let_go(li: Any) -> Steps:
    """From the consent to the night on which the name goes."""
    sun, guo = li.cast.staff["sun"], li.cast.actor("guo")
    given = {"staff_id": sun.pk, "role": "identity_keeper", "unit_id": sun.unit_id, "starts_on": date(2026, 11, 1)}
    yield lambda: people.grant_role(**given, actor=guo, now=NOW)
    said = replace(li.said("counter"), may_publish=True, consents=("sensitive",))
    voice = (yield lambda: receive_voice(said, identity=li.identity, actor=SPEAKER, now=NOW)).voice
    keeper, own = li.cast.actor("sun"), speaker(voice)
    for purpose in ("publish", "sensitive"):
        yield lambda purpose=purpose: withdraw_consent(voice.pk, purpose, actor=own, now=LATER)
    hold: dict[str, Any] = {"basis": "suit", "ends_on": date(2027, 5, 1), "reason": "县法院应诉通知"}
    held = yield lambda: place_hold(voice.pk, **hold, actor=keeper, now=LATER)
    asked = yield lambda: ask_erasure(voice.pk, actor=own, now=LATER)
    yield lambda: refuse_request(asked.pk, reason="官司还没有打完", actor=keeper, now=LATER)
    yield lambda: lift_hold(held.pk, reason="判决已生效", actor=keeper, now=LATER)
    yield lambda: ask_erasure(voice.pk, actor=own, now=LATER)
    yield lambda: take_own_data(voice, now=LATER)
    yield lambda: withdraw(voice, reason="自己修好了", now=LATER)
    yield lambda: set_keeping("identity", 6, actor=guo, now=LATER)
    yield lambda: keep_for_a_time(now=NOW + timedelta(days=300))
    return voice
