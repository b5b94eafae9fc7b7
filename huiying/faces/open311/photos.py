"""Photos and papers that come with a post, whatever their fields are called; what a media_url names is not opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest

from huiying.core.open311.errors import BodyUnreadable
from huiying.faces.look.uploads import was_cut_off
from huiying.foundation.files.errors import MOST_BYTES, MOST_FILES, FileTooLarge, TooManyFiles
from huiying.foundation.files.services import keep_file


@dataclass(frozen=True, slots=True)
class Photo:
    """A file as it was sent."""

    name: str = field(repr=False)
    data: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """Tells the same file from another."""
        return sha256(self.data).hexdigest()


def photos_of(request: HttpRequest) -> list[Photo]:
    """The files of a post. Raises BodyUnreadable, TooManyFiles, FileTooLarge."""
    if was_cut_off(request):
        raise BodyUnreadable
    sent = [file for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    if len(sent) > MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    if any((file.size or 0) > MOST_BYTES for file in sent):
        raise FileTooLarge(limit_mb=MOST_BYTES // 1024 // 1024)
    return [Photo(str(file.name or ""), file.read()) for file in sent]


def keep_photos(photos: Sequence[Photo], *, now: datetime) -> tuple[int, ...]:
    """Clean and keep them until the voice takes them. Raises what keep_file raises."""
    return tuple(keep_file(photo.data, photo.name, now=now).pk for photo in photos)
