"""What a matter is: one everyday thing that people come with, in all the ways they put it."""

from dataclasses import dataclass

from huiying.loop.rehearsal.inventions.grammar import Phrase, phrase, phrases
from huiying.loop.rehearsal.inventions.shapes import Category


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter. `unit` is who is right for it ("town" for the township of the place) and `wrong` who gets it by
    mistake. `where` is urban, rural or any; `months` are those in which it comes up, empty for all. `asked` are lines
    of an inquiry, `ideas` of a suggestion; a matter without them is never asked or suggested. `fine` is what
    somebody who praises says. Replies are put together from `found`, `done`, `refused` and `basis`."""

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
    court: str


def matter(
    key: str,
    category: str,
    unit: str,
    wrong: str,
    *,
    where: str = "any",
    weight: float = 2.0,
    who: str = "resident",
    wants: str = "action",
    months: tuple[int, ...] = (),
    titles: str,
    facts: str = "",
    more: str = "",
    asks: str = "",
    tried: str = "",
    asked: str = "",
    ideas: str = "",
    fine: str = "",
    found: str,
    done: str,
    refused: str = "",
    basis: str,
    court: str = "",
    kinds: str = "",
) -> Matter:
    """A matter from lines of the grammar. The kinds follow from what there is to say unless they are given."""
    first, second, third = category.split("/")
    told = "request complaint" if facts else ""
    offered = kinds or " ".join([told, "inquiry" * bool(asked), "suggestion" * bool(ideas), "praise" * bool(fine)])
    return Matter(
        key, (first, second, third), unit, wrong, where, weight, tuple(who.split()), tuple(wants.split()), months,
        tuple(offered.split()), phrases(titles), phrases(facts), phrases(more), phrases(asks), phrases(tried),
        phrases(asked), phrases(ideas), phrases(fine), phrases(found), phrases(done), phrases(refused), phrase(basis),
        court,
    )  # fmt: skip
