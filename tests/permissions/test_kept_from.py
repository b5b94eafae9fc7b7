"""A case that is sealed, or that somebody keeps out of, is in no list, search or answer, and on no page for them.

One world in which every case is kept from somebody who holds every role: whatever still gives one away is a leak.
"""

import re
from collections import Counter

import pytest
from django.test import Client

from huiying.foundation.people.models import Grant, Staff
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case, Recusal
from tests.cast import NOW
from tests.permissions import test_swapped
from tests.permissions.table import OPEN
from tests.permissions.test_routes import ROUTES, ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
county = test_swapped.county
PIECE = 8
"""So many characters of what somebody said are their words and nobody else's."""
SEARCHED = "/desk/search/?q={}"
TEETH = ("desk:advice", "desk:improvement", "desk:call_back")
"""Pages beside the case on which it stands for whoever may see it."""


def addresses():
    """Every address of the desk without parameters, one of each with a number, but for the pages of a case itself."""
    for name in (*ROWS, *OPEN["staff"].split()):
        if not ROUTES[name].parameters:
            yield name, ROUTES[name].at({})
    taken = Counter()
    for name, address in test_swapped.addresses():
        taken[name] += 1
        if taken[name] == 1 and "/cases/" not in address:
            yield name, address
    yield from (("desk:search", SEARCHED.format(one)) for one in ("路灯", Voice.objects.latest("pk").number))


def marks():
    """What gives a case away: its number, its address, a piece of its words."""
    found = set()
    for voice in Voice.objects.all():
        words = max(re.split(r"\s+", voice.text), key=len)[:PIECE]
        found |= {voice.number, f"/cases/{voice.pk}/", *([words] if len(words) == PIECE else [])}
    return found


def given_away(client: Client, found, only=()):
    """The names of the pages on which something of a case stands, with what it is."""
    pages = {}
    for name, address in addresses():
        if only and name not in only:
            continue
        answer = client.get(address)
        assert answer.status_code < 500, address
        text = answer.getvalue().decode("utf-8", "replace") if answer.status_code == 200 else ""
        said = "q=" in address  # a search repeats what was asked
        if here := [one for one in found if one in text and (one.startswith("/") or not said)]:
            pages[name] = here
    return pages


def keep_out(person):
    """From every second case the very person, from the others everybody of their unit."""
    Recusal.objects.all().delete()
    who = ({"staff": person}, {"unit": person.unit})
    Recusal.objects.bulk_create(
        Recusal(case=case, state="granted", by_speaker=True, asked_at=NOW, **who[at % 2])
        for at, case in enumerate(Case.objects.order_by("pk"))
    )


def seal(person):
    Recusal.objects.all().delete()
    Case.objects.update(sealed=True)
    Grant.objects.filter(staff=person, role="sealed_officer").delete()


def test_what_is_kept_from_somebody_is_nowhere(county):
    here, _elsewhere = county
    person, found = Staff.objects.get(username="here"), marks()
    assert given_away(here, found, TEETH).keys() == set(TEETH)
    for keep in (keep_out, seal):
        keep(person)
        assert given_away(here, found) == {}, keep.__name__
