"""No page and no export has a field, a filter or an order by a person who spoke or by a named employee.

Read from the routes, the forms, the queries, the columns of exports and the models themselves; each place that names
somebody for another purpose stands here with its reason, and a place that is no longer there fails.
"""

import ast
import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.urls import URLPattern, get_resolver

from huiying.faces.api.openapi import described
from huiying.foundation.people.models import Person, Staff
from huiying.loop.export_lists.kinds import KINDS
from huiying.loop.export_lists.table import IDENTITY
from tests.house import name_of, python_files, tree

OURS = [model for model in apps.get_models() if model.__module__.startswith("huiying.")]
SOMEBODY = re.compile(
    r"(^|_)(person|speaker|caller|co_signer|staff|handler|author|employee|username|reporter|complainant|.+_by|by)(_id)?$"
)
DAYS = {
    field.name
    for model in OURS
    for field in model._meta.get_fields()
    if isinstance(field, models.DateField | models.DateTimeField)
}
"""`reply_by` is a day."""
SCORES = re.compile(r"(^|_)(score|points|rank|grade|stars|mood|sentiment|loyalty|complaints)(_|$)")

ADMINISTRATION = "who has an account and what it opens; nothing that was done is shown there"
ROUTES = {"admin/staff/<int:staff_id>/": ADMINISTRATION, "leaving/<int:staff_id>/": ADMINISTRATION}
"""What begins like these."""
SORTED = {
    ("foundation/people/selectors.py", "staff_id"): "accounts with a right, in the order in which they were made",
    ("listen/duty/selectors/roster.py", "staff_id"): "who may answer a duty telephone",
    ("judge/contacts/selectors/rights.py", "staff_id"): "who is a leader in office and writes a contact report",
    (
        "foundation/people/blind_index.py",
        "-person_id",
    ): "one's own receipts, for whoever gave the contact",
    ("serve/casework/selectors/reviewing.py", "staff"): "who holds the role of a host of hearings",
    ("loop/meet/inviting.py", "staff_id"): "the addresses to which an invitation goes",
}


def somebody(name):
    """Whether a name of a field, of a filter or of a route is that of somebody."""
    return any(SOMEBODY.search(part) and part not in DAYS for part in name.lstrip("-").split("__"))


def routes(patterns, prefix=""):
    for pattern in patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield where, pattern
        else:
            yield from routes(pattern.url_patterns, where)


def sorted_or_grouped(module):
    """The names by which the queries of a module sort, group, count or sum."""
    for node in ast.walk(module):
        called = getattr(node, "func", None)
        name = getattr(called, "attr", None) or getattr(called, "id", "")
        if isinstance(node, ast.Call) and name in GROUPING:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


GROUPING = frozenset({"order_by", "annotate", "aggregate", "values", "distinct", "Count", "Sum", "Avg", "Max", "Min"})


def asked_in_the_address(module):
    """What a page reads from its address: `request.GET.get("x")`, `request.GET["x"]`, `asked.get("x")` of a query."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("get", "getlist"):
            of, name = node.func.value, node.args[:1]
        elif isinstance(node, ast.Subscript):
            of, name = node.value, [node.slice]
        else:
            continue
        if getattr(of, "attr", "") == "GET" and name and isinstance(name[0], ast.Constant):
            yield str(name[0].value)


def test_no_address_names_somebody_but_those_of_accounts():
    found = {where: name for where, route in routes(get_resolver().url_patterns) for name in route.pattern.converters}
    named = {where.removeprefix("desk/") for where, name in found.items() if somebody(name)}
    assert {where for where in named if not where.startswith(tuple(ROUTES))} == set()
    assert len(found) > 100


def test_no_page_is_filtered_by_somebody():
    asked = {(name_of(path), name) for path in python_files(under="faces") for name in asked_in_the_address(tree(path))}
    assert {one for one in asked if somebody(one[1]) and one[1] != "by"} == set()
    assert len(asked) > 20


def test_nothing_is_sorted_grouped_or_counted_by_somebody():
    found = {
        (name_of(path), name)
        for path in python_files()
        if "rehearsal" not in name_of(path)
        for name in sorted_or_grouped(tree(path))
        if somebody(name)
    }
    assert found == SORTED.keys()


@pytest.mark.parametrize(
    "code",
    [
        "rows.order_by('handler')",
        "rows.values('voice__person').annotate(n=Count('pk'))",
        "rows.aggregate(n=Count('made_by', distinct=True))",
        "rows.order_by('-case__voice__person_id')",
    ],
)
def test_a_query_that_measures_somebody_is_found(code):
    assert any(somebody(name) for name in sorted_or_grouped(ast.parse(code)))


def test_a_filter_by_somebody_is_found():
    assert list(asked_in_the_address(ast.parse("request.GET.get('handler')"))) == ["handler"]
    assert all(somebody(name) for name in ("handler", "voice__person", "-made_by_id"))
    assert not somebody("reply_by")


def every_form(base=forms.BaseForm):
    for form in base.__subclasses__():
        if form.__module__.startswith("huiying."):
            yield form
        yield from every_form(form)


FIELDS = {
    "by": "how a report of retaliation says which unit it came from",
    "staff": "whose account a mediator has; who is meant by a request to keep out",
    "person": "who is on duty",
    "staff_id": ADMINISTRATION,
    "username": ADMINISTRATION,
}
"""Fields by which somebody is named to do something, never to be judged."""


def test_no_form_names_somebody_to_be_judged_or_looked_up():
    for name in ("desk", "public"):
        for path in python_files(under=f"faces/{name}"):
            __import__("huiying." + name_of(path).removesuffix(".py").replace("/", "."))
    found = {field for form in every_form() for field in getattr(form, "base_fields", {}) if somebody(field)}
    assert found == FIELDS.keys()
    assert len(list(every_form())) > 100


def test_no_export_has_a_column_about_somebody_but_the_recorded_look_at_an_identity():
    for kind in KINDS.values():
        assert [column.key for column in kind.columns if somebody(column.key) or SCORES.search(column.key)] == []
    assert IDENTITY  # names go out only there, with a reason, each look recorded


def test_the_interface_filters_nothing_by_somebody():
    operations = [one for path in described("en")["paths"].values() for one in path.values()]
    asked = {given["name"] for one in operations for given in one.get("parameters", ()) if given["in"] == "query"}
    assert {name for name in asked if somebody(name)} == set()
    assert asked


def test_a_person_who_spoke_has_voices_and_a_sealed_identity_and_nothing_else():
    assert {field.name for field in Person._meta.get_fields()} == {"id", "created_at", "voices", "sealed_fields"}


def test_nothing_that_is_measured_belongs_to_a_member_of_staff():
    """A number may stand in a row about somebody's account or duty, never a score."""
    own = {field.name for field in Staff._meta.fields if isinstance(field, models.IntegerField | models.FloatField)}
    assert own <= {"id"}
    for model in OURS:
        somebodies = [
            field for field in model._meta.fields if field.is_relation and field.related_model in (Person, Staff)
        ]
        if somebodies:
            assert [field.name for field in model._meta.fields if SCORES.search(field.name)] == [], model.__name__


def test_the_lists_of_reasons_name_what_exists():
    house = Path(__file__).parents[1] / "huiying"
    assert all((house / path).exists() and reason for (path, _), reason in SORTED.items())
    there = {where.removeprefix("desk/") for where, _ in routes(get_resolver().url_patterns)}
    assert ROUTES.keys() <= there
