"""Whom the caller trusts: `--policy FILE` or `--vkey KEY`, as a policy of core."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import COSIGNATURE, VerifierKey
from huiying.core.translog.policy import Group, Party, Policy, parse_policy
from huiying.core.translog.said import fault_said
from huiying.faces.look.terminal import language, say

ALL_GIVEN = "all given"
"""The group of the witnesses of `--vkey`; no name of a key has a blank in it."""


def trusted(policy: Path | None, vkeys: Sequence[str]) -> Policy | None:
    """The policy that the options state, None when they state none. Raises click.UsageError."""
    if policy is not None and vkeys:
        raise click.UsageError(say("--policy 和 --vkey 只用一个。", "Use either --policy or --vkey."))
    if policy is not None:
        return read_policy(policy)
    return policy_of(keys_of(vkeys)) if vkeys else None


def read_policy(file: Path) -> Policy:
    """The policy in a file. Raises click.UsageError."""
    try:
        return parse_policy(file.read_text("utf-8"))
    except UnicodeDecodeError as err:
        raise click.UsageError(say("信任名单不是 UTF-8 文本。", "The policy is not text in UTF-8.")) from err
    except LogFault as err:
        raise click.UsageError(fault_said(err).say(language())) from err


def keys_of(vkeys: Iterable[str]) -> list[VerifierKey]:
    """The keys of the options. Raises click.UsageError."""
    try:
        return [VerifierKey.of_vkey(text) for text in vkeys]
    except LogFault as err:
        raise click.UsageError(fault_said(err).say(language())) from err


def policy_of(keys: Iterable[VerifierKey]) -> Policy:
    """Trusts these logs; every one of these witnesses must have signed."""
    logs, witnesses = [], {}
    for key in keys:
        if key.kind == COSIGNATURE:
            witnesses[key.name] = Party(key)
        else:
            logs.append(Party(key))
    if not witnesses:
        return Policy(tuple(logs))
    return Policy(tuple(logs), witnesses, {ALL_GIVEN: Group(len(witnesses), tuple(witnesses))}, ALL_GIVEN)
