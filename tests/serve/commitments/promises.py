"""Promises around a concrete plant, for the tests of promises."""

from datetime import date, timedelta

from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.services.making import Promise, make_commitment
from tests.cast import NOW
from tests.serve.coordination.issues import grants_of

WORDS = "给搅拌站加装围挡和喷淋，夜里十点以后不施工"
DUE = date(2026, 12, 10)
AT = NOW + timedelta(days=1)


def promised(cast, *, by="zhou", owner="housing", key=None, at=AT, **more):
    """A promise of the housing bureau, made by a dispatcher."""
    told = {"words": WORDS, "owner_id": cast.units[owner].pk, "due_on": DUE, "source": Source.RESOLUTION, **more}
    return make_commitment(Promise(**told), actor=cast.actor(by), grants=grants_of(cast, by), now=at, key=key)


def who(cast, name, *, days=0.0, at=AT):
    """Who does it, with which rights, and when."""
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": at + timedelta(days=days)}
