"""Which procedure a voice follows, and which unit takes it in and dispatches it."""

from collections.abc import Mapping
from dataclasses import dataclass

from huiying.foundation.office.kept import kept
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Channel, Kind
from huiying.listen.voices.models import Voice

# Which channels follow the hotline's rules unless the office says otherwise (product note: box, Open311 and the like
# are channels whose voices follow one of the procedures by the office's setting).
HOTLINE_CHANNELS = frozenset(
    {
        Channel.WEB,
        Channel.PHONE,
        Channel.MESSENGER,
        Channel.API,
        Channel.OPEN311,
        Channel.SUGGESTION_BOX,
        Channel.EMAIL,
        Channel.IMPORT,
    }
)


def usual_procedure(channel: str) -> str:
    """The procedure of a channel for which the office has chosen none."""
    return "hotline" if channel in HOTLINE_CHANNELS else "xinfang"


@dataclass(frozen=True, slots=True)
class Offices:
    """Who takes voices in: the petition department, the hotline body, or the office itself where neither exists."""

    petition: Unit | None
    hotline: Unit | None
    root: Unit

    def for_voice(self, voice: Voice, chosen: Mapping[str, str], wanted: str = "") -> tuple[str, Unit]:
        """Procedure and dispatching unit. Reports of wrongdoing always go the sealed way of 信访."""
        wanted = wanted or chosen.get(voice.channel, "") or usual_procedure(voice.channel)
        if voice.kind == Kind.REPORT or (wanted == "xinfang" and self.petition) or not self.hotline:
            return "xinfang", self.petition or self.root
        return "hotline", self.hotline


def offices() -> Offices:
    """The units that take voices in. Raises Unit.DoesNotExist before the office has a unit."""
    return kept("casework.offices", _read_offices)


def _read_offices() -> Offices:
    units = list(Unit.objects.filter(active=True).order_by("pk"))
    petition = next((unit for unit in units if unit.petition_department), None)
    hotline = next((unit for unit in units if unit.hotline_body), None)
    root = next((unit for unit in units if unit.parent_id is None), None)
    if root is None:
        raise Unit.DoesNotExist("the office has no units yet")
    return Offices(petition, hotline, root)
