"""Lost the receipt: the page says the same to everybody, and never what it found."""

import pytest

from huiying.foundation.outbox.models import Message
from huiying.loop.find_again import answer_finds
from tests.cast import NOW

SENT = "/lost?sent"


def test_known_and_unknown_contacts_read_the_same_and_only_the_known_one_gets_a_message(li, reader):
    li.speak(naming="named", name="李桂英", phone="13900001234", may_contact="on")
    before = Message.objects.count()
    unknown = reader.client.post("/lost", {"contact": "13900009999"})
    known = reader.client.post("/lost", {"contact": "139 0000 1234"})
    assert Message.objects.count() == before
    answer_finds(now=NOW)
    assert Message.objects.count() == before + 1
    assert unknown["Location"] == known["Location"] == SENT
    assert "13900001234" not in reader.read(SENT)


@pytest.mark.parametrize("typed", ["", "abc", "12", "name@"])
def test_what_is_no_contact_gets_a_sentence_and_stays(reader, typed):
    answer = reader.client.post("/lost", {"contact": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode() or not typed


def test_the_page_for_the_number_leads_here(li):
    assert 'href="/lost"' in li.read("/follow")
