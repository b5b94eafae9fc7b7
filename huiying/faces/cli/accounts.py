"""What a check of the office finds about the accounts of staff."""

from collections.abc import Iterator

from huiying.core.words import Text
from huiying.faces.cli.finding import Finding


def accounts() -> Iterator[Finding]:
    """An office where a password alone opens who spoke, and accounts that should have closed."""
    from django.utils import timezone

    from huiying.foundation.keys import clock
    from huiying.foundation.office.models import OfficeProfile
    from huiying.foundation.people.services.leaving import leaving_before

    profile = OfficeProfile.objects.first()
    if profile is not None and not profile.second_factor_roles:
        yield Finding(
            "accounts.no_second_factor",
            Text(
                zh="没有要求第二道验证，知道密码就能看身份。请在“管理 → 第二道验证”里勾选并保存。演示可以不管。",
                en="No second factor is asked: whoever learns a password may see who spoke. Tick and keep the roles "
                "under Administration, Second factor (a demo may stay as it is).",
            ),
        )
    if late := len(leaving_before(timezone.localdate(clock.now()))):
        yield Finding(
            "accounts.still_open",
            Text(
                zh=f"有 {late} 个账号过了最后一天还没有停用。可能是最后一位管理员，或者要主持的会没人接手。",
                en=f"{late} accounts are open after their last day. Perhaps the last administrator, "
                "or a meeting without anybody to chair it.",
            ),
        )
