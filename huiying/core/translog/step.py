"""A step of a log that somebody else is asked to sign: from the size that they saw last to a later checkpoint.

The body of C2SP tlog-witness: "old N", the consistency proof, a blank line, the checkpoint. The machine that holds the
key of the log is asked in the same form, with the bare text of a checkpoint that nobody has signed yet.
"""

import base64
import re
from dataclasses import dataclass

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.errors import Malformed, NotProved
from huiying.core.translog.note import b64
from huiying.core.translog.proof import verify_consistency
from huiying.core.translog.tree import EMPTY_ROOT, HASH_BYTES

MOST_PROOF = 63
SIZE_TYPE = "text/x.tlog.size"
"""The content type of an answer that says from which size the signer goes on."""
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Step:
    """`old`: the size that the signer saw last; `checkpoint`: the later one, verbatim."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def data(self) -> bytes:
        """The body of the request."""
        lines = [f"old {self.old}", *(base64.b64encode(one).decode() for one in self.proof), "", ""]
        return "\n".join(lines).encode("ascii") + self.checkpoint

    @classmethod
    def of_data(cls, data: bytes) -> "Step":
        """From the body of a request. Raises Malformed."""
        top, parted, checkpoint = data.partition(b"\n\n")
        try:
            first, *lines = top.decode("ascii").split("\n")
        except UnicodeDecodeError as err:
            raise Malformed("step") from err
        old = _OLD.fullmatch(first)
        if not parted or old is None or len(lines) > MOST_PROOF:
            raise Malformed("step")
        proof = tuple(b64(line) for line in lines)
        if any(len(one) != HASH_BYTES for one in proof):
            raise Malformed("hash_length")
        return cls(int(old[1]), proof, checkpoint)


def check_step(step: Step, head: Checkpoint, seen: Checkpoint | None) -> None:
    """Returns when `head`, the checkpoint of `step`, only appends to `seen`, the one signed last (None: never).

    Raises Malformed when it goes back by its own words, NotProved("stale") when it does not start at `seen`,
    NotProved when the proof does not hold.
    """
    if step.old > head.size:
        raise Malformed("size")
    size = seen.size if seen else 0
    if step.old != size:
        raise NotProved("stale", str(size))
    if seen and size:
        verify_consistency(size, head.size, seen.root, head.root, step.proof)
    elif step.proof:
        raise NotProved("proof_length")
    elif not head.size and head.root != EMPTY_ROOT:
        raise NotProved("not_consistent")
