"""Words for a terminal: lines put together, and nothing in them that a terminal would obey."""

from collections.abc import Iterable

from huiying.core.words import Text


def joined(lines: Iterable[Text]) -> Text:
    """The lines one under the other."""
    rows = list(lines)
    return Text(zh=plain("\n".join(line.zh for line in rows)), en=plain("\n".join(line.en for line in rows)))


def item(line: Text) -> Text:
    """The line as one of a list; what it quotes cannot look like a further one."""
    return Text(*("- " + phrase.replace("\n", "\n  ") for phrase in (line.zh, line.en)))


def plain(text: str) -> str:
    """`text` with a mark in place of whatever does not print: escape sequences, signs that turn the direction."""
    return "".join(one if one == "\n" or one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
