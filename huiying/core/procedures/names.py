"""What roles are called where people read them."""

from collections.abc import Iterable

from huiying.core.procedures.model import Role
from huiying.core.words import Text

ROLES = {
    Role.SPEAKER: Text("诉求人", "the person who spoke"),
    Role.RECEPTIONIST: Text("接访员", "receptionist"),
    Role.DISPATCHER: Text("调度员", "dispatcher"),
    Role.SEALED_OFFICER: Text("检举控告专办员", "sealed officer"),
    Role.HANDLER: Text("承办人", "handler"),
    Role.UNIT_HEAD: Text("单位负责人", "head of the unit"),
    Role.SUPERIOR: Text("上一级单位", "the unit above"),
    Role.JOINT_OFFICE: Text("联席会议办公室", "joint meeting office"),
    Role.GOVERNMENT: Text("本级党委和政府", "party committee and government of the level"),
    Role.REVIEWER: Text("复查承办人", "reviewer"),
    Role.FINAL_REVIEWER: Text("复核承办人", "final reviewer"),
    Role.HEARING_HOST: Text("听证主持人", "hearing host"),
    Role.MEDIATOR: Text("调解员", "mediator"),
    Role.CALLBACK_OFFICER: Text("回访员", "call-back officer"),
    Role.INSPECTOR: Text("督查员", "inspector"),
    Role.ADVISER: Text("参谋员", "adviser"),
    Role.LEADER: Text("领导", "leader"),
    Role.ARCHIVIST: Text("档案员", "archivist"),
    Role.AUDITOR: Text("审计员", "auditor"),
    Role.IDENTITY_KEEPER: Text("身份信息保管员", "identity keeper"),
    Role.ADMINISTRATOR: Text("管理员", "administrator"),
    Role.SYSTEM: Text("系统", "the system"),
}


def role_names(roles: Iterable[Role]) -> Text:
    """The roles in a list, in the order of the table."""
    wanted = set(roles)
    found = [name for role, name in ROLES.items() if role in wanted]
    return Text("、".join(name.zh for name in found), ", ".join(name.en for name in found))
