"""Which receipts were opened with their code at this desk: for half an hour, while the person is here."""

from datetime import timedelta

from huiying.faces.desk.access import StaffRequest
from huiying.listen.voices.models import Voice

OPEN_FOR = timedelta(minutes=30)
_OPENED = "papers_opened"
MOST = 20


def remember(request: StaffRequest, voice: Voice) -> None:
    """The code of this voice was given."""
    until = int((request.viewer.now + OPEN_FOR).timestamp())
    known = {**request.session.get(_OPENED, {}), str(voice.pk): until}
    request.session[_OPENED] = dict(sorted(known.items(), key=lambda one: -one[1])[:MOST])


def is_open(request: StaffRequest, voice: Voice) -> bool:
    """Whether it was, within the half hour."""
    return int(request.session.get(_OPENED, {}).get(str(voice.pk), 0)) > request.viewer.now.timestamp()
