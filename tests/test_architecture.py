"""What import-linter cannot see: the rules of the house (ARCHITECTURE.md), each with a breach that it must find."""

import ast
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

from tests.house import (
    HOUSE,
    clock_readings,
    function_lengths,
    imported,
    inline_code,
    name_of,
    page_code,
    python_files,
    reads_environment,
    rows_written,
    states_named,
    tree,
    untranslated,
)

CORE_MAY_IMPORT = frozenset(
    # the standard library: values, text, arithmetic and digests; nothing that reads the world
    "array base64 binascii bisect calendar codecs collections csv dataclasses datetime decimal difflib email enum "
    "fractions functools hashlib heapq hmac html itertools json math operator quopri re statistics string struct "
    "types typing unicodedata zoneinfo "
    # libraries that only compute
    "cryptography inscriptis mailparser_reply numpy opencc rensa rjieba scipy sklearn huiying".split()
)
OURS = tuple(config for config in apps.get_app_configs() if config.name.startswith("huiying."))
MODELS = frozenset(model.__name__ for config in OURS for model in config.get_models())
ROOMS = ("foundation", "listen", "serve", "judge", "improve", "loop")
TEMPLATES = tuple(sorted(HOUSE.rglob("*.html")))

MAY_WRITE = {
    "foundation/ledger/recording.py": "the spine itself",
    "foundation/ledger/erasing.py": "deletes secrets of events for the joint that records the erasure",
    "foundation/ledger/log": "the log of the events: its lines, tiles and checkpoints",
    "foundation/outbox/delivery.py": "claims and closes what it sends; every end of a message is an event",
    "foundation/people/vault.py": "writes the sealed fields of a voice, whose event follows in the same transaction",
    "foundation/people/blind_index.py": "writes beside the vault what finds one's own receipts again",
    "faces/desk/account/sessions.py": "ends log-ins, which are rows of the library and outside the spine",
    "foundation/people/passwords.py": "a member of staff chooses a password: one act, one event",
}
MAY_NAME_STATES = {
    "loop/rehearsal": "the script of invented lives says where each life stands; a wrong name stops the demo",
    "loop/import_voices/lives.py": "fills in a verdict, which is called as the state that it leads to",
}
MAY_READ_ENVIRONMENT = {
    "config/env.py": "the one place where settings are read",
    "config/wsgi.py": "names Django's settings to a web server that does not",
    "faces/cli/command.py": "the data folder for child processes",
    "faces/look/terminal.py": "the language of the terminal",
    "faces/cli/office.py": "names Django's settings to a command",
    "faces/cli/supervisor.py": "hands the environment on to web and worker",
    "foundation/upkeep/databases.py": "hands the environment on to the programs of PostgreSQL",
}
ONE_FILE = {
    "faces/public/templates/public/log/verifier.html": "one file that works by itself; it says in both languages",
}
LONG_TABLES = {
    "core/letters": "the wording of one letter after another",
    "core/procedures": "the tables of the procedures and the guards that they name",
    "loop/rehearsal/inventions": "invented matters, told one after another",
}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def excused(path: Path, reasons: dict[str, str]) -> bool:
    return any(name_of(path) == name or name_of(path).startswith(f"{name}/") for name in reasons)


def found(fault, paths):
    """What `fault` finds in each module that has any of it."""
    return {name_of(path): wrong for path in paths if (wrong := fault(tree(path)))}


def breach(code: str) -> ast.Module:
    return ast.parse(code)


def test_core_imports_only_what_computes():
    for path in python_files(under="core"):
        names = imported(tree(path))
        assert {name.split(".")[0] for name in names} <= CORE_MAY_IMPORT, name_of(path)
        assert all(name.startswith("huiying.core") for name in names if name.startswith("huiying.")), name_of(path)


@pytest.mark.parametrize("code", ["import os", "from secrets import token_bytes", "import django.db"])
def test_an_import_that_reads_the_world_is_found(code):
    assert not {name.split(".")[0] for name in imported(breach(code))} <= CORE_MAY_IMPORT


def test_every_relation_points_at_a_class_that_its_room_may_import():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created:
                assert isinstance(field.related_model, type), f"{model.__name__}.{field.name}"


def test_relations_are_written_as_classes():
    relations = {"ForeignKey", "OneToOneField", "ManyToManyField"}
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in relations and node.args:
                target = node.args[0]
                named = target.value if isinstance(target, ast.Constant) else "self"
                assert named == "self", f"{name_of(path)}: a foreign key to the string {named!r} hides an import"


@pytest.mark.django_db
def test_every_app_with_models_has_migrations_and_none_is_missing():
    on_disk = MigrationLoader(None, ignore_no_migrations=True).migrated_apps
    assert {config.label for config in OURS if list(config.get_models())} <= on_disk
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    assert "No changes" in said.getvalue()


