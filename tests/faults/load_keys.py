"""Keys of every scope for the office named by HUIYING_DATA, a voice with its receipt, and cases to work on.

`python -m tests.faults.load_keys` prints them as one JSON object.
"""

import json
from datetime import date

from huiying.faces.cli.office import open_office

DESK = ("dispatcher", "handler", "unit_head", "inspector", "reviewer", "callback_officer", "archivist")
KEYS = {
    "everything": ("speak", "follow", "desk", "open311", "export"),
    "speak": ("speak",),
    "follow": ("follow",),
    "desk": ("desk",),
    "open311": ("open311",),
    "export": ("export",),
}


def main() -> None:
    """Make them in an office that holds the cast."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.actors import SYSTEM
    from huiying.foundation.people.models import Grant, Staff, Unit
    from huiying.foundation.people.services import make_key

    staff, root = Staff.objects.get(username="hotline"), Unit.objects.get(parent=None)
    for role in DESK:
        Grant.objects.create(staff=staff, role=role, unit=root, starts_on=date(2026, 1, 1))
    keys = {
        name: make_key(
            actor=SYSTEM, now=clock.now(), name=name, scopes=scopes, staff_id=staff.pk, per_minute=60_000
        ).clear
        for name, scopes in KEYS.items()
    }
    print(json.dumps(keys))


if __name__ == "__main__":
    main()
