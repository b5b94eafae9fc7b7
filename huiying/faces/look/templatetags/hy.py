"""The components as template tags and the filters every page may use (a builtin library)."""

from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context

from huiying.core.deadlines import Due, Standing
from huiying.faces.look import dates, fields, language
from huiying.faces.look.due import due_tag
from huiying.faces.look.parts import Act, Chip, Look, QueueRow, Row, Slip, Step, Table, Words
from huiying.faces.look.rows import page_language, queue_html, said
from huiying.faces.look.uploads import REMOVE, FileRow

register = template.Library()


@register.filter
def say(words: Words) -> str:
    """A phrase of the tables in the language of the page; plain text stays as it is."""
    return said(words, page_language())


register.filter(language.with_lang)
register.filter(language.parts_with_lang)
register.filter(language.runs_with_lang)


@register.filter
def grouped(digits: str) -> str:
    """7304 2916 58: digits in fours, as they are read aloud."""
    bare = "".join(c for c in str(digits) if c.isalnum())
    return " ".join(bare[i : i + 4] for i in range(0, len(bare), 4))


@register.filter
def thousands(number: int) -> str:
    """48,213"""
    return f"{number:,}"


@register.filter
def fours(digits: str) -> list[str]:
    return grouped(digits).split()


@register.filter
def day(value: dates.Day | None) -> str:
    """2026年11月22日 / 22 November 2026; nothing for None."""
    return dates.full(value) if value else ""


@register.filter
def day_week(value: dates.Day | None, year: str = "") -> str:
    """11月23日（星期一） / Monday 23 November; `|day_week:"year"` adds the year."""
    return dates.with_weekday(value, year=bool(year)) if value else ""


@register.filter
def moment(value: dates.Day | None, year: str = "") -> str:
    """11月23日（星期一）09:40 / Monday 23 November, 09:40; `|moment:"year"` adds the year."""
    return dates.moment(value, year=bool(year)) if value else ""


@register.filter
def machine(value: dates.Day | None) -> str:
    """For <time datetime>."""
    return dates.machine(value) if value else ""


@register.inclusion_tag("look/parts/mark.html")
def mark() -> dict[str, Any]:
    return {}


@register.inclusion_tag("look/parts/tag.html")
def tag(look: Look, words: Words) -> dict[str, Any]:
    """A state: new doing wait done stop hold, and its word."""
    return {"look": look, "words": words}


@register.inclusion_tag("look/parts/due.html", takes_context=True)
def due(context: Context, limit: Due, standing: Standing, note: Words = "") -> dict[str, Any]:
    """How a limit stands. `note`: why it is paused, or what was done when it is met."""
    today = getattr(context.get("look"), "today", None)
    return {"due": due_tag(limit, standing, today=today, note=say(note)), "on": limit.on}


@register.inclusion_tag("look/parts/timeline.html", takes_context=True)
def timeline(context: Context, steps: Sequence[Step], forward: bool = False) -> dict[str, Any]:
    """Newest first; the receipt page alone runs forward."""
    return {"rows": [_drawn(context, steps, i) for i in range(len(steps))], "forward": forward}


def _drawn(context: Context, steps: Sequence[Step], i: int) -> dict[str, Any]:
    """The step, its date, and whether the line under it leads into or out of the future."""
    step = steps[i]
    today = getattr(context.get("look"), "today", None)
    year = today is not None and step.at is not None and dates.local_date(step.at).year != today.year
    return {
        "step": step,
        "said": dates.moment(step.at, year=year) if step.at else "",
        "open": any(s.mark == "next" for s in steps[i : i + 2]),
    }


@register.inclusion_tag("look/parts/summary.html")
def summary(rows: Sequence[Row]) -> dict[str, Any]:
    return {"rows": rows, "change": any(row.link for row in rows)}


@register.inclusion_tag("look/parts/banner.html")
def banner(look: str, title: Words, words: Words = "") -> dict[str, Any]:
    """`look`: next (teal) or wait (amber). One a page, never beside an error summary."""
    return {"look": look, "title": title, "words": words}


