"""What a letter is made of. Values only; how it looks on paper is decided by foundation/documents."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from huiying.core.words import Language, Text

LineKind = Literal[
    "title", "number", "addressee", "heading", "paragraph", "note", "office", "day", "seal", "copy_to",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `kind` says its place in the letter. In a letter's `blocks`: heading, paragraph or note."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled lines: (label, value)."""

    kind: ClassVar[str] = "fields"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Items numbered from 1."""

    kind: ClassVar[str] = "numbered"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as `head`."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Line | Fields | Numbered | Table


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter in one language. `copy_to` and `number` may be empty."""

    code: str
    title: str
    number: str
    addressee: str
    blocks: tuple[Block, ...]
    office: str
    day: date
    seal_line: str
    copy_to: str
    language: Language


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of one letter in one language, as an office may edit it; the markup is explained in `markup`."""

    code: str
    language: Language
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Must:
    """A content that a text of law asks for: `path` is the placeholder (`section.name` inside a repeated section)."""

    path: str
    article: Text


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of letter: its legally required contents and its default wording in both languages."""

    code: str
    title: Text
    addressee: Text
    must: tuple[Must, ...]
    body: Text
    sealed: bool = True

    def template(self, language: Language) -> Template:
        """The default wording in `language`."""
        return Template(self.code, language, self.title.say(language), self.body.say(language))
