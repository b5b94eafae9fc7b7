"""The end of an unannounced check 暗访, in both procedures; our practice.

Until it is told, a test voice takes the ordinary steps and nothing in its case says what it is. Telling it ends the
case wherever it stands, stops every clock, is a line of its own in the public log, and cannot be undone: nobody has anything more to do. Time-driven and staff
acts never lead here; only the joint that tells a check does it, as the system.
"""

from collections.abc import Iterable

from huiying.core.procedures.build import act, stop
from huiying.core.procedures.model import Act, Source

END_CHECK = "end_check"
_TOLD = (
    "这是一次暗访，现已公布。不用再办，也不计入任何统计",
    "This was an unannounced check, now told. Nothing more is to be done, and it counts nowhere",
)


def end_check(from_: Iterable[str], practice: Source) -> Act:
    """The act, from every state but those of the archive."""
    return act(
        END_CHECK,
        "暗访公布",
        "Tell the check",
        from_,
        "withdrawn",
        "system",
        practice,
        clocks=stop("*"),
        told=_TOLD,
        public="voice.checked",
    )
