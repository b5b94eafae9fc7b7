"""The yearly list in the words of the public pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.disclosure import FEWEST
from huiying.faces.look.dates import full
from huiying.faces.look.found import found_told
from huiying.faces.look.language import filled, parts_with_lang, with_lang
from huiying.faces.look.money import yuan
from huiying.faces.look.parts import Column, Marker, Row, Step, Table
from huiying.faces.look.templatetags.hy import say
from huiying.faces.public.commitments.words import Drawn, drawn
from huiying.judge.ratings.selectors import acceptances_of
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.selectors.speakers import may_be_judged
from huiying.serve.matters.enums import Source, Stage
from huiying.serve.matters.models import Matter, MatterYear, Nomination
from huiying.serve.matters.presenters.year import FROM, NOT_LINKED
from huiying.serve.matters.selectors.needs import voices_behind
from huiying.serve.matters.selectors.votes import results_of
from huiying.serve.matters.selectors.years import Line


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as lists show it. `linked`: it answers a nomination; `voices`: a sentence, "" when fewer than 5."""

    matter: Matter
    url: str
    promise: Drawn
    money: str
    linked: bool
    voices: str


def lead(year: MatterYear, today: date) -> str:
    """Where the year stands, in one sentence."""
    days = {name: full(getattr(year, name)) for name in ("nominate_until", "vote_from", "vote_until", "listed_by")}
    stage = Stage(year.stage)
    if stage is Stage.NOMINATING:
        if today <= year.nominate_until:
            return _("Until %(nominate_until)s anybody can say what should be done.") % days
        return _("Nominations are over; each is measured by the criteria next.")
    if stage is Stage.SCREENING:
        return _("Each nomination is being measured by the criteria. The vote begins on %(vote_from)s.") % days
    if stage is Stage.VOTING:
        return _vote_lead(year, today, days)
    if stage is Stage.LISTING:
        return _("The votes are counted. The list follows by %(listed_by)s.") % days
    if stage is Stage.LISTED:
        return _("This is being done. Each line says how far it is, and asks those it is for.")
    return _("The year is over. Each line says what became of it.")


def _vote_lead(year: MatterYear, today: date, days: dict[str, str]) -> str:
    if today < year.vote_from:
        return _("The vote runs from %(vote_from)s to %(vote_until)s. What stands on the ballot is below.") % days
    if today <= year.vote_until:
        return _("Vote until %(vote_until)s: what should be done first?") % days
    return _("The vote is over and is being counted.")


def steps(year: MatterYear, today: date) -> list[Step]:
    """The way of the year, forward: what is done, where it stands, what comes by when."""
    place = Stage(year.stage).place
    rows = (
        (Stage.NOMINATING, _("Everybody nominates"), _until(year.nominate_until)),
        (Stage.SCREENING, _("Screening by the published criteria"), ""),
        (Stage.VOTING, _("Public vote"), _from_to(year.vote_from, year.vote_until)),
        (Stage.LISTING, _("The list is published"), _until(year.listed_by)),
        (Stage.LISTED, _("Done, and accepted by those it is for"), _("during %(year)s") % {"year": year.year}),
        (Stage.CLOSED, _("What became of it opens the next list"), ""),
    )
    return [Step(said, _mark(at.place, place), when=when) for at, said, when in rows]


def _mark(at: int, place: int) -> Marker:
    return "done" if at < place else "now" if at == place else "next"


def _until(day: date) -> str:
    return _("until %(day)s") % {"day": full(day)}


def _from_to(start: date, end: date) -> str:
    return _("%(start)s to %(end)s") % {"start": full(start), "end": full(end)}


def results(year: MatterYear) -> Table:
    """Every line of the ballot with its votes, most first."""
    columns = (
        Column(_("Nomination")),
        Column(_("Rank"), number=True),
        Column(_("Votes"), number=True),
        Column(_("Chosen")),
    )
    rows = [
        (_numbered(one.nomination), one.place or "–", one.votes, _("yes") if one.taken else _("no"))
        for one in results_of(year)
    ]
    said = ngettext("%(count)s ballot was cast", "%(count)s ballots were cast", year.votes or 0)
    return Table(said % {"count": year.votes}, columns, rows)


def _numbered(one: Nomination) -> SafeString:
    return format_html("{} {}", f"{one.number}.", with_lang(one))


def left_out(year: MatterYear) -> list[Nomination]:
    """What the vote chose and is not on the list, each with its reason."""
    return list(year.nominations.exclude(left_out="").order_by("number"))


