"""How people in the invented county use their rights, and how they are helped."""

from datetime import datetime

from huiying.listen.voices.models import Voice
from huiying.loop.rehearsal.county import County
from huiying.loop.rehearsal.rights.aid import fill_aid
from huiying.loop.rehearsal.rights.appeals import fill_appeals
from huiying.loop.rehearsal.rights.keeping import fill_keeping
from huiying.loop.rehearsal.rights.mediation import fill_mediation
from huiying.loop.rehearsal.rights.notices import fill_notices
from huiying.loop.rehearsal.rights.sealed import fill_sealed
from huiying.loop.rehearsal.together.hands import Hands


def fill_rights(county: County, *, now: datetime) -> int:
    """Play the last months of it, each step by its own service; how many voices came with it. Outside any
    transaction."""
    hands, before = Hands(county, now), Voice.objects.count()
    fill_aid(hands)
    fill_appeals(hands)
    fill_keeping(hands)
    fill_mediation(hands)
    fill_notices(hands)
    fill_sealed(hands)
    return Voice.objects.count() - before
