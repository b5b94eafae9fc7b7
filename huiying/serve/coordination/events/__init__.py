"""What can happen in this room, by what it happens to."""

from huiying.serve.coordination.events import interests, issues, meetings

TYPES = (*issues.TYPES, *meetings.TYPES, *interests.TYPES)
