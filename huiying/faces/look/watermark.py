"""The mark on whatever shows who spoke: who reads it, of which unit, and when, across the whole page and its print."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from huiying.foundation.files.names import plain_name
from huiying.foundation.people.models import Staff, Unit


@dataclass(frozen=True, slots=True)
class Watermark:
    """Who reads. A page passes it to its template as `watermark`; `look/staff.html` draws it."""

    reader: str
    unit: str
    at: datetime

    @property
    def words(self) -> str:
        """李明 · 信访局 · 2026-11-22 23:30, local time of the office."""
        moment = timezone.localtime(self.at)
        return " · ".join(part for part in (self.reader, self.unit, f"{moment:%Y-%m-%d %H:%M}") if part)

    def on_name(self, name: str) -> str:
        """The name of a copy that is taken out: who took it, of which unit, when; then its own name."""
        moment = timezone.localtime(self.at)
        stem, _dot, ending = name.rpartition(".")
        parts = (self.reader, self.unit, f"{moment:%Y%m%d-%H%M}", stem)
        return plain_name(" ".join(part for part in parts if part).replace(".", " ") + ".x", ending)


def watermark(staff: Staff, unit: Unit | None, at: datetime) -> Watermark:
    """The mark of `staff`, who reads at `at`."""
    return Watermark(str(staff), str(unit or ""), at)
