"""A circular as a letter."""

from dataclasses import replace

from huiying.core.letters.compose import compose
from huiying.core.letters.days import is_english
from huiying.core.letters.model import Letter
from huiying.core.words import Language
from huiying.foundation.office.selectors import calendar, template_of
from huiying.foundation.people.models import Unit
from huiying.serve.decisions.enums import CircularKind
from huiying.serve.decisions.models import Circular
from huiying.serve.decisions.presenters.decision import CIRCULARS

CODE = "M05"


def circular_letter(circular: Circular, language: Language) -> Letter:
    """The circular with its units by their place in the tree. Its day is that of sending; of a draft, of writing.

    A notice bears the title of the office's template; praise and criticism are called so.
    """
    units = [row.unit for row in circular.units.select_related("unit").order_by("unit__path")]
    values = {
        "subject": circular.title_en if is_english(language) and circular.title_en else circular.title,
        "number": circular.number,
        "words": circular.words,
        "units": [{"name": _name(unit, language)} for unit in units],
        "answer_by": circular.answer_by,
        "office": _name(circular.office, language),
        "day": calendar().local_date(circular.sent_at or circular.made_at),
    }
    letter = compose(template_of(CODE, language), values)
    kind = CircularKind(circular.kind)
    return letter if kind is CircularKind.NOTICE else replace(letter, title=CIRCULARS[kind].say(language))


def _name(unit: Unit, language: Language) -> str:
    return unit.name_en if is_english(language) and unit.name_en else unit.name