@pytest.mark.django_db
def test_a_model_without_its_migration_is_found():
    class Unwritten(models.Model):
        class Meta:
            app_label = "ledger"

    try:
        with pytest.raises(SystemExit):
            call_command("makemigrations", "ledger", check=True, dry_run=True, stdout=StringIO())
    finally:
        del apps.all_models["ledger"]["unwritten"]
        apps.clear_cache()
    assert Unwritten.__name__ == "Unwritten"


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_hold_no_pages(room):
    for path in python_files(under=room):
        assert not page_code(tree(path)), name_of(path)
    assert not list((HOUSE / room).rglob("*.html"))
    assert not [path for path in python_files(under=room) if path.stem in ("views", "urls", "forms")]


@pytest.mark.parametrize(
    "code", ["from django.http import HttpRequest", "from django import forms", "import django.urls"]
)
def test_page_code_in_a_room_is_found(code):
    assert page_code(breach(code))


def test_states_are_named_only_in_the_procedures():
    outside = [p for p in python_files() if not name_of(p).startswith("core/procedures/")]
    assert found(states_named, [p for p in outside if not excused(p, MAY_NAME_STATES)]) == {}


@pytest.mark.parametrize(
    "code",
    [
        "ready = case.state == 'handling'",
        "rows.filter(state='closed')",
        "rows.filter(state__in=['closed'])",
        "if state in ('registered', 'accepted'): pass",
        "LOOKS = {'opinion_issued': 1}",
    ],
)
def test_a_state_written_out_is_found(code):
    assert states_named(breach(code))


def is_service(path: Path) -> bool:
    parts = path.relative_to(HOUSE).parts
    return "services" in parts or path.stem == "services" or parts[0] == "loop"


def test_rows_are_written_by_services_alone():
    others = [p for p in python_files() if not is_service(p) and not excused(p, MAY_WRITE)]
    assert found(lambda module: rows_written(module, MODELS), others) == {}


@pytest.mark.parametrize(
    "code",
    [
        "Case.objects.create(state=1)",
        "Case.objects.filter(pk=1).update(hops=2)",
        "def change(case: Case):\n    case.save()",
        "Voice.objects.all().delete()",
        "insert_many([Event()])",
    ],
)
def test_a_row_written_past_the_services_is_found(code):
    assert rows_written(breach(code), MODELS)


def test_the_lists_of_exceptions_name_what_exists():
    for reasons in (MAY_WRITE, MAY_NAME_STATES, MAY_READ_ENVIRONMENT, LONG_TABLES):
        assert all((HOUSE / name).exists() and reason for name, reason in reasons.items())


def test_app_labels_are_our_own():
    labels = Counter(config.label for config in apps.get_app_configs())
    assert not [label for label, times in labels.items() if times > 1]
    assert "messages" not in {config.label for config in OURS}
    assert {config.label for config in OURS} == {config.name.rpartition(".")[2] for config in OURS}


def test_settings_are_read_in_one_place():
    assert found(reads_environment, python_files()).keys() <= MAY_READ_ENVIRONMENT.keys()


@pytest.mark.parametrize(
    "code", ["import os\nos.environ.get('A')", "from os import environ", "import os\nos.getenv('A')"]
)
def test_a_look_into_the_environment_is_found(code):
    assert reads_environment(breach(code))


def test_there_is_one_clock():
    assert found(clock_readings, python_files()).keys() == {"foundation/keys/clock.py"}


@pytest.mark.parametrize("code", ["datetime.now(UTC)", "timezone.now()", "datetime.datetime.now()", "date.today()"])
def test_a_second_clock_is_found(code):
    assert clock_readings(breach(code))


@pytest.mark.parametrize("fault", [inline_code, untranslated])
def test_templates_hold_no_inline_code_and_no_words_of_one_language(fault):
    pages = [path for path in TEMPLATES if not excused(path, ONE_FILE)]
    assert {name_of(path): wrong for path in pages if (wrong := fault(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "template", ["<p style='color:red'>", "<style>p{}</style>", "<a onclick=x()>", "<script>1</script>"]
)
def test_inline_code_is_found(template):
    assert inline_code(template)


@pytest.mark.parametrize("template", ["<p>收到</p>", "<p>Received</p>", '<img alt="A lamp">', "{{ x }} days left"])
def test_words_of_one_language_are_found(template):
    assert untranslated(template)


def test_functions_stay_short():
    for path in python_files():
        assert max(function_lengths(tree(path)).values(), default=0) <= LONGEST_FUNCTION, name_of(path)


def test_only_tables_are_long():
    long = [path for path in python_files() if path.read_text("utf-8").count("\n") > LONGEST_FILE]
    assert [name_of(path) for path in long if not excused(path, LONG_TABLES)] == []
