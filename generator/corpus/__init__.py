"""Files to articles: front matter, cleaning, dates, duplicates."""
from __future__ import annotations

import hashlib
import re
from pathlib import Path

import frontmatter

from generator.model import Article, Block, Corpus, Settings


def _blocks(text: str) -> tuple[Block, ...]:
    out, furniture = [], False
    for m in re.finditer(r"[^\n]+", text):
        line = m.group()
        s = m.start() + len(line) - len(line.lstrip())
        e = m.start() + len(line.rstrip())
        if s >= e:
            continue
        if re.match(r"(LEAVE A REPLY|May you also like)", text[s:e]):
            furniture = True
        if text[s:e] in ("FAQs", "Conclusion"):
            furniture = False
        bullet = re.match(r"([-*•]|\d+[.)])\s+", text[s:e])
        kind = "furniture" if furniture else "item" if bullet else "paragraph"
        if bullet:
            s += bullet.end()
        elif kind == "paragraph" and len(text[s:e].split()) < 13 and text[e - 1] not in ".:!”\"":
            kind = "heading"
        out.append(Block(kind, s, e))
    return tuple(out)


def load_corpus(folder: Path) -> Corpus:
    """PROVISIONAL: the corpus room replaces this."""
    arts = []
    for p in sorted(folder.glob("articles/**/*.md")):
        raw = p.read_bytes()
        post = frontmatter.loads(raw.decode())
        text = post.content.strip().replace("\r\n", "\n")
        date = post.get("date") or post.get("published") or post.get("created")
        ident = re.sub(r"[^a-z0-9]+", "-", p.stem.lower()).strip("-")
        arts.append(Article(
            ident, p.relative_to(folder).as_posix(), str(post.get("title") or text.split("\n")[0][:90]), "inferred",
            str(date)[:10] if date else None, "stated" if date else "unknown", None, None, "unknown", None, None, None,
            (), None, None, len(text.split()), hashlib.sha256(raw).hexdigest(), "used", None, None, ident, text, 1, _blocks(text)))
    return Corpus(folder.name, Settings(folder.name), tuple(arts), ())
