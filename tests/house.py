"""The sources of the house as the tests of the house read them: files, syntax trees, and what breaks a rule in one."""

import ast
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from huiying.core.procedures import PROCEDURES

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "huiying"
WRITES = frozenset(
    "save create update delete bulk_create bulk_update get_or_create update_or_create "
    "insert_many insert_one insert_rows".split()
)
STATES = frozenset(state.id for table in PROCEDURES.values() for state in table.states)
NOW = frozenset({"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time"})
PAGES = re.compile(
    r"^django\.(http|shortcuts|urls|views|forms|template)\b|^django\.contrib\.(messages|admin)\b|^huiying\.faces\b"
)


@cache
def python_files(*, under: str = "") -> tuple[Path, ...]:
    """Every module of the house below `under` but the migrations, in order of path."""
    return tuple(sorted(p for p in (HOUSE / under).rglob("*.py") if "migrations" not in p.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    """The path below huiying/, with slashes."""
    return path.relative_to(HOUSE).as_posix()


def imported(module: ast.AST) -> set[str]:
    """Names of the modules that are imported anywhere in it, in full."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def page_code(module: ast.AST) -> set[str]:
    """Imports that only a page needs."""
    return {name for name in imported(module) if PAGES.match(name)}


def rows_written(module: ast.AST, models: frozenset[str]) -> set[str]:
    """Calls that write rows: anything after `.objects`, `.save()`, and writes on what is named after a model or query.

    A file that imports no model and names no `objects` writes none: `dict.update` and `bar.update` are nobody's row.
    """
    if not _knows_rows(module, models):
        return set()
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    return {name for call in calls if _last(name := ast.unparse(call.func)) in WRITES and not _is_value(call)}


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _knows_rows(module: ast.AST, models: frozenset[str]) -> bool:
    names = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    objects = any(isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(module))
    return objects or bool(names & models)


def _is_value(call: ast.Call) -> bool:
    """`one.update(mapping)`, `sheet.save(file)`: rows are written by keywords, other things by one argument."""
    return _last(ast.unparse(call.func)) in ("update", "save") and bool(call.args)


def states_named(module: ast.AST) -> set[str]:
    """Names of states that are written out: compared with a state, given as one, or too long to be another word."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and node.value in STATES and "_" in str(node.value):
            found.add(node.value)
        elif isinstance(node, ast.Compare) and any(_is_state(side) for side in (node.left, *node.comparators)):
            found |= _literals(node)
        elif isinstance(node, ast.keyword) and (node.arg or "").split("__")[0] in ("state", "from_state", "to_state"):
            found |= _literals(node.value)
    return found


def _is_state(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("state", "from_state", "to_state")


def _literals(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and n.value in STATES}


def clock_readings(module: ast.AST) -> set[str]:
    """Calls that look at the clock of the machine."""
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
    return {name for call in calls if ".".join((name := ast.unparse(call.func)).split(".")[-2:]) in NOW}


def reads_environment(module: ast.AST) -> bool:
    """Whether it looks into the environment of the process."""
    return any(
        isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
        for node in ast.walk(module)
    ) or bool({"os.environ", "os.getenv"} & imported(module))


def inline_code(template: str) -> list[str]:
    """Style, script and handlers written into a template."""
    return re.findall(r"(?i)<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+\s*=|javascript:", template)


class _Words(HTMLParser):
    """The words of a template outside Django's tags, elements that say they are Chinese, and names of keys."""

    SPOKEN = frozenset({"alt", "title", "placeholder", "aria-label"})

    def __init__(self, template: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._left_out: list[str] = []
        self.feed(_without_django(template))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("lang", "zh-Hans") in attrs or tag == "kbd" or tag in self._left_out:
            self._left_out.append(tag)
        if not self._left_out:
            self.found += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._left_out:
            self._left_out.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.found.append(data)


def _without_django(template: str) -> str:
    text = re.sub(r"(?s)\{% blocktranslate\b.*?\{% endblocktranslate %\}|\{#.*?#\}", " ", template)
    text = re.sub(r"(?s)\{% block body %\}.*?\{% endblock %\}", " ", text)
    return re.sub(r"(?s)\{%.*?%\}|\{\{.*?\}\}", " ", text)


def untranslated(template: str) -> list[str]:
    """Words that stand outside translate: between tags, or in attributes that are read aloud."""
    return [words.strip() for words in _Words(template).found if re.search(r"[A-Za-z]{2}|[\u3400-\u9fff]", words)]


def function_lengths(module: ast.AST) -> dict[str, int]:
    """Lines of each function, its decorators not counted."""
    return {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
