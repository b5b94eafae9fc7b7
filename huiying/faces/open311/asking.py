"""What a call asks for: parameters of the address and of the form together; an empty one counts as left out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from huiying.core.open311.errors import BodyUnreadable, ParameterWrong
from huiying.core.open311.moments import read_moment
from huiying.core.words import Text

WHOLE = Text("{least} 到 {most} 之间的整数", "a whole number from {least} to {most}")
DEGREES = Text("-{most} 到 {most} 之间的度数", "degrees from -{most} to {most}")
_UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError, UnicodeError, LookupError)


class Asked:
    """The parameters of one call; what the form says counts before what the address says."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = values

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Raises BodyUnreadable."""
        try:
            sources = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
            return cls({name: values for source in sources for name, values in source.lists()})
        except _UNREADABLE as err:
            raise BodyUnreadable from err

    def one(self, name: str) -> str:
        """The last value without surrounding blanks, "" where there is none."""
        return next((value.strip() for value in reversed(self._values.get(name, [])) if value.strip()), "")

    def listed(self, name: str) -> list[str]:
        """The values with commas between them, of every time that it was given."""
        parts = (part.strip() for value in self._values.get(name, []) for part in value.split(","))
        return [part for part in parts if part]

    def flag(self, name: str) -> bool:
        """Whether it is true."""
        return self.one(name).lower() in ("true", "1", "yes")

    def whole(self, name: str, *, default: int, least: int, most: int) -> int:
        """A whole number; one above `most` counts as `most`. Raises ParameterWrong."""
        if not (text := self.one(name)):
            return default
        if not (text.isascii() and text.isdigit()) or len(text) > len(str(most)) + 3 or int(text) < least:
            raise ParameterWrong(name=name, wanted=_filled(WHOLE, least=least, most=most))
        return min(int(text), most)

    def moment(self, name: str) -> datetime | None:
        """Raises ParameterWrong."""
        return read_moment(text, name) if (text := self.one(name)) else None

    def degrees(self, name: str, most: int) -> Decimal | None:
        """A part of a point, to six places. Raises ParameterWrong."""
        if not (text := self.one(name)):
            return None
        wrong = ParameterWrong(name=name, wanted=_filled(DEGREES, most=most))
        try:
            value = Decimal(text) if len(text) <= 40 else Decimal("NaN")
        except InvalidOperation as err:
            raise wrong from err
        if not value.is_finite() or abs(value) > most:
            raise wrong
        return value.quantize(Decimal("0.000001"))

    def starting(self, start: str) -> Iterator[tuple[str, list[str]]]:
        """The parameters whose names begin so, with all their values."""
        return ((name, values) for name, values in self._values.items() if name.startswith(start))

    def said(self, *, but: Callable[[str], bool]) -> list[tuple[str, list[str]]]:
        """Everything in the order of the names, but some: for telling a repeat."""
        return sorted((name, values) for name, values in self._values.items() if not but(name))


def _filled(text: Text, **values: object) -> Text:
    return Text(text.zh.format(**values), text.en.format(**values))
