"""A trained model: probabilities of each category, and a suggestion with its reasons for a person to confirm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiying.core.classify.linear import Linear, probabilities
from huiying.core.classify.pieces import Array
from huiying.core.classify.reasons import words_for
from huiying.core.similarity.normal import normalise

SURE = 0.5
"""Below this probability nothing is suggested; docs/algorithms/category.md tells how often such a one is right."""


@dataclass(frozen=True, slots=True)
class Card:
    """Where a model comes from and what it is worth. Rates are those of examples judged unseen, in turns."""

    data_date: str
    examples: Mapping[str, int]
    left_out: int
    macro_f1: float
    accuracy: float
    suggested: float
    right_when_suggested: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category with its probability, and the words of the message that speak most for it."""

    category: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CategoryModel:
    """`categories` in the order of the columns; `scale` turns scores into probabilities."""

    categories: tuple[str, ...]
    linear: Linear
    scale: float
    card: Card

    def probabilities(self, texts: Sequence[str]) -> Array:
        """texts × categories; each row adds up to 1."""
        return self.probabilities_of([normalise(text) for text in texts])

    def probabilities_of(self, normal: Sequence[str]) -> Array:
        """The same of texts that are normalised."""
        return probabilities(self.linear.scores(normal), self.scale)

    def predict(self, texts: Sequence[str]) -> list[str]:
        """The likeliest category of each text, however unlikely."""
        return [self.categories[best] for best in self._scores(texts).argmax(axis=1)]

    def suggest(self, text: str, *, least: float = SURE) -> Suggestion | None:
        """What a person may confirm; None when no category reaches probability `least`."""
        chances = self.probabilities([text])[0]
        best = int(chances.argmax())
        if chances[best] < least:
            return None
        return Suggestion(self.categories[best], float(chances[best]), words_for(self.linear, normalise(text), best))

    def _scores(self, texts: Sequence[str]) -> Array:
        return self.linear.scores([normalise(text) for text in texts])
