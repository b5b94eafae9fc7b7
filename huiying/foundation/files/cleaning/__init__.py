"""Making files harmless: what only the looked-at content needs is written anew, all else is left out. Without Django.

It is done in a process of its own (`apart`), which has few rights, little memory and no secrets.
"""

from collections.abc import Callable
from dataclasses import dataclass

from huiying.foundation.files.kinds import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The bytes to keep, their kind (a picture may have become another), and a small WEBP to show; b"" for none."""

    data: bytes
    kind: Kind
    thumbnail: bytes = b""


def clean(data: bytes, kind: Kind) -> Cleaned:
    """`data` made harmless. Raises the refusals of errors.py; any other exception means that it is damaged."""
    from huiying.foundation.files.cleaning import films, office, papers, pictures, sounds, texts

    ways: dict[str, Callable[[bytes], Cleaned]] = {
        "picture": pictures.cleaned,
        "pdf": lambda data: Cleaned(papers.cleaned(data), kind),
        "office": lambda data: Cleaned(office.cleaned(data, kind), kind),
        "text": lambda data: Cleaned(texts.cleaned(data), KINDS["txt"]),
        "mp3": lambda data: Cleaned(sounds.cleaned_mp3(data), kind),
        "wav": lambda data: Cleaned(sounds.cleaned_wav(data), kind),
        "ogg": lambda data: Cleaned(data, kind),
        "amr": lambda data: Cleaned(data, kind),
        "mp4": lambda data: Cleaned(films.cleaned(data), kind),
    }
    return ways[kind.family](data)
