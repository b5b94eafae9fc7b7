"""A phrase in both interface languages, for the tables of core that are data and not pages."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh-hans", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One phrase in Chinese and English. Placeholders are named: `{unit}`."""

    zh: str
    en: str

    def say(self, language: str) -> str:
        """The phrase in `language` (a tag such as "zh-hans" or "en"); anything but English gets Chinese."""
        return self.en if language.lower().startswith("en") else self.zh
