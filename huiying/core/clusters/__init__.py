"""Common issues: groups of voices that may have one cause, proposed to people (docs/algorithms/issues.md).

`propose` groups voices that are filed for the same-matter engine, `describe` says what a group shares.
"""

from huiying.core.clusters.describing import Shared, describe
from huiying.core.clusters.linking import average_link
from huiying.core.clusters.pairs import Filed, Pair, likely_pairs
from huiying.core.clusters.proposing import Cluster, propose

__all__ = ["Cluster", "Filed", "Pair", "Shared", "average_link", "describe", "likely_pairs", "propose"]
