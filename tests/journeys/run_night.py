"""What a night brings, at whatever hour it is: `python -m tests.journeys.run_night improve scorecards`."""

import sys

from huiying.faces.cli.office import open_office


def main() -> None:
    """Do these jobs in the office named by HUIYING_DATA."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.loop.understanding.nightly import JOBS

    for job in JOBS:
        if job.name in sys.argv[1:]:
            job.run(clock.now())


if __name__ == "__main__":
    main()
