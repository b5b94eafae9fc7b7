"""What Polis itself made of three conversations: groups' votes, lists, centre, components, projections.

Of `50ptpt-3gp-strict-no-meta` the centre is not that of its votes, so its plane is left out (shared note, opinion-map).
"""

import numpy as np
import pytest

from huiying.core.opinion.consensus import group_aware, majority
from huiying.core.opinion.priority import priorities
from huiying.core.opinion.projection import plane
from huiying.core.opinion.representativeness import representative
from huiying.core.opinion.tallies import NO_GROUP, tally, tally_of_all
from tests.core.opinion.conversations import FIXTURES, fixture

WITH_A_PLANE = (FIXTURES[0], FIXTURES[2])
NEAR = {"abs": 1e-9}


def left_out(votes, polis):
    return np.isin(votes.statements, polis["mod-out"] + polis["meta-tids"])


def groups_of(votes, polis):
    base = dict(zip(polis["base-clusters"]["id"], polis["base-clusters"]["members"], strict=True))
    place = {int(voter): at for at, voter in enumerate(votes.voters)}
    found = np.full(len(votes.voters), NO_GROUP)
    for group in polis["group-clusters"]:
        for member in (person for one in group["members"] for person in base[one]):
            found[place[member]] = group["id"]
    return found


def counted(votes, polis):
    return tally(votes, groups_of(votes, polis), len(polis["group-clusters"]))


@pytest.mark.parametrize("name", FIXTURES)
def test_groups_vote_as_polis_counts_them(name):
    votes, polis = fixture(name)
    counts = counted(votes, polis)
    assert votes.statements.tolist() == polis["tids"]
    for group, told in polis["group-votes"].items():
        tables = (counts.agree, counts.disagree, counts.voted)
        mine = [[int(table[int(group), at]) for table in tables] for at in range(len(votes.statements))]
        assert mine == [[told["votes"][str(t)][key] for key in "ADS"] for t in polis["tids"]]


@pytest.mark.parametrize("name", FIXTURES)
def test_group_aware_consensus_is_that_of_polis(name):
    votes, polis = fixture(name)
    counts = counted(votes, polis)
    told = [polis["group-aware-consensus"][str(t)] for t in polis["tids"]]
    assert group_aware(counts.agree, counts.voted).tolist() == pytest.approx(told, **NEAR)


@pytest.mark.parametrize("name", FIXTURES)
def test_the_lists_of_each_group_are_those_of_polis(name):
    votes, polis = fixture(name)
    counts, out = counted(votes, polis), left_out(votes, polis)
    for group, told in polis["repness"].items():
        mine = representative(counts, int(group), out)
        assert [(int(votes.statements[one.column]), one.agrees, one.successes, one.trials) for one in mine] == [
            (one["tid"], one["repful-for"] == "agree", one["n-success"], one["n-trials"]) for one in told
        ]
        for one, other in zip(mine, told, strict=True):
            assert one.best_agreed == other.get("best-agree", False)
            assert (one.share, one.share_z) == pytest.approx((other["p-success"], other["p-test"]), **NEAR)
            assert one.ratio == pytest.approx(other["repness"], **NEAR)
            assert one.ratio_z == pytest.approx(other["repness-test"], abs=1e-6)  # Polis writes seven digits


@pytest.mark.parametrize("name", FIXTURES)
@pytest.mark.parametrize("way", ["agree", "disagree"])
def test_the_consensus_is_that_of_polis(name, way):
    votes, polis = fixture(name)
    mine = majority(tally_of_all(votes), left_out(votes, polis), agrees=way == "agree")
    told = polis["consensus"][way]
    assert [(int(votes.statements[one.column]), one.successes, one.trials) for one in mine] == [
        (one["tid"], one["n-success"], one["n-trials"]) for one in told
    ]
    for one, other in zip(mine, told, strict=True):
        assert (one.share, one.share_z) == pytest.approx((other["p-success"], other["p-test"]), **NEAR)


@pytest.mark.parametrize("name", WITH_A_PLANE)
def test_people_and_statements_stand_where_polis_puts_them(name):
    """Polis counts agreement as −1 inside and leaves signs to chance: both axes are turned to ours."""
    votes, polis = fixture(name)
    found = plane(votes, left_out(votes, polis))
    comps, places = (np.array(polis["pca"][key]).T for key in ("comps", "comment-projection"))
    signs = np.sign((comps * found.components).sum(axis=0))
    assert np.abs(found.mean + polis["pca"]["center"]).max() < 1e-9
    assert np.abs(comps - found.components * signs).max() < 1e-9
    assert np.abs(places + found.statements * signs).max() < 1e-9
    assert np.abs(found.extremity - polis["pca"]["comment-extremity"]).max() < 1e-9


@pytest.mark.parametrize("name", WITH_A_PLANE)
def test_bases_of_polis_are_the_middles_of_our_people(name):
    votes, polis = fixture(name)
    found = plane(votes, left_out(votes, polis))
    signs = -np.sign((np.array(polis["pca"]["comps"]).T * found.components).sum(axis=0))
    bases = polis["base-clusters"]
    for members, x, y in zip(bases["members"], bases["x"], bases["y"], strict=True):
        if len(members) == 1:  # others move on as people vote, for Polis keeps its middles from before
            at = np.searchsorted(votes.voters, members[0])
            assert (found.people[at] * signs).tolist() == pytest.approx([x, y], **NEAR)


def test_priorities_are_those_of_polis():
    votes, polis = fixture(FIXTURES[0])
    out = left_out(votes, polis)
    whole, extremity = tally_of_all(votes), plane(votes, out).extremity
    agree, voted = whole.agree[0], whole.voted[0]
    mine = priorities(agree, voted - agree - whole.disagree[0], voted, extremity)
    told = np.array([polis["comment-priorities"][str(t)] for t in polis["tids"]])
    assert mine[~out].tolist() == pytest.approx(told[~out].tolist(), **NEAR)
