"""Keys of the interface: shown once, kept as an HMAC, limited by the minute, never more than whom they work for."""

import json
from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.enums import Scope
from huiying.foundation.people.errors import (
    KeyDayPast,
    KeyLimitOutside,
    KeyNameNeeded,
    KeyRevoked,
    KeyScopesNeeded,
    KeyStaffNeeded,
    UnitRetired,
)
from huiying.foundation.people.models import ApiKey, Unit
from huiying.foundation.people.selectors import actor_of_key, key_of, opens
from huiying.foundation.people.services import change_key_limit, end_grant, key_use, make_key, revoke_key
from tests.cast import NOW

SPEAK = {"name": "县医院", "scopes": ["speak"]}


def test_key_is_found_by_what_was_shown_once(by_guo):
    made = make_key(**SPEAK, **by_guo)
    assert key_of(made.clear, now=NOW) == made.key
    assert made.clear.startswith(made.key.prefix)
    assert key_of(made.clear[:-1], now=NOW) is None
    assert opens(made.key, Scope.SPEAK)
    assert not opens(made.key, Scope.DESK)


@pytest.mark.parametrize("text", ["", "hy", "钥匙", "\ud800", "x" * 10_000])
def test_any_other_text_is_no_key(text, by_guo):
    make_key(**SPEAK, **by_guo)
    assert key_of(text, now=NOW) is None


def test_neither_table_nor_ledger_holds_the_key_or_its_name(by_guo, last):
    made = make_key(**SPEAK, **by_guo)
    row = ApiKey.objects.values().get()
    assert made.clear not in repr(row)
    assert made.clear not in repr(made)
    assert len(row["digest"]) == 32
    assert last().public["act"] == "api_key.made"
    assert "县医院" not in json.dumps(last().public, ensure_ascii=False)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": " "}, KeyNameNeeded),
        ({"scopes": []}, KeyScopesNeeded),
        ({"scopes": ["everything"]}, KeyScopesNeeded),
        ({"scopes": ["desk"]}, KeyStaffNeeded),
        ({"scopes": ["export"]}, KeyStaffNeeded),
        ({"staff_id": 10_000}, KeyStaffNeeded),
        ({"unit_id": 10_000}, UnitRetired),
        ({"expires_on": date(2026, 11, 22)}, KeyDayPast),
        ({"per_minute": 0}, KeyLimitOutside),
        ({"per_minute": 10**9}, KeyLimitOutside),
    ],
)
def test_a_key_that_fits_nothing_is_refused(given, error, by_guo):
    with pytest.raises(error):
        make_key(**(SPEAK | given), **by_guo)
    assert not ApiKey.objects.exists()
    assert not Event.objects.exists()


def test_revoked_key_opens_nothing(by_guo, last):
    made = make_key(**SPEAK, **by_guo)
    revoke_key(made.key.pk, **by_guo)
    assert key_of(made.clear, now=NOW) is None
    assert last().public["act"] == "api_key.revoked"
    for again in (revoke_key, lambda *a, **k: change_key_limit(*a, per_minute=5, **k)):
        with pytest.raises(KeyRevoked):
            again(made.key.pk, **by_guo)


def test_last_day_counts_whole(by_guo):
    made = make_key(**SPEAK, expires_on=date(2026, 11, 23), **by_guo)
    assert key_of(made.clear, now=NOW + timedelta(hours=14, minutes=19)) is not None
    assert key_of(made.clear, now=NOW + timedelta(hours=14, minutes=20)) is None


def test_key_of_a_closed_account_opens_nothing(cast, by_guo):
    zhao = cast.staff["zhao"]
    made = make_key(name="局系统", scopes=["desk"], staff_id=zhao.pk, **by_guo)
    zhao.is_active = False
    zhao.save()
    assert key_of(made.clear, now=NOW) is None


def test_desk_key_holds_what_its_member_of_staff_holds_today(cast, by_guo):
    zhao = cast.staff["zhao"]
    made = make_key(name="局系统", scopes=["desk"], staff_id=zhao.pk, **by_guo)
    actor = actor_of_key(key_of(made.clear, now=NOW), today=NOW.date())
    assert (actor.kind, actor.id, actor.staff_id) == (ActorKind.API, made.key.pk, zhao.pk)
    assert actor.unit == zhao.unit_id
    assert actor.roles == {"handler"}
    end_grant(zhao.grants.get().pk, ends_on=NOW.date(), **by_guo)
    assert actor_of_key(made.key, today=NOW.date() + timedelta(days=1)).roles == frozenset()


def test_speaking_key_acts_for_nobody(cast, by_guo):
    made = make_key(**SPEAK, unit_id=cast.units["land"].pk, **by_guo)
    actor = actor_of_key(made.key, today=NOW.date())
    assert (actor.staff_id, actor.unit, actor.roles) == (None, cast.units["land"].pk, frozenset())


def test_retired_unit_gets_no_key(cast, by_guo):
    Unit.objects.filter(pk=cast.units["land"].pk).update(active=False)
    with pytest.raises(UnitRetired):
        make_key(**SPEAK, unit_id=cast.units["land"].pk, **by_guo)


@pytest.mark.parametrize("limit", [1, 3, 20, 47])
def test_no_more_calls_than_the_limit_in_a_minute(limit, by_guo):
    key = make_key(**SPEAK, per_minute=limit, **by_guo).key
    answers = [key_use.count_call(key, now=NOW) for _ in range(limit + 5)]
    assert [answer.allowed for answer in answers] == [True] * limit + [False] * 5
    assert [answer.left for answer in answers[:limit]] == list(range(limit - 1, -1, -1))
    assert answers[-1].seconds == 60 - NOW.second
    assert key_use.count_call(key, now=NOW + timedelta(minutes=1)).allowed


def test_several_processes_share_one_limit(by_guo, monkeypatch):
    key = make_key(**SPEAK, per_minute=60, **by_guo).key
    let_in = 0
    processes = [{}, {}, {}]
    for call in range(300):
        monkeypatch.setattr(key_use, "_held", processes[call % 3])
        let_in += key_use.count_call(key, now=NOW).allowed
    assert let_in == 60


def test_last_use_is_noted_once_a_minute(by_guo):
    key = make_key(**SPEAK, per_minute=60, **by_guo).key
    for second in (0, 1, 2):
        key_use.count_call(key, now=NOW + timedelta(seconds=second))
    key.refresh_from_db()
    assert key.last_used_at == NOW
    key_use.count_call(key, now=NOW + timedelta(seconds=60))
    key.refresh_from_db()
    assert key.last_used_at == NOW + timedelta(seconds=60)
    assert not Event.objects.exclude(type="people.changed").exists()


def test_changed_limit_holds_from_now_on(by_guo, last):
    made = make_key(**SPEAK, per_minute=60, **by_guo)
    change_key_limit(made.key.pk, per_minute=5, **by_guo)
    assert last().public["after"] == {"per_minute": 5}
    with pytest.raises(KeyLimitOutside):
        change_key_limit(made.key.pk, per_minute=-1, **by_guo)
