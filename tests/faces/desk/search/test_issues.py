"""Common issues in the search: a kind of their own, with their own filters, for who may read them."""

import pytest

from huiying.foundation.office.models import Category
from huiying.serve.coordination.models import Issue
from tests.faces.desk.search.conftest import text
from tests.serve.coordination.issues import opened, speak_all


@pytest.fixture
def issue(cast):
    made = opened(cast, speak_all(), cause="没有围挡和洒水，粉尘外溢。")
    return made if isinstance(made, Issue) else Issue.objects.get()


def issues(page):
    return [row.found.issue_id for row in page.context["rows"]]


def test_an_issue_is_found_by_its_name_and_its_cause(searcher, issue, language):
    zhou = searcher("zhou", language)
    for words in ("搅拌站扰民", "洒水"):
        page = zhou.ask(words, **{"in": "issues"})
        assert issues(page) == [issue.pk]
        assert f"<mark>{words}</mark>" in page.content.decode()
        assert f'href="/desk/issues/{issue.pk}/"' in page.content.decode()
    assert issues(zhou.ask("路灯", **{"in": "issues"})) == []


def test_the_chip_leads_on_with_the_words(searcher, issue):
    zhou = searcher("zhou", "en")
    page = zhou.ask("搅拌站", kind="request")
    assert [(str(chip.words), chip.current) for chip in page.context["kinds"]] == [("Cases", True), ("Issues", False)]
    assert page.context["count"].number == 7
    page = zhou.worker.get(page.context["kinds"][1].url)
    assert issues(page) == [issue.pk]
    assert "7 voices" in text(page)
    assert page.context["form"].kept() == {}
    assert 'name="in" value="issues"' in page.content.decode()


def test_filters_of_issues_need_no_words(cast, searcher, issue):
    category = Category.objects.create(pk=900, name="城乡建设", path="/900/")
    Issue.objects.update(category=category, owner=cast.units["housing"], place=cast.places["village"])
    zhou = searcher("zhou")
    for asked, found in (
        ({"state": "open"}, True),
        ({"state": "solved"}, False),
        ({"unit": cast.units["office"].pk}, True),
        ({"unit": cast.units["land"].pk}, False),
        ({"place": cast.places["county"].pk}, True),
        ({"place": cast.places["qingshi"].pk}, False),
        ({"category": 900}, True),
        ({"state": "open", "order": "best"}, True),
    ):
        page = zhou.ask(**asked, **{"in": "issues"})
        assert (issues(page), page.context["count"].number) == (([issue.pk], 1) if found else ([], 0)), asked


@pytest.mark.parametrize(
    ("name", "finds"), [("zhou", True), ("chen", True), ("sun", True), ("qian", False), ("town", False)]
)
def test_who_may_not_read_an_issue_neither_finds_nor_counts_it(searcher, issue, name, finds):
    for order in ("", "best"):
        page = searcher(name).ask("搅拌站", order=order, **{"in": "issues"})
        assert (issues(page), page.context["count"].number) == (([issue.pk], 1) if finds else ([], 0))


@pytest.mark.parametrize("name", ["wang", "feng", "hu"])
def test_who_has_no_issues_is_given_cases(searcher, issue, name):
    page = searcher(name).ask("搅拌站", **{"in": "issues"})
    assert (page.context["kinds"], page.context["asked"].kind.name) == ([], "cases")
