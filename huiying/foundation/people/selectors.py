"""Who holds what, today: grants in force, and the actor a member of staff is."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.people.api_keys import MOST_LETTERS, key_digest
from huiying.foundation.people.enums import Scope
from huiying.foundation.people.models import ApiKey, Grant, Staff, Unit


def grants_in_force(staff_id: int, *, today: date) -> list[Grant]:
    """The grants of a member of staff today, substitutions included, each with its unit (one object) and place.

    Nothing after their last day, also before the night has closed the account; an administrator keeps that role until
    then, so that no office locks itself out.
    """
    gone = Q(staff__leaves_on__isnull=False, staff__leaves_on__lt=today) & ~Q(role="administrator")
    in_force = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    found = list(
        Grant.objects.filter(in_force, ~gone, staff_id=staff_id, staff__is_active=True)
        .select_related("unit", "place", "staff__unit")
        .order_by("pk")
    )
    units: dict[int, Unit] = {}
    for grant in found:
        grant.unit = units.setdefault(grant.unit_id, grant.unit)
    return found


def actor_for(staff: Staff, *, today: date) -> Actor:
    """`staff` as an actor with every role held today."""
    roles = frozenset(grant.role for grant in grants_in_force(staff.pk, today=today))
    return Actor(ActorKind.STAFF, id=staff.pk, unit=staff.unit_id, roles=roles)


def administrators(*, now: datetime, on: date | None = None, but: int = 0) -> list[int]:
    """Ids of the active staff who administer the office in their own right today, or on the day `on`.

    `but`: a grant that does not count.
    """
    day = on or timezone.localdate(now)
    in_force = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    held = Grant.objects.filter(in_force, role="administrator", staff__is_active=True, substitutes__isnull=True)
    return list(held.exclude(pk=but).order_by("staff_id").values_list("staff_id", flat=True).distinct())


def office_contacts() -> set[str]:
    """Phones and addresses of units: they may stand where those of a person may not."""
    return {contact for row in Unit.objects.values_list("phone", "address") for contact in row if contact}


def key_of(clear: str, *, now: datetime) -> ApiKey | None:
    """The key in force that somebody showed, with its member of staff; None for any other text.

    In force: not revoked, up to its last day, and while the account that it works for is open.
    """
    if not clear or len(clear) > MOST_LETTERS:
        return None
    found = ApiKey.objects.select_related("staff__unit", "unit").filter(digest=key_digest(clear)).first()
    return found if found is not None and key_in_force(found, today=timezone.localdate(now)) else None


def key_in_force(key: ApiKey, *, today: date) -> bool:
    """Whether `key` opens anything today."""
    open_account = key.staff is None or key.staff.is_active
    return key.revoked_at is None and (key.expires_on is None or key.expires_on >= today) and open_account


def opens(key: ApiKey, scope: Scope) -> bool:
    """Whether `key` may do what `scope` stands for."""
    return scope in key.scopes


def actor_of_key(key: ApiKey, *, today: date) -> Actor:
    """The key as an actor; one that works for a member of staff has the roles that they hold today."""
    if key.staff is None:
        return Actor(ActorKind.API, id=key.pk, unit=key.unit_id)
    person = actor_for(key.staff, today=today)
    return Actor(ActorKind.API, id=key.pk, unit=person.unit, roles=person.roles, staff=key.staff_id)
