"""XML of others, read without document types: no entity is ever declared, so none can grow or reach a file."""

from typing import Any
from xml.parsers import expat

DEEPEST, MOST_ELEMENTS = 12, 400_000


class XmlRefused(ValueError):
    """No XML, or more of it than an answer needs."""


def read_xml(data: bytes) -> tuple[str, Any]:
    """The name of the root and what is in it: text, or (name, content) of each child. Raises XmlRefused."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError, LookupError) as err:
        raise XmlRefused(str(err)) from err
    return reader.root[0]


def rows_in(content: Any) -> list[dict[str, Any]]:
    """The children of an element, each as its own children by name."""
    return [dict(inner) if isinstance(inner, list) else {} for _, inner in content] if isinstance(content, list) else []


class _Reader:
    def __init__(self) -> None:
        self.root: list[tuple[str, Any]] = []
        self._above: list[list[tuple[str, Any]]] = [self.root]
        self._names: list[str] = []
        self._text: list[str] = []
        self._count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _refuse(self, *_declared: Any) -> None:
        raise XmlRefused("a document type")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._names) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise XmlRefused("too many elements")
        self._names.append(name.rpartition(":")[2])
        self._above.append([])
        self._text.clear()

    def _end(self, _name: str) -> None:
        children, name = self._above.pop(), self._names.pop()
        self._above[-1].append((name, children or "".join(self._text)))
        self._text.clear()
