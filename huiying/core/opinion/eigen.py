"""The two strongest directions of a sparse table, the same to the last bit on any number of threads.

Restarted block Krylov subspaces with Rayleigh-Ritz (Y. Saad, Numerical Methods for Large Eigenvalue Problems, 2011,
chapter 6). Sums go through scipy's sparse products and numpy's einsum, neither of which shares work among threads.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Apply = Callable[[Floats], Floats]
WIDEST, KEPT = 24, 8
NOTHING = 1e-12


def two_strongest(apply: Apply, start: Floats, *, precision: float, most_rounds: int) -> Floats:
    """The eigenvectors of the two largest eigenvalues of a symmetric, positive table; m × 2, as `start`.

    `apply` multiplies the table by columns. Ends where the residual is below `precision` of the largest eigenvalue, or
    after so many rounds. A direction that is not there is 0.
    """
    basis = _apart(start, np.zeros((len(start), 0)))
    image = apply(basis)
    for _ in range(most_rounds):
        values, turn = _ritz(basis, image)
        if basis.shape[1] > WIDEST:
            basis, image = times(basis, turn[:, :KEPT]), times(image, turn[:, :KEPT])
            values, turn = values[:KEPT], np.eye(KEPT)
        rest = times(image, turn[:, :2]) - times(basis, turn[:, :2]) * values[:2]
        if _norms(rest).max(initial=0.0) <= precision * max(values[0], NOTHING):
            break
        new = _apart(rest, basis)
        if not new.shape[1]:
            break
        basis, image = np.hstack([basis, new]), np.hstack([image, apply(new)])
    return _strongest(basis, image)


def _strongest(basis: Floats, image: Floats) -> Floats:
    found = np.zeros((len(basis), 2))
    if basis.shape[1]:
        values, turn = _ritz(basis, image)
        there = int(np.count_nonzero(values[:2] > NOTHING * max(values[0], NOTHING)))
        found[:, :there] = times(basis, turn[:, :there])
    return found


def _ritz(basis: Floats, image: Floats) -> tuple[Floats, Floats]:
    """Values, the largest first, and vectors within the basis; the table is small: no threads."""
    inner = np.einsum("ij,ik->jk", basis, image)
    values, turn = np.linalg.eigh((inner + inner.T) / 2)
    return values[::-1], turn[:, ::-1]


def times(one: Floats, other: Floats) -> Floats:
    """A product of two tables, each sum in the same order on every machine that adds in this order."""
    product: Floats = np.einsum("ij,jk->ik", one, other)
    return product


def _norms(columns: Floats) -> Floats:
    norms: Floats = np.sqrt(np.einsum("ij,ij->j", columns, columns))
    return norms


def _apart(columns: Floats, basis: Floats) -> Floats:
    """What of the columns is new to the basis, at right angles and of length 1 (Gram-Schmidt, twice)."""
    found = basis
    for at in range(columns.shape[1]):
        column = columns[:, at : at + 1]
        before = float(_norms(column)[0])
        for _ in range(2):
            column = column - times(found, np.einsum("ij,ik->jk", found, column))
        length = float(_norms(column)[0])
        if length > NOTHING * before and length > 0:
            found = np.hstack([found, column / length])
    return found[:, basis.shape[1] :]
