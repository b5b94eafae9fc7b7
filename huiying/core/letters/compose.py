"""Template and values in, letter out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from huiying.core.letters.catalogue import document_of
from huiying.core.letters.days import day_words, is_english, ordinal
from huiying.core.letters.errors import ContentMissing, RequiredContentDropped
from huiying.core.letters.labels import COMMON, label
from huiying.core.letters.markup import PLACEHOLDER, Node, Row, parse, uses
from huiying.core.letters.model import Block, Document, Fields, Letter, Line, Must, Numbered, Table, Template
from huiying.core.words import Text

Values = Mapping[str, object]

COURTESY = "Courtesy translation. Only the Chinese text is official."
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with an edited template: a required content is gone, or a placeholder that nothing fills."""

    path: str
    kind: str
    says: Text


def check_template(template: Template) -> tuple[Flaw, ...]:
    """Required contents (with their article) that the template drops or hides, and placeholders it cannot fill.

    Raises TemplateBroken and UnknownDocument.
    """
    document = document_of(template.code)
    used = tuple(uses(parse(template.body)))
    sure = {use.path for use in used if use.sure}
    known = known_names(document)
    dropped = [Flaw(must.path, "dropped", _with_article(must)) for must in document.must if must.path not in sure]
    unknown = dict.fromkeys(use.path for use in used if use.path.rpartition(".")[2] not in known)
    return (*dropped, *(Flaw(path, "unknown", label(path)) for path in unknown))


def known_names(document: Document) -> frozenset[str]:
    """The placeholders that may stand in a template of this document."""
    bodies = (parse(document.body.zh), parse(document.body.en))
    return frozenset(use.path.rpartition(".")[2] for nodes in bodies for use in uses(nodes)) | frozenset(COMMON)


def _with_article(must: Must) -> Text:
    name = label(must.path)
    return Text(f"{name.zh}（{must.article.zh}）", f"{name.en} ({must.article.en})")


