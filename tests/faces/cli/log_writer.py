"""A process of its own that records voices: `python -m tests.faces.cli.log_writer FIRST COUNT`, on HUIYING_DATA."""

import sys
from datetime import timedelta

from huiying.faces.cli.office import open_office


def main() -> None:
    first, count = int(sys.argv[1]), int(sys.argv[2])
    open_office()
    from django.db import transaction

    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.actors import SYSTEM, About
    from huiying.foundation.ledger.recording import record

    for number in range(first, first + count):
        now = clock.now()
        with transaction.atomic():
            record(
                "voice.received",
                About("voice", number),
                actor=SYSTEM,
                now=now,
                private={"words_sha256": "00" * 32},
                promised=(now + timedelta(days=15)).date(),
            )


if __name__ == "__main__":
    main()
