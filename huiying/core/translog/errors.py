"""What can be wrong with a log and with proofs of it. `reason` is a stable word; the faces say it in sentences."""


class LogFault(ValueError):
    """Something offered as evidence is none. `reason`: a stable word, `about`: what it is about, such as a path."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(f"{reason}: {about}" if about else reason)
        self.reason, self.about = reason, about


class Malformed(LogFault):
    """It does not have the form that the standard prescribes."""


class NotProved(LogFault):
    """It has the right form and does not prove what it claims."""
