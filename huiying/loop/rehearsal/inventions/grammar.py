"""A small grammar in which sentences are written so that one line says a thing in many ways.

[甲|乙]      one of these (may nest)        {word}       a word of the telling, the same each time
{3~20}       a whole number, both ends in   {n=3~20}     the same, kept under the name n
{200~900/50} a number in steps of 50          ↵           a new line
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Choice = TypeVar("Choice")
Chance = Callable[[], float]
"""Gives the next number in [0, 1)."""


def pick(chance: Chance, choices: Sequence[Choice]) -> Choice:
    """One of `choices`, all equally likely."""
    return choices[int(chance() * len(choices))]


@dataclass(slots=True)
class Telling:
    """One telling: where chance comes from, how to find a word, and the words already fixed."""

    chance: Chance
    find: Callable[["Telling", str], str]
    fixed: dict[str, str] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """The word called `name`, found once and then kept."""
        word = self.fixed.get(name)
        if word is None:
            word = self.fixed[name] = self.find(self, name)
        return word


@dataclass(frozen=True, slots=True)
class Word:
    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `low` to `high`, both included, in steps; kept under `name` when it has one."""

    low: int
    steps: int
    step: int
    name: str | None


@dataclass(frozen=True, slots=True)
class OneOf:
    phrases: tuple["Phrase", ...]


Phrase = tuple["str | Word | Number | OneOf", ...]

_TOKEN = re.compile(r"[\[\]|]|\{[^{}]*\}|[^\[\]|{}]+")
_NUMBER = re.compile(r"(?:(?P<name>\w+)=)?(?P<low>\d+)~(?P<high>\d+)(?:/(?P<step>\d+))?")


def phrase(text: str) -> Phrase:
    """Read one line of the grammar; ValueError when a bracket is not closed."""
    tokens = _TOKEN.findall(text.replace("↵", "\n"))
    choices, rest = _choices(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"brackets do not match: {text}")
    return choices[0] if len(choices) == 1 else (OneOf(choices),)


def phrases(lines: str) -> tuple[Phrase, ...]:
    """One phrase for each line that is not blank."""
    return tuple(phrase(line.strip()) for line in lines.splitlines() if line.strip())


def _choices(tokens: list[str], at: int) -> tuple[tuple[Phrase, ...], int]:
    """Read choices parted by | until ] or the end; gives them and the place of what ended them."""
    found: list[list[str | Word | Number | OneOf]] = [[]]
    while at < len(tokens) and tokens[at] != "]":
        read = tokens[at]
        if read == "[":
            inner, at = _choices(tokens, at + 1)
            if at >= len(tokens):
                raise ValueError("a [ is not closed")
            found[-1].append(OneOf(inner))
        elif read == "|":
            found.append([])
        else:
            found[-1].append(_leaf(read))
        at += 1
    return tuple(tuple(choice) for choice in found), at


def _leaf(token: str) -> str | Word | Number:
    if not token.startswith("{"):
        return token
    number = _NUMBER.fullmatch(token[1:-1])
    if number is None:
        return Word(token[1:-1])
    low, high, step = int(number["low"]), int(number["high"]), int(number["step"] or 1)
    return Number(low, (high - low) // step + 1, step, number["name"])


def say(what: Phrase, telling: Telling) -> str:
    """Say a phrase in one of its ways."""
    chance = telling.chance
    parts: list[str] = []
    for node in what:
        if type(node) is str:
            parts.append(node)
        elif type(node) is OneOf:
            parts.append(say(pick(chance, node.phrases), telling))
        elif type(node) is Word:
            parts.append(telling.word(node.name))
        elif type(node) is Number:
            parts.append(_number(node, telling))
    return "".join(parts)


def _number(node: Number, telling: Telling) -> str:
    number = str(node.low + int(telling.chance() * node.steps) * node.step)
    if node.name is not None:
        telling.fixed[node.name] = number
    return number
