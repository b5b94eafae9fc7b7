"""Two people who join at the same moment never make a chain: a lead is joined to nothing."""

import pytest

from huiying.core.errors import HuiyingError
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.join_cases import join_cases
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from tests.cast import NOW, open_liuxi
from tests.foundation.ledger import conftest

pytestmark = pytest.mark.django_db(transaction=True)
together = conftest.together
ROUNDS = 6


def speak():
    spoken = Spoken("phone", "request", "anonymous", "菜市场门口一下雨就积水。", "zh-hans", NOW)
    return receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice.pk


def tried(work, *given, **more):
    """A refusal is an answer, too: whoever comes second hears why."""

    def run():
        try:
            work(*given, **more, now=NOW)
        except HuiyingError as err:
            return err.code
        return ""

    return run


def joined():
    rows = Case.objects.filter(lead_case__isnull=False).values_list("pk", "lead_case_id")
    return dict(rows)


def test_a_lead_is_never_joined_while_others_are_joined_to_it(together):
    he = open_liuxi().actor("hotline")
    rounds = [(speak(), speak(), speak()) for _ in range(ROUNDS)]
    for first, second, third in rounds:
        together(
            tried(join_cases, second, [first, third], actor=he, reason="同一处"),
            tried(act_on_case, second, "join", actor=he, data={"case": third, "reason": "同一处"}),
            tried(join_cases, first, [second], actor=he, reason="同一处"),
        )
    (found,) = together(joined)
    assert len(found) >= ROUNDS
    assert not found.keys() & set(found.values())
