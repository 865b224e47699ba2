"""A PDF of one page around whatever its page is told to draw."""

from __future__ import annotations

import zlib

WORDS = b"BT /F1 12 Tf 72 700 Td (The dockers of Lunde want shorter shifts.) Tj ET\n"


def made_pdf(content: bytes, packed: int = 1, font: bytes = b"/Type1 /BaseFont /Helvetica", name: bytes = b"") -> bytes:
    """Returns a whole file: ``content`` is the page's drawing, packed so many times; ``name`` its title."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"[" + b"/FlateDecode " * packed + b"]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /Font /Subtype %s >>" % font,
        b"<< /Title (%s) >>" % name,
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, told in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return whole + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(whole),
    )  # fmt: skip
