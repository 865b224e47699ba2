"""Ways in that lost text, or took what is beside an article for the article's own: each with a whole file."""

from __future__ import annotations

import io
import zipfile

import pytest
from briefing_generator.extraction import extract
from briefing_generator.model import Document

from tests.extraction.made_pdf import made_pdf

SAID = "".join(f"<p>The crew of ferry {n} rejects the timetable, its speaker said.</p>" for n in range(8))
PLAIN = "\n\n".join(f"The crew of ferry {n} rejects the timetable, its speaker said." for n in range(8))


def page(head: str, body: str = SAID) -> Document:
    whole = f"<html><head>{head}</head><body><main><article><h1>Talks live</h1>{body}</article></main></body></html>"
    return extract(whole.encode(), ".html")


@pytest.mark.parametrize("stated", ["iso-8859-1", "ISO-8859-1", "latin1", "ISO-8859-15"])
def test_a_page_in_windows_letters_that_says_latin_1_keeps_its_marks(stated: str) -> None:
    said = "<p>“We won’t sign – ever,” said the minister of Öre about 5 €.</p>"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={stated}"><title>Talks</title>'
    whole = f"<html><head>{meta}</head><body><main><article>{said}{SAID}</article></main></body></html>"
    assert (
        "“We won’t sign – ever,” said the minister of Öre about 5 €." in extract(whole.encode("cp1252"), ".html").text
    )


HEAD = """From: Me Private <me@private.example>
To: you@x.example
Subject: {subject}
Date: Mon, 17 Mar 2025 10:00:00 +0100
MIME-Version: 1.0
Content-Type: text/{kind}; charset=utf-8

"""
INNER = """See below.

Me (me@private.example)

From: Ann Lee <ann@courier.example>
Sent: Thursday, March 13, 2025 9:12 AM
To: Me Private <me@private.example>
Subject: Dockers reject offer

"""
INNER_PAGE = (
    "<p>See below.</p><p>Me, me@private.example</p><div><p><b>From:</b> Ann Lee &lt;ann@courier.example&gt;<br>"
    "<b>Sent:</b> Thursday, March 13, 2025 9:12 AM<br><b>To:</b> Me &lt;me@private.example&gt;<br>"
    "<b>Subject:</b> Dockers reject offer</p></div>"
)


@pytest.mark.parametrize("subject", ["FW: Dockers reject offer", "Dockers reject offer"])
@pytest.mark.parametrize(("kind", "body"), [("plain", INNER + PLAIN), ("html", INNER_PAGE + SAID)])
def test_a_forward_of_outlook_is_the_message_inside(subject: str, kind: str, body: str) -> None:
    found = extract((HEAD.format(subject=subject, kind=kind) + body).encode(), ".eml")
    assert (found.title, found.date, found.author) == ("Dockers reject offer", "2025-03-13", "Ann Lee")
    assert "private.example" not in found.text
    assert "ferry 7" in found.text


TONGUES = {
    "german": "Von: Ann Lee <ann@courier.example>\nGesendet: Donnerstag, 13. März 2025 09:12\nAn: Me <me@private.example>\nBetreff: {}\n\n",
    "french": "De : Ann Lee <ann@courier.example>\nEnvoyé : jeudi 13 mars 2025 09:12\nÀ : Me <me@private.example>\nObjet : {}\n\n",
    "spanish": "De: Ann Lee <ann@courier.example>\nEnviado el: jueves, 13 de marzo de 2025 9:12\nPara: Me <me@private.example>\nAsunto: {}\n\n",
    "apple": "Anfang der weitergeleiteten Nachricht:\n\nVon: Ann Lee <ann@courier.example>\nBetreff: {}\nDatum: 13. März 2025 um 09:12\nAn: me@private.example\n\n",
    "many": "*From:* Ann Lee <ann@courier.example>\n*Sent:* Thursday, March 13, 2025 9:12 AM\n*To:* Me <me@private.example>;\n  Bo <bo@private.example>\n*Subject:* {}\n\n",
}  # fmt: skip


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_forward_is_known_in_whatever_language_a_program_is_set_up(tongue: str) -> None:
    inner = "See below.\n\n" + TONGUES[tongue].format("Dockers reject offer")
    found = extract((HEAD.format(subject="WG: Dockers", kind="plain") + inner + PLAIN).encode(), ".eml")
    assert (found.title, found.date, found.author) == ("Dockers reject offer", "2025-03-13", "Ann Lee")
    assert found.text.startswith("The crew of ferry 0")
    assert "private.example" not in found.text


def test_an_answer_stays_what_it_answers_with() -> None:
    found = extract((HEAD.format(subject="Re: offer", kind="plain") + PLAIN + "\n\n" + INNER + "No.").encode(), ".eml")
    assert found.date == "2025-03-17"
    assert "ferry 7" in found.text


