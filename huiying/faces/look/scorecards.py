"""The table of a scorecard, as the public page and the desk show it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiying.core.disclosure import FEWEST
from huiying.core.rates.grades import FEW
from huiying.core.rates.measures import NAMES, LeftOut, Measure
from huiying.core.rates.months import Month
from huiying.faces.look.dates import month as named_month
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Column, Table
from huiying.faces.look.rows import page_language
from huiying.faces.look.shares import share_html
from huiying.judge.scorecards.selectors.cards import Card
from huiying.listen.voices.enums import Kind

Asked = Measure | LeftOut
Link = Callable[[Card, Asked], str]
"""The address of the cases behind a figure; "" for none."""
Lines = Literal["all", "unit", "kind", "place", "month"]
HEADS: dict[Lines, Promise] = {
    "all": gettext_lazy("Of whom"),
    "unit": gettext_lazy("Unit"),
    "kind": gettext_lazy("Kind"),
    "place": gettext_lazy("Place"),
    "month": gettext_lazy("Month"),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a table is drawn; `lines`: what each stands for. `url`: where that leads, "" for nowhere; `behind`: where the
    cases behind a figure are."""

    caption: str
    lines: Lines
    targets: Mapping[Measure, int]
    url: Callable[[Card], str] = lambda card: ""
    behind: Link = lambda card, asked: ""


def score_table(drawing: Drawing, cards: Sequence[Card]) -> Table:
    """A line for each card, the measures in their order, then who did not rate."""
    columns = [
        Column(HEADS[drawing.lines]),
        *(Column(NAMES[one].say(page_language())) for one in Measure),
        Column(NAMES[LeftOut.UNRATED].say(page_language()), number=True),
    ]
    return Table(drawing.caption, columns, [_cells(drawing, card) for card in cards])


def _cells(drawing: Drawing, card: Card) -> list[SafeString | str]:
    url, name = drawing.url(card), name_of(card, drawing.lines)
    first = format_html('<a href="{}">{}</a>', url, name) if url else name
    return [
        first,
        *(
            _linked(share_html(card.shares.get(one), drawing.targets.get(one)), drawing.behind(card, one))
            for one in Measure
        ),
        _linked(_unrated(card), drawing.behind(card, LeftOut.UNRATED)),
    ]


def _linked(figure: SafeString | str, url: str) -> SafeString | str:
    return format_html('{} <a href="{}">{}</a>', figure, url, _("the cases")) if url else figure


def _unrated(card: Card) -> SafeString | str:
    if card.unrated is None:
        return format_html('<span class="hy-hint">{}</span>', _("fewer than 5, or not told"))
    return f"{card.unrated:,}"


def name_of(card: Card, lines: Lines) -> SafeString | str:
    """The unit, kind, place or month that a line stands for."""
    if lines == "all":
        return _("All together")
    if card.rest:
        return _("All others together")
    if lines == "month" and card.month is not None:
        return named_month(card.month)
    if lines == "kind":
        return str(Kind(card.kind).label)
    if lines == "unit":
        return with_lang(str(card.unit))
    return with_lang(str(card.place)) if card.place is not None else _("No place said")


def spread(cards: Sequence[Card]) -> list[str]:
    """For each measure from what to what its shares go, among lines of FEW people and more: said above a table."""
    return list(_spread(cards))


def _spread(cards: Sequence[Card]) -> Iterator[str]:
    for one in (Measure.ON_TIME, Measure.RESOLVED, Measure.SATISFIED):
        shares = [card.shares[one].percent for card in cards if one in card.shares and card.shares[one].n >= FEW]
        if len(shares) > 1:
            said = {"what": NAMES[one].say(page_language()), "low": min(shares), "high": max(shares)}
            yield _("%(what)s: from %(low)s%% to %(high)s%%.") % said


def left_out_said(card: Card) -> str:
    """What counts in no share of the month, with how many; "" where none of it can be told."""
    said = [
        f"{NAMES[one].say(page_language())} {n:,}" for one, n in card.left_out.items() if one is not LeftOut.UNRATED
    ]
    return _("Left out: %(what)s.") % {"what": _("; ").join(said)} if said else ""


def how_to_read() -> list[str]:
    """What the picture shows and what it does not."""
    return [
        _("The dot is the share, the line its 95% interval: the fewer people, the wider."),
        _("Ticks stand at 0, 25, 50, 75 and 100%."),
        _("Where two lines overlap much, the difference may be chance. Units stand by name; there is no rank."),
        _("Whoever did not rate counts as neither satisfied nor dissatisfied, and stands in the last column."),
        _("What rests on fewer than %(count)s is not shown, nor what would give it away.") % {"count": FEWEST},
    ]


def targets_said(targets: Mapping[Measure, int]) -> str:
    """What the office aims at."""
    said = [f"{NAMES[one].say(page_language())} {targets[one]}%" for one in Measure]
    return _("The office aims at: %(what)s. Reached means that the whole line lies at or above it.") % {
        "what": _("; ").join(said)
    }


def caption_of(month: Month, lines: Lines) -> str:
    """What a table holds."""
    said = {
        "all": _("%(month)s, all together"),
        "unit": _("%(month)s, units by name, without a rank"),
        "kind": _("%(month)s, by kind of voice"),
        "place": _("%(month)s, by town or street"),
        "month": _("Month by month until %(month)s"),
    }
    return said[lines] % {"month": month_said(month)}


def month_said(month: Month) -> str:
    """2026年10月 / October 2026."""
    return named_month(month.first)
