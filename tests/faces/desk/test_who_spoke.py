"""The page that shows who spoke: marked with who reads it and when, behind a reason and a fresh second factor."""

from datetime import timedelta

from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Staff
from tests.cast import NOW

ADDRESS = "/desk/cases/{}/identity/"
MARK = "周强 · 柳溪县信访局 · "


def test_the_page_carries_the_reader_the_unit_and_the_time_across_it_and_in_print(at_desk, speak):
    html = at_desk("zhou").post(ADDRESS.format(speak().pk), reason="约见面核实").content.decode()
    assert "李桂英" in html
    assert html.count(MARK) >= 4, "in the mark across the page, which print keeps, and once as a line"
    assert '<svg class="hy-watermark"' in html


def test_before_anything_is_shown_there_is_no_mark(at_desk, speak):
    assert "hy-watermark" not in at_desk("zhou").read(ADDRESS.format(speak().pk))


def test_who_needs_a_second_factor_gives_it_freshly_before_the_reason_is_asked(at_desk, speak):
    """Whoever came in with it more than ten minutes ago is asked again, and the look is not recorded meanwhile."""
    voice, zhou = speak(), at_desk("zhou")
    Staff.objects.filter(username="zhou").update(second_factor_since=NOW - timedelta(days=1))
    session = zhou.client.session
    session["factor"] = int((NOW - timedelta(minutes=11)).timestamp())
    session.save()
    answer = zhou.post(ADDRESS.format(voice.pk), reason="约见面核实")
    assert answer["Location"].startswith("/desk/account/prove/")
    assert not Event.objects.filter(type="identity.viewed").exists()