OTHERS = {
    "video": '{"@type":"VideoObject","name":"Clip","datePublished":"2019-01-02","author":{"@type":"Person","name":"Vid Maker"}}',
    "comment": '{"@type":"Comment","datePublished":"2019-01-02","author":{"@type":"Person","name":"Vid Maker"}}',
    "related": '{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Old","datePublished":"2018-01-01"}]}',
    "another article": '{"@type":"NewsArticle","headline":"Old","datePublished":"2018-01-01","author":{"@type":"Person","name":"Vid Maker"}}',
}
LIVE = """{"@context":"https://schema.org","@type":"LiveBlogPosting","liveBlogUpdate":[{"@type":"BlogPosting",
"headline":"Minister leaves","datePublished":"2025-03-14T10:00:00Z","author":{"@type":"Person","name":"Bo Ek"}}],
"comment":[{"@type":"Comment","datePublished":"2019-04-01"}],"video":{"@type":"VideoObject","datePublished":"2019-01-02"},
"headline":"Talks live","datePublished":"2025-03-13T08:00:00Z","author":{"@type":"Person","name":"Ann Lee"}}"""


@pytest.mark.parametrize("kind", OTHERS)
def test_what_stands_beside_an_article_in_json_ld_tells_nothing_of_it(kind: str) -> None:
    scripts = "".join(f'<script type="application/ld+json">{data}</script>' for data in (OTHERS[kind], LIVE))
    found = page(f"<title>Talks live - Quay</title>{scripts}")
    assert (found.title, found.date, found.author) == ("Talks live", "2025-03-13", "Ann Lee")


def test_what_stands_alone_in_json_ld_beside_an_article_tells_nothing_of_it() -> None:
    scripts = "".join(
        f'<script type="application/ld+json">{data}</script>' for data in (OTHERS["video"], OTHERS["related"])
    )
    found = page(f"<title>Talks live - Quay</title>{scripts}")
    assert (found.title, found.date, found.author) == ("Talks live", None, None)


UPDATE = '<{tag}><h2>Minister leaves for talk {n}</h2><time datetime="2025-03-1{n}T10:00">1{n} March 2025</time><span class="byline">By Bo Ek</span><p>The crew of ferry {n} rejects the timetable, its speaker said on the quay.</p></{end}>'


@pytest.mark.parametrize("tag", ["article", 'div class="live-blog-post"', 'section itemprop="liveBlogUpdate"'])
def test_a_live_blog_is_not_by_who_wrote_one_of_its_updates(tag: str) -> None:
    updates = "".join(UPDATE.format(tag=tag, end=tag.split()[0], n=n) for n in range(1, 6))
    found = page(
        '<title>Talks live - Quay</title><meta property="article:published_time" content="2025-03-10">', updates
    )
    assert (found.title, found.date, found.author) == ("Talks live", "2025-03-10", None)
    assert "ferry 5 rejects" in found.text


def test_the_one_article_of_a_page_says_who_wrote_it() -> None:
    whole = (
        f'<html><body><h1>Talks</h1><main><article><p class="byline">By Bo Ek</p>{SAID}</article></main></body></html>'
    )
    assert extract(whole.encode(), ".html").author == "Bo Ek"


LISTS = (
    "<p>The union of the dockers of Lunde demands:</p><ul><li><span>a raise of 8 percent</span></li>"
    "<li><span>an end to night shifts on all quays</span></li></ul><p>"
    + "The port said nothing about it. " * 20
    + "</p>"
)
FRAME = "<table><tbody><tr><td><p>The port rejects the demand for a raise.</p></td></tr></tbody></table>"


def test_a_page_that_is_nothing_but_text_keeps_its_lists_and_frames() -> None:
    whole = f'<html><head><title>Notes</title></head><body class="doc-content">{LISTS}{FRAME}</body></html>'
    lines = extract(whole.encode(), ".html").text.splitlines()
    assert "- a raise of 8 percent" in lines
    assert "- an end to night shifts on all quays" in lines
    assert "The port rejects the demand for a raise." in lines


def test_a_frame_around_the_text_of_a_word_file_is_no_table() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = "".join(f"<w:p><w:r><w:t>The port rejects demand {n}.</w:t></w:r></w:p>" for n in range(2))
    body = f"<w:document {space}><w:body><w:tbl><w:tr><w:tc>{said}</w:tc></w:tr></w:tbl></w:body></w:document>"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", body)
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')  # fmt: skip
    assert extract(made.getvalue(), ".docx").text.split("\n\n") == [
        "The port rejects demand 0.",
        "The port rejects demand 1.\n",
    ]


def test_lines_of_a_pdf_beside_a_box_go_on_as_one_paragraph() -> None:
    wide = ["The union of the dockers of Lunde said on Monday that it wants a new timetable now",
            "and the port said on the same day that it would not talk of it before the month ends,"]  # fmt: skip
    narrow = ["while the ferries wait in", "the harbour. The crews of", "the ships demand that the", "port opens the gates and",
              "that nobody is laid off in", "the winter. The mayor of"]  # fmt: skip
    last = ["Lunde, who was a docker, asked both sides to come back to the table in the next week."]

    def drawn(lines: list[str], left: int, top: int) -> bytes:
        shown = b"".join(b"(%s) Tj T* " % line.encode() for line in lines)
        return b"BT /F1 12 Tf 14 TL %d %d Td %sET\n" % (left, top, shown)

    text = extract(
        made_pdf(drawn([*wide, *narrow, *last], 72, 700) + drawn(["In numbers: 400 dockers,", "40 ships."], 330, 672)),
        ".pdf",
    ).text
    assert text.split("\n\n")[0] == " ".join([*wide, *narrow, *last])
