"""Throws made-up documents at what takes them apart: ``make fuzz`` (needs atheris).

The first byte of an input chooses the kind of file, and the rest is the file, or stands inside a whole one where a text
would: the body of a page, the paragraphs of a text, the drawing of a PDF's page, once or repeated until there are
10 or 100 KB. What must hold: each is read or refused with a reason, a text that was read becomes an article whose front
matter says the same as the document, and no input costs more than two seconds of processor time.
"""

from __future__ import annotations

import importlib
import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris
import frontmatter
from figures import LONGEST, Figures
from mutating import mutator, repeated

sys.path.append(str(Path(__file__).parents[2]))
from tests.extraction.made_pdf import made_pdf

INSTRUMENTED = (
    "briefing_generator",
    "trafilatura",
    "htmldate",
    "mammoth",
    "markdownify",
    "pdfminer",
    "odfdo",
    "striprtf",
)
"""What the fuzzer looks into. Not justext, whose loops take twice their time under its instruments."""
# Otherwise loaded when first needed, and then without instruments.
LOADED_LATE = (
    "briefing_generator.extraction.archives", "briefing_generator.extraction.message", "briefing_generator.extraction.open_document", "briefing_generator.extraction.pdf",
    "briefing_generator.extraction.rich_text", "briefing_generator.extraction.web_page", "briefing_generator.extraction.word", "mammoth", "markdownify",
    "odfdo", "pdfminer.high_level", "striprtf.striprtf", "trafilatura", "trafilatura.metadata",
)  # fmt: skip

with atheris.instrument_imports(include=list(INSTRUMENTED)):
    from briefing_generator.adding.article_writing import as_markdown, file_name, missing
    from briefing_generator.extraction.documents import KINDS, take_apart
    from briefing_generator.extraction.errors import ExtractionError

    for module in LOADED_LATE:
        importlib.import_module(module)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN = "http://purl.org/dc/elements/1.1/"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OPEN = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
figures = Figures()


def word_file(body: bytes, properties: bytes) -> bytes:
    """Returns a Word file with these paragraphs and these properties."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("[Content_Types].xml", TYPES)
        into.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>'.encode() + body + b"</w:body></w:document>"
        )
        into.writestr(
            "docProps/core.xml",
            f'<p:coreProperties xmlns:p="{CORE}" xmlns:dc="{DUBLIN}">'.encode() + properties + b"</p:coreProperties>",
        )
    return packed.getvalue()


def open_document(body: bytes, properties: bytes) -> bytes:
    """Returns an OpenDocument text with these paragraphs and these properties."""
    spaces = " ".join(f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text", "table", "style", "meta"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("mimetype", OPEN)
        into.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{OPEN}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
        into.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>".encode() + body
            + b"</office:text></office:body></office:document-content>",
        )  # fmt: skip
        into.writestr(
            "meta.xml",
            f'<office:document-meta {spaces} xmlns:dc="{DUBLIN}"><office:meta>'.encode() + properties
            + b"</office:meta></office:document-meta>",
        )  # fmt: skip
    return packed.getvalue()


def page(head: bytes, body: bytes) -> bytes:
    """Returns a web page around an article's body."""
    return b"<html lang=en><head>" + head + b"</head><body><article>" + body + b"</article></body></html>"


def nested(elements: str, data: bytes) -> bytes:
    """Returns XML that is well formed whatever the input: a byte opens elements (``a/b``), closes them, or is a letter."""
    known = [names.split("/") for names in elements.split()]
    told, opened = bytearray(), []

    def close() -> None:
        for name in reversed(opened.pop()):
            told.extend(f"</{name.partition('|')[0]}>".encode())

    for byte in data:
        if byte < len(known):
            opened.append(known[byte])
            told += "".join(f"<{name.replace('|', ' ')}>" for name in known[byte]).encode()
        elif byte >= 2 * len(known):
            told.append(byte if chr(byte) in " .,;:-()" or 48 <= byte < 58 or 65 <= byte < 91 else 97 + byte % 26)
        elif opened:
            close()
    while opened:
        close()
    return bytes(told)


def halves(data: bytes) -> tuple[bytes, bytes]:
    """Returns what stands before the first zero in the input and what stands behind it."""
    before, _, behind = data.partition(b"\0")
    return before, behind


