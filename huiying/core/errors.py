"""The root of every mistake that a person can make and mend."""

from collections.abc import Mapping
from typing import Any, ClassVar

from huiying.core.words import Text


class HuiyingError(Exception):
    """A mistake with a stable `code`, its `data` and a sentence in both languages that says what to do next.

    Subclasses set `code` and `sentence`; placeholders of the sentence are filled from `data`.
    `data` holds ids and plain values, never names, numbers or words of a voice.
    """

    code: ClassVar[str] = "huiying.error"
    sentence: ClassVar[Text]

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code)
        self.data: Mapping[str, Any] = data

    def say(self, language: str) -> str:
        """The sentence for the person, in `language`."""
        return self.sentence.say(language).format(
            **{k: v.say(language) if isinstance(v, Text) else v for k, v in self.data.items()}
        )
