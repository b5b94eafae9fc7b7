"""What people who write in English bring: visitors, teachers, traders, spouses from abroad."""
# ruff: noqa: E501  the lines are sentences of the grammar, and a Chinese character counts as two

from dataclasses import dataclass

from huiying.loop.rehearsal.inventions.grammar import Phrase, Telling, phrases, pick, say


@dataclass(frozen=True, slots=True)
class EnglishMatter:
    """One matter told in English; `matter` is the key of the same matter in Chinese, which knows unit and category."""

    matter: str
    kind: str
    titles: tuple[Phrase, ...]
    facts: tuple[Phrase, ...]
    more: tuple[Phrase, ...]


def _told(matter: str, kind: str, titles: str, facts: str, more: str) -> EnglishMatter:
    return EnglishMatter(matter, kind, phrases(titles), phrases(facts), phrases(more))


ENGLISH_MATTERS = (
    _told("street_lamps", "request", "[Street lamps are out|No light on our road]|Dark road to the school", """
        The [street lamps|lamps] on the [road to the primary school|lane behind our building] have been [out|dead] for [{3~20} days|about {2~5} weeks]
        [Three|Four|Half] of the lamps near our gate [do not work|went out after the storm]
        """, """
        My daughter walks home at [nine|half past nine] and [cannot see the ditch|uses her phone as a torch]
        Last [Tuesday|night] an old neighbour [fell|tripped over a loose cover]
        """),
    _told("buses", "complaint", "[Bus {bus} never comes|Last bus leaves too early]", """
        Bus {bus} is meant to run every {10~20} minutes; I [waited {35~70} minutes|gave up after {40~60} minutes] on [Monday|Friday|Sunday]
        The last bus leaves at [six|half past five] but [my shift ends at {6~7}|the language school closes at seven]
        """, """
        A taxi costs me {20~45} yuan [each time|a day]
        The timetable at the stop is [years old|only in Chinese and faded]
        """),
    _told("night_noise", "complaint", "[Building site works all night|Karaoke until two in the morning]", """
        The site opposite [works|pours concrete] until [one|two|three] in the morning, [{3~9} nights in a row|nearly every night]
        The [bar|karaoke place] downstairs [plays music|keeps its doors open] until [one|two] a.m.
        """, """
        We have a [baby|newborn] and [nobody sleeps|I teach at eight]
        I asked them politely and they [laughed|said they have a permit]
        """),
    _told("tap_water", "request", "[Brown tap water|Water pressure too low]", """
        The tap water has been [brown|cloudy and smells of chlorine] for [{3~15} days|more than a week]
        There is no water on the [fifth|sixth] floor between [six and eight|seven and nine] in the evening
        """, """
        I would like to see a test result
        We buy bottled water for [cooking|the baby], about {20~60} yuan a week
        """),
    _told("potholes", "request", "[Deep hole in the road|Road dug up and left open]", """
        There is a hole {20~60} cm wide [by the bridge|near the market gate] and [two scooters fell|my tyre burst] this [week|month]
        The road was dug up for a pipe {3~8} weeks ago and [never closed|is only filled with gravel]
        """, """
        It cannot be seen when it rains
        A cone would already help
        """),
    _told("parking", "suggestion", "[Please open the school yard for parking at night|Bicycle racks at the station]", """
        Could the [school yard|office car park] be [opened|used] for residents after [seven|eight] in the evening
        It would help to have {10~40} bicycle racks at the [bus station|market]
        """, """
        I have seen this work in [two other towns|the town where I lived before]
        """),
    _told("lifts", "complaint", "[Lift broken again|Stuck in the lift]", """
        The lift in our building has stopped {3~8} times this month and I live on floor {9~24}
        I was stuck in the lift for {15~45} minutes and [nobody answered the button|the number on the plate does not work]
        """, """
        My mother uses a wheelchair and [has not been out for {3~9} days|cannot leave the flat]
        """),
)  # fmt: skip

OPENINGS = phrases("""
    Hello.
    Good [morning|afternoon].
    Dear Sir or Madam,↵
    Hi, sorry for writing in English.
    """)
SELVES = phrases("""
    I [teach English|work] at a [school|factory] here
    I moved to {t_en} [{2~9} months|last year|two years] ago
    I am married to a local and live in {t_en}
    I am a [student|volunteer|trader] staying in {t_en}
    """)
ASKS = phrases("""
    Could somebody [have a look|fix this|tell me when it will be fixed]?
    [Please let me know|I would like to know] who is responsible.
    [A short answer would be enough|I can send photos if useful].
    """)
THANKS = ("", "", " Thank you.", " Many thanks.", " Thanks for reading this.")


def english_text(told: EnglishMatter, telling: Telling) -> str:
    """The whole telling in English."""
    chance = telling.chance
    parts = [say(pick(chance, told.facts), telling)]
    if chance() < 0.5:
        parts.insert(0, say(pick(chance, SELVES), telling))
    if chance() < 0.75:
        parts.append(say(pick(chance, told.more), telling))
    body = ". ".join(parts) + ". " + say(pick(chance, ASKS), telling)
    opening = say(pick(chance, OPENINGS), telling) if chance() < 0.6 else ""
    return opening + (" " if opening[-1:] == "." else "") + body + pick(chance, THANKS)


def english_title(told: EnglishMatter, telling: Telling) -> str:
    """A few words for the list."""
    return say(pick(telling.chance, told.titles), telling)
