"""`huiying index` makes search whole again, and `huiying check` says when it is not."""

import json

import pytest
from click.testing import CliRunner

from huiying.faces.cli import check, index
from huiying.foundation.people.models import Staff
from huiying.foundation.search.indexing import empty, filed
from huiying.foundation.search.rows import Kind
from huiying.serve.coordination.models import Issue
from tests.cast import NOW, open_liuxi
from tests.foundation.search.conftest import found
from tests.journeys_of_rows import LAMPS, Li

pytestmark = pytest.mark.django_db


@pytest.fixture
def voices(monkeypatch, tmp_path):
    """Three voices of an office that is older than its index."""
    monkeypatch.setenv("LC_ALL", "en")
    monkeypatch.setenv("HUIYING_DATA", str(tmp_path))
    monkeypatch.setattr(index, "open_office_to_write", lambda: None)
    monkeypatch.setattr("huiying.foundation.keys.clock.now", lambda: NOW)
    li = Li(open_liuxi())
    made = [li.receive("counter")().voice.pk for _ in range(3)]
    empty()
    return made


def run(*arguments):
    done = CliRunner().invoke(index.index, ["--json", *arguments])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_what_is_missing_is_found_by_check_and_put_in(voices):
    (finding,) = check._search()
    assert finding.code == "search.behind"
    assert "3" in finding.says.en
    assert "3" in finding.says.zh
    assert found(LAMPS) == []
    assert run()["cases"] == 3
    assert found(LAMPS) == voices[::-1]
    assert list(check._search()) == []


def test_only_what_is_missing_is_put_in_or_all_of_it(voices):
    assert run()["texts"] == 3
    assert run() == {"cases": 0, "texts": 0}
    assert run("--all") == {"cases": 3, "texts": 0}
    assert found(LAMPS) == voices[::-1]


def test_common_issues_are_put_in_again_too(voices):
    staff = Staff.objects.select_related("unit").first()
    issue = Issue.objects.create(title="搅拌站扰民", office=staff.unit, opened_at=NOW, opened_by=staff)
    assert run("--all")["cases"] == 3
    assert filed(Kind.ISSUE, [issue.pk]) == {issue.pk}
