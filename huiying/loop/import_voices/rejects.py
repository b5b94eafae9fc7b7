"""The file of rejected rows: made when the first row is rejected, put in its place when the table has been read."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings

from huiying.foundation.tables.rows import RowTrouble
from huiying.foundation.tables.writing import RejectsFile


def default_rejects(path: Path) -> Path:
    """Where the rejected rows of `path` go when nobody says: `imports/NAME.rejects.csv` in the data folder."""
    return Path(settings.DATA) / "imports" / f"{path.stem}.rejects.csv"


class Rejects:
    """Counts rejected rows and, with a path, writes them; the file may be the very table that is being read."""

    def __init__(self, path: Path | None, headers: tuple[str, ...]) -> None:
        self._path, self._headers = path, headers
        self._file: RejectsFile | None = None
        self.count = 0

    @property
    def written(self) -> str:
        """The file, or "" when nothing was rejected."""
        return str(self._path) if self._file is not None else ""

    def add(self, trouble: RowTrouble) -> None:
        """Count one row and write it down."""
        self.count += 1
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = RejectsFile(self._draft, self._headers)
        self._file.add_trouble(trouble)

    @property
    def _draft(self) -> Path:
        assert self._path is not None
        return self._path.with_name(f".{self._path.name}.new")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None or self._path is None:
            return
        self._file.__exit__(kind, error, trace)
        os.replace(self._draft, self._path)
