"""How right predictions are."""

from collections import Counter
from collections.abc import Sequence


def accuracy(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """The share of messages whose category was right; 0 of none is 0."""
    return sum(map(str.__eq__, truth, predicted)) / len(truth) if truth else 0.0


def macro_f1(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """The mean of F1 = 2 × right / (predicted + true) over the categories that occur: small ones count alike."""
    right = Counter(a for a, b in zip(truth, predicted, strict=True) if a == b)
    both = Counter(truth) + Counter(predicted)
    return sum(2 * right[one] / times for one, times in both.items()) / len(both) if both else 0.0
