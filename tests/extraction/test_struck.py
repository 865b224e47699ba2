"""Words that a word processor hides or strikes out are none of a document's: never shown, never read."""

from __future__ import annotations

import io
import zipfile

import odfdo
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.extraction.open_document import read_open_document
from briefing_generator.extraction.rich_text import read_rich_text
from briefing_generator.extraction.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def word(*runs: tuple[str, str]) -> bytes:
    inner = "".join(f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' for words, how in runs)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            f'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{LINK}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body><w:p>{inner}</w:p></w:body></w:document>'
        )
    return packed.getvalue()


def test_word() -> None:
    data = word(
        ("The union ", ""), ("accepts ", "<w:strike/>"), ("gladly ", "<w:dstrike/>"), ("in secret ", "<w:vanish/>"),
        ("now ", '<w:vanish w:val="0"/>'), ("rejects the offer.", ""),
    )  # fmt: skip
    assert as_shown(read_word(data).text) == "The union now rejects the offer."


def test_rich_text() -> None:
    raw = (
        rb"{\rtf1\ansi The union {\strike accepts {\b gladly} }\strike in \'e9arnest \strike0 {\v in secret }now "
        rb"\plain rejects \v0 the offer.\viewkind4\par}"
    )
    assert as_shown(read_rich_text(raw).text) == "The union now rejects the offer."


def test_open_document() -> None:
    document = odfdo.Document("text")
    document.body.clear()
    for name, how in (("struck", 'style:text-line-through-style="solid"'), ("hidden", 'text:display="none"')):
        style = f'<style:style style:name="{name}" style:family="text"><style:text-properties {how}/></style:style>'
        document.insert_style(odfdo.Element.from_tag(style), automatic=True)
    spans = "".join(f'<text:span text:style-name="{name}">accepts </text:span>' for name in ("struck", "hidden"))
    document.body.append(odfdo.Element.from_tag(f"<text:p>The union {spans}rejects the offer.</text:p>"))
    packed = io.BytesIO()
    document.save(packed)
    assert as_shown(read_open_document(packed.getvalue()).text) == "The union rejects the offer."
