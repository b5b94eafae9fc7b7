"""The other legal ways beside petition, review and final review: what each is for, its time limit, its law, where.

Articles of laws that are kept in the project's notes were compared word by word (行政复议法, 政府信息公开条例,
人民调解法, 信访工作条例); of the others the limits are as commonly published, and the page says to ask before
one relies on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from huiying.core.words import Text


class Way(StrEnum):
    """One way, by name."""

    RECONSIDERATION = "reconsideration"
    ADMIN_COURT = "admin_court"
    CIVIL_COURT = "civil_court"
    LABOUR = "labour"
    LAND = "land"
    DISCLOSURE = "disclosure"
    SUPERVISION = "supervision"
    PROCURATORATE = "procuratorate"
    MEDIATION = "mediation"
    COMPENSATION = "compensation"
    LEGAL_AID = "legal_aid"


@dataclass(frozen=True, slots=True)
class LegalWay:
    """`limit`: how long one has, and from when. `where`: to whom, unless the office wrote an address of its own."""

    name: Text
    fits: Text
    limit: Text
    where: Text
    law: Text
    free: bool = True


WAYS: Mapping[Way, LegalWay] = {
    Way.RECONSIDERATION: LegalWay(
        Text("行政复议", "Administrative reconsideration"),
        Text(
            "不服行政机关的决定，比如处罚、强制、许可、征收补偿，或者行政机关该办不办。",
            "You disagree with what an administrative body decided (a penalty, a permit, compensation), or it does not "
            "do what is its duty.",
        ),
        Text(
            "知道这个决定之日起 60 日内；没有告诉您这项权利的，从知道权利之日起算，最长 1 年。",
            "60 days from the day you learnt of it; if nobody told you of this right, from the day you learn of the "
            "right, at most one year.",
        ),
        Text("县级以上人民政府的行政复议机构（司法局）", "The reconsideration body of the county government or above"),
        Text(
            "《行政复议法》第十一条、第二十条、第二十四条、第八十七条",
            "Administrative Reconsideration Law, Articles 11, 20, 24 and 87",
        ),
    ),
    Way.ADMIN_COURT: LegalWay(
        Text("行政诉讼", "Administrative action"),
        Text(
            "不服行政机关的决定，或者不服行政复议决定。",
            "You disagree with such a decision, or with a reconsideration.",
        ),
        Text(
            "直接起诉：知道之日起 6 个月内；经过复议的：收到复议决定书之日起 15 日内。",
            "6 months from the day you learnt of it; after a reconsideration, 15 days from receiving its decision.",
        ),
        Text("作出决定的机关所在地的基层人民法院", "The basic people's court where the body sits"),
        Text("《行政诉讼法》第四十五条、第四十六条", "Administrative Litigation Law, Articles 45 and 46"),
        free=False,
    ),
    Way.CIVIL_COURT: LegalWay(
        Text("民事诉讼", "Civil action"),
        Text(
            "和个人、企业之间的纠纷：欠款、合同、损害赔偿、物业、婚姻家庭。",
            "A dispute with a person or a business: debts, contracts, damage, family.",
        ),
        Text("一般是知道权利受损害之日起 3 年内。", "As a rule 3 years from the day you learnt of the harm."),
        Text("被告所在地的基层人民法院", "The basic people's court where the other side lives"),
        Text("《民法典》第一百八十八条", "Civil Code, Article 188"),
        free=False,
    ),
    Way.LABOUR: LegalWay(
        Text("劳动争议仲裁", "Labour arbitration"),
        Text(
            "工资、工伤、辞退、社会保险方面和用人单位的争议；起诉以前要先仲裁。",
            "A dispute with an employer on pay, injury, dismissal or insurance; it comes before the court.",
        ),
        Text(
            "知道权利受侵害之日起 1 年内；在职期间拖欠工资不受这个限制，离职后 1 年内。",
            "1 year from the day you learnt of it; for unpaid wages 1 year after the job ended.",
        ),
        Text("劳动人事争议仲裁委员会（人力资源和社会保障局）", "The labour arbitration commission"),
        Text(
            "《劳动争议调解仲裁法》第五条、第二十七条、第五十三条",
            "Law on Mediation and Arbitration of Labour Disputes, Articles 5, 27 and 53",
        ),
    ),
    Way.LAND: LegalWay(
        Text("农村土地承包仲裁", "Arbitration on contracted farm land"),
        Text(
            "承包地的合同、流转、收回、侵占方面的纠纷。",
            "A dispute on contracted land: its contract, transfer, taking back.",
        ),
        Text("知道权利受侵害之日起 2 年内。", "2 years from the day you learnt of it."),
        Text("农村土地承包仲裁委员会（农业农村局）", "The arbitration commission for farm land"),
        Text(
            "《农村土地承包经营纠纷调解仲裁法》第十八条",
            "Law on Mediation and Arbitration of Farm Land Disputes, Article 18",
        ),
    ),
    Way.DISCLOSURE: LegalWay(
        Text("申请政府信息公开", "Asking for government information"),
        Text("想看文件、账目、批文。", "You want to see documents, accounts or approvals."),
        Text(
            "随时可以申请；能当场答复的当场答复，否则 20 个工作日内答复。",
            "At any time; answered on the spot or within 20 working days.",
        ),
        Text("掌握这些信息的行政机关", "The body that holds them"),
        Text("《政府信息公开条例》第三十三条", "Regulations on Government Information, Article 33"),
    ),
    Way.SUPERVISION: LegalWay(
        Text("监察、检举控告", "Supervisory body"),
        Text(
            "公职人员违纪违法：贪污、受贿、滥用职权、打击报复。",
            "Officials who break discipline or law: bribes, abuse of power, retaliation.",
        ),
        Text(
            "没有期限。也可以在这里说，由专人保密办理。",
            "No limit. You can also say it here; a sealed officer alone reads it.",
        ),
        Text("纪检监察机关，电话 12388", "The discipline and supervision bodies, phone 12388"),
        Text("《监察法》；《信访工作条例》第三十条", "Supervision Law; Regulations on Petition Work, Article 30"),
    ),
    Way.PROCURATORATE: LegalWay(
        Text("检察监督", "Procuratorate"),
        Text(
            "不服法院生效的裁判，再审也没有解决；公安该立案不立案。",
            "A final judgment is wrong and the court would not retry it; the police do not open a case.",
        ),
        Text(
            "民事、行政裁判先向法院申请再审。", "In civil and administrative cases ask the court for a retrial first."
        ),
        Text("人民检察院，电话 12309", "The people's procuratorate, phone 12309"),
        Text("《民事诉讼法》《行政诉讼法》《刑事诉讼法》", "The three procedure laws"),
    ),
    Way.MEDIATION: LegalWay(
        Text("人民调解", "People's mediation"),
        Text(
            "邻里、家庭、物业、小额欠款这些双方愿意商量的事。",
            "Neighbours, family, small debts: where both sides want to talk.",
        ),
        Text(
            "随时可以申请；达成协议的，30 日内可以一起请法院确认。",
            "At any time; an agreement can be confirmed in court together within 30 days.",
        ),
        Text("村（社区）、镇（街道）人民调解委员会", "The mediation committee of the village or town"),
        Text("《人民调解法》第四条、第三十三条", "People's Mediation Law, Articles 4 and 33"),
    ),
    Way.COMPENSATION: LegalWay(
        Text("国家赔偿", "State compensation"),
        Text(
            "机关违法行使职权，伤了人、损坏了财物、错关了人。",
            "A body broke the law in office and harmed a person or property.",
        ),
        Text(
            "知道之日起 2 年内，被羁押的时间不算。",
            "2 years from the day you learnt of it, time in custody not counted.",
        ),
        Text("造成损害的机关", "The body that did it"),
        Text("《国家赔偿法》第三十九条", "State Compensation Law, Article 39"),
    ),
    Way.LEGAL_AID: LegalWay(
        Text("法律援助", "Legal aid"),
        Text(
            "打官司、仲裁、申请国家赔偿请不起律师；讨薪、工伤、赡养、家暴等。",
            "You cannot pay for a lawyer; wages, injury at work, support, violence at home.",
        ),
        Text("随时可以申请，7 日内答复，紧急的先办。", "At any time; answered within 7 days, urgent matters first."),
        Text("法律援助中心，电话 12348", "The legal aid centre, phone 12348"),
        Text("《法律援助法》第三十一条、第四十三条", "Legal Aid Law, Articles 31 and 43"),
    ),
}
