"""Which acts take a case out of what a unit is judged by, and which undo the answer that was judged.

Acts by (procedure, act). A case that was withdrawn, or that belonged elsewhere and was told so, was not handled here.
Our practice; the reasons stand in docs/algorithms/scorecards.md.
"""

from collections.abc import Collection, Mapping

Acts = frozenset[tuple[str, str]]

WITHDRAWN: Acts = frozenset((table, act) for table in ("xinfang", "hotline") for act in ("withdraw",))
HANDED_ON: Acts = frozenset(
    {
        ("xinfang", "hand_to_justice"),
        ("xinfang", "guide_justice"),
        ("xinfang", "guide"),
        ("xinfang", "refuse_same"),
        ("xinfang", "refuse_final"),
        ("xinfang", "refuse_other"),
        ("xinfang", "introduce"),
        ("hotline", "not_dispatch"),
        ("hotline", "to_petition"),
    }
)
CAME_BACK: Acts = frozenset(
    {
        ("xinfang", "undo_refusal"),
        ("xinfang", "route_came_back"),
        ("xinfang", "undo_withdraw"),
        ("hotline", "undo_withdraw"),
    }
)
"""After one of these the case is handled here after all."""
OVERRULED: Acts = frozenset(
    {
        ("xinfang", "undo_refusal"),
        ("xinfang", "order_redo"),
        ("xinfang", "final_redo"),
        ("hotline", "redispatch"),
    }
)
"""Whoever decides above, or checks, did not let the answer stand."""


def not_supported(requests: Collection[Mapping[str, str]]) -> bool:
    """Whether an answer grants nothing and says why: no request supported, one at least not, each such with its basis.

    `requests`: as a reply holds them (core.procedures.data.REQUEST_KEYS).
    """
    refused = [one for one in requests if one.get("outcome") == "not_supported"]
    granted = any(one.get("outcome") == "supported" for one in requests)
    return bool(refused) and not granted and all(one.get("basis") and one.get("facts") for one in refused)
