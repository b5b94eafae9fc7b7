"""The notice for the board of a village 公示: what the law has posted, with the least data.

社会救助暂行办法 Art 11 and 61.

Who it is for is written on the paper by hand: no name lies in a file.
"""

from datetime import date

from huiying.core.aid import PROGRAMMES
from huiying.core.letters.days import day_words, is_english
from huiying.core.letters.model import Fields, Letter, Line
from huiying.core.words import Language, Text
from huiying.foundation.people.models import Unit
from huiying.serve.aid.models import Help

CODE = "aid-notice"
TITLE = Text("救助公示", "Notice of assistance")
SEAL = Text("（盖章）", "(seal)")
WHAT, WHERE = Text("救助项目", "Assistance"), Text("村（社区）", "Village or community")
WHO, DAYS = Text("户主（手写）", "Householder (by hand)"), Text("公示时间", "Posted")
BLANK = "＿＿＿＿＿＿＿＿"
FROM_TO = Text("{first}至{last}", "{first} to {last}")
LEAST = Text(
    "公示的只有这几项。病情、收入、给多少钱，不公示。",
    "Nothing else is posted: neither illness nor income nor how much is given.",
)
AGAINST = Text(
    "觉得不该给的，或者情况不符的，公示期内告诉{unit}{phone}。谁说的，替您保密。",
    "If you know of something that speaks against it, tell {unit}{phone} before the last day. Nobody learns that it "
    "was you.",
)
PHONE = Text("（电话 {phone}）", " (phone {phone})")


def posting_notice(help_: Help, first: date, last: date, language: Language) -> Letter:
    """The sheet of one posting, from `first` to `last` (inclusive)."""
    programme, place, unit = PROGRAMMES[help_.programme], help_.aid.place, help_.aid.unit
    english = is_english(language)
    days = FROM_TO.say(language).format(first=day_words(first, language), last=day_words(last, language))
    rows = (
        (WHAT.say(language), programme.name.say(language)),
        (WHO.say(language), BLANK),
        (WHERE.say(language), place.name_en if english and place.name_en else place.name),
        (DAYS.say(language), days),
    )
    return Letter(
        code=CODE,
        title=TITLE.say(language),
        number="",
        addressee="",
        blocks=(Fields(rows), Line("paragraph", LEAST.say(language)), Line("paragraph", _against(unit, language))),
        office=_name(unit, language),
        day=first,
        seal_line=SEAL.say(language),
        copy_to="",
        language=language,
    )


def _against(unit: Unit, language: Language) -> str:
    phone = PHONE.say(language).format(phone=unit.phone) if unit.phone else ""
    return AGAINST.say(language).format(unit=_name(unit, language), phone=phone)


def _name(unit: Unit, language: Language) -> str:
    return unit.name_en if is_english(language) and unit.name_en else unit.name
