"""Models of a tree of categories: one tells the widest category, others what is below it, as far as they are sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiying.core.classify.model import SURE, CategoryModel
from huiying.core.classify.reasons import MOST, words_for
from huiying.core.similarity.normal import normalise

Path = tuple[str, ...]
"""Categories from the widest down."""


@dataclass(frozen=True, slots=True)
class TreeCard:
    """Where a tree comes from and what it is worth.

    `until`: the instant of the newest decision in it, ISO 8601, "" when there is none. `examples`: how many by origin.
    The rates are those of `judged` examples of `judged_origin` ("" for all), each judged by machines that had not seen
    it: macro-F1 and accuracy of the widest category, the share that gets a suggestion, the share of those that is right
    in every level it names, and the share of suggestions that goes down to level 1, 2, 3.
    """

    data_date: str
    until: str
    examples: Mapping[str, int]
    left_out: int
    judged: int
    judged_origin: str
    macro_f1: float
    accuracy: float
    suggested: float
    right_when_suggested: float
    depths: Sequence[float]
    seconds: float


@dataclass(frozen=True, slots=True)
class TreeSuggestion:
    """The finest category that is still likely enough, with its probability and the words that speak most for it."""

    path: Path
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CategoryTree:
    """`models` by the path above the categories that they tell apart; () has the widest."""

    models: Mapping[Path, CategoryModel]
    card: TreeCard

    @property
    def root(self) -> CategoryModel:
        """The model of the widest categories."""
        return self.models[()]

    def suggest(self, text: str, *, least: float = SURE) -> TreeSuggestion | None:
        """What a person may confirm: it goes down while the product of the probabilities is `least` or more and words
        speak for it."""
        path: Path = ()
        chance, words = 1.0, list[str]()
        normal = normalise(text)
        while (model := self.models.get(path)) is not None:
            chances = model.probabilities_of([normal])[0]
            best = int(chances.argmax())
            why = words_for(model.linear, normal, best)
            if chance * float(chances[best]) < least or not why:
                break
            chance *= float(chances[best])
            path, words = (*path, model.categories[best]), [*why, *words]
        return TreeSuggestion(path, chance, tuple(dict.fromkeys(words))[:MOST]) if path else None
