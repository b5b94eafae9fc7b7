"""What a person can get wrong when opening, filling or feeding an office."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class OfficeExists(HuiyingError):
    """The data folder holds an office already."""

    code: ClassVar[str] = "office.exists"
    sentence = Text(
        zh="这个数据文件夹里已经有单位“{name}”。要建新单位，请用 --data 指定另一个文件夹。",
        en="This data folder already holds the office “{name}”. For a new one name another folder with --data.",
    )


class DemoUnfinished(HuiyingError):
    """The filling of a demo office was stopped halfway; `done` of `wanted` voices are there."""

    code: ClassVar[str] = "office.demo_unfinished"
    sentence = Text(
        zh="上一次填写示范单位时中途停了：{wanted} 条诉求只写了 {done} 条。请删除数据文件夹 {folder}"
        "（用 PostgreSQL 的，连同数据库）后再运行一次，或用 --data 另指定一个文件夹。",
        en="The filling of this demo office was stopped halfway: {done} of {wanted} voices are there. Delete the data "
        "folder {folder} (with PostgreSQL the database as well) and run it again, or name another folder with --data.",
    )


class OfficeMissing(HuiyingError):
    """The database is there, but no office has been opened in it."""

    code: ClassVar[str] = "office.missing"
    sentence = Text(
        zh="这里还没有单位。请先运行 huiying init --office 名称。",
        en="No office has been opened here. Please run huiying init --office NAME first.",
    )


class TemplateUnknown(HuiyingError):
    """No template of that name."""

    code: ClassVar[str] = "office.template_unknown"
    sentence = Text(zh="没有“{name}”这个模板。可用：{known}。", en="There is no template “{name}”. There are: {known}.")


class CaseStillOpen(HuiyingError):
    """A voice was to be erased while its case is worked on, on a ground that has to wait."""

    code: ClassVar[str] = "erasure.case_open"
    sentence = Text(
        zh="这件还没办完，不能删。请先办结，或者由诉求人撤回；有权机关命令现在就删的，依据请选“有权机关的命令”。",
        en="This case is not over, so it cannot be erased. Conclude it first, or let the person withdraw it; where an "
        "authority orders it at once, choose “An order of an authority”.",
    )


class MayNotErase(HuiyingError):
    """Only a keeper of identities of the office that dispatches the case erases; of a sealed report nobody here."""

    code: ClassVar[str] = "erasure.may_not"
    sentence = Text(
        zh="只有本单位的身份信息保管员能删除。需要删除，请把回执号告诉保管员。",
        en="Only the keeper of identities of this office erases. Please give the receipt number to the keeper.",
    )


class ErasureNeedsReason(HuiyingError):
    """No reason, or one too short to mean anything."""

    code: ClassVar[str] = "erasure.reason_needed"
    sentence = Text(
        zh="请写明为什么删除，至少 {least} 个字；督查员会看到。不要写姓名和诉求内容。",
        en="Say why it is erased, in at least {least} characters; the inspector reads it. Leave out names and what "
        "was said.",
    )


class GroundUnknown(HuiyingError):
    """A ground that the law does not name."""

    code: ClassVar[str] = "erasure.ground_unknown"
    sentence = Text(zh="请从给出的依据里选一个。", en="Please choose one of the grounds given.")


class RequestGone(HuiyingError):
    """Somebody answered this request before, or there is none."""

    code: ClassVar[str] = "erasure.request_gone"
    sentence = Text(
        zh="这个删除请求已经有人处理过了。请回到清单看看。",
        en="This request was answered already. Please look at the list again.",
    )


class RefusalNeedsReason(HuiyingError):
    """A request was to be refused without a reason. data: least."""

    code: ClassVar[str] = "erasure.refusal_needs_reason"
    sentence = Text(
        zh="请写明为什么现在不删，至少 {least} 个字；本人会在回执页面看到，依据写清楚。",
        en="Say why it is not erased now, in at least {least} characters; the person reads it on the receipt page, so "
        "name what it rests on.",
    )
