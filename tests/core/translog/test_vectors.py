"""The probes of transparency-dev/merkle (Apache-2.0) and the 8-leaf tree of the RFC 6962 implementations."""

import json
import os
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest

from huiying.core.translog.errors import LogFault
from huiying.core.translog.proof import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from huiying.core.translog.tree import EMPTY_ROOT, Frontier, leaf_hash, node_hash
from tests.core.translog import slow

DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
FILE = DATA / "ledger" / "vectors.json"
ABSENT = "The published probes are not here: set HUIYING_TEST_DATA."
VECTORS = json.loads(FILE.read_text()) if FILE.exists() else None
pytestmark = pytest.mark.skipif(VECTORS is None, reason=ABSENT)


def probes(kind):
    return VECTORS["probes"][kind] if VECTORS is not None else []


def hashes(texts):
    return [b64decode(text) for text in texts or ()]


def proves(verify, *args):
    try:
        verify(*args)
    except LogFault:
        return False
    return True


def check_inclusion(probe):
    root, leaf = hashes([probe["root"], probe["leafHash"]])
    return proves(verify_inclusion, leaf, probe["leafIdx"], probe["treeSize"], hashes(probe["proof"]), root)


def check_consistency(probe):
    """Some published roots are words such as "don't care 1"; ours must be hashes, so such a word is hashed first."""
    roots = [root if len(root) == 32 else sha256(root).digest() for root in hashes([probe["root1"], probe["root2"]])]
    return proves(verify_consistency, probe["size1"], probe["size2"], *roots, hashes(probe["proof"]))


@pytest.mark.parametrize("probe", probes("inclusion"), ids=lambda probe: probe["file"])
def test_the_inclusion_probe_is_judged_as_published(probe):
    assert check_inclusion(probe) is not probe["wantErr"]


@pytest.mark.parametrize("probe", probes("consistency"), ids=lambda probe: probe["file"])
def test_the_consistency_probe_is_judged_as_published(probe):
    assert check_consistency(probe) is not probe["wantErr"]


def test_there_are_98_probes_of_each_kind():
    assert (len(probes("inclusion")), len(probes("consistency"))) == (98, 98)


@pytest.fixture(name="tree")
def reference_tree():
    return VECTORS["reference_tree"]


@pytest.fixture(name="leaves")
def reference_leaves(tree):
    return [leaf_hash(bytes.fromhex(text)) for text in tree["leaf_inputs_hex"]]


def test_the_published_hashes_are_ours():
    published = VECTORS["hash"]
    assert bytes.fromhex(published["empty_root"]) == EMPTY_ROOT
    assert leaf_hash(b"").hex() == published["leaf_of_empty"]
    assert leaf_hash(b"L123456").hex() == published["leaf_L123456"]


def test_the_reference_tree_has_the_published_roots(tree, leaves):
    roots = [Frontier().grown(leaves[:size]).root().hex() for size in range(9)]
    assert roots == tree["root_hashes_hex_by_size"]


def test_the_reference_tree_has_the_published_proofs(tree, leaves):
    def read(level, index):
        return slow.mth(leaves[index << level : (index + 1) << level])

    for one in tree["inclusion"]:
        assert [h.hex() for h in inclusion_proof(one["index"], one["size"], read)] == one["proof"]
    for one in tree["consistency"]:
        assert [h.hex() for h in consistency_proof(one["size1"], one["size2"], read)] == one["proof"]
    nodes = {node_hash(leaves[at], leaves[at + 1]).hex() for at in range(0, 8, 2)}
    assert nodes <= set(tree["node_hashes_hex_level_order"])
