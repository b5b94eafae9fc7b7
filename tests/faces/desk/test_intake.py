"""The intake desk: one screen, one voice, one receipt."""

import re
import uuid

import pytest

from huiying.foundation.people import vault
from huiying.listen.voices.models import Consent, Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.faces.desk.conftest import LAMPS


@pytest.fixture
def typed(cast):
    return {
        "channel": "counter",
        "naming": "named",
        "words": LAMPS,
        "kind": "request",
        "place": cast.places["village"].pk,
        "place_words": "二组到小学的路",
        "wants": "action",
        "name": "李桂英",
        "phone": "0591 8765 4321",
        "received_at": "2026-11-23T09:30",
        "draft": uuid.uuid4(),
    }


def test_a_voice_is_taken_down_and_its_receipt_handed_over(cast, language, at_desk, typed):
    wang = at_desk("wang", language)
    assert wang.get("/desk/intake/").status_code == 200
    page = wang.client.post("/desk/intake/", typed, follow=True)
    voice = Voice.objects.get()
    code = page.context["code"]
    assert open_receipt(number=voice.number, code=code, now=NOW) == voice
    assert (voice.channel, voice.language, voice.taken_by, voice.place) == (
        "counter",
        "zh-hans",
        cast.staff["wang"],
        cast.places["village"],
    )
    assert voice.received_at.isoformat() == "2026-11-23T01:30:00+00:00"
    assert vault.opened(voice.person_id) == {"name": "李桂英", "phone": "059187654321"}
    slip = wang.read(f"/desk/intake/{typed['draft']}/slip/")
    assert "hy-slip" in slip
    assert f"{code[:4]} {code[4:8]}" in slip
    assert Case.objects.get().state == "registered"


def test_sending_the_same_screen_twice_is_one_voice_and_one_receipt(cast, at_desk, typed):
    wang = at_desk("wang")
    pages = [wang.client.post("/desk/intake/", typed, follow=True) for _ in range(2)]
    assert Voice.objects.count() == 1
    assert pages[0].context["code"] == pages[1].context["code"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": " \u200b\n"}, "words"),
        ({"words": "长" * 20_001}, "words"),
        ({"kind": ""}, "kind"),
        ({"kind": "objection"}, "kind"),
        ({"channel": "web"}, "channel"),
        ({"name": ""}, "name"),
        ({"phone": ""}, "phone"),
        ({"phone": "abc"}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"place": "999999"}, "place"),
        ({"received_at": "2026-11-23T09:45"}, "received_at"),
        ({"received_at": "gestern"}, "received_at"),
        ({"received_at": "0026-11-23T09:30"}, "received_at"),
        ({"received_at": "0001-01-01T00:00"}, "received_at"),
        ({"draft": "x"}, "draft"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(cast, at_desk, typed, changes, field):
    page = at_desk("wang").client.post("/desk/intake/", typed | changes)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "二组到小学的路" in page.content.decode()
    assert not Voice.objects.exists()


def test_who_gives_no_name_leaves_nothing_in_the_vault(cast, at_desk, typed):
    at_desk("wang").client.post("/desk/intake/", typed | {"naming": "anonymous"})
    assert Voice.objects.get().person is None


def test_what_was_allowed_and_what_help_is_needed_are_written_down_each_for_itself(cast, language, at_desk, typed):
    boxes = {"allows": ["publish", "sensitive", "guardian"], "help": ["interpreter", "easy"], "help_language": "壮语"}
    wang = at_desk("wang", language)
    wang.client.post("/desk/intake/keep/", typed | boxes)
    kept = wang.read(f"/desk/intake/drafts/{typed['draft']}/")
    assert (kept.count('name="allows"'), "壮语" in kept) == (3, True)
    assert len(re.findall(r'name="(?:allows|help)"[^>]* checked', kept)) == 5
    wang.client.post("/desk/intake/", typed | boxes)
    voice = Voice.objects.get()
    assert set(voice.consents.values_list("purpose", "by_guardian")) == {("publish", True), ("sensitive", True)}
    assert set(voice.helps.values_list("kind", "language")) == {("interpreter", "壮语"), ("easy", "")}
    zhou = at_desk("zhou", language).read(f"/desk/cases/{voice.pk}/")
    assert "壮语" in zhou


def test_nothing_is_allowed_unless_it_was_said_and_nothing_of_a_report_is_published(cast, at_desk, typed):
    wang = at_desk("wang")
    wang.client.post("/desk/intake/", typed)
    wang.client.post("/desk/intake/", typed | {"draft": uuid.uuid4(), "kind": "report", "allows": ["publish"]})
    assert not Consent.objects.exists()


def test_a_report_of_wrongdoing_leaves_the_hands_of_who_took_it_down(cast, at_desk, typed):
    wang = at_desk("wang")
    page = wang.client.post("/desk/intake/", typed | {"kind": "report"}, follow=True)
    assert page.status_code == 200
    assert Case.objects.get().sealed
    assert wang.get(f"/desk/cases/{Voice.objects.get().pk}/").status_code == 404


def test_the_unit_a_report_is_about_is_out_of_it_and_the_highest_is_refused_with_where_to_go(cast, at_desk, typed):
    wang, about = at_desk("wang"), {"kind": "report", "accused": cast.units["petition"].pk}
    assert wang.client.post("/desk/intake/", typed | about).status_code == 302
    assert Case.objects.get().office == cast.units["office"]
    about = {"kind": "report", "accused": cast.units["office"].pk, "draft": uuid.uuid4()}
    page = wang.client.post("/desk/intake/", typed | about)
    assert page.status_code == 422
    assert "12388" in page.content.decode()
    assert LAMPS in page.content.decode()
    assert Voice.objects.count() == 1


def test_a_receipt_shows_to_whoever_took_it_down_alone(cast, at_desk, typed):
    at_desk("wang").client.post("/desk/intake/", typed)
    for page in ("", "slip/"):
        assert at_desk("hotline").get(f"/desk/intake/{typed['draft']}/{page}").status_code == 404
        assert at_desk("wang").get(f"/desk/intake/{uuid.uuid4()}/{page}").status_code == 404


def test_words_in_english_keep_their_language(cast, at_desk, typed):
    at_desk("wang").client.post("/desk/intake/", typed | {"words": "Three street lamps are out."})
    assert Voice.objects.get().language == "en"
