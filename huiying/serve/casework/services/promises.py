"""A case knows how many promises of its opinion are still open: a guard reads it, later rooms write it."""

from huiying.serve.casework.services.perform import locked

PROMISES_OPEN = "promises_open"


def set_open_promises(case_id: int, number: int) -> None:
    """Write the number, in the transaction of the promise, whose event tells of it."""
    case = locked(case_id)
    facts = {name: value for name, value in case.facts.items() if name != PROMISES_OPEN}
    case.facts = facts | ({PROMISES_OPEN: number} if number else {})
    case.save(update_fields=["facts"])
