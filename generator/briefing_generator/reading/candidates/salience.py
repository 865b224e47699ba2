"""Whom an article speaks of just now, and whom most: for words whose holder the sentence does not name."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import SUBJECTS

if TYPE_CHECKING:
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence
    from briefing_generator.reading.text.referents import Referents

_BACK = 3
"""Sentences back in which somebody was spoken of "just now"."""


@dataclass(frozen=True, slots=True, eq=False)
class Salience:
    """The parties of each sentence, those that are a subject in it, and each party's share (0 to 1) of all phrases."""

    named: tuple[tuple[str, ...], ...]
    subjects: tuple[tuple[str, ...], ...]
    shares: dict[str, float]

    def just_now(self, sentence: ParsedSentence) -> dict[str, tuple[int, bool]]:
        """Returns who was named in the sentences just before: how many sentences back, and whether as a subject there."""
        found: dict[str, tuple[int, bool]] = {}
        for back in range(1, _BACK + 1):
            at = sentence.index - back
            if at < 0:
                break
            for party in self.named[at]:
                found.setdefault(party, (back, party in self.subjects[at]))
        return found


def salience_of(parsed: Parsed, referents: Referents) -> Salience:
    """Returns whom an article speaks of, sentence by sentence and as a whole."""
    starts = [s.start for s in parsed.sentences]
    named: list[list[str]] = [[] for _ in starts]
    subjects: list[list[str]] = [[] for _ in starts]
    counts: Counter[str] = Counter()
    for start, end, key in referents.phrases:
        at = bisect_right(starts, start) - 1
        if at < 0:
            continue
        party = referents.party(key)
        counts[party] += 1
        if party not in named[at]:
            named[at].append(party)
        sentence = parsed.sentences[at]
        if party not in subjects[at] and any(
            t.dep_ in SUBJECTS and start <= sentence.char_start(t) < end for t in sentence.doc
        ):
            subjects[at].append(party)
    whole = max(1, sum(counts.values()))
    return Salience(tuple(map(tuple, named)), tuple(map(tuple, subjects)), {p: n / whole for p, n in counts.items()})
