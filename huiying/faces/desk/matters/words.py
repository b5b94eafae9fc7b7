"""The yearly list in the words of the desk."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.faces.look.dates import full
from huiying.faces.look.found import found_told
from huiying.faces.look.language import filled, parts_with_lang, with_lang
from huiying.faces.look.money import yuan
from huiying.faces.look.parts import Column, Row, Table
from huiying.faces.look.templatetags.hy import say
from huiying.judge.ratings.models import Acceptance
from huiying.judge.ratings.selectors import acceptances_of
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.presenters.commitment import STATES
from huiying.serve.commitments.selectors.commitments import is_late, progress_of
from huiying.serve.matters.enums import Source, Stage, Standing
from huiying.serve.matters.models import Matter, MatterYear, Nomination
from huiying.serve.matters.presenters.year import FROM, NOT_LINKED, PASSED, STAGES, STANDINGS
from huiying.serve.matters.selectors import years
from huiying.serve.matters.selectors.needs import voices_behind
from huiying.serve.matters.selectors.votes import Result, is_shown, results_of
from huiying.serve.matters.selectors.years import Line

LAST_HEARD = 50


def stage(year: MatterYear) -> dict[str, Any]:
    look, said = STAGES[Stage(year.stage)]
    return {"shape": look.value, "state": said}


def standing(one: Nomination) -> dict[str, Any]:
    look, said = STANDINGS[Standing(one.standing)] if one.passed is None else PASSED[one.passed]
    return {"shape": look.value, "state": said}


def summary(year: MatterYear) -> list[Row]:
    """The days that people were told, the numbers, the money."""
    days = {"start": full(year.vote_from), "end": full(year.vote_until)}
    rows = [
        Row(_("Kept by"), parts_with_lang(str(year.office))),
        Row(_("Nominations until"), full(year.nominate_until)),
        Row(
            _("Days of the vote"),
            _("%(start)s to %(end)s") % days,
        ),
        Row(_("List by"), full(year.listed_by)),
        Row(_("A ballot names up to"), str(year.choices)),
        Row(_("Lines that the vote fills"), str(year.lines)),
    ]
    if year.budget_fen is not None:
        rows.append(Row(_("Budget"), yuan(year.budget_fen)))
    if year.ballots_sha256:
        rows.append(Row(_("Fingerprint of all ballots"), SafeString(f"<code>{year.ballots_sha256}</code>")))
    return rows


def nominations(year: MatterYear) -> Table:
    """Everything that was nominated, by number; of what waits and of what is not shown no word."""
    columns = (
        Column(_("Nomination")),
        Column(_("State")),
        Column(_("Brought by")),
        Column(_("Voices"), number=True),
    )
    rows = year.nominations.exclude(standing=Standing.WAITING.value).select_related("unit", "year", "line__matter")
    return Table(_("By number"), columns, [_nomination(one) for one in rows.order_by("number")])


def _nomination(one: Nomination) -> tuple[object, ...]:
    url = reverse("desk:nomination", args=(one.pk,))
    link = format_html('<a href="{}">{} {}</a>', url, f"{one.number}.", with_lang(one) if one.title else "–")
    return link, say(standing(one)["state"]), _source(one), voices_behind(one) or "–"


def _source(one: Nomination) -> str:
    said = say(FROM[Source(one.source)])
    return f"{said} · {one.unit}" if one.unit is not None else said


def about(one: Nomination) -> list[Row]:
    """Where it came from, where it is to be, what was decided."""
    rows = [Row(_("Brought by"), parts_with_lang(_source(one)), note=full(one.made_at))]
    if one.words:
        rows.append(Row(_("In words that everybody reads"), with_lang(one.words)))
    if one.place is not None:
        rows.append(Row(_("Place"), with_lang(one.place)))
    if one.issue is not None:
        rows.append(Row(_("Issue"), _link("desk:issue", one.issue_id, one.issue)))
    if voices := voices_behind(one):
        rows.append(Row(_("Voices"), str(voices)))
    if one.same_as is not None:
        rows.append(Row(_("The same as"), _link("desk:nomination", one.same_as_id, one.same_as)))
    if one.reason:
        rows.append(Row(_("Why it is not shown"), with_lang(one.reason)))
    if one.votes is not None and is_shown(one.year):
        rows.append(Row(_("Votes"), str(one.votes)))
    if one.left_out:
        rows.append(Row(_("Why it is not on the list"), with_lang(one.left_out)))
    return rows


def _link(name: str, number: int | None, words: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(name, args=(number,)), with_lang(words))


def results(year: MatterYear, *, keeps: bool) -> Table | None:
    """How the vote came out, and where each went."""
    if not is_shown(year):
        return None
    columns = (
        Column(_("Nomination")),
        Column(_("Rank"), number=True),
        Column(_("Votes"), number=True),
        Column(_("What became of it")),
    )
    drafts = keeps and year.stage == Stage.LISTING
    said = ngettext("%(count)s ballot was cast", "%(count)s ballots were cast", year.votes or 0)
    return Table(said % {"count": year.votes}, columns, [_result(one, drafts=drafts) for one in results_of(year)])


def _result(one: Result, *, drafts: bool) -> tuple[object, ...]:
    became = _became(one.nomination, chosen=one.taken, drafts=drafts)
    return _numbered(one.nomination), one.place or "–", one.votes, became


def _numbered(one: Nomination) -> SafeString:
    return format_html("{} {}", f"{one.number}.", with_lang(one))


def _became(one: Nomination, *, chosen: bool, drafts: bool) -> object:
    line = getattr(one, "line", None)
    if line is not None:
        return filled(_("line %(number)s"), number=line.matter.position)
    if one.left_out:
        return filled(_("left out: %(reason)s"), reason=one.left_out)
    said = _("chosen") if chosen else _("not chosen")
    if not drafts:
        return said
    write = f"{reverse('desk:matter_new', args=(one.year.year,))}?nomination={one.pk}"
    leave = reverse("desk:nomination_leave", args=(one.pk,)) if chosen else ""
    more = format_html(' · <a href="{}">{}</a>', write, _("Write a line"))
    if leave:
        more = format_html('{} · <a href="{}">{}</a>', more, leave, _("Leave it off the list"))
    return format_html("{}{}", said, more)


def lines(year: MatterYear, today: date) -> Table | None:
    """The list, or its draft."""
    columns = (
        Column(_("Line")),
        Column(_("Who does it")),
        Column(_("By when")),
        Column(_("How far it has come")),
        Column(_("Money"), number=True),
        Column(_("Need")),
    )
    found = years.lines(year)
    return Table(_("Line by line"), columns, [_line(one, today) for one in found]) if found else None


def _line(found: Line, today: date) -> tuple[object, ...]:
    matter, promise = found.matter, found.matter.commitment
    url = reverse("desk:matter", args=(matter.year.year, matter.position))
    link = format_html('<a href="{}">{} {}</a>', url, f"{matter.position}.", with_lang(matter))
    owner, due = (promise.owner, promise.due_on) if promise else (matter.owner, matter.due_on)
    numbers = "、".join(str(one.number) for one in found.nominations)
    need = _("number %(numbers)s") % {"numbers": numbers} if numbers else say(NOT_LINKED)
    return link, with_lang(owner), full(due), _far(matter, today), yuan(matter.money_fen), need


def _far(matter: Matter, today: date) -> str:
    promise = matter.commitment
    if promise is None:
        return _("draft")
    said = say(STATES[CommitmentState(promise.state)][1])
    if promise.state == CommitmentState.OPEN:
        said = _("%(percent)s%%") % {"percent": progress_of(promise)}
    return _("%(state)s, late") % {"state": said} if is_late(promise, today) else said


def line_rows(found: Line, today: date) -> list[Row]:
    """A line with its promise."""
    matter, promise = found.matter, found.matter.commitment
    owner, due = (promise.owner, promise.due_on) if promise else (matter.owner, matter.due_on)
    spent = _("%(money)s spent so far") % {"money": yuan(matter.spent_fen)} if matter.spent_fen else ""
    rows = [
        Row(_("What will be there"), with_lang(promise.words if promise else matter.words)),
        Row(_("Who does it"), parts_with_lang(str(owner))),
        Row(_("By when"), full(due)),
        Row(_("How far it has come"), _far(matter, today)),
        Row(_("Money"), yuan(matter.money_fen), note=spent),
    ]
    if matter.place is not None:
        rows.append(Row(_("Place"), with_lang(matter.place)))
    if matter.reason:
        rows.append(Row(_("Why it is on the list though the vote did not choose it"), with_lang(matter.reason)))
    if found.voices:
        rows.append(Row(_("Voices"), str(found.voices)))
    return rows


def acceptances(matter: Matter) -> list[Row]:
    """What those it is for found; empty while fewer than 5 have said."""
    counts = acceptances_of(matter.commitment_id or 0)
    if counts is None:
        return []
    there, works = found_told(counts)
    return [Row(_("Is it there?"), there), Row(_("Does it work?"), works)]


def heard(matter: Matter) -> list[str]:
    """The words that came with the answers, for those who mend it, without those of sealed cases; the newest first."""
    rows = Acceptance.objects.filter(commitment_id=matter.commitment_id or 0).exclude(words="")
    rows = rows.exclude(case__sealed=True)
    return list(rows.order_by("-given_at", "-pk").values_list("words", flat=True)[:LAST_HEARD])


def verdicts(year: MatterYear, today: date) -> Table:
    """What became of the list before."""
    columns = (Column(_("Line")), Column(_("What became of it")), Column(_("Is it there?")), Column(_("Does it work?")))
    return Table(_("Line by line"), columns, [_verdict(one, today) for one in years.lines(year)])


def _verdict(found: Line, today: date) -> tuple[object, ...]:
    there, works = found_told(acceptances_of(found.matter.commitment_id or 0))
    return with_lang(found.matter), _far(found.matter, today), there, works
