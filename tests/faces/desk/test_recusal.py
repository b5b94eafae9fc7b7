"""Keeping out of a case at the desk: declared on the case page, decided from the list, arranged help marked."""

import pytest

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.listen.voices.enums import HelpKind
from huiying.listen.voices.models import Help
from huiying.listen.voices.services.helping import ask_help
from huiying.loop.act_on_case import act_on_case
from huiying.loop.keep_out import ask_recusal
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.models import Recusal
from tests.cast import NOW


@pytest.fixture
def voice(cast, speak):
    """With the land bureau."""
    found = speak()
    data = {"unit": cast.units["land"].pk, "reason": "职责目录"}
    act_on_case(found.pk, "forward", actor=cast.actor("zhou"), now=NOW, data=data)
    return found


def speaker(voice):
    return Actor(ActorKind.SPEAKER, id=voice.pk)


def test_an_officer_keeps_out_from_the_case_page_and_the_case_is_gone_for_them(at_desk, voice):
    zhao = at_desk("zhao")
    address = f"/desk/cases/{voice.pk}/keep-out/"
    assert address in zhao.read(f"/desk/cases/{voice.pk}/")
    assert zhao.post(address, why="").status_code == 422
    assert zhao.post(address, why="申请人是我舅舅")["Location"] == "/desk/"
    for gone in (f"/desk/cases/{voice.pk}/", address):
        assert zhao.get(gone).status_code == 404


def test_who_decides_finds_it_in_the_list_and_the_officer_stays_out(at_desk, voice):
    at_desk("zhao").post(f"/desk/cases/{voice.pk}/keep-out/", why="申请人是我舅舅")
    qian = at_desk("qian")
    assert "赵敏" in qian.read("/desk/recusals/")
    asked = Recusal.objects.get()
    page = qian.read(f"/desk/recusals/{asked.pk}/")
    assert "申请人是我舅舅" in page
    assert qian.post(f"/desk/recusals/{asked.pk}/", verdict="refused", reason="").status_code == 422
    assert qian.post(f"/desk/recusals/{asked.pk}/", verdict="granted")["Location"] == "/desk/recusals/"
    asked.refresh_from_db()
    assert asked.state == RecusalState.GRANTED
    assert qian.get(f"/desk/recusals/{asked.pk}/").status_code == 404
    assert "赵敏" in qian.read(f"/desk/cases/{voice.pk}/")


def test_of_a_unit_the_dispatcher_decides_and_nobody_in_it(at_desk, cast, voice):
    asked = ask_recusal(voice.pk, unit_id=cast.units["land"].pk, why="就是告他们", actor=speaker(voice), now=NOW)
    assert at_desk("qian").get(f"/desk/recusals/{asked.pk}/").status_code == 404
    at_desk("zhou").post(f"/desk/recusals/{asked.pk}/", verdict="granted")
    assert at_desk("qian").get(f"/desk/cases/{voice.pk}/").status_code == 404


def test_whoever_was_described_is_chosen_by_who_decides(at_desk, cast, voice):
    asked = ask_recusal(voice.pk, who="戴眼镜的那位", why="他骂过我", actor=speaker(voice), now=NOW)
    zhou = at_desk("zhou")
    assert "戴眼镜的那位" in zhou.read(f"/desk/recusals/{asked.pk}/")
    assert zhou.post(f"/desk/recusals/{asked.pk}/", verdict="granted").status_code == 422
    zhou.post(f"/desk/recusals/{asked.pk}/", verdict="granted", staff=cast.staff["zhao"].pk)
    assert at_desk("zhao").get(f"/desk/cases/{voice.pk}/").status_code == 404


def test_help_that_was_asked_for_stands_on_the_case_until_it_is_arranged(at_desk, cast, voice):
    ask_help(voice, [HelpKind.INTERPRETER], "壮语", actor=speaker(voice), now=NOW)
    zhao = at_desk("zhao")
    assert "壮语" in zhao.read(f"/desk/cases/{voice.pk}/")
    zhao.post(f"/desk/cases/{voice.pk}/help/", kind="interpreter")
    assert Help.objects.get().arranged_by == cast.staff["zhao"]
    assert zhao.post(f"/desk/cases/{voice.pk}/help/", kind="anything").status_code == 404
