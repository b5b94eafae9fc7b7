"""Where a limit rests, as the page of limits says it."""

import pytest
from django.utils.translation import override

from huiying.core.procedures.model import Basis, Source
from huiying.faces.desk.admin.limits import articles

LAW = Source(Basis.LAW, "信访工作条例", "22(1)")


@pytest.mark.parametrize(
    ("language", "told"), [("zh-hans", "《信访工作条例》第22条第1款"), ("en", "Petition Regulations Art 22(1)")]
)
def test_an_article_is_cited_in_the_language_of_the_page(language: str, told: str) -> None:
    with override(language):
        assert articles([LAW]) == told


def test_what_rests_on_no_article_cites_none() -> None:
    with override("en"):
        assert articles([]) == "–"
