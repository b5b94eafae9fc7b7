"""An office in a file, in a process of its own: what is left of a text that was dropped, before settling and after.

Prints two numbers as JSON: how many pairs of the dropped text's signs the file still holds.
"""

import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from huiying.core.search import fold
from huiying.core.search.windows import pairs
from huiying.faces.cli.office import open_office_to_write

CANARY = "金丝雀第七号说的话只在这里"
OTHERS = 400


def fill() -> None:
    from huiying.foundation.search.indexing import Words, drop, put
    from huiying.foundation.search.rows import Kind, Part

    for first in range(1, OTHERS, 40):
        with transaction.atomic():
            put(Words(Kind.CASE, owner, Part.TEXT, f"{owner}号路灯不亮" * 20) for owner in range(first, first + 40))
            if first == 201:
                put([Words(Kind.CASE, 900, Part.TEXT, CANARY)])
    with transaction.atomic():
        drop(Kind.CASE, [900])


def left() -> int:
    """Pairs that stand in the file once it is written anew; of each the end, for FTS5 writes what they share once."""
    from huiying.foundation.ledger.erasing import leave_the_file

    assert leave_the_file()
    data = b"".join(path.read_bytes() for path in Path(settings.DATA).glob("huiying.sqlite3*"))
    return sum(pair[2:].encode() in data for pair in pairs(fold(CANARY)))


def main() -> None:
    from huiying.foundation.search.indexing import settle

    fill()
    before = left()
    settle()
    print(json.dumps([before, left()]))


if __name__ == "__main__":
    open_office_to_write()
    main()
