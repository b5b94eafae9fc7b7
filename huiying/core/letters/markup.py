"""The small markup of letter templates, plain enough for a clerk to edit.

    # text            a heading                  a line with none of these marks is a paragraph
    - label：text     a labelled line            | a | b |   a table row, the first one is its head
    + text            a numbered item            > text      a small note
    {name}            a placeholder
    [name] … [/name]      repeated once for each row of `name`
    [?name] … [/name]     only when `name` has a value

An empty line ends a list or a table. Values are put in after reading, so nothing in them is ever taken for markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiying.core.letters.errors import TemplateBroken

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OPEN = re.compile(r"\[(\??)([a-z][a-z0-9_]*)\]")
_CLOSE = re.compile(r"\[/([a-z][a-z0-9_]*)\]")
_MARKS = {"# ": "heading", "- ": "field", "+ ": "item", "| ": "row", "> ": "note"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the template; `kind` is heading, field, item, row, note, paragraph or gap."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A repeated (`optional` false) or conditional part."""

    name: str
    optional: bool
    nodes: tuple["Row | Section", ...]


Node = Row | Section


def parse(body: str) -> tuple[Node, ...]:
    """The tree of a template. Raises TemplateBroken where a section tag has no partner."""
    stack: list[tuple[str, bool, int, list[Node]]] = [("", False, 0, [])]
    for number, line in enumerate(body.strip().splitlines(), 1):
        text = line.strip()
        if opening := _OPEN.fullmatch(text):
            stack.append((opening[2], bool(opening[1]), number, []))
        elif closing := _CLOSE.fullmatch(text):
            name, optional, _, nodes = stack.pop()
            if name != closing[1]:
                raise TemplateBroken(line=number, text=text)
            stack[-1][3].append(Section(name, optional, tuple(nodes)))
        else:
            stack[-1][3].append(_row(text))
    if len(stack) > 1:
        raise TemplateBroken(line=stack[-1][2], text=f"[{stack[-1][0]}]")
    return tuple(stack[0][3])


def _row(text: str) -> Row:
    if not text:
        return Row("gap", "")
    kind = _MARKS.get(text[:2])
    return Row(kind, text[2:].strip()) if kind else Row("paragraph", text)


@dataclass(frozen=True, slots=True)
class Use:
    """A placeholder as the template uses it: `path` with its repeated section, `sure` when it can never be skipped."""

    path: str
    sure: bool


def uses(nodes: tuple[Node, ...], inside: str = "", conditions: tuple[str, ...] = ()) -> Iterator[Use]:
    """Every placeholder. One inside `[?x]` is sure only when it is x itself, or lies in the repeated section x."""
    for node in nodes:
        if isinstance(node, Row):
            for name in PLACEHOLDER.findall(node.text):
                path = f"{inside}.{name}" if inside else name
                yield Use(path, all(condition in (name, inside) for condition in conditions))
        elif node.optional:
            yield from uses(node.nodes, inside, (*conditions, node.name))
        else:
            yield from uses(node.nodes, node.name, conditions)
