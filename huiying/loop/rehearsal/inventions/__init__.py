"""An invented county: its office, its places, its people and what they say. Nothing in here is real."""

from huiying.loop.rehearsal.inventions.office import invent_office
from huiying.loop.rehearsal.inventions.shapes import (
    InventedOffice,
    InventedPerson,
    InventedPlace,
    InventedPlan,
    InventedRating,
    InventedReply,
    InventedStaff,
    InventedUnit,
    InventedVoice,
    Step,
)
from huiying.loop.rehearsal.inventions.voices import invent_voices

__all__ = [
    "InventedOffice",
    "InventedPerson",
    "InventedPlace",
    "InventedPlan",
    "InventedRating",
    "InventedReply",
    "InventedStaff",
    "InventedUnit",
    "InventedVoice",
    "Step",
    "invent_office",
    "invent_voices",
]
