"""tools/messages.py on small invented houses."""

import gettext
import importlib.util
from io import BytesIO
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "messages.py"
spec = importlib.util.spec_from_file_location("messages_tool", TOOL)
messages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(messages)

PAGE = """{% extends "x" %}
  {% block a %}{% translate "Send" %}
      {% blocktranslate count n=things trimmed %}One
  thing{% plural %}{{ n }} things{% endblocktranslate %}{% endblock %}
{% translate ":" context "after a name" %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
A = _("Write %(what)s")
B = pgettext("a month", "May")
"""


@pytest.fixture
def house(tmp_path):
    """`desk` owns its strings; `desk/rooms` owns its own; `core` has none."""
    for folder in ("desk/locale", "desk/rooms/locale", "core"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "desk" / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "desk" / "rooms" / "code.py").write_text(CODE, "utf-8")
    (tmp_path / "core" / "rules.py").write_text("X = 1\n", "utf-8")
    return tmp_path


def catalogue(house, folder):
    return house / folder / messages.CATALOGUE


def translate(house, folder, **words):
    path = catalogue(house, folder)
    text = path.read_text("utf-8")
    for english, chinese in words.items():
        at = text.index(f'msgid "{english}')
        start = text.index('""', text.index("msgstr", at))
        text = f'{text[:start]}"{chinese}"{text[start + 2 :]}'
    path.write_text(text, "utf-8")


@pytest.fixture
def done(house):
    """The house with every string translated."""
    messages.update(house)
    translate(house, "desk", Send="交上", One="%(n)s 件", **{":": "："})
    translate(house, "desk/rooms", Write="写%(what)s", May="五月")
    return house


def test_the_nearest_folder_owns_a_string(house):
    messages.update(house)
    desk, rooms = (catalogue(house, f).read_text("utf-8") for f in ("desk", "desk/rooms"))
    assert 'msgid "Send"' in desk
    assert 'msgid_plural "%(n)s things"' in desk
    assert 'msgctxt "after a name"' in desk
    assert "May" not in desk
    assert 'msgid "Write %(what)s"' in rooms
    assert 'msgctxt "a month"' in rooms
    assert not catalogue(house, "core").exists()


def test_a_second_update_changes_nothing(done):
    before = catalogue(done, "desk").read_bytes()
    messages.update(done)
    assert catalogue(done, "desk").read_bytes() == before
    assert b"Date" not in before
    assert b".html:" not in before


def test_translations_are_kept_and_what_is_gone_is_dropped(done):
    (done / "desk" / "page.html").write_text('{% translate "Send" %}{% translate "New" %}', "utf-8")
    messages.update(done)
    text = catalogue(done, "desk").read_text("utf-8")
    assert "交上" in text
    assert 'msgid "New"\nmsgstr ""' in text
    assert "things" not in text


def test_an_update_of_one_folder_leaves_the_others_alone(house):
    messages.update(house, ["desk/rooms"])
    assert catalogue(house, "desk/rooms").exists()
    assert not catalogue(house, "desk").exists()


def test_a_complete_house_passes(done):
    assert messages.check(done) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"交上"', '""', "'Send' has no translation"),
        ('msgid "Send"', '#, fuzzy\nmsgid "Send"', "'Send' is marked fuzzy"),
        ('"%(n)s 件"', '"一件"', "'One thing' has other placeholders"),
        ('"%(n)s 件"', '"%(m)s 件"', "'One thing' has other placeholders"),
    ],
)
def test_each_fault_is_named(done, old, new, fault):
    path = catalogue(done, "desk")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(messages.Trouble, match="desk: ") as trouble:
        messages.check(done)
    assert fault in str(trouble.value)


def test_a_new_string_is_missed_before_the_update(done):
    (done / "desk" / "more.html").write_text('{% translate "More" %}', "utf-8")
    with pytest.raises(messages.Trouble, match=r"not up to date(?s:.*)'More' has no translation"):
        messages.check(done)


def test_a_string_without_an_owner_is_refused(done):
    (done / "core" / "rules.py").write_text('from x import gettext as _\nA = _("stray")\n', "utf-8")
    with pytest.raises(messages.Trouble, match=r"core/rules.py: no folder above it has a locale directory"):
        messages.check(done)


def test_the_compiled_catalogue_speaks(done):
    messages.compile_all(done)
    translations = gettext.GNUTranslations(BytesIO(catalogue(done, "desk").with_suffix(".mo").read_bytes()))
    assert translations.gettext("Send") == "交上"
    assert translations.ngettext("One thing", "%(n)s things", 5) == "%(n)s 件"
    assert translations.pgettext("after a name", ":") == "："


def test_compiling_twice_gives_the_same_bytes(done):
    assert messages.compiled(done / "desk") == messages.compiled(done / "desk")


def test_the_command_says_what_is_wrong_and_fails(house, capsys):
    assert messages.main(["update", "--root", str(house)]) == 0
    assert "desk: 3 strings" in capsys.readouterr().out
    assert messages.main(["check", "--root", str(house)]) == 1
    assert "has no translation" in capsys.readouterr().err
