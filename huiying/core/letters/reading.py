"""A letter as one row of blocks, and as plain text."""

from huiying.core.letters.days import day_words, is_english
from huiying.core.letters.model import Block, Fields, Letter, Line, Numbered, Table


def letter_blocks(letter: Letter) -> tuple[Block, ...]:
    """The whole letter from title to copies, top to bottom, for a page or a document that draws block by block."""
    colon = "," if is_english(letter.language) else "："
    copies = "Copy: " if is_english(letter.language) else "抄送："
    top = (
        Line("title", letter.title),
        Line("number", letter.number),
        Line("addressee", letter.addressee + colon if letter.addressee else ""),
    )
    bottom = (
        Line("office", letter.office),
        Line("day", day_words(letter.day, letter.language)),
        Line("seal", letter.seal_line),
        Line("copy_to", copies + letter.copy_to if letter.copy_to else ""),
    )
    return tuple(b for b in (*top, *letter.blocks, *bottom) if not isinstance(b, Line) or b.text)


def letter_text(letter: Letter) -> str:
    """The letter as plain text, one line per line, for a receipt page, an SMS or an e-mail."""
    colon = ": " if is_english(letter.language) else "："
    return "\n".join(line for block in letter_blocks(letter) for line in _lines(block, colon))


def _lines(block: Block, colon: str) -> list[str]:
    if isinstance(block, Fields):
        return [f"{name}{colon}{value}" if name else value for name, value in block.rows]
    if isinstance(block, Numbered):
        return [f"{number}. {item}" for number, item in enumerate(block.items, 1)]
    if isinstance(block, Table):
        return [" | ".join(row) for row in (block.head, *block.rows)]
    return [block.text]