IN_WORD = """w:p/w:r/w:t w:p w:r/w:t w:tbl/w:tr/w:tc/w:p/w:r/w:t w:tbl w:tr w:tc w:tcPr w:gridSpan|w:val="9" w:vMerge w:pPr w:pStyle|w:val="Heading1"
    w:numPr w:numId|w:val="1" w:hyperlink|w:anchor="a" w:sdt w:sdtContent w:ins w:del w:br w:tab w:b w:footnoteReference|w:id="1"
    """
IN_OPEN = """text:p text:p text:h|text:outline-level="1" text:span text:a text:list text:list-item text:s|text:c="9" text:tab
    text:line-break text:note text:note-body table:table table:table-row table:table-cell text:section text:tracked-changes
    table:covered-table-cell table:table-header-rows text:bookmark office:annotation text:h|text:outline-level="99"
    table:table-cell|table:number-columns-repeated="9" text:p|text:style-name="a" text:list|text:style-name="L1" """
MADE: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    (".html", lambda data: data),
    (".html", lambda data: page(*halves(data))),
    (".html", lambda data: page(b"", repeated(data, LONGEST // 10))),
    (".html", lambda data: page(b"", repeated(data, LONGEST))),
    (".html", lambda data: page(repeated(data, LONGEST // 10), b"<p>The dockers of Lunde want shorter shifts.")),
    (".mhtml", lambda data: data),
    (".mhtml", lambda data: b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n" + data),
    (".docx", lambda data: data),
    (".docx", lambda data: word_file(*halves(data))),
    (".docx", lambda data: word_file(nested(IN_WORD, data), b"")),
    (".docx", lambda data: word_file(repeated(data, LONGEST // 10), b"")),
    (".docx", lambda data: word_file(b"<w:p><w:r><w:t>" + data + b"</w:t></w:r></w:p>", b"")),
    (".odt", lambda data: open_document(*halves(data))),
    (".odt", lambda data: open_document(nested(IN_OPEN, data), b"")),
    (".odt", lambda data: open_document(repeated(data, LONGEST // 10), b"")),
    (".odt", lambda data: open_document(b"<text:p>" + data + b"</text:p>", b"")),
    (".rtf", lambda data: b"{\\rtf1\\ansi " + data + b"}"),
    (".rtf", lambda data: b"{\\rtf1\\ansi " + repeated(data, LONGEST) + b"}"),
    (".eml", lambda data: data),
    (".eml", lambda data: b"From: Courier <news@courier.example>\nSubject: Lunde\n\n" + repeated(data, LONGEST)),
    (".webarchive", lambda data: data),
    (".pdf", lambda data: b"%PDF-1.4\n" + data),
    (".pdf", lambda data: made_pdf(data)),
    (".pdf", lambda data: made_pdf(repeated(data, LONGEST // 10))),
    (".pdf", lambda data: made_pdf(repeated(data, LONGEST))),
    (".pdf", lambda data: made_pdf(halves(data)[0], name=halves(data)[1])),
)
assert {suffix for suffix, _ in MADE} <= set(KINDS)


def one_input(data: bytes) -> None:
    """Takes one made-up document apart and holds what must be true against what comes out."""
    suffix, make = MADE[data[0] % len(MADE)] if data else MADE[0]
    document = make(data[1:])
    began = time.process_time()
    became = f"{KINDS[suffix]} read"
    try:
        found = take_apart(document, suffix, "https://courier.example/a")
    except ExtractionError:
        became = f"{KINDS[suffix]} refused"
    else:
        told = frontmatter.loads(as_markdown(found))
        assert told.content.strip()
        for key in ("title", "source", "author", "description"):
            assert told.metadata.get(key) == (getattr(found, key) or None), key
        assert "/" not in file_name(found, "article")
        missing(found)
    figures.add(time.process_time() - began, len(document), became)


def sow(corpus: Path) -> None:
    """Puts whole documents into a corpus, so that a run need not find out first what one looks like."""
    tools = Path(__file__).parents[1] / "corpus/tools"
    for number, (suffix, _) in enumerate(MADE):
        for file in sorted(tools.glob(f"*/*{suffix}")):
            (corpus / f"{number}-{file.name}").write_bytes(bytes([number]) + file.read_bytes())
        beginning = Path(__file__).with_name(f"beginning{suffix}.txt")
        (corpus / f"{number}-beginning").write_bytes(bytes([number]) + beginning.read_bytes())


if __name__ == "__main__":
    sow(Path(sys.argv[-1]))
    atheris.Setup(sys.argv, one_input, custom_mutator=mutator("document_seeds.txt"))
    atheris.Fuzz()
