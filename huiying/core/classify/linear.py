"""The linear machine under the model: one score for each category, and scores turned into probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from huiying.core.classify.counting import Counted
from huiying.core.classify.pieces import Array
from huiying.core.classify.vocabulary import Table, Vocabulary

PENALTY = 0.7
"""C of the support vector machine: how much a wrong example costs against a simple rule."""


@dataclass(frozen=True, eq=False)
class Linear:
    """`coefficients`: pieces × categories, float16; `intercepts`: float32, one for each category."""

    vocabulary: Vocabulary
    coefficients: Array
    intercepts: Array

    def scores(self, texts: Sequence[str]) -> Array:
        """Normalised texts × categories; the highest is the category that the words speak for."""
        return self._scores(self.vocabulary.table(texts))

    def scores_of(self, counted: Counted) -> Array:
        """The same of texts that have been cut."""
        return self._scores(self.vocabulary.table_of(counted))

    def _scores(self, table: Table) -> Array:
        return np.asarray(table.times(self.coefficients) + self.intercepts)


def fit(vocabulary: Vocabulary, counted: Counted, labels: Array) -> Linear:
    """A linear support vector machine for each category against all others (Fan et al. 2008, LIBLINEAR).

    Categories count alike, however many examples each has. `labels`: 0 … n - 1, each present.
    """
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=PENALTY, class_weight="balanced", random_state=0, tol=0.01, max_iter=5_000)
    machine.fit(_matrix(vocabulary.table_of(counted), len(vocabulary.keys)), labels)
    coefficients, intercepts = machine.coef_, machine.intercept_
    if len(coefficients) == 1:
        coefficients, intercepts = np.concatenate([-coefficients, coefficients]), np.append(-intercepts, intercepts)
    return Linear(vocabulary, coefficients.T.astype("<f2").copy(), intercepts.astype("<f4"))


def probabilities(scores: Array, scale: float) -> Array:
    """Softmax of scaled scores; each row adds up to 1."""
    raised = np.exp(scale * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def best_scale(scores: Array, labels: Array) -> float:
    """The scale under which unseen messages were least surprising (Guo et al. 2017, temperature scaling)."""
    from scipy.optimize import minimize_scalar

    def surprise(logarithm: float) -> float:
        chances = probabilities(scores, float(np.exp(logarithm)))[np.arange(len(labels)), labels]
        return float(-np.log(np.maximum(chances, 1e-12)).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-3, 5), method="bounded").x))


def _matrix(table: Table, width: int) -> object:
    from scipy.sparse import csr_matrix

    return csr_matrix((table.values, table.columns, table.starts), shape=(len(table.starts) - 1, width))
