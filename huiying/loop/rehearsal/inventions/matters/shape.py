"""What a matter is: one everyday thing that people come with, in all the ways they put it."""

import re
from dataclasses import dataclass

from huiying.loop.rehearsal.inventions.grammar import Phrase, phrase
from huiying.loop.rehearsal.inventions.shapes import Category


@dataclass(frozen=True, slots=True)
class Matter:
    """One strand of a matter. `unit` is who is right for it ("town" for the township of the place) and `wrong` who gets
    it by mistake. `where` is urban, rural or any; `months` are those in which it comes up, empty for all. `asked` are
    lines of an inquiry, `ideas` of a suggestion, `fine` of praise. Replies are put together from `found`, `done`,
    `refused` and `basis`. `traits` open lives that not every matter can have: court, arbitration, danger, market,
    privacy, unlawful."""

    key: str
    category: Category
    unit: str
    wrong: str
    where: str
    weight: float
    who: tuple[str, ...]
    wants: tuple[str, ...]
    months: tuple[int, ...]
    kinds: tuple[str, ...]
    titles: tuple[Phrase, ...]
    facts: tuple[Phrase, ...]
    more: tuple[Phrase, ...]
    asks: tuple[Phrase, ...]
    tried: tuple[Phrase, ...]
    asked: tuple[Phrase, ...]
    ideas: tuple[Phrase, ...]
    fine: tuple[Phrase, ...]
    found: tuple[Phrase, ...]
    done: tuple[Phrase, ...]
    refused: tuple[Phrase, ...]
    basis: Phrase
    traits: frozenset[str]


_STRAND = re.compile(r"([a-e]+):(.*)")


def matter(
    key: str,
    category: str,
    unit: str,
    wrong: str,
    *,
    basis: str,
    titles: str,
    facts: str = "",
    more: str = "",
    asks: str = "",
    tried: str = "",
    asked: str = "",
    ideas: str = "",
    fine: str = "",
    found: str = "",
    done: str = "",
    refused: str = "",
    where: str = "any",
    weight: float = 2.0,
    who: str = "resident",
    wants: str = "action",
    months: tuple[int, ...] = (),
    kinds: str = "",
    traits: str = "",
) -> tuple[Matter, ...]:
    """The strands of a matter from lines of the grammar.

    A line that begins `a:` or `bc:` belongs to those strands alone, a line without a mark to all. Somebody tells one
    strand, so that title, story and reply speak of the same thing.
    """
    everything = "\n".join((titles, facts, more, asks, tried, asked, ideas, fine, found, done, refused))
    marks = sorted(
        {letter for line in everything.splitlines() if (m := _STRAND.match(line.strip())) for letter in m[1]}
    )
    strands = marks or [""]
    first, second, third = category.split("/")
    made = []
    for strand in strands:
        told, asking, idea, thanks = (_lines(lines, strand) for lines in (facts, asked, ideas, fine))
        offered = kinds.split() if kinds else _kinds(told, asking, idea, thanks)
        made.append(Matter(
            key, (first, second, third), unit, wrong, where, weight / len(strands), tuple(who.split()),
            tuple(wants.split()), months, tuple(offered), _lines(titles, strand), told, _lines(more, strand),
            _lines(asks, strand), _lines(tried, strand), asking, idea, thanks, _lines(found, strand),
            _lines(done, strand), _lines(refused, strand), phrase(basis), frozenset(traits.split()),
        ))  # fmt: skip
    return tuple(made)


def _lines(lines: str, strand: str) -> tuple[Phrase, ...]:
    """The phrases of one strand: its own lines and those of all."""
    found = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        marked = _STRAND.match(line)
        if marked is None:
            found.append(phrase(line))
        elif strand in marked[1]:
            found.append(phrase(marked[2].strip()))
    return tuple(found)


def _kinds(
    told: tuple[Phrase, ...], asking: tuple[Phrase, ...], idea: tuple[Phrase, ...], thanks: tuple[Phrase, ...]
) -> list[str]:
    """The kinds follow from what there is to say."""
    found = ["request", "complaint"] if told else []
    return found + ["inquiry"] * bool(asking) + ["suggestion"] * bool(idea) + ["praise"] * bool(thanks)
