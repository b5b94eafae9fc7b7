"""Every document that an offered act gives can be drawn, in both languages, from what the act asks for, and opened as
the Word file and the PDF that people get."""

import shutil
import subprocess
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from huiying.core.letters.errors import ContentMissing
from huiying.core.letters.model import Line, Numbered
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import FieldKind
from huiying.foundation.documents import printer
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.pdf import trouble
from huiying.foundation.documents.printed import letter_page
from huiying.foundation.office.models import LetterTemplate
from huiying.foundation.people.models import Staff
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case, Deadline, Document, Reply
from huiying.serve.casework.selectors.letters import letter_of
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db

GIVEN = [
    (table.id, act, code)
    for table in PROCEDURES.values()
    for act in table.acts
    if act.offered
    for code in (*act.documents, *(code for _, code in act.documents_to))
]


DUE = date(2027, 1, 22)
REQUESTS = [
    {
        "request": "修好三盏路灯",
        "facts": "线路进水烧坏",
        "outcome": "supported",
        "decision": "换线换灯",
        "basis": "柳溪县城乡照明管理办法第九条",
    }
]


@pytest.fixture
def cast():
    return open_liuxi()


def sample(field, cast):
    return {
        FieldKind.UNIT: cast.units["land"].pk,
        FieldKind.UNITS: [cast.units["housing"].pk],
        FieldKind.DAY: "2026-12-04",
        FieldKind.FLAG: True,
        FieldKind.NUMBER: 3,
        FieldKind.CHOICE: field.choices[0].value if field.choices else "",
        FieldKind.REQUESTS: REQUESTS,
        FieldKind.TASKS: [{"unit": cast.units["housing"].pk, "what": "换线换灯", "due_on": "2026-12-20"}],
    }.get(field.kind, f"{field.label.zh}的内容")


def case_of(procedure_id, cast):
    spoken = Spoken("counter", "request", "anonymous", "三盏路灯都不亮。", "zh-hans", NOW)
    voice = receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice
    Case.objects.filter(pk=voice.pk).update(procedure=procedure_id, unit=cast.units["land"])
    case = Case.objects.get(pk=voice.pk)
    for clock in ("C-HANDLE", "H-HANDLE"):
        Deadline.objects.create(
            case=case, clock=clock, version="1", started_at=NOW, due_on=DUE, target_on=DUE, due_at=NOW + timedelta(60)
        )
    Reply.objects.create(
        case=case, kind="opinion", unit=case.unit, public_text="已换。", requests=REQUESTS, given_at=NOW
    )
    return case


def drawn(procedure_id, act, code, cast, language):
    values = {field.name: sample(field, cast) for field in act.fields}
    values |= {"unit_id": cast.units["land"].pk, "from_unit_id": cast.units["petition"].pk}
    document = Document.objects.create(
        case=case_of(procedure_id, cast),
        code=code,
        variant=act.id,
        number="1",
        values=values,
        made_at=NOW,
        made_by=cast.staff["zhao"],
    )
    return letter_of(document, language)


def in_word(letter):
    """What python-docx reads of the Word file: lines and cells."""
    file = docx.Document(BytesIO(letter_docx(letter)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "".join("".join([*(line.text for line in file.paragraphs), *cells]).split())


def in_pdf(letter, folder):
    """What poppler reads of the PDF, printed by what the printer's process calls."""
    (folder / "letter.pdf").write_bytes(printer._pdf(letter_page(letter)))
    read = subprocess.run(["pdftotext", "-raw", folder / "letter.pdf", "-"], check=True, capture_output=True)
    return "".join(read.stdout.decode().split())


def said_in(letter):
    """The lines of a letter without white space; cells and labels by themselves."""
    rows = [part for block in letter.blocks for part in parts_of(block)]
    return ["".join(part.split()) for part in (letter.title, letter.office, *rows)]


def parts_of(block):
    if isinstance(block, Line):
        return [block.text]
    if isinstance(block, Numbered):
        return list(block.items)
    return [part for row in block.rows for part in row]


@pytest.mark.skipif(
    trouble() is not None or not shutil.which("pdftotext"), reason="cannot print, or read what it prints"
)
@pytest.mark.parametrize("code", sorted({code for _p, _a, code in GIVEN}))
def test_every_document_of_a_case_opens_as_word_and_pdf_and_says_the_same(code, cast, tmp_path):
    for procedure_id, act, given in GIVEN:
        if given != code:
            continue
        letters = [drawn(procedure_id, act, code, cast, language) for language in ("zh-hans", "en")]
        assert all(letter.title and letter.blocks and letter.office for letter in letters)
        for letter in letters:
            word = in_word(letter)
            assert [said for said in said_in(letter) if said not in word] == []
    pdf = in_pdf(letters[0], tmp_path)
    assert [said for said in said_in(letters[0]) if said[:12] not in pdf] == []


def test_a_letter_names_the_receipt_and_never_the_person(cast):
    spoken = Spoken("counter", "request", "named", "三盏路灯都不亮。", "zh-hans", NOW)
    voice = receive_voice(spoken, identity={"name": "李桂英", "phone": "00001234567"}, actor=SPEAKER, now=NOW).voice
    document = Document.objects.create(
        case=voice.case,
        code="D05",
        variant="guide",
        number="1",
        made_at=NOW,
        values={
            "unit_id": cast.units["petition"].pk,
            "competent_body": "柳溪县人民法院",
            "where_to_go": "人民路2号",
            "reason": "已经判决的事由法院再审",
        },
    )
    letter = letter_of(document, "zh-hans")
    assert "号回执的诉求人" in letter.addressee
    assert "李桂英" not in repr(letter)
    assert "柳溪县人民法院" in repr(letter)


def test_what_the_law_requires_may_not_be_missing(cast):
    act = next(act for _, act, code in GIVEN if act.id == "guide")
    document = Document(
        case=case_of("xinfang", cast),
        code="D05",
        variant=act.id,
        number="1",
        made_at=NOW,
        values={"unit_id": cast.units["land"].pk},
    )
    with pytest.raises(ContentMissing):
        letter_of(document, "zh-hans")


def test_the_office_may_word_a_letter_itself(cast):
    LetterTemplate.objects.create(
        code="D04",
        language="zh-hans",
        title="去向告知",
        body="您的事（{case_number}）已转{sent_to}。\n\n- 电话：{contact}",
    )
    act = next(act for _, act, code in GIVEN if code == "D04")
    assert drawn("xinfang", act, "D04", cast, "zh-hans").title == "去向告知"


def test_an_english_letter_names_the_post_in_english(cast):
    Staff.objects.filter(username="zhao").update(post="承办人", post_en="Case handler")
    cast.staff["zhao"].refresh_from_db()
    given = next(one for one in GIVEN if one[2] == "D12")
    english = repr(drawn(*given, cast, "en"))
    assert "Liuxi Natural Resources Bureau, Case handler" in english
    assert "承办人" not in english
