#!/usr/bin/env python
"""Translation catalogues without gettext's programs: `python tools/messages.py update|check|compile`.

Pages speak English in the source (msgids). Every folder of `huiying/` with a `locale/` directory owns the strings of
the *.py and *.html files below it, up to the next such folder. Catalogues carry no dates and no line numbers, so that
two branches seldom collide.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGE = "zh_Hans"
CATALOGUE = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"
HEADER = """\
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")


class Trouble(Exception):
    """What a person must mend; the words say where."""


def owners(root: Path) -> list[Path]:
    """Folders with a locale directory, in order of path."""
    return sorted(path.parent for path in root.rglob("locale") if path.is_dir())


def sources(root: Path) -> Iterator[Path]:
    yield from sorted(p for pattern in ("*.py", "*.html") for p in root.rglob(pattern))


def owner_of(path: Path, folders: Sequence[Path]) -> Path | None:
    """The nearest folder above `path` with a locale directory."""
    return next((parent for parent in path.parents if parent in folders), None)


def _python(path: Path) -> bytes:
    """The source as Python that holds the calls; a template loses its indents, which would not be Python's."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def strings(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None, list[str]]]:
    """(msgid or its singular and plural, context, comments) of one file."""
    options = {"encoding": "utf-8"}
    for _line, words, comments, context in extract(
        "python", BytesIO(_python(path)), KEYWORDS, ["Translators:"], options
    ):
        yield words, context, comments


def collect(root: Path, only: Sequence[str] = ()) -> tuple[dict[Path, Catalog], list[Path]]:
    """The strings of every owner (or of the folders named), and files with strings that nobody owns."""
    folders = owners(root)
    found = {folder: Catalog(locale=LANGUAGE) for folder in folders}
    homeless: list[Path] = []
    for path in sources(root):
        owner = owner_of(path, folders)
        for words, context, comments in strings(path):
            if owner is None:
                homeless.append(path)
                break
            where = [(path.relative_to(owner).as_posix(), 1)]
            found[owner].add(words, locations=where, auto_comments=comments, context=context)
    if strange := set(only) - {folder.relative_to(root).as_posix() for folder in folders}:
        raise Trouble(
            f"no catalogue at {', '.join(sorted(strange))}: name folders below {root.name}/, as in faces/desk"
        )
    if only:
        found = {folder: c for folder, c in found.items() if folder.relative_to(root).as_posix() in only}
        homeless = []
    return found, homeless


def read(folder: Path) -> Catalog:
    path = folder / CATALOGUE
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, charset="utf-8")


def merged(found: Catalog, known: Catalog) -> Catalog:
    """The strings found, with the translations known; what is no longer in the source is dropped."""
    for message in _messages(found):
        if old := known.get(message.id, message.context):
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
            message.user_comments = old.user_comments
    return found


def text_of(catalog: Catalog) -> str:
    """The catalogue as a .po file: sorted, wrapped nowhere, the same for the same strings."""
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER + "\n" + body.getvalue().decode().strip() + "\n"


def _messages(catalog: Catalog) -> Iterator[Message]:
    """Every message but the header."""
    return (message for message in catalog if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(map(str, message.id))


def _translations(message: Message) -> tuple[str, ...]:
    string = message.string
    return (string or "",) if isinstance(string, str | None) else tuple(map(str, string))


def placeholders_fit(message: Message) -> bool:
    """Every translation has the placeholders of the plural (a singular may leave the count out)."""
    wanted = set(_PLACEHOLDER.findall(_ids(message)[-1]))
    return all(set(_PLACEHOLDER.findall(words)) == wanted for words in _translations(message))


def faults(message: Message) -> str:
    """What is wrong with one message, or nothing."""
    if not all(_translations(message)):
        return "has no translation"
    if message.fuzzy:
        return "is marked fuzzy"
    return "" if placeholders_fit(message) else "has other placeholders in the translation"


def update(root: Path, only: Sequence[str] = ()) -> list[str]:
    found, _ = collect(root, only)
    for folder, catalog in found.items():
        path = folder / CATALOGUE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(merged(catalog, read(folder))), "utf-8")
    return [f"{folder.relative_to(root)}: {sum(1 for _ in _messages(c))} strings" for folder, c in found.items()]


def check(root: Path, only: Sequence[str] = ()) -> list[str]:
    """Nothing to say; Trouble lists every fault."""
    found, homeless = collect(root, only)
    wrong = [f"{path.relative_to(root)}: no folder above it has a locale directory" for path in homeless]
    for folder, catalog in found.items():
        text = text_of(merged(catalog, read(folder)))
        path = folder / CATALOGUE
        if not path.exists() or path.read_text("utf-8") != text:
            wrong.append(f"{folder.relative_to(root)}: not up to date; run `tools/messages.py update`")
        wrong += [
            f"{folder.relative_to(root)}: {_ids(m)[0]!r} {fault}" for m in _messages(catalog) if (fault := faults(m))
        ]
    wrong += quarrels(root)
    if wrong:
        raise Trouble("\n".join(wrong))
    return []


def quarrels(root: Path) -> list[str]:
    """The same English with another Chinese in another folder: Django merges all catalogues, so one would win."""
    said: dict[tuple[object, ...], dict[tuple[str, ...], str]] = {}
    for folder in owners(root):
        for message in _messages(read(folder)):
            if all(words := _translations(message)):
                said.setdefault((message.context, _ids(message)), {}).setdefault(words, str(folder.relative_to(root)))
    return [
        f"{key[1][0]!r} is said in several ways: "  # type: ignore[index]
        + "; ".join(f"{words[0]} ({where})" for words, where in ways.items())
        for key, ways in said.items()
        if len(ways) > 1
    ]


def compiled(folder: Path) -> bytes:
    """The .mo file of a catalogue; fuzzy strings are left out."""
    catalog, out = read(folder), BytesIO()
    clean = read_po(StringIO(text_of(catalog)), locale=LANGUAGE)
    clean.creation_date = clean.revision_date = NO_DATE
    write_mo(out, clean)
    return out.getvalue()


def compile_all(root: Path, only: Sequence[str] = ()) -> list[str]:
    folders = [folder for folder in collect(root, only)[0] if (folder / CATALOGUE).exists()]
    for folder in folders:
        (folder / CATALOGUE).with_suffix(".mo").write_bytes(compiled(folder))
    return [f"{len(folders)} catalogues compiled"]


COMMANDS = {"update": update, "check": check, "compile": compile_all}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="messages", description="Collect, check and compile the Chinese of the pages."
    )
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="such as faces/look; without one, every folder")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent / "huiying")
    given = parser.parse_args(arguments)
    try:
        print("\n".join(COMMANDS[given.command](given.root, given.folders)) or "translations are complete")
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
