"""The documents stay true: what exists is written down, what is written down exists, in both languages."""

import os
import re
import shlex
import subprocess
import sys
from urllib.parse import unquote

import pytest
from django.urls import URLPattern, get_resolver

from huiying.config.commands import every_command
from huiying.config.env import SETTINGS
from huiying.foundation.ledger.registry import all_types
from tests.house import ROOT

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = tuple(sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "bench").glob("*.md")]))
HOWTO = tuple(sorted((DOCS / "howto").glob("*.md")))
CHINESE = ".zh-Hans.md"
BY_NAME = dict(every_command())
ADR_PARTS = ("Context", "Options", "Choice", "Consequences")


def name(path):
    return path.relative_to(ROOT).as_posix()


def reference(page):
    return (REFERENCE / f"{page}.md").read_text("utf-8")


def test_the_reference_is_what_the_program_says():
    tool = [sys.executable, ROOT / "tools" / "write_reference.py", "check"]
    done = subprocess.run(tool, capture_output=True, text=True, cwd=ROOT, env={"PATH": os.defpath}, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [[], ["draw"], ["write", "now"]])
def test_the_tool_of_the_reference_is_used_in_two_ways(arguments):
    tool = [sys.executable, ROOT / "tools" / "write_reference.py", *arguments]
    assert subprocess.run(tool, capture_output=True, check=False).returncode == 2


def test_every_setting_is_documented():
    assert [one.name for one in SETTINGS if f"`{one.name}`" not in reference("settings")] == []
    assert "`HUIYING_DATA`" in reference("settings")


def test_every_command_and_option_is_documented():
    text = reference("commands")
    for words, command in BY_NAME.items():
        (section,) = re.findall(rf"(?ms)^## {words}\n(.*?)(?=^## |\Z)", text)
        for option in command.params:
            if option.param_type_name == "option" and option.name != "help":
                assert f"`{' '.join(option.opts)}`" in section, f"{words} {option.name}"


def test_every_event_type_is_documented():
    rows = {match[1]: match[0] for match in re.finditer(r"(?m)^\| `([\w.]+)` \|.*$", reference("events"))}
    assert rows.keys() == {one.name for one in all_types()}
    assert all(one.says.zh in rows[one.name] and one.says.en in rows[one.name] for one in all_types())


def routes(patterns, before="/"):
    for pattern in patterns:
        here = before + str(pattern.pattern)
        yield from [here] if isinstance(pattern, URLPattern) else routes(pattern.url_patterns, here)


def test_every_address_is_documented_in_words():
    rows = dict(re.findall(r"(?m)^\| `([^`]+)` \| \S+ \| (.+) \|$", reference("routes")))
    assert rows.keys() == set(routes(get_resolver().url_patterns))
    assert [path for path, words in rows.items() if words == "—"] == []


def anchors(text):
    """The anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"(?m)^#+ (.+)$", text)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def dead_links(path):
    text = re.sub(r"(?ms)^```.*?^```", "", path.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        found = (path.parent / file) if file else path
        if not found.exists() or (anchor and anchor not in anchors(found.read_text("utf-8"))):
            yield target


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_link_leads_nowhere(path):
    assert list(dead_links(path)) == []


def test_a_dead_link_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One head\n[a](#one-head) [b](#two) [c](gone.md) [d](https://example.org) [e](page.md)", "utf-8")
    assert list(dead_links(page)) == ["#two", "gone.md"]


def commands_in(text):
    """Lines of code blocks, fenced or indented, and pieces of code in a line, that call make or huiying."""
    blocks = re.findall(r"(?ms)^```\w*\n(.*?)^```", text)
    lines = [line for block in blocks for line in block.splitlines()] + re.findall(r"(?m)^ {4}(\S.*)$", text)
    lines += [piece for piece in re.findall(r"`([^`\n]+)`", text) if not re.search(r" v\d\b", piece)]  # names of keys
    for line in lines:
        called = line.removeprefix("$ ").removeprefix("sudo -u huiying ")
        ours = re.match(r"\S*\b(make|huiying)\b", called)  # other lines may go on in the next one
        words = shlex.split(called, comments=True) if ours else []
        if words and words[0].rpartition("/")[2] in ("make", "huiying") and len(words) > 1:
            yield [words[0].rpartition("/")[2], *words[1:]]


def wrong_calls(text):
    """Calls of what the Makefile or the command line does not have."""
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
    for program, first, *rest in commands_in(text):
        if program == "make":
            known = {first} <= targets | {one for one in [first] if "=" in one or one.startswith("-")}
        else:
            command = BY_NAME.get(first) or BY_NAME.get(" ".join([first, *rest[:1]]))
            options = {opt for param in command.params for opt in param.opts} | {"--help"} if command else set()
            wanted = {word.partition("=")[0].strip("[]") for word in rest if word.lstrip("[").startswith("--")}
            known = first.startswith("-") or (command is not None and wanted <= options)
        if not known:
            yield " ".join([program, first, *rest])


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_command_that_a_page_shows_exists(path):
    assert list(wrong_calls(path.read_text("utf-8"))) == []


def test_readme_shows_the_two_commands():
    shown = list(commands_in((ROOT / "README.md").read_text("utf-8")))
    assert ["make", "run"] in shown
    assert ["make", "test"] in shown


def test_a_command_that_does_not_exist_is_found():
    text = "    make coffee\n\n```\nhuiying init --office X --colour red\nhuiying serve --demo\n```\n`huiying burn all`"
    assert len(list(wrong_calls(text))) == 3


def test_every_howto_is_there_in_both_languages():
    chinese = {path.name.removesuffix(CHINESE) for path in HOWTO if path.name.endswith(CHINESE)}
    english = {path.stem for path in HOWTO if not path.name.endswith(CHINESE)}
    assert chinese == english
    assert {"speak", "receptionist", "dispatcher", "handler", "unit-head", "administrator", "developer"} <= english


@pytest.mark.parametrize("path", HOWTO, ids=name)
def test_a_howto_is_in_its_language_and_leads_to_the_other(path):
    text = path.read_text("utf-8")
    is_chinese = path.name.endswith(CHINESE)
    other = path.name.removesuffix(CHINESE) + ".md" if is_chinese else path.stem + CHINESE
    assert f"]({other})" in text
    prose = re.sub(r"`[^`]*`|(?m:^ {4}.*$)|\]\([^)]*\)", "", text)
    share = len(re.findall(r"[\u4e00-\u9fff]", prose)) / len(prose)
    assert share > 0.3 if is_chinese else share < 0.1


@pytest.mark.parametrize("path", sorted((DOCS / "adr").glob("[0-9]*.md")), ids=name)
def test_a_decision_says_context_options_choice_and_consequences(path):
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.findall(r"(?m)^## (.+)$", text) == list(ADR_PARTS)
    assert len(text) < 3_500


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "adr").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 9


@pytest.mark.parametrize("path", sorted((ROOT / "changes").glob("*.md")), ids=name)
def test_a_fragment_is_short(path):
    assert 0 < len(path.read_text("utf-8")) < 600
