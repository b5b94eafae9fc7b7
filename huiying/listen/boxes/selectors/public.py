"""A box as anybody finds it: by the code that stands on it, which a voice out of it names as its source."""

from huiying.listen.boxes.models import Box
from huiying.listen.voices.enums import Channel
from huiying.listen.voices.models import Voice


def box_called(code: str) -> Box | None:
    """The box with this code, however it was typed; also one that was taken down."""
    code = code.strip().upper()
    if not (code.isascii() and code.isalnum()):
        return None
    return Box.objects.select_related("unit", "place", "place__parent").filter(code=code).first()


def box_of(voice: Voice) -> Box | None:
    """The box a voice came out of; None for every other channel, without asking the database."""
    if voice.channel != Channel.SUGGESTION_BOX or not voice.source.startswith("box:"):
        return None
    return box_called(voice.source.removeprefix("box:"))
