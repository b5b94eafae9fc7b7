"""Conversations to make maps of: real ones of the data folder, and small invented ones."""

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest

from huiying.core.opinion import Moderation, Statement, opinion_map, to_json, votes_of

DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[4] / "shared" / "data")) / "opinion"
FIXTURES = ("25ptpt-3gp-no-strict-with-meta", "50ptpt-3gp-strict-no-meta", "above-100-ptpts")
REAL = ("vtaiwan.uberx", "brexit-consensus")


def folder(name):
    if not (DATA / name).exists():
        pytest.skip(f"{name} lies in HUIYING_TEST_DATA, which is not there")
    return DATA / name


def fixture(name):
    """The votes of a conversation and what Polis made of them."""
    at = folder("fixtures") / name
    rows = json.loads((at / "votes.json").read_text("utf-8"))
    columns = ([row[key] for row in rows] for key in ("participant_id", "statement_id", "vote", "modified"))
    return votes_of(*columns), json.loads((at / "math-pca2.json").read_text("utf-8"))


def camps(sizes=(20, 15), statements=12, seen=1.0, seed=1):
    """Rows (voter, statement, vote, time): each camp has a view of its own, two statements are shared by all."""
    chance = random.Random(seed)
    views = [[1, 1] + [chance.choice((-1, 1)) for _ in range(statements - 2)] for _ in sizes]
    rows, voter = [], 0
    for size, view in zip(sizes, views, strict=True):
        for _ in range(size):
            voter += 3
            for number, way in enumerate(view):
                if chance.random() < seen:
                    said = way if chance.random() < 0.9 else chance.choice((-1, 0, 1))
                    rows.append((voter, 10 + number, said, len(rows)))
    return rows


def of_rows(rows):
    return votes_of(*(np.array(column) for column in zip(*rows, strict=True)))


def listed(rows, rejected=(), meta=()):
    return [
        Statement(number, Moderation.REJECTED if number in rejected else Moderation.ACCEPTED, number in meta)
        for number in sorted({row[1] for row in rows})
    ]


def map_of(rows, **standing):
    return opinion_map(of_rows(rows), listed(rows, **standing))


def bytes_of(rows, **standing):
    return to_json(map_of(rows, **standing))
