"""From every page one entry leads to everything by which the office is judged."""

import re

from django.urls import reverse

PAGES = ("scorecards", "encounters", "praise", "improvements", "supervision", "checks", "contacts")


def test_from_the_foot_of_any_page_everything_is_two_steps_away(reader):
    assert 'href="/judged/"' in reader.read("/speak")
    page = reader.read("/judged/")
    main = re.search(r"<main.*?</main>", page, re.DOTALL)[0]
    for name in PAGES:
        assert f'href="{reverse(f"public:{name}")}"' in main
        assert reader.get(reverse(f"public:{name}")).status_code == 200
