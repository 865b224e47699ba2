"""Whose words quoted words are that no reported clause holds: by the sentence around them, the next one, or the turn."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import SUBJECTS
from briefing_generator.reading.quotations.reports import LOOSE, Report
from briefing_generator.reading.quotations.sources import Source, source_of, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.patterns.cues import Lexicon
    from briefing_generator.reading.quotations.quotemarks import Stretch
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence

_SPEECH = 5  # from so many words on, quoted words are taken for speech and not for a name or an emphasis
_CLOSE = 6  # tokens between the verb of a quoting clause and its subject
_PLAIN = 1  # rank of reports after which quoted words may go on: clauses that somebody said
_TURN = 4  # sentences after which a speaker has stopped
_PERSONS = frozenset(("he", "she"))
_WISHES = frozenset(("prep:for", "clause", "quote"))


class LooseQuotes:
    """Attributes loose stretches of one article, in order of the text."""

    def __init__(self, parsed: Parsed, stretches: tuple[Stretch, ...], lexicon: Lexicon) -> None:
        """Takes the article, all its quoted words, and the language of reporting."""
        self.parsed = parsed
        self.lexicon = lexicon
        self._stretches = stretches
        self._opens = [s.start for s in stretches]
        self._sentences = [s for s in parsed.sentences if s.kind != "heading"]
        self._starts = [s.start for s in self._sentences]

    def attribute(self, stretch: Stretch, last: Report | None) -> Report | None:
        """Returns the report that a stretch makes; None where the text attributes it to nobody.

        Args:
            stretch: the quoted words.
            last: what was reported last before them, whose speaker may go on.
        """
        home, at = self._home(stretch)
        if not home:
            return None
        words = self.parsed.signs[stretch.start : stretch.end].split()
        if len(words) < _SPEECH and not self._alone(stretch, home):
            return (
                None
                if self._title(stretch, words)
                else self._introduced(stretch, home) or self._owned(home[0], stretch)
            )
        return (
            self._said(home, stretch)
            or self._after(stretch, home, at)
            or self._introduced(stretch, home)
            or self._going_on(stretch, home, at, last)
            or self._before(stretch, home, at)
            or self._owned(home[0], stretch)
        )

    def _alone(self, stretch: Stretch, home: list[ParsedSentence]) -> bool:
        """Tells whether nothing but marks stands around quoted words in their sentences."""
        outside = self.parsed.signs[home[0].start : stretch.start] + self.parsed.signs[stretch.end : home[-1].end]
        return not outside.strip(" “”\"'‘’«».,!?…`")

    def _report(self, stretch: Stretch, sentence: ParsedSentence, verb: Token, who: Token | None) -> Report | None:
        source = source_of(sentence, who)
        if source is None or self._quoted(source.head[0]) or source.span[0] <= stretch.start < source.span[1]:
            return None
        at = sentence.char_start(verb)
        return Report(stretch.outer_start, stretch.outer_end, source, verb.text, LOOSE, at)

    def _quoted(self, at: int) -> bool:
        """Tells whether a place lies in quoted words."""
        index = bisect_right(self._opens, at) - 1
        return index >= 0 and at < self._stretches[index].end

    def _marked(self, at: int) -> bool:
        """Tells whether a place lies in quoted words or in the marks around them."""
        index = bisect_right(self._opens, at) - 1
        return any(s.outer_start <= at < s.outer_end for s in self._stretches[max(0, index) : index + 2])

    def _speaking(self, sentence: ParsedSentence) -> list[Token]:
        """Returns the verbs of a sentence, outside its quoted words, that may go with quoted words."""
        return [
            token
            for token in sentence.doc
            if token.pos_ == "VERB"
            and "quote" in self.lexicon.of_verb(token)
            and not self._quoted(sentence.char_start(token))
            and not any(child.dep_ in ("ccomp", "mark") and child.i > token.i for child in token.children)
        ]

    def _said(self, home: list[ParsedSentence], stretch: Stretch) -> Report | None:
        """Looks for who speaks in the sentences that the quoted words are part of, the nearest verb first."""
        near = []
        for sentence in home:
            for verb in self._speaking(sentence):
                at = sentence.char_start(verb)
                near.append((min(abs(at - stretch.end), abs(stretch.start - at)), sentence, verb))
        for _, sentence, verb in sorted(near, key=lambda item: (item[0], item[1].index)):
            report = self._report(stretch, sentence, verb, speaker_of(verb))
            if report is not None:
                return report
        return None

    def _introduced(self, stretch: Stretch, home: list[ParsedSentence]) -> Report | None:
        """Looks for the person before a colon: "Lindqvist was blunter: “…”"."""
        sentence = home[0]
        if not self.parsed.signs[sentence.start : stretch.outer_start].rstrip().endswith(":"):
            return None
        first = next((t for t in sentence.doc if not t.is_punct), None)
        if first is not None and first.lower_ in self.lexicon.inverted:
            who = next((t for t in sentence.doc[first.i + 1 :] if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
            while who is not None and who.dep_ == "compound" and who.head.i > who.i:
                who = who.head
            report = self._report(stretch, sentence, first, who)
            if report is None or report.source is None:
                return None
            start = sentence.char_start(first.nbor(1))
            return replace(report, source=Source((start, report.source.span[1]), report.source.head))
        return self._leading(stretch, sentence)

    def _leading(self, stretch: Stretch, sentence: ParsedSentence) -> Report | None:
        verbs = [
            token
            for token in sentence.doc
            if token.pos_ in ("VERB", "AUX")
            and sentence.char_start(token) < stretch.start
            and any(child.dep_ in SUBJECTS and child.i < token.i for child in token.children)
        ]
        main = min(verbs, key=lambda verb: sum(1 for _ in verb.ancestors), default=None)
        who = speaker_of(main) if main is not None else None
        if main is None or who is None or not (any(t.ent_type_ for t in who.subtree) or who.lower_ in _PERSONS):
            return None
        return self._report(stretch, sentence, main, who)

    def _after(self, stretch: Stretch, home: list[ParsedSentence], at: int) -> Report | None:
        """Looks for a quoting clause that follows as a sentence of its own: "“Why now?” Lindqvist asked."."""
        index = at + len(home)
        if index >= len(self._sentences):
            return None
        sentence = self._sentences[index]
        if sentence.block != home[-1].block or not 0 <= sentence.start - stretch.outer_end <= 2:
            return None
        for verb in self._speaking(sentence)[:1]:
            who = speaker_of(verb)
            if who is not None and min(who.left_edge.i, verb.i) == 0 and abs(who.i - verb.i) < _CLOSE:
                report = self._report(stretch, sentence, verb, who)
                return replace(report, inserted=((sentence.start, sentence.end),)) if report else None
        return None

    def _going_on(self, stretch: Stretch, home: list[ParsedSentence], at: int, last: Report | None) -> Report | None:
        """Takes the last speaker to go on, in this paragraph or the next, where nobody else has come in between."""
        if last is None or last.source is None or not self._alone(stretch, home):
            return None
        spoken = self._marked(last.end - 2) or self._marked(last.start + 2)
        for sentence in reversed(self._sentences[max(0, at - _TURN) : at]):
            if sentence.start < max(last.end, *(end for _, end in last.inserted), last.at):
                if not spoken and (last.rank > _PLAIN or sentence.block != home[0].block):
                    return None
                return Report(stretch.outer_start, stretch.outer_end, last.source, last.cue, LOOSE, last.at)
            if sentence.block != home[0].block or any(
                token.ent_type_ == "PERSON" or token.lower_ in _PERSONS for token in sentence.doc
            ):
                return None
        return None

    def _before(self, stretch: Stretch, home: list[ParsedSentence], at: int) -> Report | None:
        """Looks for who speaks in the sentence before, in the same paragraph or ending the one before with a colon."""
        if at == 0:
            return None
        sentence = self._sentences[at - 1]
        lead = self.parsed.signs[sentence.start : sentence.end].rstrip().endswith(":")
        if sentence.block != home[0].block and not (lead and home[0].block - sentence.block <= 1):
            return None
        for verb in reversed(self._speaking(sentence)):
            report = self._report(stretch, sentence, verb, speaker_of(verb))
            if report is not None:
                return report
        return self._leading(stretch, sentence) if lead else None

    def _title(self, stretch: Stretch, words: list[str]) -> bool:
        """Tells whether quoted words look like a title: a word for one before them, or capitals through them."""
        before = self.parsed.signs[max(0, stretch.outer_start - 20) : stretch.outer_start].split()
        if before and before[-1].casefold().strip(",") in self.lexicon.titled:
            return True
        main = [word for word in words if word not in self.lexicon.small]
        return len(main) > 1 and all(word[0].isupper() or not word[0].isalpha() for word in main)

    def _home(self, stretch: Stretch) -> tuple[list[ParsedSentence], int]:
        at = max(0, bisect_right(self._starts, stretch.start) - 1)
        home = []
        for index in range(at, len(self._sentences)):
            sentence = self._sentences[index]
            if sentence.start >= stretch.end:
                break
            if sentence.end > stretch.start:
                home.append(sentence)
        return home, at

    def _owned(self, sentence: ParsedSentence, stretch: Stretch) -> Report | None:
        """Short quoted words that are somebody's: "pushes for “demilitarization”", "is ready “anytime”"."""
        inside = [t for t in sentence.doc if stretch.start <= sentence.char_start(t) < stretch.end]
        if not inside:
            return None
        head = min(inside, key=lambda t: sum(1 for _ in t.ancestors))
        for above in head.ancestors:
            if above.dep_ in ("acl", "relcl", "pcomp"):
                return None
            if above.pos_ == "VERB" and self.lexicon.of_verb(above) & _WISHES:
                if (
                    head.dep_ in ("dobj", "dative")
                    and head.head.i == above.i
                    and "topic:about" in self.lexicon.of_verb(above)
                ):
                    return None  # the listener's name: told “Fox News”
                return self._report(stretch, sentence, above, speaker_of(above))
        return None
