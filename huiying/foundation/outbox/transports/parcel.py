"""What a transport is given."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message, opened. `id` stays the same at every try, so that a receiver may drop a second copy."""

    id: str
    to: str
    subject: str
    text: str
    now: datetime
