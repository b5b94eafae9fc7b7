"""Loads the cast into the office named by HUIYING_DATA: `python -m tests.journeys.load_cast`.

In this office what comes by the web follows 信访 and what comes by phone follows 热线, so that both can be walked.
"""

from huiying.faces.cli.office import open_office


def main() -> None:
    """Fill an office that `huiying` has just prepared."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.actors import SYSTEM
    from huiying.foundation.office.models import OfficeProfile, OfficeSetting
    from huiying.foundation.office.selectors import calendar
    from huiying.foundation.office.services.calendars import seed_calendar
    from huiying.foundation.office.services.categories import seed_categories
    from huiying.loop.models import NightlyRun
    from tests.cast import open_liuxi

    seed_calendar(actor=SYSTEM, now=clock.now())
    seed_categories(actor=SYSTEM, now=clock.now())
    open_liuxi()
    OfficeProfile.objects.update(
        address_en="1 Renmin Road, Liuxi", hours="周一至周五 9:00–17:00", hours_en="Mon–Fri 9–17"
    )
    OfficeSetting.objects.create(key="intake.web", value="xinfang")
    # A model is learnt where there is none, not once more in the same night.
    NightlyRun.objects.create(name="train", done_on=calendar().local_date(clock.now()))


if __name__ == "__main__":
    main()
