"""The same plan as text, HTML and DOCX; what cannot be read is said in one sentence."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.reading import Reading, UnreadableError, batch, read
from geodata.reading.html import printed_of
from geodata.reading.source import decoded

LINES = (
    "驻马店市“十四五”水安全规划",
    "一、主要任务",
    "（一）建设水库。到2025年，新建遂平县黑龙潭水库、泌阳县柳河水库。",
    "专栏1 重点工程",
    "1.确山县邢河水库。总库容1600万立方米。",
)
NAMES = ["遂平县黑龙潭水库", "泌阳县柳河水库", "确山县邢河水库"]
ROWS = (("项目名称", "建设规模"), ("汝南县汝河节制闸新建工程", "设计流量240立方米"))


def html_plan() -> str:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    return f"<html><head><title>x</title></head><body>{body}<table>{rows}</table></body></html>"


def names(file: Path) -> list[str]:
    return list(read(file, "驻马店市").projects.name_zh)


def test_a_plan_as_text(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes("\n".join(LINES).encode("gb18030"))
    assert names(file) == NAMES


def test_a_plan_as_html_with_its_table(tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text(html_plan(), encoding="utf-8")
    assert names(file) == [*NAMES, ROWS[1][0]]
    assert list(read(file, "驻马店市").projects.form) == ["prose", "prose", "box", "table"]


def test_a_plan_as_docx_with_its_table(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    made = docx.Document()
    for line in LINES:
        made.add_paragraph(line)
    table = made.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.save(str(file))
    assert names(file) == [*NAMES, ROWS[1][0]]


def test_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    made = docx.Document()
    made.add_paragraph("驻马店市水安全规划")
    for text in ("新建水库", "治理河道"):
        made.add_paragraph(text, style="List Number")
    made.save(str(file))
    text = read(file, "驻马店市").document.text
    assert "新建水库" in text
    assert "治理河道" in text


def test_scripts_of_a_page_are_no_text() -> None:
    page = "<body><script>alert('遂平县水库')</script><p>正文</p><style>p{}</style></body>"
    assert printed_of(page).text.split() == ["正文"]


def test_a_page_nested_a_thousand_times_is_read() -> None:
    assert printed_of("<div>" * 5000 + "正文" + "</div>" * 5000).text.split() == ["正文"]


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="<>/ptdr ab\"'=&;正文", max_size=200))
def test_any_markup_is_read(markup: str) -> None:
    printed = printed_of(markup)
    for paragraph in printed.paragraphs:
        assert all(
            printed.text[o] == c for o, c in zip(paragraph.offsets, paragraph.chars, strict=True)
        )


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        decoded(content)
    except UnreadableError as error:
        assert "PDF" in str(error)


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def encrypted() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def blank() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def spreadsheet() -> bytes:
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


BOMB = zipped(word__document_xml=b"0" * 30_000_000)
HOSTILE = {
    "encrypted.pdf": (encrypted, "password"),
    "broken.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n<<", "broken"),
    "blank.pdf": (blank, "no text"),
    "sheet.pdf": (spreadsheet, "spreadsheet"),
    "old.pdf": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600, "old Office"),
    "cut.docx": (lambda: zipped(word__x=b"1")[:40], "cut off"),
    "archive.docx": (lambda: zipped(plan=b"1"), "archive"),
    "empty.txt": (lambda: b" \n", "empty"),
    "noise.txt": (lambda: bytes(range(256)) * 20, "no text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_said_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    file = tmp_path / name
    file.write_bytes(make())
    with pytest.raises(UnreadableError, match=said) as raised:
        read(file, "驻马店市")
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 160


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    file.write_bytes(BOMB.replace(b"document_xml", b"document.xml"))
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="unpacks to more"):
        read(file, "驻马店市")
    assert time.monotonic() - began < 2


def test_an_entity_of_a_docx_fetches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("遂平县黑龙潭水库", encoding="utf-8")
    made = io.BytesIO()
    docx.Document().save(made)
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info).decode("utf-8", errors="surrogateescape")
            if info.filename == "word/document.xml":
                head, _, body = content.partition("?>")
                body = body.replace("<w:body>", "<w:body><w:p><w:r><w:t>建设&e;</w:t></w:r></w:p>")
                content = head + "?>" + entity + body
            target.writestr(info.filename, content.encode("utf-8", errors="surrogateescape"))
    file = tmp_path / "plan.docx"
    file.write_bytes(out.getvalue())
    with contextlib.suppress(UnreadableError):
        assert "黑龙潭" not in read(file, "驻马店市").document.text


def test_a_document_that_fails_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "b.txt").write_text("\n".join(LINES), encoding="utf-8")
    out = tmp_path / "out"
    found = {o.file.name: o for o in batch.outcomes(tmp_path, ["驻马店市"], out, workers=2)}
    assert found["a.pdf"].failed
    assert "\n" not in found["a.pdf"].said
    assert not found["b.txt"].failed
    assert (out / "b" / "projects.csv").exists()
    assert not (out / "a").exists()


def test_a_document_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.write_text("\n".join(LINES), encoding="utf-8")
    (outcome,) = batch.outcomes(file, ["驻马店市"], seconds=0.01)
    assert outcome.failed
    assert "not read in" in outcome.said


def test_many_pages_are_read_page_by_page(reading_of: Callable[..., Reading]) -> None:
    body = "\n".join(f"第{i}条 新建遂平县黑龙潭{i}号水库。" for i in range(2000))
    began = time.monotonic()
    reading_of("驻马店市规划\n" + body)
    assert time.monotonic() - began < 30
