"""`huiying recompute`: every share and interval of a scorecard, from its open data alone."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from huiying.core.rates.lines import By
from huiying.core.rates.measures import NAMES, LeftOut, Measure
from huiying.core.rates.opendata import HEAD, Figure, NotFigures, Odd, odd_tables, read_figures
from huiying.core.words import Text
from huiying.faces.look.terminal import Outcome
from huiying.faces.witness.errors import NotAScorecard
from huiying.faces.witness.words import item, joined

TABLES = {
    By.ALL: Text("全部", "all"),
    By.UNIT: Text("按单位", "by unit"),
    By.KIND: Text("按类型", "by kind"),
    By.PLACE: Text("按地点", "by place"),
    By.UNIT_KIND: Text("一个单位按类型", "one unit by kind"),
    By.UNIT_PLACE: Text("一个单位按地点", "one unit by place"),
}
_REST = Text("其余合计", "all others together")
_WORDS = {one.value: NAMES[one] for one in (*Measure, *LeftOut)}


def recompute(*, file: Path) -> Outcome:
    try:
        with click.open_file(str(file), encoding="utf-8-sig") as lines:
            reader = csv.DictReader(lines)
            if tuple(reader.fieldnames or ()) != HEAD:
                raise NotFigures(1)
            figures = list(read_figures(reader))
    except (NotFigures, UnicodeDecodeError, csv.Error) as err:
        raise NotAScorecard(file=file, line=getattr(err, "line", 1)) from err
    odd = odd_tables(figures)
    keys = {"figures": [_keys(one) for one in figures], "odd": [_odd_keys(one) for one in odd], "ok": not odd}
    return Outcome(_paper(figures, odd), keys, done=not odd)


def _keys(one: Figure) -> dict[str, Any]:
    share = one.share
    low, high = share.interval_percent if share is not None else (None, None)
    names = ("month", "unit", "unit_name", "kind", "place", "place_name", "rest", "measure", "yes", "all")
    return {name: getattr(one, name) for name in names} | {
        "table": one.by.value,
        "percent": share.percent if share is not None else None,
        "low": low,
        "high": high,
    }


def _odd_keys(one: Odd) -> dict[str, Any]:
    return {"month": one.figure.month, "measure": one.figure.measure, "table": one.by.value, "unit": one.figure.unit}


def _paper(figures: Sequence[Figure], odd: Sequence[Odd]) -> Text:
    said = [_line(one) for one in figures if one.by in (By.ALL, By.UNIT)]
    rest = sum(one.by not in (By.ALL, By.UNIT) for one in figures)
    more = Text(f"另有 {rest} 行按类型、按地点的数字。", f"{rest} further figures by kind and by place.")
    end = [_odd_said(one) for one in odd] or [Text("每张表都加得起来。", "Every table adds up.")]
    return joined([*said, *([more] if rest else []), *end])


def _line(one: Figure) -> Text:
    return Text(*(_said(one, language) for language in ("zh-hans", "en")))


def _said(one: Figure, language: str) -> str:
    name, share = _name(one, language), one.share
    what = _WORDS[one.measure].say(language)
    if share is None:
        return f"{one.month} {name}: {what} {one.all}"
    low, high = share.interval_percent
    return f"{one.month} {name}: {what} {share.percent}% ({share.k} / {share.n}, {low}–{high}%)"


def _name(one: Figure, language: str) -> str:
    if one.rest:
        return _REST.say(language)
    return one.unit_name if one.unit_name else TABLES[one.by].say(language)


def _odd_said(one: Odd) -> Text:
    name = one.figure.unit_name
    return item(
        Text(
            zh=f"{one.figure.month} {name} {TABLES[one.by].zh}加起来是 {one.found[1]}，上面写的是 {one.said[1]}。",
            en=f"{one.figure.month} {name} {TABLES[one.by].en} adds up to {one.found[1]}, the line above says "
            f"{one.said[1]}.",
        )
    )
