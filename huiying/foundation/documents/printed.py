"""A letter as an HTML page for the printer: the sheet of `layout` in the words of CSS."""

from collections.abc import Mapping
from html import escape

from huiying.core.letters.days import is_english
from huiying.core.letters.model import Block, Fields, Letter, Numbered, Table
from huiying.core.letters.reading import letter_blocks
from huiying.foundation.documents import layout
from huiying.foundation.documents.layout import Face

_ALIGN = {"left": "start", "center": "center", "right": "end", "both": "justify"}
_TAGS = {"title": "h1", "heading": "h2"}
LATIN_FONTS = (layout.LATIN, "Liberation Serif", "Tinos")
LAST_FONTS = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei")
"""What stands in where none of the fonts of official papers is installed."""
CODE_SIDE_MM = 20


def letter_page(letter: Letter, *, finds: tuple[str, str] | None = None, mark: str = "", foot: str = "") -> str:
    """The letter as one HTML document without anything outside itself; `finds` as of `letters.letter_docx`.

    `mark`: words across every page, of whoever took the copy out. `foot`: the same as a small line.
    """
    english = is_english(letter.language)
    body = "".join(_drawn(block, english=english) for block in letter_blocks(letter))
    head = "" if finds is None else _code(*finds)
    head += (_mark(mark) if mark else "") + (_foot(foot) if foot else "")
    return (
        f'<!doctype html><html lang="{"en-GB" if english else "zh-CN"}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.title)}</title>"
        f'<meta name="author" content="{escape(letter.office)}">'
        f'<meta name="dcterms.created" content="{letter.day.isoformat()}">'
        f"<style>{_sheet(english=english, code=finds is not None)}</style></head><body>{head}{body}</body></html>"
    )


def _mark(words: str) -> str:
    """Fixed on the page, so that it stands on every sheet."""
    lines = "".join(f'<p style="{_MARK_LINE};top:{top}mm">{escape(words)}</p>' for top in (50, 120, 190))
    return f'<div style="position:fixed;top:0;left:0;right:0;bottom:0">{lines}</div>'


def _foot(words: str) -> str:
    """Fixed below the text of each sheet, beside the number of the page."""
    return f'<p style="position:fixed;bottom:-24mm;left:0;right:0;text-align:center;font-size:8pt">{escape(words)}</p>'


_MARK_LINE = "position:absolute;left:0;right:0;text-align:center;text-indent:0;color:#ccc;transform:rotate(-24deg)"


def fonts_of(face: Face, *, english: bool) -> str:
    """The fonts of a line in the order in which they are tried."""
    chinese = (face.east_asia, *layout.SUBSTITUTES[face.east_asia].split(","))
    # Chinese first: its quotation marks and dashes are as wide as a character, those of Latin fonts are not.
    names = (*LATIN_FONTS, *chinese) if english else (*chinese, *LATIN_FONTS)
    return ", ".join(f'"{name}"' for name in dict.fromkeys((*names, *LAST_FONTS))) + ", serif"


def _sheet(*, english: bool, code: bool) -> str:
    faces = layout.ENGLISH if english else layout.CHINESE
    margins = (layout.MARGIN_TOP, layout.MARGIN_RIGHT, layout.MARGIN_BOTTOM, layout.MARGIN_LEFT)
    size = f"{layout.PAGE_WIDTH.mm:g}mm {layout.PAGE_HEIGHT.mm:g}mm"
    foot = faces["foot"]
    number = f'content: "— " counter(page) " —"; font: {foot.points}pt {fonts_of(foot, english=english)}'
    head = "@top-right { content: element(code); vertical-align: top; padding-top: 10mm }" if code else ""
    return (
        f"@page {{ size: {size}; margin: {' '.join(f'{side.mm:g}mm' for side in margins)};"
        f" @bottom-center {{ {number}; vertical-align: top; padding-top: 7mm }} {head} }}"
        "body { margin: 0 } h1, h2, p, table { margin: 0; font-weight: normal }"
        "p, td, th, h1, h2 { overflow-wrap: anywhere; orphans: 2; widows: 2 }"
        "table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 4pt 0 }"
        "tr { break-inside: avoid }"
        "th, td { border: 0.5pt solid; padding: 2pt 5pt; vertical-align: top }"
        ".copy_to { border-top: 0.75pt solid; padding-top: 4pt }"
        f".code {{ position: running(code); text-align: end; font: 9pt {fonts_of(foot, english=english)} }}"
        f".code svg {{ width: {CODE_SIDE_MM}mm; height: {CODE_SIDE_MM}mm; vertical-align: middle; margin-left: 4pt }}"
        f"b {{ font-family: {_label_fonts(faces, english=english)} }}" + _rules(faces, english=english)
    )


def _label_fonts(faces: Mapping[str, Face], *, english: bool) -> str:
    points = faces["fields"].points
    return fonts_of(Face(layout.LABEL_FONT, points, points), english=english)


def _rules(faces: Mapping[str, Face], *, english: bool) -> str:
    return "".join(f".{kind} {{ {_rule(face, english=english)} }}" for kind, face in faces.items())


def _rule(face: Face, *, english: bool) -> str:
    """One face as declarations. A numbered or labelled line that wraps keeps the indent of its first line only."""
    said = [
        f"font-family: {fonts_of(face, english=english)}",
        f"font-size: {face.points}pt",
        f"line-height: {face.line}pt",
        f"text-align: {_ALIGN[face.align]}",
        f"text-indent: {face.indent}em",
        f"margin: {face.before}pt 0 {face.after}pt",
    ]
    return "; ".join([*said, *(["font-weight: bold"] if face.bold else []), *(_KEEP if face.keep else ())])


_KEEP = ("break-after: avoid",)


def _drawn(block: Block, *, english: bool) -> str:
    colon = ": " if english else "："
    if isinstance(block, Fields):
        return "".join(_line("fields", _field(label, value, colon)) for label, value in block.rows)
    if isinstance(block, Numbered):
        return "".join(_line("numbered", escape(f"{number}. {item}")) for number, item in enumerate(block.items, 1))
    if isinstance(block, Table):
        return _table(block, (layout.ENGLISH if english else layout.CHINESE)["table"].points)
    return _line(block.kind, escape(block.text), _TAGS.get(block.kind, "p"))


def _line(kind: str, inner: str, tag: str = "p") -> str:
    return f'<{tag} class="{kind}">{inner}</{tag}>'


def _field(label: str, value: str, colon: str) -> str:
    return f"<b>{escape(label + colon)}</b>{escape(value)}" if label else escape(value)


def _table(block: Table, points: float) -> str:
    head = "".join(f'<th class="table_head" scope="col">{escape(cell)}</th>' for cell in block.head)
    rows = "".join(
        "<tr>" + "".join(f'<td class="table">{escape(cell)}</td>' for cell in row) + "</tr>" for row in block.rows
    )
    shares = layout.column_shares((block.head, *block.rows), points)
    columns = "".join(f'<col style="width: {share:.1%}">' for share in shares)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _code(number: str, text: str) -> str:
    import segno

    drawn = segno.make_qr(text, error="m").svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return f'<div class="code">{escape(number)}{drawn}</div>'