@register.inclusion_tag("look/parts/button.html")
def button(
    words: Words, look: str = "", url: str = "", name: str = "", value: str = "", key: str = ""
) -> dict[str, Any]:
    """A link when it has a `url`, else a submit button.

    `look`: second, speak, small; `key`: its letter on staff pages.
    """
    return {"words": words, "looks": look.split(), "url": url, "name": name, "value": value, "key": key}


@register.inclusion_tag("look/parts/receipt.html")
def receipt(title: Words, number: str, code: str = "", words: Words = "", level: int = 1) -> dict[str, Any]:
    """The panel with the receipt number and the secret code; its title is the h1 of the page."""
    return {"title": title, "number": number, "code": code, "words": words, "level": level}


@register.inclusion_tag("look/parts/slip.html", takes_context=True)
def slip(context: Context, slip: Slip) -> dict[str, Any]:
    return {"slip": slip, "look": context.get("look")}


@register.inclusion_tag("look/parts/pages.html")
def pages(newer: str = "", older: str = "") -> dict[str, Any]:
    """Key-set pages: addresses of the page before and after, empty where there is none."""
    return {"newer": newer, "older": older}


@register.filter
def ending(name: str) -> str:
    """What kind of file a name says: pdf."""
    return name.rpartition(".")[2][:5] if "." in name else ""


@register.inclusion_tag("look/parts/files.html")
def files(rows: Sequence[FileRow], removable: bool = False) -> dict[str, Any]:
    """A list of files. `removable`: each with a button that takes it out of the basket again."""
    return {"rows": rows, "removable": removable, "remove": REMOVE}


@register.inclusion_tag("look/parts/chips.html")
def chips(label: Words, items: Sequence[Chip]) -> dict[str, Any]:
    return {"label": label, "items": items}


@register.inclusion_tag("look/parts/table.html")
def table(table: Table, compact: bool = False) -> dict[str, Any]:
    """A list of cards on phones."""
    rows = [list(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"table": table, "rows": rows, "compact": compact}


@register.inclusion_tag("look/parts/queue.html", takes_context=True)
def queue(context: Context, caption: Words, rows: Sequence[QueueRow]) -> dict[str, Any]:
    """Cases, what is due first first."""
    today = getattr(context.get("look"), "today", None)
    return {"caption": caption, "rows": queue_html(rows, today), "look": context.get("look")}


@register.inclusion_tag("look/parts/progress.html")
def progress(percent: int, words: Words) -> dict[str, Any]:
    """How far something is, 0 to 100: the bar repeats what the words say."""
    return {"percent": percent, "words": words}


@register.inclusion_tag("look/parts/acts.html")
def acts(acts: Sequence[Act], forbidden: Words = "") -> dict[str, Any]:
    """The bar at the foot of a case; `forbidden`: the sentence of what may not be done, with its article."""
    return {"acts": acts, "forbidden": forbidden}


@register.inclusion_tag("look/parts/errors.html")
def errors(form: forms.BaseForm) -> dict[str, Any]:
    """The error summary of a bound form; nothing when there is none."""
    return {"problems": fields.problems(form) if form.is_bound else []}


@register.inclusion_tag("look/fields/field.html")
def field(
    bound: BoundField,
    heading: bool = False,
    inline: bool | None = None,
    width: str = "",
    rows: int = 5,
    count: bool = False,
) -> dict[str, Any]:
    """A form field. `heading`: its label is the h1 of the page; `inline`: options in a row (None: when few and short);
    `width`: 4, 10 or 20 characters; `count`: letters written so far, with JavaScript.
    """
    kind = fields.kind(bound)
    options = fields.boxes(bound) if kind == "boxes" else []
    return {
        "bound": bound,
        "kind": kind,
        "heading": heading,
        "options": options,
        "inline": fields.few(options) if inline is None else inline,
        "described": fields.described_by(bound),
        "parts": fields.group_inputs(bound) if kind == "group" else [],
        "input": bound.as_widget(attrs=fields.attributes(bound, width=width, rows=rows)) if kind == "line" else "",
        "count": count,
    }
