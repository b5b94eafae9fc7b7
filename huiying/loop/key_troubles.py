"""Whether the keys that are there open what lies sealed: said before somebody meets it in the middle of their work."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings

from huiying.core.errors import HuiyingError
from huiying.core.sealing import WrongKeyOrChanged
from huiying.core.words import Text
from huiying.foundation.keys.box import reseal
from huiying.foundation.keys.errors import KeyMissing
from huiying.foundation.keys.ring import newest_vault_version, vault_key, vault_versions
from huiying.foundation.people import vault
from huiying.foundation.people.blind_index import contact_digest
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import BlindIndex
from huiying.loop.sealed_columns import SEALED, sealed_rows, versions_in_use

TRIED = 3
"""Rows that are tried of each table and key before the key is called the wrong one."""


class KeyLost(HuiyingError):
    """Things lie sealed under a key whose file is not there. data: file, count."""

    code: ClassVar[str] = "keys.lost_under_use"
    sentence = Text(
        zh="缺少密钥文件 {file}，有 {count} 项内容要用它才能打开。内容还在，没有丢：请从密钥的另存处"
        "把这个文件放回原处。"
        "在那之前不要删除任何东西，也不要新建同名的密钥。",
        en="The key file {file} is missing, and {count} fields open with it alone. Nothing is lost: put the file back "
        "from the copy of the keys. Until then delete nothing, and make no key of that name.",
    )


class KeyWrong(HuiyingError):
    """A key file is there and opens nothing of what was sealed under its name. data: file, count."""

    code: ClassVar[str] = "keys.wrong"
    sentence = Text(
        zh="密钥文件 {file} 不是原来那一把：用它打不开 {count} 项内容。内容还在：请把原来的密钥文件放回来；"
        "如果现在这一把已经用来加密过新内容，两把都要留着，再找技术人员。",
        en="The key file {file} is not the one that was used: {count} fields do not open with it. Nothing is lost: put "
        "the original file back. If the one that is there has sealed new things meanwhile, keep both and ask for help.",
    )


class ReceiptKeyWrong(HuiyingError):
    """The key of receipts is another than the one under which people were indexed. data: file."""

    code: ClassVar[str] = "keys.receipt_wrong"
    sentence = Text(
        zh="密钥文件 {file} 不是原来那一把：小票上的查询密码都会显示不对。请把原来的文件放回来；"
        "在那之前不要发新的小票。",
        en="The key file {file} is not the one that was used: every code on a slip will seem wrong. Put the original "
        "file back, and give out no slips until then.",
    )


class FieldChanged(HuiyingError):
    """One field does not open though others under the same key do. data: table, row."""

    code: ClassVar[str] = "keys.field_changed"
    sentence = Text(
        zh="表 {table} 里编号 {row} 的加密内容被改动过或者损坏了，密钥是对的。请从备份中找回这一项。",
        en="The sealed content of row {row} of table {table} was changed or damaged; the key is right. Restore this "
        "one from a backup.",
    )


class RotationHalfDone(HuiyingError):
    """A newer key is there and not everything was sealed anew. data: count, newest, older."""

    code: ClassVar[str] = "keys.half_rotated"
    sentence = Text(
        zh="换密钥换了一半：还有 {count} 项内容用的是旧密钥（{older}），其余已经用 vault-{newest}。"
        "两边都打得开，可以照常办事。"
        "请运行 huiying rotate 接着换完；换完之前，旧密钥一定要留着。",
        en="The keys are half changed: {count} fields still lie under {older}, the others under vault-{newest}. Both "
        "open and work goes on. Run huiying rotate to finish; keep the old keys until then.",
    )


@dataclass(frozen=True, slots=True)
class _Use:
    """Tables with something under one key, and how many fields that is."""

    tables: tuple[str, ...]
    count: int


def key_troubles() -> Iterator[HuiyingError]:
    """What an administrator has to mend, the worst first. Raises KeyMissing where there is no key at all."""
    present, uses = set(vault_versions()), _uses()
    lost = [version for version in uses if version not in present]
    yield from (KeyLost(file=_file(version), count=uses[version].count) for version in lost)
    for version in sorted(present & set(uses)):
        yield from _tried(version, uses[version])
    if not _receipt_key_fits():
        yield ReceiptKeyWrong(file=f"{settings.KEYS}/receipt")
    newest = newest_vault_version()
    older = {version: use for version, use in uses.items() if version < newest}
    if older and not lost:
        named = ", ".join(f"vault-{version}" for version in older)
        yield RotationHalfDone(count=sum(use.count for use in older.values()), newest=newest, older=named)


def older_keys_done() -> list[str]:
    """Names of key files under which nothing lies any more. Backups that are older may still need them."""
    used = {version for _label, version in versions_in_use()}
    return [f"vault-{version}" for version in vault_versions()[:-1] if version not in used]


def _uses() -> dict[int, _Use]:
    tables: dict[int, list[str]] = defaultdict(list)
    for label, version in versions_in_use():
        tables[version].append(label)
    return {version: _Use(tuple(labels), _count(labels, version)) for version, labels in sorted(tables.items())}


def _count(labels: list[str], version: int) -> int:
    return sum(sealed_rows(label).filter(key_version=version).count() for label in labels)


def _tried(version: int, use: _Use) -> Iterator[HuiyingError]:
    """Nothing opens: another key. Some do: the others were changed."""
    try:
        vault_key(version)
    except KeyMissing:
        yield KeyLost(file=_file(version), count=use.count)
        return
    closed, opened = [], 0
    for label in use.tables:
        for row in sealed_rows(label).filter(key_version=version).order_by("-pk")[:TRIED]:
            if _opens(label, row, version):
                opened += 1
            else:
                closed.append((label, row.pk))
    if closed and not opened:
        yield KeyWrong(file=_file(version), count=use.count)
    elif closed:
        yield from (FieldChanged(table=label, row=pk) for label, pk in closed)


def _receipt_key_fits() -> bool:
    """Whether it gives the digest that stands beside a contact which opens; True where nothing can be compared."""
    row = BlindIndex.objects.order_by("-pk").first()
    if row is None:
        return True
    try:
        said = vault.opened(row.person_id).get(IdentityField(row.field), "")
    except HuiyingError:
        return True  # its own key is wrong or missing: said before
    return not said or contact_digest(IdentityField(row.field), said) == bytes(row.digest)


def _opens(label: str, row: object, version: int) -> bool:
    try:
        reseal(SEALED[label](row), bytes(row.sealed), version, version)  # type: ignore[attr-defined]  # every table of SEALED has it
    except WrongKeyOrChanged:
        return False
    return True


def _file(version: int) -> str:
    return f"{settings.KEYS}/vault-{version}"
