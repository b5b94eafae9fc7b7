"""Mappings that an office keeps, one TOML file each, in the folder `mappings` of its data.

name = "hotline-2019"
[columns]
external_id = ["工单编号"]
text = ["工单内容"]
said_at = ["受理时间"]
[constants]
channel = "phone"
[values.kind]
"投诉举报" = "complaint"
"""

import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huiying.foundation.tables.builtin import BUILT_IN, WORDS
from huiying.foundation.tables.errors import BrokenMapping, UnknownMapping
from huiying.foundation.tables.mapping import REQUIRED, Field, Mapping

NAME = re.compile(r"[\w-]{1,60}")
"""A name is a file name and the source of its voices, for ever."""


def mapping_named(name: str, folder: Path) -> Mapping:
    """The office's mapping of that name, else the built-in one. Raises UnknownMapping, BrokenMapping."""
    path = folder / f"{name}.toml"
    if NAME.fullmatch(name) and path.is_file():
        return load_mapping(path)
    if name in BUILT_IN:
        return BUILT_IN[name]
    raise UnknownMapping(known=", ".join(mapping_names(folder)))


def mapping_names(folder: Path) -> list[str]:
    """All that `mapping_named` finds, sorted."""
    return sorted({*BUILT_IN, *(path.stem for path in folder.glob("*.toml"))})


def load_mapping(path: Path) -> Mapping:
    """Read one file; its name is the mapping's. Raises BrokenMapping."""
    try:
        written = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise BrokenMapping(part="TOML") from err
    if unknown := written.keys() - {"name", "columns", "constants", "values"}:
        raise BrokenMapping(part=min(unknown))
    if written.get("name") != path.stem or not NAME.fullmatch(path.stem):
        raise BrokenMapping(part="name")
    mapping = Mapping(
        path.stem,
        {name: _headers(name, value) for name, value in _fields(written, "columns")},
        {name: _constant(name, value) for name, value in _fields(written, "constants")},
        {**WORDS, **{name: _values(name, value) for name, value in _fields(written, "values")}},
    )
    if any(name not in mapping.columns and name not in mapping.constants for name in REQUIRED):
        raise BrokenMapping(part="columns")
    return mapping


def save_mapping(mapping: Mapping, folder: Path) -> Path:
    """Write the mapping's file, whole or not at all. Raises BrokenMapping when its name cannot be a file's."""
    if not NAME.fullmatch(mapping.name):
        raise BrokenMapping(part="name")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{mapping.name}.toml"
    fresh = path.with_suffix(".new")
    fresh.write_text("\n".join(_toml(mapping)) + "\n", "utf-8")
    os.replace(fresh, path)
    return path


def _fields(written: dict[str, Any], part: str) -> Iterator[tuple[Field, Any]]:
    table = written.get(part, {})
    if not isinstance(table, dict) or not table.keys() <= set(Field):
        raise BrokenMapping(part=part)
    return ((Field(name), value) for name, value in table.items())


def _headers(name: Field, value: Any) -> tuple[str, ...]:
    headers = value if isinstance(value, list) else [value]
    if not headers or not all(isinstance(header, str) and header.strip() for header in headers):
        raise BrokenMapping(part=f"columns.{name}")
    return tuple(headers)


def _constant(name: Field, value: Any) -> str:
    if not isinstance(value, str) or (name in WORDS and value not in WORDS[name].values()):
        raise BrokenMapping(part=f"constants.{name}")
    return value


def _values(name: Field, table: Any) -> dict[str, str]:
    """The office's words added to the usual ones; what they mean must be a value that the product knows."""
    usual = WORDS.get(name)
    if usual is None or not isinstance(table, dict) or not set(map(str, table.values())) <= set(usual.values()):
        raise BrokenMapping(part=f"values.{name}")
    return {**usual, **table}


def _toml(mapping: Mapping) -> Iterator[str]:
    yield f"name = {_quoted(mapping.name)}"
    yield "\n[columns]"
    for name, headers in mapping.columns.items():
        yield f"{name} = [{', '.join(map(_quoted, headers))}]"
    yield "\n[constants]"
    for name, value in mapping.constants.items():
        yield f"{name} = {_quoted(value)}"
    for name, words in mapping.values.items():
        yield f"\n[values.{name}]"
        for word, means in words.items():
            yield f"{_quoted(word)} = {_quoted(means)}"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes, and DEL, which JSON leaves bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