def _joined(texts: Sequence[Text]) -> Text:
    return Text("、".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def compose(template: Template, values: Values) -> Letter:
    """The finished letter.

    `values` holds a text, number, day or Text for each placeholder, a sequence of mappings for each repeated section,
    and always `office` and `day`; `number`, `addressee` and `copy_to` may be absent.
    Raises RequiredContentDropped (the template hides what the law requires), ContentMissing (a value is absent or
    empty), TemplateBroken and UnknownDocument.
    """
    document = document_of(template.code)
    dropped = [flaw for flaw in check_template(template) if flaw.kind == "dropped"]
    if dropped:
        names = [flaw.path for flaw in dropped]
        raise RequiredContentDropped(document=template.code, names=names, what=_joined([f.says for f in dropped]))
    nodes = parse(template.body)
    _refuse_gaps(document, nodes, values, template)
    rows = _fill(nodes, values, template.language)
    return _letter(document, template, values, _blocks(rows, template.language))


def _refuse_gaps(document: Document, nodes: tuple[Node, ...], values: Values, template: Template) -> None:
    lacking = [must.path for must in document.must if not _present(values, must.path)]
    lacking += [name for name in ("office", "day") if not _has(values, name)]
    lacking += _gaps(nodes, values, template.language)
    names = list(dict.fromkeys(lacking))
    if names:
        articles = {must.path: _with_article(must) for must in document.must}
        what = _joined([articles.get(name, label(name)) for name in names])
        raise ContentMissing(document=template.code, names=names, what=what)


def _has(values: Values, name: str) -> bool:
    value = values.get(name)
    if isinstance(value, str):
        return bool(clean(value).strip())
    return value is not None and value != () and value != []


def _present(values: Values, path: str) -> bool:
    """Whether a required content is there; inside a repeated section, in at least one row and in all of them."""
    section, _, name = path.rpartition(".")
    if not section:
        return _has(values, name)
    rows = _rows(values, section)
    return bool(rows) and all(_has(row, name) for row in rows)


def _rows(values: Values, section: str) -> tuple[Values, ...]:
    rows = values.get(section, ())
    if isinstance(rows, str) or not isinstance(rows, Sequence):
        raise TypeError(section)
    return tuple(rows)


def _walk(nodes: tuple[Node, ...], values: Values, language: str) -> Iterator[tuple[Row, Values, str]]:
    """Every row that will stand in the letter, with the values and the section it is filled from."""
    for node in nodes:
        if isinstance(node, Row):
            yield node, values, ""
        elif node.optional:
            if _has(values, node.name):
                yield from _walk(node.nodes, values, language)
        else:
            for number, row in enumerate(_rows(values, node.name), 1):
                inner = {**values, **row, "no": ordinal(number, language)}
                for kept, filled, section in _walk(node.nodes, inner, language):
                    yield kept, filled, section or node.name


def _gaps(nodes: tuple[Node, ...], values: Values, language: str) -> Iterator[str]:
    for row, filled, section in _walk(nodes, values, language):
        for name in PLACEHOLDER.findall(row.text):
            if not _has(filled, name):
                yield f"{section}.{name}" if section else name


def clean(text: str) -> str:
    """Text without the control, direction and half characters that break a document or hide words in it."""
    return _UNSAFE.sub("", text.replace("\r\n", "\n"))


def _say(value: object, language: str) -> str:
    if isinstance(value, date):
        return day_words(value, language)
    text = value.say(language) if isinstance(value, Text) else str(value)
    return clean(text).strip()


def _fill(nodes: tuple[Node, ...], values: Values, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(kind, parts) per row: label and value of a field, cells of a table row, else the one text."""
    for row, filled, _ in _walk(nodes, values, language):
        parts = _split(row.kind, row.text)
        yield row.kind, tuple(_put(part, filled, language) for part in parts)


def _put(text: str, values: Values, language: str) -> str:
    return PLACEHOLDER.sub(lambda found: _say(values[found[1]], language), text)


def _split(kind: str, text: str) -> tuple[str, ...]:
    if kind == "row":
        return tuple(cell.strip() for cell in text.strip().strip("|").split("|"))
    if kind == "field":
        name, colon, value = text.replace(": ", "：", 1).partition("：")
        return (name.strip(), value.strip()) if colon else ("", name)
    return (text,)


def _blocks(rows: Iterator[tuple[str, tuple[str, ...]]], language: str) -> Iterator[Block]:
    if is_english(language):
        yield Line("note", COURTESY)
    for kind, group in groupby(rows, key=lambda row: row[0]):
        parts = [part for _, part in group]
        if kind == "field":
            yield Fields(tuple((part[0], part[1]) for part in parts))
        elif kind == "item":
            yield Numbered(tuple(part[0] for part in parts))
        elif kind == "row":
            yield Table(parts[0], tuple(parts[1:]))
        elif kind != "gap":
            yield from _lines(kind, parts)


def _lines(kind: str, parts: list[tuple[str, ...]]) -> Iterator[Line]:
    for (text,) in parts:
        for line in text.split("\n"):
            if line.strip():
                yield Line("heading" if kind == "heading" else "note" if kind == "note" else "paragraph", line.strip())


def _letter(document: Document, template: Template, values: Values, blocks: Iterator[Block]) -> Letter:
    language = template.language
    day = values["day"]
    if not isinstance(day, date):
        raise TypeError("day")
    seal = Text("（印章）", "(seal)").say(language) if document.sealed else ""
    return Letter(
        code=template.code,
        title=template.title,
        number=_say(values.get("number") or "", language),
        addressee=_say(values.get("addressee") or document.addressee, language),
        blocks=tuple(blocks),
        office=_say(values["office"], language),
        day=day,
        seal_line=seal,
        copy_to=_say(values.get("copy_to") or "", language),
        language=language,
    )
