"""The whole gate."""

from huiying.core.replycheck.dates import check_dates
from huiying.core.replycheck.finding import Finding, ReplyContext
from huiying.core.replycheck.numbers import check_numbers
from huiying.core.replycheck.people import check_people
from huiying.core.replycheck.shape import check_shape
from huiying.core.replycheck.tone import check_empty, check_tone
from huiying.core.replycheck.units import check_units


def check_reply(text: str, *, context: ReplyContext) -> tuple[Finding, ...]:
    """What must be mended ("block") or looked at again ("look") before `text` goes out, in the order of the text.

    It finds signs, not truth: a reply without findings is still read by whoever signs it.
    """
    findings = (
        *check_people(text, context),
        *check_dates(text, context),
        *check_numbers(text, context),
        *check_units(text, context),
        *check_tone(text),
        *check_empty(text),
        *check_shape(text, context),
    )
    return tuple(sorted(findings, key=lambda found: (found.start, found.end, found.code)))


def blocks(findings: tuple[Finding, ...]) -> bool:
    """Whether the reply may not go out as it is."""
    return any(found.level == "block" for found in findings)
