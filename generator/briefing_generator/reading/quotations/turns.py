"""Whose words a stretch of text is without any marks: turns of an interview or a panel, answers below questions, a column.

A turn begins with a label ("Karin Berg:", "KB:", "A:") or with the speaker's name on a line of its own, and goes on to
the next. What a paper asks, by a label or as a question set in bold, is nobody's position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.language.words import load_name_words, load_words
from briefing_generator.reading.quotations.sources import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing_generator.model import Block
    from briefing_generator.reading.text.parse import Parsed
    from briefing_generator.reading.text.referents import Referents

_LOOKED_AT = 160
"""Letters at the beginning of a block among which a label stands."""
_LABEL = re.compile(
    r"\s*(?P<name>[QA](?=[.:])|[^\W\d_][\w.’'&-]*(?: [\w.’'&-]+){0,6})(?:\s*\([^()]{2,80}\))?\s*(?P<mark>[:.])(?:\s+|$)"
)
_KINDS = ("paragraph", "item", "quote", "heading")
_BOLD = re.compile(r"\s*(\*\*|__)(?P<words>.+)\1\s*", re.DOTALL)
_QUOTED = re.compile(r"“[^”]{0,3000}”|\"[^\"\n]{0,3000}\"")
_INTRODUCED = 8
"""Sentences at the beginning among which an interview is announced."""
_QUESTIONS = 2
"""Questions in bold or as headings from which an article is an interview though nobody is labelled."""
_MOST_INITIALS = 4


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch that one speaker says: ``speaker`` is an entity's key, None where it is the paper or nobody knows."""

    start: int
    end: int
    speaker: str | None
    asks: bool = False
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class _Opening:
    """A block that begins a turn: who is named (key, or "q" and "a" for whoever asks and answers), where the words start."""

    block: int
    start: int
    who: str | None
    asks: bool = False
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands before the words of a block: where it is, where they start, and the sign in which they end."""

    block: int
    start: int
    name: str
    span: Span
    ending: str


class TurnFinder:
    """Finds who speaks in an article's turns."""

    def __init__(self, parsed: Parsed, referents: Referents) -> None:
        """Takes the article and whom its names stand for."""
        self.parsed = parsed
        self.referents = referents
        self._blocks = parsed.article.blocks
        self._people: dict[str, set[str]] = {}
        for entity in (e for e in referents.entities if e.sure and e.kind == "person"):
            for name in (entity.name, *entity.aliases):
                words = name.casefold().replace("’", "'").split()
                for form in {" ".join(words), words[-1] if entity.kind == "person" else " ".join(words)}:
                    self._people.setdefault(form, set()).add(entity.key)
            if entity.kind == "person" and len(entity.name.split()) > 1:
                self._people.setdefault("".join(w[0] for w in entity.name.casefold().split()), set()).add(entity.key)

    def find(self) -> tuple[Voice, ...]:
        """Returns the voices of the article in order; none overlap."""
        openings = self._openings()
        if not openings:
            return tuple(self._column())
        answers = sum(not o.asks for o in openings)
        goes_on = len(openings) > 1 and answers > 0
        return tuple(self._voices(openings, goes_on))

    # ------------------------------------------------------------ where turns begin

    def _openings(self) -> list[_Opening]:
        labels, bold = self._beginnings()
        askers = self._askers(labels)
        found = [o for label in labels if (o := self._opening(label, askers)) is not None]
        # A headline with a colon ("Berg: no talks") is no turn, and a lone name may sign a quotation.
        found = [
            o
            for o in found
            if o.asks or self._blocks[o.block].kind != "heading" or o.start == self._blocks[o.block].end
        ]
        alone = {o.block for o in found if o.start == self._blocks[o.block].end}
        found = [o for o in found if o.block not in alone] if len(alone) < _QUESTIONS else found
        if any(not o.asks for o in found):
            return sorted([*found, *bold], key=lambda o: o.block)
        answerer = self._answerer() if len(bold) >= _QUESTIONS and self._first_person(bold) else None
        return [*bold, *(_Opening(o.block + 1, 0, answerer) for o in bold)] if answerer is not None else []

    def _first_person(self, questions: list[_Opening]) -> bool:
        """Tells whether most blocks below questions speak as "we" or "I", as answers do and a paper's own text does not."""
        below = [self._blocks[o.block + 1] for o in questions if o.block + 1 < len(self._blocks)]
        texts = [_QUOTED.sub(" ", self.parsed.signs[b.start : b.end]).casefold() for b in below if b.kind != "heading"]
        speaking = [t for t in texts if load_words("turns")["first_person"].intersection(re.findall(r"[\w']+", t))]
        return 2 * len(speaking) > len(questions)

    def _beginnings(self) -> tuple[list[_Label], list[_Opening]]:
        """Returns the labels that blocks open with, and the questions that are set apart."""
        labels: list[_Label] = []
        bold: list[_Opening] = []
        for index, block in enumerate(self._blocks):
            if block.kind not in _KINDS:
                continue
            view = plain_view(self.parsed.text, block.start, min(block.end, block.start + _LOOKED_AT))
            match = _LABEL.match(view.text)
            if match and (match["mark"] != "." or len(match["name"]) == 1):
                span = view.offsets[match.start("name")], view.offsets[match.end("name") - 1] + 1
                start = view.offsets[match.end()] if match.end() < len(view.offsets) else block.end
                labels.append(_Label(index, start, match["name"], span, self._ending(block)))
            elif self._question(block):
                bold.append(_Opening(index, block.start, None, asks=True))
            elif (name := self._alone(view.text, block)) is not None:
                labels.append(_Label(index, block.end, name, (block.start, block.end), ""))
        return labels, bold

    def _opening(self, label: _Label, askers: set[str]) -> _Opening | None:
        """Returns the turn that a label begins; None where it names nobody who is known."""
        name = label.name.casefold()
        if name in askers:
            return _Opening(label.block, label.start, None, asks=True, label=label.span)
        if name in load_words("turns")["answers"] and askers:
            answerer = self._answerer()
            return _Opening(label.block, label.start, answerer) if answerer is not None else None
        key = self._key(label.name)
        return _Opening(label.block, label.start, key, label=label.span) if key is not None else None

    def _ending(self, block: Block) -> str:
        return self.parsed.text[block.start : block.end].rstrip(' *_”"')[-1:]

    def _question(self, block: Block) -> bool:
        """Tells whether a block is a question and nothing else, set apart as a heading or in bold."""
        words = self.parsed.text[block.start : block.end]
        bold = _BOLD.fullmatch(words)
        return self._ending(block) == "?" and (block.kind == "heading" or bold is not None)

    def _alone(self, words: str, block: Block) -> str | None:
        """Returns the name of a person that is all there is in a block."""
        name = words.strip(" :*")
        if block.kind != "heading" and _BOLD.fullmatch(self.parsed.text, block.start, block.end) is None:
            return None
        if not 1 < len(name.split()) <= _MOST_INITIALS or block.end - block.start >= _LOOKED_AT:
            return None
        key = self._key(name)
        return name if key is not None and self.referents.entity(key).kind == "person" else None

    def _askers(self, labels: list[_Label]) -> set[str]:
        """Returns the labels of who asks: words for that, the paper's name, and labels whose turns are questions."""
        ends: dict[str, list[str]] = {}
        for label in labels:
            ends.setdefault(label.name.casefold(), []).append(label.ending)
        known = load_words("turns")["askers"]
        source = (self.parsed.article.source or "").casefold()
        return {
            name
            for name, signs in ends.items()
            if name in known
            or (source and name in (source, source.removeprefix("the ")))
            or (2 * signs.count("?") > len(signs) and len(ends) > 1)
        }

    # ------------------------------------------------------------ who speaks

    def _key(self, label: str) -> str | None:
        """Returns the one whom a label names: by the whole name, a surname behind a title, or initials."""
        small = load_name_words().particles
        if not all(w[0].isupper() or w in small for w in label.split()):
            return None
        words = [w.strip(".,") for w in label.casefold().replace("’", "'").split()]
        initials = re.fullmatch(r"(?:[A-Z]\.?-?){2,4}", label)
        forms = [" ".join(words).removeprefix("the "), " ".join(words)]
        if (len(words) > 1 and words[-2] in load_name_words().titles) or len(words) > 2:
            forms += [" ".join(words[-2:]), words[-1]]
        if initials:
            forms.append(re.sub(r"\W", "", label.casefold()))
        for form in forms:
            keys = self._people.get(form, set())
            if len(keys) == 1:
                return next(iter(keys))
        return None

    def _answerer(self) -> str | None:
        """Returns the only person with whom a paper says that it talked, or else the only one who speaks for somebody."""
        talking = load_words("turns")["talking"]
        speaking = {
            e.key for e in self.referents.entities if e.kind == "person" and self.referents.party(e.key) != e.key
        }
        for sentence in self.parsed.sentences[:_INTRODUCED]:
            if any(t.lemma_.casefold() in talking for t in sentence.doc):
                named = {key for _, _, key in self.referents.within(sentence.start, sentence.end)} & speaking
                if len(named) == 1:
                    return named.pop()
        return next(iter(speaking)) if len(speaking) == 1 else None

    # ------------------------------------------------------------ voices

    def _voices(self, openings: list[_Opening], goes_on: bool) -> Iterator[Voice]:
        openings = sorted(openings, key=lambda o: o.block)
        for opening, after in zip(openings, [*openings[1:], None], strict=True):
            if opening.block >= len(self._blocks):
                continue
            first = self._blocks[opening.block]
            start = opening.start or first.start
            last = opening.block
            if goes_on:
                limit = after.block if after is not None else len(self._blocks)
                while last + 1 < limit and self._blocks[last + 1].kind != "heading":
                    last += 1
            end = self._blocks[last].end if last >= opening.block else first.end
            if start <= end:
                yield Voice(start, end, opening.who, opening.asks, opening.label)

    def _column(self) -> Iterator[Voice]:
        """Yields the whole of a column, where its author speaks for somebody."""
        signed = self.parsed.signature
        key = self.referents.covering(signed.start, signed.name_end) if signed is not None else None
        if key is not None and self.referents.party(key) != key:
            yield Voice(0, len(self.parsed.text), key)


def find_voices(parsed: Parsed, referents: Referents) -> tuple[Voice, ...]:
    """Returns whose words the stretches of an interview, a panel or a column are, in order of the text."""
    return TurnFinder(parsed, referents).find()