def lines(found: Sequence[Line], today: date) -> list[LineRow]:
    """The list."""
    return [line(one, today) for one in found if one.matter.commitment is not None]


def line(found: Line, today: date) -> LineRow:
    """One line of a published list."""
    matter = found.matter
    assert matter.commitment is not None
    said = _("%(count)s voices behind it") % {"count": found.voices} if found.voices else ""
    return LineRow(
        matter,
        reverse("public:matter", args=(matter.year.year, matter.position)),
        drawn(matter.commitment, today),
        yuan(matter.money_fen),
        bool(found.nominations),
        said,
    )


def money_sentence(year: MatterYear) -> str:
    """What the list costs, against its budget, and how much of it answers no need that anybody named."""
    rows = list(year.matters.all())
    whole = sum(one.money_fen for one in rows)
    unlinked = sum(one.money_fen for one in rows if not one.needs.exists())
    said = _("The list costs %(money)s in all.") % {"money": yuan(whole)}
    if year.budget_fen is not None:
        said = _("The list costs %(money)s in all, of %(budget)s.") % {
            "money": yuan(whole),
            "budget": yuan(year.budget_fen),
        }
    if not unlinked:
        return said
    more = _("%(money)s of it is not linked to a need that anybody named.") % {"money": yuan(unlinked)}
    return _("%(one)s %(other)s") % {"one": said, "other": more}


def summary(found: Line) -> list[Row]:
    """Who, by when, for how much; why it is there where the vote did not choose it."""
    matter, promise = found.matter, found.matter.commitment
    assert promise is not None
    rows = [
        Row(_("What will be there"), with_lang(promise.words)),
        Row(_("Who does it"), parts_with_lang(str(promise.owner))),
        Row(_("By when"), full(promise.due_on)),
        Row(_("Money"), yuan(matter.money_fen), note=_spent(matter)),
    ]
    if matter.place:
        rows.append(Row(_("Where"), with_lang(matter.place)))
    if matter.reason:
        rows.append(Row(_("Why it is on the list though the vote did not choose it"), with_lang(matter.reason)))
    return rows


def _spent(matter: Matter) -> str:
    return _("%(money)s spent so far") % {"money": yuan(matter.spent_fen)} if matter.spent_fen else ""


def needs(found: Line) -> list[SafeString]:
    """The nominations that it answers, each with its source, votes and voices; or that there is none."""
    return [_need(one) for one in found.nominations] or [with_lang(say(NOT_LINKED))]


def _need(one: Nomination) -> SafeString:
    said = [say(FROM[Source(one.source)])]
    if one.source == Source.UNIT and one.unit is not None:
        said = [str(one.unit)]
    if one.votes is not None and (one.year.votes or 0) >= FEWEST:
        said.append(ngettext("%(count)s vote", "%(count)s votes", one.votes) % {"count": one.votes})
    if voices := voices_behind(one):
        said.append(_("%(count)s voices") % {"count": voices})
    return format_html('{} <span class="hy-hint">{}</span>', _numbered(one), parts_with_lang(" · ".join(said)))


def is_asked(matter: Matter, today: date) -> bool:
    """Whether those it is for are asked now."""
    return matter.commitment is not None and may_be_judged(matter.commitment, today)


def acceptances(matter: Matter) -> list[Row]:
    """What those it is for found; empty while fewer than 5 have said."""
    counts = acceptances_of(matter.commitment_id or 0)
    if counts is None:
        return []
    there, works = found_told(counts)
    return [Row(_("Is it there?"), there), Row(_("Does it work?"), works)]


def verdicts(found: Sequence[Line], today: date) -> Table:
    """What became of a list: done or not, on time or not, and what those it was for found."""
    columns = (
        Column(_("Line")),
        Column(_("What became of it")),
        Column(_("Is it there?")),
        Column(_("Does it work?")),
        Column(_("Money spent"), number=True),
    )
    rows = [_verdict(line(one, today)) for one in found if one.matter.commitment is not None]
    return Table(_("Line by line"), columns, rows)


def _verdict(row: LineRow) -> tuple[object, ...]:
    there, works = found_told(acceptances_of(row.matter.commitment_id or 0))
    link = format_html('<a href="{}">{}</a>', row.url, with_lang(row.matter))
    state = filled("%(state)s · %(more)s", state=say(row.promise.state), more=_how(row.promise))
    return link, state, there, works, yuan(row.matter.spent_fen)


def _how(promise: Drawn) -> str:
    """Why it was given up, or how its day was kept."""
    if promise.promise.state == CommitmentState.DROPPED:
        return promise.promise.end_words
    return promise.due.strong or promise.due.plain
