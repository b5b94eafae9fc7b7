"""What can be searched: a row for each kind of thing, the first for who chose none. Policy articles are to follow."""

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.search import cases, issues
from huiying.faces.desk.search.kind import Searched

KINDS: tuple[Searched, ...] = (cases.SEARCHED, issues.SEARCHED)


def kinds_of(viewer: Viewer) -> list[Searched]:
    """Those that the viewer may have any of."""
    return [kind for kind in KINDS if viewer.holds(*kind.roles)]


def kind_for(viewer: Viewer, name: str) -> Searched:
    """The kind that the address names, or the first that the viewer has."""
    open_to = kinds_of(viewer)
    return next((kind for kind in open_to if kind.name == name), open_to[0])
